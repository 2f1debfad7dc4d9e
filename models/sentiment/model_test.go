package sentiment

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/syntax"
)

func load(t testing.TB) *Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *Model) text(s string) models.Sentiment {
	doc := segment.Segment(&models.Article{Text: s})
	return m.Score(doc, models.Span{End: len(s)})
}

// parsed scores text with tags and trees.
func (m *Model) parsed(a *syntax.Analyzer, s string) models.Sentiment {
	doc := segment.Segment(&models.Article{Text: s})
	a.Annotate(doc)
	return m.Score(doc, models.Span{End: len(s)})
}

// TestModel reads cases of two commands: label prints the class of a text, order
// whether the first of two texts is the more positive. The argument bare leaves tags
// and trees out, lexicon takes the score of that component alone.
func TestModel(t *testing.T) {
	m := load(t)
	parser, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := parser.NewAnalyzer()
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			measure := func(text string) models.Sentiment { return m.parsed(a, text) }
			if d.HasArg("bare") {
				measure = m.text
			}
			switch d.Cmd {
			case "label":
				return measure(d.Input).Label.String() + "\n"
			case "order":
				first, second, _ := strings.Cut(d.Input, "\n")
				x, y := measure(first), measure(second)
				if d.HasArg("lexicon") {
					x.Score, y.Score = x.Lexicon, y.Lexicon
				}
				if x.Score > y.Score {
					return "ok\n"
				}
				return fmt.Sprintf("%.3f is not above %.3f\n", x.Score, y.Score)
			}
			return "unknown command " + d.Cmd
		})
	})
}

// TestNamesAreMasked holds a sentence whose names are words of praise and blame to
// the score of the same sentence with other names.
func TestNamesAreMasked(t *testing.T) {
	m := load(t)
	parser, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := parser.NewAnalyzer()
	loud := m.parsed(a, "Mr. Grant Hope met Ms. Joy Savage in Battle Creek.")
	plain := m.parsed(a, "Mr. Carl Olsen met Ms. Ann Baker in Cedar Falls.")
	if math.Abs(loud.Score-plain.Score) > 0.02 || math.Abs(loud.Lexicon) > 0.02 || math.Abs(loud.Bayes-plain.Bayes) > 0.02 {
		t.Errorf("names count: %+v, %+v", loud, plain)
	}
}

func TestNothingKnown(t *testing.T) {
	m := load(t)
	for _, text := range []string{"", " \n\n", "—", "Zxqwv blorptik.", "123 456"} {
		if got := m.text(text); got != (models.Sentiment{}) {
			t.Errorf("%q: %+v, want the zero Sentiment", text, got)
		}
	}
}

func TestScoreOfAnySpan(t *testing.T) {
	m := load(t)
	text := "The rescue was a triumph. The war was a catastrophe."
	doc := segment.Segment(&models.Article{Text: text})
	whole := m.Score(doc, models.Span{End: len(text)})
	first := m.Score(doc, doc.Sentences[0].Span)
	second := m.Score(doc, doc.Sentences[1].Span)
	if first.Label != models.Positive || second.Label != models.Negative {
		t.Errorf("labels %s, %s; want positive, negative", first.Label, second.Label)
	}
	if whole.Score >= first.Score || whole.Score <= second.Score {
		t.Errorf("whole %g does not lie between %g and %g", whole.Score, second.Score, first.Score)
	}
	if got := m.Score(doc, models.Span{Start: 5, End: 5}); got != (models.Sentiment{}) {
		t.Errorf("empty span: %+v", got)
	}
}

func TestAnnotate(t *testing.T) {
	m := load(t)
	text := "The minister praised the brave crew. He condemned the massacre."
	doc := segment.Segment(&models.Article{Text: text})
	at := strings.Index(text, "condemned")
	doc.Attributions = []models.Attribution{{Content: []models.Span{{Start: 4, End: 12}, {Start: at, End: len(text)}}}}
	m.Annotate(doc)
	if doc.Sentences[0].Sentiment.Label != models.Positive || doc.Attributions[0].Sentiment.Label != models.Negative {
		t.Errorf("sentence %+v, attribution %+v", doc.Sentences[0].Sentiment, doc.Attributions[0].Sentiment)
	}
}

func FuzzScore(f *testing.F) {
	m := load(f)
	f.Add("Not n't never no. ''' don’t can't \x00 \xff")
	f.Add(strings.Repeat("not very bad, but ", 200))
	f.Fuzz(func(t *testing.T, text string) {
		s := m.text(text)
		if math.IsNaN(s.Score) || s.Score < -1 || s.Score > 1 || s.Lexicon < -1 || s.Lexicon > 1 {
			t.Errorf("score out of range: %+v", s)
		}
		if s.Coverage < 0 || s.Coverage > 1 {
			t.Errorf("coverage out of range: %+v", s)
		}
		if s.Coverage == 0 && (s.Score != 0 || s.Label != models.Neutral) {
			t.Errorf("nothing known, yet %+v", s)
		}
	})
}

func BenchmarkScore(b *testing.B) {
	m := load(b)
	text := "The prime minister said the deal would not end the bitter dispute, but he praised the envoys for their patience and vowed to protect civilians."
	doc := segment.Segment(&models.Article{Text: text})
	parser, err := syntax.Load()
	if err != nil {
		b.Fatal(err)
	}
	parser.NewAnalyzer().Annotate(doc)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		m.Score(doc, models.Span{End: len(text)})
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}
