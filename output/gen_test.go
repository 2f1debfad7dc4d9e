package output

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// words of one to four bytes a letter, and one that is not UTF-8.
var words = []string{"the", "talks", "had", "failed", "Zoë", "naïve", "“we", "won”", "漢字", "🎈", "a\"b\\c", "<b>", "x\xffy", "tab\tbed", "said"}

// names that fold, clash, escape or hide.
var names = []string{"Ann Cole", "ANN COLE", "Änn Cole", "../..", "/etc/passwd", "a\"b", "🎈🎈", "漢字", "other.speakers", "_hidden", ".hidden", "CON", strings.Repeat("long ", 60), "\xff", "Bo", "Cy", "Di", "Ed", "Flo"}

var base = time.Date(2024, 2, 29, 23, 59, 59, 123_456_000, time.UTC)

// genDocument draws a document that keeps the invariants of models, with whatever
// else they allow: overlapping contents, sentences without speech, marks inside and
// after sentences, speakers twice.
func genDocument(t *rapid.T, id string) *models.Document {
	b := docBuilder{t: t, doc: &models.Document{Article: &models.Article{ID: id}}}
	b.sentences()
	b.speakers()
	b.attributions()
	b.stances()
	b.article()
	return b.doc
}

type docBuilder struct {
	t    *rapid.T
	doc  *models.Document
	text strings.Builder
}

func (b *docBuilder) int(lo, hi int, what string) int { return rapid.IntRange(lo, hi).Draw(b.t, what) }
func (b *docBuilder) pick(list []string, what string) string {
	return rapid.SampledFrom(list).Draw(b.t, what)
}

func (b *docBuilder) sentences() {
	for i, n := 0, b.int(0, 6, "sentences"); i < n; i++ {
		s := models.Sentence{Block: i / 2, Sentiment: b.sentiment()}
		s.Kind = models.BlockKind(b.int(0, int(models.Separator), "kind"))
		s.Start = b.text.Len()
		for k, words := 0, b.int(1, 8, "words"); k < words; k++ {
			if k > 0 {
				b.text.WriteByte(' ')
			}
			b.text.WriteString(b.word())
			if b.int(0, 9, "mark") == 0 {
				s.Citations = append(s.Citations, b.citation())
			}
		}
		s.End = b.text.Len()
		if b.int(0, 9, "mark after") == 0 {
			s.Citations = append(s.Citations, b.citation())
		}
		b.doc.Sentences = append(b.doc.Sentences, s)
		b.text.WriteString(b.pick([]string{" ", "\n\n", ""}, "between"))
	}
}

func (b *docBuilder) word() string { return b.pick(words, "word") }

func (b *docBuilder) citation() models.Citation {
	c := models.Citation{Marker: fmt.Sprint(b.int(1, 9, "marker")), Title: b.pick([]string{"", "A title"}, "cited")}
	b.text.WriteString(b.pick([]string{"", " "}, "before mark"))
	c.Start = b.text.Len()
	fmt.Fprintf(&b.text, "[%s]", c.Marker)
	c.End = b.text.Len()
	return c
}

func (b *docBuilder) score() float64 { return rapid.Float64Range(-1, 1).Draw(b.t, "score") }

func (b *docBuilder) sentiment() models.Sentiment {
	return models.Sentiment{
		Score: b.score(), Label: models.SentimentLabel(b.int(-1, 1, "label")),
		Bayes: b.score(), Lexicon: b.score(), Likeness: b.score(), Learned: b.score(), Coverage: rapid.Float64Range(0, 1).Draw(b.t, "coverage"),
	}
}

func (b *docBuilder) speakers() {
	for i, n := 0, b.int(0, 4, "speakers"); i < n; i++ {
		s := models.Speaker{Name: b.pick(names, "name"), Kind: models.SpeakerKind(b.int(0, int(models.Author), "speaker kind"))}
		s.ID = models.SpeakerID(s.Kind, s.Name)
		if b.int(0, 1, "alias") == 1 {
			s.Aliases = []string{b.pick(names, "alias")}
			s.Titles = []string{"President", "Dr"}
		}
		b.doc.Speakers = append(b.doc.Speakers, s)
	}
}

// span draws one on the bounds of code points.
func (b *docBuilder) span() models.Span {
	bounds := []int{0}
	for i := range b.text.String() {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, b.text.Len())
	from := b.int(0, len(bounds)-1, "from")
	to := b.int(from, min(len(bounds)-1, from+80), "to")
	return models.Span{Start: bounds[from], End: bounds[to]}
}

func (b *docBuilder) spans(least int) []models.Span {
	var list []models.Span
	for n := b.int(least, 3, "spans"); n > 0; n-- {
		list = append(list, b.span())
	}
	return list
}

func (b *docBuilder) attributions() {
	for i, n := 0, b.int(0, 5, "attributions"); i < n; i++ {
		a := models.Attribution{
			ID: fmt.Sprintf("a%d", i+1), Type: models.QuoteType(b.int(0, 2, "type")),
			Content: b.spans(1), Source: b.spans(0), Cue: b.spans(0),
			Confidence: rapid.Float64Range(0, 1).Draw(b.t, "confidence"), Sentiment: b.sentiment(),
		}
		if s := len(b.doc.Speakers); s > 0 {
			for n := b.int(0, 2, "refs"); n > 0; n-- {
				ref := models.SpeakerRef{Speaker: b.int(0, s-1, "ref"), Reason: models.Reason(b.int(0, int(models.ReasonGazetteer), "reason"))}
				if at := b.spans(0); len(at) > 0 {
					ref.Mention = at[0]
				}
				a.Speakers = append(a.Speakers, ref)
			}
		}
		b.doc.Attributions = append(b.doc.Attributions, a)
	}
}

func (b *docBuilder) stances() {
	if len(b.doc.Speakers) == 0 {
		return
	}
	for n := b.int(0, 4, "stances"); n > 0; n-- {
		name := b.pick(names, "target")
		b.doc.Stances = append(b.doc.Stances, models.Stance{
			Holder: b.int(0, len(b.doc.Speakers)-1, "holder"),
			Target: models.Target{ID: models.SpeakerID(models.Person, name), Name: name, Mention: b.span()},
			Label:  models.StanceLabel(b.int(-1, 1, "stance")), Score: b.score(), Evidence: b.span(),
			Attribution: b.int(-1, len(b.doc.Attributions)-1, "attribution"),
			AccordingTo: b.int(-1, len(b.doc.Speakers)-1, "according to"),
		})
	}
}

func (b *docBuilder) article() {
	a := b.doc.Article
	a.Text = b.text.String()
	a.Title = b.pick([]string{"", "A title", "\xffbad"}, "title")
	a.Outlet = b.pick([]string{"", "The Outlet"}, "outlet")
	a.URL = b.pick([]string{"", "https://example.org/?a=1&b=2"}, "url")
	a.Path = "articles/" + a.ID
	if day := b.int(-1, 3, "day"); day >= 0 {
		a.PublishedAt = base.AddDate(-60*day, 0, day) // before 1970 too
	}
}
