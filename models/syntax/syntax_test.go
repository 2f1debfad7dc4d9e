package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/segment"
)

func loaded(t testing.TB) *Analyzer {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m.NewAnalyzer()
}

func TestParse(t *testing.T) {
	a := loaded(t)
	datadriven.RunTest(t, "testdata/parse", func(t *testing.T, d *datadriven.TestData) string {
		doc := segment.Segment(&models.Article{Text: d.Input})
		a.Annotate(doc)
		var b strings.Builder
		for i := range doc.Tokens {
			tok := &doc.Tokens[i]
			fmt.Fprintf(&b, "%s/%v/%d/%v ", doc.Word(i), tok.Tag, tok.Head+1, tok.Rel)
		}
		return strings.TrimSpace(b.String()) + "\n"
	})
}

func TestLemma(t *testing.T) {
	l := lemmatiser{lemmas: newLemmas()}
	datadriven.RunTest(t, "testdata/lemma", func(t *testing.T, d *datadriven.TestData) string {
		var wrong strings.Builder
		for line := range strings.Lines(d.Input) {
			f := strings.Fields(line)
			if got := l.lemma(strings.ToLower(f[1]), models.ParseTag(f[0])); got != f[2] {
				fmt.Fprintf(&wrong, "%s %s: %s, want %s\n", f[0], f[1], got, f[2])
			}
		}
		if wrong.Len() == 0 {
			return "ok\n"
		}
		return wrong.String()
	})
}

// tree fails the test unless every sentence of doc is a tree with one root and
// every token is filled in.
func tree(t *testing.T, doc *models.Document) {
	t.Helper()
	for _, s := range doc.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			tok := &doc.Tokens[i]
			if tok.Tag == models.NoTag || tok.Rel == models.NoRel || tok.Lemma == "" && tok.Lower != "" {
				t.Fatalf("token %q is not filled: %+v", doc.Word(i), tok)
			}
			if (tok.Head < 0) != (tok.Rel == models.RelRoot) {
				t.Fatalf("token %q: head %d as %v", doc.Word(i), tok.Head, tok.Rel)
			}
			j, steps := i, 0
			for ; j >= 0 && steps <= s.Last-s.First; steps++ {
				if j != i && (j < s.First || j >= s.Last) {
					t.Fatalf("head %d lies outside the sentence", j)
				}
				j = doc.Tokens[j].Head
			}
			if j >= 0 {
				t.Fatalf("token %q is in a cycle", doc.Word(i))
			}
			if tok.Head < 0 {
				roots++
			}
		}
		if s.First < s.Last && roots != 1 {
			t.Fatalf("%d roots", roots)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("The mayor said the plan would fail.")
	f.Add("“”\"'’ \x00\xff — 12:30 U.S. n't 's")
	f.Add("a\n\nb")
	m, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	a := m.NewAnalyzer()
	f.Fuzz(func(t *testing.T, text string) {
		doc := segment.Segment(&models.Article{Text: text})
		a.Annotate(doc)
		tree(t, doc)
	})
}

// A text without a full stop is one sentence however long; time must grow with
// its length alone, so this test would not end otherwise.
func TestEndlessSentence(t *testing.T) {
	doc := &models.Document{Article: &models.Article{Text: strings.Repeat("and the old ", 40000)}}
	for at := 0; at < len(doc.Article.Text); {
		end := at + strings.IndexByte(doc.Article.Text[at:], ' ')
		doc.Tokens = append(doc.Tokens, models.Token{Span: models.Span{Start: at, End: end}, Lower: doc.Article.Text[at:end]})
		at = end + 1
	}
	doc.Sentences = []models.Sentence{{Last: len(doc.Tokens)}}
	loaded(t).Annotate(doc)
	if doc.Tokens[0].Tag != models.TagCC {
		t.Errorf("and is %v", doc.Tokens[0].Tag)
	}
}

func TestAnnotateAllocatesNothing(t *testing.T) {
	a := loaded(t)
	doc := segment.Segment(&models.Article{Text: page})
	a.Annotate(doc)
	if n := testing.AllocsPerRun(20, func() { a.Annotate(doc) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestOpenRefusesOtherWeights(t *testing.T) {
	if _, err := open(""); err == nil {
		t.Error("no error for empty weights")
	}
	if _, err := open(weights[:len(weights)-1] + "x"); err == nil {
		t.Error("no error for damaged weights")
	}
}
