package train

import (
	"math"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// RatedPath is the file of rated sentences below the folder of corpora.
const RatedPath = "nyt-editorials/dev.tsv"

// Result is what training gives.
type Result struct {
	// Files are those of models/sentiment/data that are generated, by name.
	Files map[string][]byte
	// Metrics are taken with each sentence's own article left out of the fit.
	Metrics map[string]float64
}

// Run makes the naive Bayes table, the table of VADER's ratings and the
// calibration, byte for byte the same each time. corpora is the folder of the
// corpora; annotate fills tags, lemmas and trees of a segmented document.
//
// The calibration is fitted to what the embedded tables and word lists give, so
// after a change to the table of one of the components it takes a second run.
func Run(corpora string, annotate func(*models.Document)) (*Result, error) {
	counts, err := ReadCounts()
	if err != nil {
		return nil, err
	}
	table, err := CompileBayes(counts)
	if err != nil {
		return nil, err
	}
	rated, err := ReadRated(filepath.Join(corpora, RatedPath))
	if err != nil {
		return nil, err
	}
	model, err := sentiment.Load()
	if err != nil {
		return nil, err
	}
	Measure(rated, model, annotate)
	fit := FitCalibration(rated)
	return &Result{
		Files: map[string][]byte{
			"bayes.bin": table, "calibration.txt": FormatCalibration(fit.Calibration), "vader.txt": CompileVADER(),
			"words.bin": sparse.Encode([][]float64{fit.Words}),
		},
		Metrics: map[string]float64{
			"bayes_words": float64(len(counts.Words)), "rated_sentences": float64(len(rated)),
			"pearson": round(fit.Pearson), "pearson_lexicon": round(fit.Lexicon), "macro_f1": round(fit.MacroF1),
		},
	}, nil
}

// round keeps as many decimals as the metrics mean.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
