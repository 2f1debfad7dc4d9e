package train

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sentiment"
	opinion "github.com/saysonews/sayso/models/sentiment/train"
	"github.com/saysonews/sayso/models/sparse"
	"github.com/saysonews/sayso/models/stance"
)

// The training data below the folder of corpora.
const (
	TargetPath = "newsmtsc/train.jsonl"
	PairPath   = "directed-sentiment/train.txt"
)

// Result is what training gives.
type Result struct {
	// Files are those of models/stance/data that are generated, by name.
	Files map[string][]byte
	// Metrics are taken by cross-validation over articles and sentences.
	Metrics map[string]float64
}

// Run fits the weights, byte for byte the same each time. corpora is the folder of
// the corpora; annotate fills tags, lemmas and trees of a segmented document.
func Run(corpora string, annotate func(*models.Document), log func(format string, args ...any)) (*Result, error) {
	valences, err := sentiment.Load()
	if err != nil {
		return nil, err
	}
	vectors, err := opinion.ReadVectors(filepath.Join(corpora, opinion.VectorPath))
	if err != nil {
		return nil, err
	}
	uses := Uses(vectors, valences.Rating)
	model, err := stance.Load(stance.Options{Sentiment: valences, Uses: string(uses)})
	if err != nil {
		return nil, err
	}
	targets, err := ReadTargets(filepath.Join(corpora, TargetPath), model, annotate)
	if err != nil {
		return nil, err
	}
	pairs, err := ReadPairs(filepath.Join(corpora, PairPath), model, annotate, map[string]bool{})
	if err != nil {
		return nil, err
	}
	target, err := ValidateNet(targets, TargetNet, log)
	if err != nil {
		return nil, err
	}
	log("targets: macro-F1 %.4f, accuracy %.4f, log-loss %.4f", target.MacroF1, target.Accuracy, target.LogLoss)
	pair := Validate(pairs, len(stance.PairClasses()), len(stance.PairNames()), Penalty{Dense: 2, Hashed: 5})
	log("pairs: macro-F1 %.4f", pair.MacroF1)
	// The alternatives of a pair are for and against from the first mention to the
	// second, then back: the offsets of the way back go to the constant, and what
	// the way forth has more to the feature that says so.
	forth := slices.Index(stance.PairNames(), "before")
	for c := range stance.PairClasses() {
		back := pair.Offsets[2+c]
		pair.Weights.shift(c, len(stance.PairNames()), back)
		pair.Weights.shift(c, forth, pair.Offsets[c]-back)
	}
	return &Result{
		Files: map[string][]byte{
			"uses.bin":   uses,
			"target.bin": target.Weights, "pair.bin": sparse.Encode(pair.Weights.Hashed),
			"pair.txt": format(pairHeader, pair.Weights, stance.PairClasses(), stance.PairNames()),
		},
		Metrics: map[string]float64{
			"target_macro_f1": round(target.MacroF1), "target_accuracy": round(target.Accuracy), "targets": float64(len(targets)),
			"target_log_loss": round(target.LogLoss), "target_sure": round(target.Sure), "target_sure_mean": round(target.SureMean),
			"pair_macro_f1": round(pair.MacroF1), "pair_accuracy": round(pair.Accuracy), "pairs": float64(len(pairs)),
		},
	}, nil
}

const (
	pairHeader = `# Weights of who is for or against whom (models/stance/train). Generated; do not
# edit. The score of having no attitude is 0; both directions share the weights.
# Columns: class, feature, weight.
`
)

// format renders weights as a list file.
func format(header string, w *Softmax, classes, features []string) []byte {
	var rows []string
	for c, class := range classes {
		for k, x := range w.Dense[c] {
			name := "constant"
			if k < len(features) {
				name = features[k]
			}
			rows = append(rows, fmt.Sprintf("%s\t%s\t%g\n", class, name, math.Round(x*1e4)/1e4))
		}
	}
	slices.Sort(rows)
	return []byte(header + strings.Join(rows, ""))
}

// round keeps as many decimals as the metrics mean.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
