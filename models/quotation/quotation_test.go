package quotation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/quotation"
	"github.com/saysonews/sayso/models/segment"
)

func find(text string) (*models.Document, []models.Quote) {
	doc := segment.Segment(&models.Article{ID: "test", Text: text})
	return doc, quotation.Find(doc)
}

func TestFind(t *testing.T) {
	datadriven.RunTest(t, "testdata/quotes.txt", func(t *testing.T, d *datadriven.TestData) string {
		doc, quotes := find(d.Input)
		var b strings.Builder
		for _, q := range quotes {
			open := ""
			if !q.Closed && strings.Count(d.Input, "\n\n") == 0 {
				open = " (open)"
			}
			fmt.Fprintf(&b, "%d %s%s\n", q.Group, q.In(doc.Article.Text), open)
		}
		return b.String()
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"\"a\" \"b", "“a ‘b’ c”", "'90s 'em ’s", "\"\n\n\"\n\n\"", "said.\"Besides\"", "``x'' ''y''"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, quotes := find(text)
		last, group := 0, -1
		for _, q := range quotes {
			if q.Start < last || q.End <= q.Start || q.First >= q.Last || q.Last > len(doc.Tokens) {
				t.Fatalf("quotation %+v after byte %d", q, last)
			}
			if q.Group != group && q.Group != group+1 {
				t.Fatalf("group %d after %d", q.Group, group)
			}
			last, group = q.End, q.Group
			if a, b := doc.Tokens[q.First].Sentence, doc.Tokens[q.Last-1].Sentence; doc.Sentences[a].Block != doc.Sentences[b].Block {
				t.Fatalf("quotation %+v leaves its block", q)
			}
		}
	})
}

func TestManyMarksAreLinear(t *testing.T) {
	// A hundred thousand marks that never match must end within the test's time.
	_, quotes := find(strings.Repeat("\"x ", 100000))
	if len(quotes) == 0 {
		t.Error("no quotation found")
	}
}

func BenchmarkFind(b *testing.B) {
	doc, _ := find(strings.Repeat("\"No,\" sighed Kim. “Yes,” grumbled Lou.\n\n", 500))
	b.ReportAllocs()
	for b.Loop() {
		quotation.Find(doc)
	}
}
