package ingest

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

const fuzzLimit = 1 << 10

func readAll(t *testing.T, data []byte, f Format) (articles []*models.Article, faults []*BadArticle) {
	t.Helper()
	src, err := Open([]string{"-"}, Options{Format: f, Stdin: bytes.NewReader(data), MaxArticleBytes: fuzzLimit})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for a, bad := range src.Articles() {
		if (a == nil) == (bad == nil) {
			t.Fatalf("article %v and fault %v: want exactly one", a, bad)
		}
		if bad != nil {
			if bad.Reason == "" {
				t.Errorf("a fault without a reason")
			}
			faults = append(faults, bad)
			continue
		}
		switch {
		case !utf8.ValidString(a.Text), strings.TrimSpace(a.Text) == "", len(a.Text) > fuzzLimit:
			t.Errorf("text %q", a.Text)
		case a.ID == "" || ids[a.ID]:
			t.Errorf("id %q, seen %v", a.ID, ids[a.ID])
		case a.TitleInText && firstLine(a.Text) == "":
			t.Errorf("a title in no text")
		}
		ids[a.ID] = true
		articles = append(articles, a)
	}
	return articles, faults
}

// plainUTF8 reports whether nothing is unpacked or converted as data is read.
func plainUTF8(data []byte) bool {
	return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 && sniff(bufio.NewReader(bytes.NewReader(data))) == plain
}

// Whatever the bytes, a text input is one article with exactly those bytes, or one fault.
func FuzzText(f *testing.F) {
	for _, s := range []string{"Head\n\nBody.", "\ufeffHead\r\n", "", "\n \n", "caf\xe9", "\xff\xfeH\x00", "\x1f\x8b", "\x28\xb5\x2f\xfd"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, faults := readAll(t, data, Text)
		if len(articles)+len(faults) != 1 {
			t.Fatalf("%d articles and %d faults", len(articles), len(faults))
		}
		if len(articles) == 1 && plainUTF8(data) && articles[0].Text != strings.TrimPrefix(string(data), "\ufeff") {
			t.Errorf("text %q differs from the input %q", articles[0].Text, data)
		}
	})
}

// Whatever the bytes, each line that is not blank is one article or one fault.
func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		`{"text":"a"}`, "{\"id\":1,\"text\":\"a\"}\n\n{\"text\":\"b\",\"published_at\":\"2021-03-04\"}\r\n", `{"text":"\ud800"}`,
		`[1]`, `{"text":{}}`, `{"id":["a",null],"text":"x","author":[]}`, "\ufeff{}", `{"text":"a"`, "null", `{"text":null}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, faults := readAll(t, data, JSONL)
		if !plainUTF8(data) {
			return
		}
		lines := 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, bom)) {
			if len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		if len(articles)+len(faults) != lines {
			t.Errorf("%d articles and %d faults from %d lines", len(articles), len(faults), lines)
		}
	})
}

// Whatever the bytes, a table is read to its end, and what is read twice is the same.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"text\na", "id,text\n1,\"a\nb\"\"c\"\r\n2,b", "text\t\"x\"y\n", "a;text\n;\"", "\xff\xfet\x00", "text\n\"\"\"\"\n\"a\"b\n"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, tabs bool) {
		format := CSV
		if tabs {
			format = TSV
		}
		articles, faults := readAll(t, data, format)
		again, _ := readAll(t, data, format)
		if len(again) != len(articles) {
			t.Fatalf("%d articles, then %d", len(articles), len(again))
		}
		if lines := bytes.Count(data, []byte("\n")) + 1; plainUTF8(data) && len(articles)+len(faults) > lines {
			t.Errorf("%d articles and %d faults from %d lines", len(articles), len(faults), lines)
		}
	})
}

// Whatever the path, it is found in JSON or it is not.
func FuzzMapping(f *testing.F) {
	f.Add("text=a.b.c,id=x", `{"a":{"b":[{"c":"x"}]}}`)
	f.Add("text=a..b", `{"a":{"":{"b":1}},"a.":[]}`)
	f.Fuzz(func(t *testing.T, pairs, line string) {
		m, err := ParseMapping(pairs)
		if err != nil {
			return
		}
		src, err := Open([]string{"-"}, Options{Stdin: strings.NewReader(line), Map: m})
		if err != nil {
			t.Fatal(err)
		}
		for a, bad := range src.Articles() {
			if (a == nil) == (bad == nil) {
				t.Fatalf("article %v and fault %v: want exactly one", a, bad)
			}
		}
	})
}

// A date is read or refused, never a panic, and reads the same once written out.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2021-03-04", "Thu, 4 Mar 2021 05:06:07 EST", "1614834367", "", " UTC", "March 4th, 2021 at 3:04 p.m. ET", "13/4/2021 5pm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, ok := parseDate(s)
		if !ok {
			return
		}
		if again, ok := parseDate(at.Format("2006-01-02T15:04:05.999999999Z07:00")); at.Year() >= 0 && at.Year() <= 9999 && (!ok || !again.Equal(at)) {
			t.Errorf("%q is %v, which reads as %v", s, at, again)
		}
	})
}
