package identity_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/quotation"
	"github.com/saysonews/sayso/models/segment"
)

// check reports what must hold of a resolved document, whatever the text.
func check(t *testing.T, doc *models.Document, cast *identity.Cast) {
	t.Helper()
	size := len(doc.Article.Text)
	valid := func(s models.Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= size }
	ids := map[string]bool{}
	for _, s := range doc.Speakers {
		if s.ID == "" || ids[s.ID] {
			t.Errorf("speaker id %q empty or listed twice", s.ID)
		}
		ids[s.ID] = true
		if s.ID != models.SpeakerID(s.Kind, s.Name) {
			t.Errorf("id %q is not that of %s %q", s.ID, s.Kind, s.Name)
		}
	}
	for _, a := range doc.Attributions {
		if len(a.Speakers) == 0 {
			t.Errorf("attribution %s has no speaker", a.ID)
		}
		for _, r := range a.Speakers {
			if r.Speaker < 0 || r.Speaker >= len(doc.Speakers) || !valid(r.Mention) {
				t.Errorf("attribution %s refers to %+v", a.ID, r)
				continue
			}
			if unknown := doc.Speakers[r.Speaker].Kind == models.Unknown; unknown != (r.Reason == models.ReasonNone) {
				t.Errorf("attribution %s: unknown %v with reason %s", a.ID, unknown, r.Reason)
			}
		}
	}
	last := 0
	for _, m := range cast.Mentions {
		if !valid(m.Span) || m.Span.Empty() || m.Start < last || m.Head < 0 || m.Head >= len(doc.Tokens) || m.Figure < -1 || m.Figure >= len(cast.Figures) {
			t.Errorf("mention %+v is out of order or range", m)
		}
		last = m.Start
	}
}

// FuzzResolve runs identity on texts whose tokens have tags and trees made from
// the seed, so that damaged analyses are met too.
func FuzzResolve(f *testing.F) {
	f.Add("Ann Cole and Raj Cole spoke. \"No,\" Cole said.", uint64(1))
	f.Add("\"\"=", uint64(2))
	f.Add("PRYCE: Yes.\nKELLER: No.\n", uint64(3))
	f.Add("Thomas \"Tip\" O'Hara, who said (R-Ohio) -- he and Mr. Ban Ki-moon of the the the", uint64(4))
	f.Add("the FBI director and the Secretary of State of the U.S. Court of Appeals for the", uint64(5))
	m, err := identity.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		doc := segment.Segment(&models.Article{Text: text})
		damage(doc, seed)
		doc.Quotes = quotation.Find(doc)
		cast := m.Resolve(doc)
		check(t, doc, cast)
		for i := range cast.Figures {
			if k := cast.Speaker(doc, i); k < 0 || k >= len(doc.Speakers) {
				t.Errorf("figure %d is listed at %d", i, k)
			}
		}
		check(t, doc, cast)
	})
}

// damage gives every token a tag, relation and head drawn from the seed, and
// makes some attributions.
func damage(doc *models.Document, seed uint64) {
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		s := doc.Sentences[t.Sentence]
		t.Tag = models.Tag(next(int(models.NumTags)))
		if c := doc.Article.Text[t.Start]; c >= 'A' && c <= 'Z' && next(3) > 0 {
			t.Tag = models.TagNNP
		}
		t.Rel = models.Rel(next(int(models.NumRels)))
		t.Lemma = t.Lower
		t.Head = s.First - 1 + next(s.Last-s.First+1)
		if t.Head < s.First || t.Head == i {
			t.Head = -1
		}
		if next(6) == 0 {
			a := models.Attribution{ID: "a", SourceHead: -1, CueHead: -1, Content: []models.Span{t.Span}, Type: models.QuoteType(next(3))}
			if next(4) > 0 {
				a.Source = []models.Span{{Start: t.Start, End: doc.Tokens[min(i+next(6), len(doc.Tokens)-1)].End}}
			}
			doc.Attributions = append(doc.Attributions, a)
		}
	}
}

// TestSeeds resolves the two articles that the product was asked to read, where
// they are at hand.
func TestSeeds(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(paths) == 0 {
		t.Skip("no ../shared/seeds beside the repository")
	}
	want := map[string][]string{
		"000_": {"Antony Blinken", "Gabi Ashkenazi", "Foreign Ministry"},
		"003_": {"Antony Blinken", "Gabi Cohen", "Benjamin Netanyahu", "Isaac Herzog"},
	}
	c := newChain(t)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := segment.Segment(&models.Article{Text: string(text), TitleInText: true})
		c.parser.Annotate(doc)
		doc.Quotes = quotation.Find(doc)
		cast := c.model.Resolve(doc)
		check(t, doc, cast)
		names := map[string]bool{}
		for _, f := range cast.Figures {
			names[f.Name] = true
			if f.Name == "Blinken" || strings.HasPrefix(f.Name, "Secretary") {
				t.Errorf("%s: figure %q is not by its fullest name", path, f.Name)
			}
		}
		for _, w := range want[filepath.Base(path)[:4]] {
			if !names[w] {
				t.Errorf("%s: no figure %q", path, w)
			}
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	c := newChain(b)
	text, err := os.ReadFile("testdata/article.md")
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := c.resolve(string(text), true)
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		c.model.Resolve(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
