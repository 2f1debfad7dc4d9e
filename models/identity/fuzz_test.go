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

// seedSources are sources of the seeds by the words from the source on, with the
// length of the source, and the speaker that is right.
var seedSources = []struct {
	text, source, want string
	reason             models.Reason
}{
	{"The Foreign Ministry said Ashkenazi", "The Foreign Ministry", "Foreign Ministry", models.ReasonName},
	{"Ashkenazi said that peace", "Ashkenazi", "Gabi Ashkenazi", models.ReasonName},
	{"Blinken said in his Senate", "Blinken", "Antony Blinken", models.ReasonName},
	{"he added, “it’s hard", "he", "Antony Blinken", models.ReasonPronoun},
	{"He said he is strongly opposed", "He", "Antony Blinken", models.ReasonPronoun},
	{"Blinken said, adding that anything", "Blinken", "Antony Blinken", models.ReasonName},
	{"He also stressed the importance", "He", "Antony Blinken", models.ReasonPronoun},
	{"Israeli Foreign Minister Gabi Cohen reaffirmed", "Israeli Foreign Minister Gabi Cohen", "Gabi Cohen", models.ReasonName},
	{"he will continue to meet", "he", "Antony Blinken", models.ReasonPronoun},
}

// markSeed adds the attributions of seedSources that text holds, and returns
// which they are.
func markSeed(doc *models.Document) (rows []int) {
	for i, s := range seedSources {
		at := strings.Index(doc.Article.Text, s.text)
		if at < 0 {
			continue
		}
		rows = append(rows, i)
		doc.Attributions = append(doc.Attributions, models.Attribution{
			ID: s.text, SourceHead: -1, CueHead: -1,
			Source:  []models.Span{{Start: at, End: at + len(s.source)}},
			Content: []models.Span{{Start: at + len(s.source), End: at + len(s.text)}},
		})
	}
	return rows
}

// TestSeeds resolves the two articles that the product was asked to read, where
// they are at hand.
func TestSeeds(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(paths) == 0 {
		t.Skip("no ../shared/seeds beside the repository")
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
		rows := markSeed(doc)
		check(t, doc, c.model.Resolve(doc))
		for k, i := range rows {
			ref := doc.Attributions[k].Speakers[0]
			if got := doc.Speakers[ref.Speaker].Name; got != seedSources[i].want || ref.Reason != seedSources[i].reason {
				t.Errorf("%q: %s by %s, want %s by %s", seedSources[i].text, got, ref.Reason, seedSources[i].want, seedSources[i].reason)
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
