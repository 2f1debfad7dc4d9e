package sentiment

import (
	_ "embed" // for the data files
	"fmt"
	"sort"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

//go:embed data/bayes.bin
var bayesData []byte

//go:embed data/news.txt
var newsData string

//go:embed data/vader.txt
var vaderData string

//go:embed data/shifters.txt
var shifterData string

//go:embed data/words.bin
var wordData string

//go:embed data/calibration.txt
var calibrationData string

// Model scores text. It is immutable and safe for concurrent use.
type Model struct {
	bayes       bayes
	ratings     *ratings
	shifters    *shifters
	calibration Calibration
	table       *sparse.Table
}

// Load opens the embedded data: a few milliseconds.
func Load() (*Model, error) {
	table, err := openBayes(bayesData)
	if err != nil {
		return nil, fmt.Errorf("load sentiment: %w", err)
	}
	rated, err := loadRatings(newsData, vaderData)
	if err != nil {
		return nil, fmt.Errorf("load sentiment ratings: %w", err)
	}
	shift, err := loadShifters(shifterData)
	if err != nil {
		return nil, fmt.Errorf("load sentiment shifters: %w", err)
	}
	cal, err := ParseCalibration(calibrationData)
	if err != nil {
		return nil, fmt.Errorf("load sentiment calibration: %w", err)
	}
	words, err := sparse.Open(wordData, 1)
	if err != nil {
		return nil, fmt.Errorf("load sentiment words: %w", err)
	}
	return &Model{table, rated, shift, cal, words}, nil
}

// Score returns the sentiment of the text in span, whose tokens may lie in
// several sentences; each counts by its number of words.
func (m *Model) Score(doc *models.Document, span models.Span) models.Sentiment {
	var t total
	m.add(&t, doc, span)
	return m.finish(&t)
}

// Annotate fills the Sentiment of every sentence and of every attribution's
// content. It touches nothing else.
func (m *Model) Annotate(doc *models.Document) {
	for i := range doc.Sentences {
		doc.Sentences[i].Sentiment = m.Score(doc, doc.Sentences[i].Span)
	}
	for i := range doc.Attributions {
		var t total
		for _, span := range doc.Attributions[i].Content {
			m.add(&t, doc, span)
		}
		doc.Attributions[i].Sentiment = m.finish(&t)
	}
}

// total gathers the pieces of a span.
type total struct {
	features    Features // sums weighted by words
	trained     float64
	words, seen int
	keep        bool // collect the hashed words
	hashed      []sparse.Feature
}

// add measures the part of every sentence that lies in span. A token counts when
// it lies in the span whole.
func (m *Model) add(t *total, doc *models.Document, span models.Span) {
	tokens := doc.Tokens
	i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= span.Start })
	for i < len(tokens) && tokens[i].End <= span.End {
		j := i + 1
		for j < len(tokens) && tokens[j].End <= span.End && tokens[j].Sentence == tokens[i].Sentence {
			j++
		}
		p := m.measure(doc, i, j)
		for k, x := range p.features {
			t.features[k] += float64(p.words) * x
		}
		t.trained += float64(p.words) * p.trained
		if t.keep {
			for _, f := range m.wordsOf(doc, i, j) {
				f.Value *= float32(p.words)
				t.hashed = append(t.hashed, f)
			}
		}
		t.words += p.words
		t.seen += p.seen
		i = j
	}
}

// finish turns the sums into a Sentiment.
func (m *Model) finish(t *total) models.Sentiment {
	f, ok := t.mean()
	if !ok {
		return models.Sentiment{}
	}
	s := models.Sentiment{
		Score:    ScoreOf(dot(&m.calibration.Weights, &f) + t.trained/float64(t.words)),
		Lexicon:  ScoreOf(dot(&m.calibration.Lexicon, &f)),
		Bayes:    f[featBayes],
		Coverage: min(1, float64(t.seen)/float64(t.words)),
	}
	s.Label = m.calibration.label(s.Score)
	return s
}

// mean returns the features of a word's worth of text; ok is false when no
// component knows a word of it.
func (t *total) mean() (f Features, ok bool) {
	if t.words == 0 || t.seen == 0 {
		return f, false
	}
	for k, x := range t.features {
		f[k] = x / float64(t.words)
	}
	return f, true
}

// Measure returns what Score weighs for the text in span, for training: the features
// of a word's worth of text, and the hashed words of each sentence's part weighted
// by its share.
func (m *Model) Measure(doc *models.Document, span models.Span) (Features, []sparse.Feature) {
	var t total
	t.keep = true
	m.add(&t, doc, span)
	f, _ := t.mean()
	for i := range t.hashed {
		t.hashed[i].Value /= float32(max(1, t.words))
	}
	return f, t.hashed
}
