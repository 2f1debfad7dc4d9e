package lexicon

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
)

func tokens(text string) []models.Token {
	var out []models.Token
	for _, w := range strings.Fields(text) {
		lower, lemma, _ := strings.Cut(w, "/")
		out = append(out, models.Token{Lower: lower, Lemma: lemma})
	}
	return out
}

func TestMatchTakesTheLongest(t *testing.T) {
	p := NewPhrases(4)
	for i, phrase := range []string{"peace", "peace talks", "peace talks in oslo", "two - state solution"} {
		if !p.Add(phrase, int32(i+1)) {
			t.Fatalf("%q is not new", phrase)
		}
	}
	for _, c := range []struct {
		text          string
		value, length int
	}{
		{"peace is near", 1, 1},
		{"peace talks in paris", 2, 2},
		{"peace talks in oslo", 3, 4},
		{"peace talk", 1, 1},
		{"peace talked/talks", 2, 2},
		{"two - state solutions/solution", 4, 4},
		{"two - state", 0, 0},
		{"war", 0, 0},
		{"", 0, 0},
	} {
		value, length := p.Match(tokens(c.text))
		if int(value) != c.value || length != c.length {
			t.Errorf("%q: value %d over %d tokens, want %d over %d", c.text, value, length, c.value, c.length)
		}
	}
}

func TestAddKeepsTheFirst(t *testing.T) {
	p := NewPhrases(0)
	if !p.Add("a  b", 1) || p.Add("a b", 2) || p.Add("", 3) || p.Add(" ", 3) {
		t.Error("Add misreports what is new")
	}
	if v, ok := p.Get("a b"); !ok || v != 1 {
		t.Errorf("a b: %d, %t", v, ok)
	}
	if _, ok := p.Get("a"); ok {
		t.Error("the opening of a phrase is taken for a phrase")
	}
}

func TestManyPhrases(t *testing.T) {
	p := NewPhrases(1)
	word := func(i int) string {
		return strings.Repeat("x", i%7+1) + string(rune('a'+i%26)) + strings.Repeat("y", i/26%50)
	}
	seen := map[string]int32{}
	for i := range 5000 {
		phrase := word(i) + " " + word(i/3)
		if _, ok := seen[phrase]; !ok {
			seen[phrase] = int32(i)
		}
		p.Add(phrase, int32(i))
	}
	for phrase, want := range seen {
		if got, ok := p.Get(phrase); !ok || got != want {
			t.Fatalf("%q: %d, %t; want %d", phrase, got, ok, want)
		}
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	p := NewPhrases(2)
	p.Add("peace talks", 1)
	text := tokens("peace talked/talks in oslo")
	if n := testing.AllocsPerRun(100, func() { p.Match(text) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

func TestRowsAndLint(t *testing.T) {
	good := "# Words.\na\t1\nb\t2\n"
	if faults := Lint(good); len(faults) > 0 {
		t.Errorf("good list: %v", faults)
	}
	n := 0
	if err := Rows(good, func(fields []string) error { n += len(fields); return nil }); err != nil || n != 4 {
		t.Errorf("%d fields, %v", n, err)
	}
	for _, bad := range []string{"a\n", "# h\nb\na\n", "# h\na\na\n", "# h\na\n\nb\n", "# h\na \n", "# h\na\t\tb\n", "# h\na\r\n", "# h\na", "# h\na\n# late\n"} {
		if len(Lint(bad)) == 0 {
			t.Errorf("%q passes", bad)
		}
	}
}
