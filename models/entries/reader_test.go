package entries

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// names reads a list of entries with a name and a size.
func names(r *Reader, b string) (list []string) {
	r.Name, r.Flag, r.Wanted = "x.yaml", "--x", "a list such as \"- {name: a}\""
	r.Each([]byte(b), func(n *yaml.Node) {
		r.Fields(n, "an entry", map[string]func(*yaml.Node){
			"name": func(v *yaml.Node) { r.Texts(v, "name", func(s string, _ int) { list = append(list, s) }) },
			"size": func(v *yaml.Node) { r.Number(v, "size", 0, 9) },
		})
	})
	return list
}

func TestFaults(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "x.yaml:1: no entries: want a list such as",
		"[]":                        "x.yaml:1: no entries",
		"a: b":                      "x.yaml:1: want a list such as \"- {name: a}\", not a mapping",
		"- a":                       "x.yaml:1: an entry is \"a\": write keys and values; the keys are name, size",
		"- {name: a}\n- {nam: b}":   "x.yaml:2: unknown key \"nam\" in an entry: want name, size",
		"- {name: a, name: b}":      "x.yaml:1: ",
		"- {name: }":                "x.yaml:1: name is empty",
		"- {name: ' '}":             "x.yaml:1: name is empty: write text or leave the key out",
		"- {name: []}":              "x.yaml:1: name is empty: write at least one",
		"- {name: {a: b}}":          "x.yaml:1: name is a mapping",
		"- &a {name: b}\n- *a":      "x.yaml:2: an entry is a reference (*a)",
		"- {size: 10}":              "x.yaml:1: size is \"10\": want a number from 0 to 9",
		"- {size: NaN}":             "x.yaml:1: size is \"NaN\"",
		"- {name: a}\n---\n- {}":    "x.yaml:2: a second document",
		"- {name: a}\n- name: \xff": "x.yaml:2: not UTF-8",
		"- {name: a":                "x.yaml:1: not YAML",
		"- name: a\n\tsize: 1":      "x.yaml:2: not YAML",
		strings.Repeat("- {}\n", 2) + "- [" + strings.Repeat("[", 20000): "x.yaml:",
	} {
		r := &Reader{}
		names(r, in)
		if err := r.Err(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", in, err, want)
		}
	}
}

func TestFaultsAreBounded(t *testing.T) {
	r := &Reader{}
	names(r, strings.Repeat("- {nam: a}\n", 1000))
	if n := strings.Count(r.Err().Error(), "\n") + 1; n != maxFaults || r.Faults() != maxFaults {
		t.Errorf("%d faults told, want %d", n, maxFaults)
	}
}

func TestSoundFile(t *testing.T) {
	r := &Reader{}
	list := names(r, "\xef\xbb\xbf# who\r\n- {name: [a  b, c], size: 3}\r\n- name: d\r\n")
	if err := r.Err(); err != nil || strings.Join(list, "|") != "a b|c|d" {
		t.Errorf("%q, %v", list, err)
	}
}
