package sentiment

import (
	_ "embed" // for the data files
	"fmt"
	"sort"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
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

//go:embed data/hashed.bin
var hashedData string

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
	words       *lexicon.Table
	table       *sparse.Table
}

// Load opens the embedded data: a few milliseconds.
func Load() (*Model, error) {
	return Open(Weights{Bayes: bayesData, Words: wordData, Hashed: hashedData, Calibration: calibrationData})
}

// Weights are the files of a model that are made by training.
type Weights struct {
	Bayes                      []byte
	Words, Hashed, Calibration string
}

// Open makes a model of the embedded word lists and of weights, whose bytes it keeps.
func Open(w Weights) (*Model, error) {
	table, err := openBayes(w.Bayes)
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
	cal, err := ParseCalibration(w.Calibration)
	if err != nil {
		return nil, fmt.Errorf("load sentiment calibration: %w", err)
	}
	words, err := lexicon.OpenTable(w.Words, wordColumns)
	if err != nil {
		return nil, fmt.Errorf("load sentiment words: %w", err)
	}
	hashed, err := sparse.Open(w.Hashed, 1)
	if err != nil {
		return nil, fmt.Errorf("load sentiment hashed words: %w", err)
	}
	return &Model{table, rated, shift, cal, words, hashed}, nil
}

// Rating returns the valence of a word by the lists, from -4 to 4, whatever its part
// of speech; ok is false for a word that they lack.
func (m *Model) Rating(word string) (valence float64, ok bool) {
	at, ok := m.ratings.phrases.Get(word)
	if !ok {
		return 0, false
	}
	for _, v := range m.ratings.list[at] {
		if v != unrated {
			return float64(v) / 10, true
		}
	}
	return 0, false
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

// total gathers the pieces of a span, weighted by words.
type total struct {
	features        Features
	learned, likely float64
	words, seen     int
	keep            *Measured
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
		p := m.measure(doc, i, j, t.keep)
		weight := float64(p.words)
		for k, x := range p.features {
			t.features[k] += weight * x
		}
		t.learned += weight * p.learned
		t.likely += weight * p.likely
		t.words += p.words
		t.seen += p.seen
		i = j
	}
}

// finish turns the sums into a Sentiment.
func (m *Model) finish(t *total) models.Sentiment {
	if t.words == 0 || t.seen == 0 {
		return models.Sentiment{}
	}
	n := float64(t.words)
	var f Features
	for k, x := range t.features {
		f[k] = x / n
	}
	s := models.Sentiment{
		Score:    ScoreOf(dot(&m.calibration.Weights, &f) + t.learned/n),
		Lexicon:  ScoreOf(dot(&m.calibration.Lexicon, &f)),
		Bayes:    f[featBayes],
		Likeness: t.likely / n,
		Learned:  ScoreOf(t.learned / n),
		Coverage: min(1, float64(t.seen)/n),
	}
	s.Label = m.calibration.label(s.Score)
	return s
}
