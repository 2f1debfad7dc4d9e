package train

import (
	"fmt"
	"math"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// Result is what training gives.
type Result struct {
	// Files are those of models/sentiment/data that are generated, by name.
	Files map[string][]byte
	// Metrics are taken with each sentence's own article left out of the fit.
	Metrics map[string]float64
}

// Run makes the naive Bayes table, the table of VADER's ratings, the tables of words
// and the calibration, byte for byte the same each time. corpora is the folder of the
// corpora; annotate fills tags, lemmas and trees of a segmented document.
//
// Valences by use come from the embedded word lists, so after a change to VADER's
// ratings it takes a second run.
func Run(corpora string, annotate func(*models.Document), log func(format string, args ...any)) (*Result, error) {
	counts, err := ReadCounts()
	if err != nil {
		return nil, err
	}
	table, err := CompileBayes(counts)
	if err != nil {
		return nil, err
	}
	vectors, err := ReadVectors(filepath.Join(corpora, VectorPath))
	if err != nil {
		return nil, err
	}
	columns, model, err := untrained(table, vectors)
	if err != nil {
		return nil, err
	}
	log("valences of %d words by use", len(vectors.Words))
	meter := newMeter(model, vectors, annotate)
	rated, err := ReadRated(filepath.Join(corpora, RatedPath))
	if err != nil {
		return nil, err
	}
	meter.measure(rated)
	scale := scales(rated)
	foreign, err := readOthers(corpora)
	if err != nil {
		return nil, err
	}
	meter.measure(foreign)
	other := transfer(foreign, &scale)
	log("%d sentences of other domains to transfer from", len(foreign))
	fit := FitCalibration(rated, []*Linear{other})
	log("pearson %.4f macro-F1 %.4f, lexicon alone %.4f", fit.Pearson, fit.MacroF1, fit.Lexicon)
	columns[1], columns[2] = wordWeights(vectors, fit.Linear.Vectors[:Dimensions]), wordWeights(vectors, fit.Linear.Vectors[Dimensions:])
	return &Result{
		Files: map[string][]byte{
			"bayes.bin": table, "calibration.txt": FormatCalibration(fit.Calibration), "vader.txt": CompileVADER(),
			"words.bin": lexicon.EncodeTable(vectors.Words, columns), "hashed.bin": sparse.Encode([][]float64{fit.Linear.Hashed}),
		},
		Metrics: map[string]float64{
			"bayes_words": float64(len(counts.Words)), "rated_sentences": float64(len(rated)),
			"pearson": round(fit.Pearson), "pearson_lexicon": round(fit.Lexicon), "macro_f1": round(fit.MacroF1),
		},
	}, nil
}

// untrained returns the columns of the table of words, of which but the valences by use
// are 0, and a model with them.
func untrained(bayes []byte, v *Vectors) (columns [][]float64, m *sentiment.Model, err error) {
	lists, err := blank(bayes, nil, make([][]float64, 3))
	if err != nil {
		return nil, nil, err
	}
	columns = [][]float64{Likeness(v, lists.Rating), make([]float64, len(v.Words)), make([]float64, len(v.Words))}
	m, err = blank(bayes, v.Words, columns)
	return columns, m, err
}

// blank opens a model that has learned nothing yet, with a table of words.
func blank(bayes []byte, words []string, columns [][]float64) (*sentiment.Model, error) {
	m, err := sentiment.Open(sentiment.Weights{
		Bayes: bayes, Words: string(lexicon.EncodeTable(words, columns)),
		Hashed: string(sparse.Encode([][]float64{make([]float64, 1<<sparse.Bits)})),
	})
	if err != nil {
		return nil, fmt.Errorf("open model to train: %w", err)
	}
	return m, nil
}

// wordWeights folds the weights of the sum of the words' vectors into one for each word.
func wordWeights(v *Vectors, weights []float64) []float64 {
	out := make([]float64, len(v.Words))
	for i := range out {
		for k, x := range v.Row(i) {
			out[i] += weights[k] * float64(x)
		}
	}
	return out
}

// round keeps as many decimals as the metrics mean.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
