package attribution_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/syntax"
)

// chain is segment, syntax and attribution.
type chain struct {
	syntax      *syntax.Analyzer
	attribution *attribution.Model
}

func newChain(t testing.TB) *chain {
	t.Helper()
	s, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	a, err := attribution.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &chain{s.NewAnalyzer(), a}
}

func (c *chain) run(text string) *models.Document {
	title, _, _ := strings.Cut(text, "\n")
	doc := segment.Segment(&models.Article{ID: "test", Text: text, Title: title, TitleInText: true})
	c.syntax.Annotate(doc)
	doc.Attributions = c.attribution.Attribute(doc)
	return doc
}

func TestAttribute(t *testing.T) {
	c := newChain(t)
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if d.Cmd != "attribute" {
				d.Fatalf(t, "unknown command %s", d.Cmd)
			}
			return lines(c.run(d.Input))
		})
	})
}

// lines prints the attributions of doc, sorted.
func lines(doc *models.Document) string {
	var out []string
	for _, a := range doc.Attributions {
		out = append(out, fmt.Sprintf("%s | %s | %s | %s\n", a.Type, texts(doc, a.Source), texts(doc, a.Cue), texts(doc, a.Content)))
	}
	sort.Strings(out)
	return strings.Join(out, "")
}

func texts(doc *models.Document, spans []models.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(doc.Article.Text))
	}
	return strings.Join(out, " // ")
}

func FuzzAttribute(f *testing.F) {
	for _, text := range []string{
		"T\n\n\"A,\" he said. \"B", "“”“””", "\"\"=", "X:\n\n\"Y\n\n\"Z\"", "'tis ‘so’, ’90s\n\nPENCE: No.",
		"a said b said c said \"d\" said", "\x00\xff\"\xf0\"",
	} {
		f.Add(text)
	}
	c := newChain(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := c.run(text)
		for _, a := range doc.Attributions {
			if len(a.Content) == 0 {
				t.Fatalf("%s has no content", a.ID)
			}
			for _, role := range [][]models.Span{a.Source, a.Cue, a.Content} {
				last := 0
				for _, s := range role {
					if s.Start < last || s.End <= s.Start || s.End > len(text) {
						t.Fatalf("span %v after %d in a text of %d bytes", s, last, len(text))
					}
					last = s.End
				}
			}
		}
		if again := lines(c.run(text)); again != lines(doc) {
			t.Fatalf("a second run differs:\n%s\n%s", lines(doc), again)
		}
	})
}

func BenchmarkAttribute(b *testing.B) {
	c := newChain(b)
	text := "Council row\n\n" + strings.Repeat("Ben Oyo, a councillor, said he was angry. \"This is shameful,\" he added, \"and it will be costly.\"\n\nThe union said talks had failed, according to the report, and called for calm.\n\n", 20)
	doc := c.run(text)
	b.ReportAllocs()
	for b.Loop() {
		doc.Attributions = c.attribution.Attribute(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func TestHostileTextsAreLinear(t *testing.T) {
	// Each text holds tens of thousands of marks, cues or words in one sentence or
	// paragraph; a step that looks at all of them for each would outlast the test.
	c := newChain(t)
	for name, text := range map[string]string{
		"marks":      "T\n\n" + strings.Repeat("\"a\" ", 3000),
		"quotations": "T\n\n" + strings.Repeat("“No,” he said. ", 3000),
		"paragraphs": "T" + strings.Repeat("\n\n“No,” he said.", 3000),
		"openings":   "T" + strings.Repeat("\n\n“No", 6000),
		"cues":       "T\n\n" + strings.Repeat("he said that ", 4000),
		"words":      "T\n\n" + strings.Repeat("and the plan ", 5000),
		"labels":     "T\n\n" + strings.Repeat("ANN: No. ", 3000),
	} {
		start := time.Now()
		c.run(text)
		if d := time.Since(start); d > 60*time.Second {
			t.Errorf("%s: %v", name, d)
		} else {
			t.Logf("%s: %v", name, d)
		}
	}
}
