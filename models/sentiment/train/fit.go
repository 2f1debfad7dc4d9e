package train

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/saysonews/sayso/models/sentiment"
)

// ridge is the strength of the penalty on the weights.
const ridge = 20.0

// neutralRating is the mean rating up to which a sentence counts as neutral.
const neutralRating = 0.5

// Fit is a calibration with what it reaches on articles left out of its fit.
type Fit struct {
	Calibration sentiment.Calibration
	// Pearson is the correlation with the ratings, MacroF1 that of the three
	// classes in [0, 1]; Predicted are the scores, all with the sentence's own
	// article left out.
	Pearson, MacroF1 float64
	Predicted        []float64
}

// FitCalibration fits the weights to the ratings, and measures by leaving out one
// article at a time.
func FitCalibration(rated []Rated) Fit {
	whole, byArticle := grams(rated)
	lexiconOnly := func(i int) bool { return !isBayes(i) }
	all := func(int) bool { return true }
	left := map[string]sentiment.Features{}
	for article, g := range byArticle {
		left[article] = whole.minus(g).solve(ridge, all)
	}
	fit := Fit{}
	gold := make([]float64, len(rated))
	for i, r := range rated {
		score := 0.0
		if r.Known {
			score = sentiment.ScoreOf(left[r.Article], r.Features)
		}
		fit.Predicted = append(fit.Predicted, score)
		gold[i] = r.Rating
	}
	fit.Pearson = Pearson(fit.Predicted, gold)
	low, high, f1 := neutralBand(fit.Predicted, gold)
	fit.MacroF1 = f1
	fit.Calibration = sentiment.Calibration{
		Weights: whole.solve(ridge, all),
		Lexicon: whole.solve(ridge, lexiconOnly),
		Low:     low, High: high,
	}
	return fit
}

func isBayes(i int) bool {
	name := sentiment.FeatureName(i)
	return name == "bayes" || name == "odds"
}

func grams(rated []Rated) (*gram, map[string]*gram) {
	whole, byArticle := &gram{}, map[string]*gram{}
	for i := range rated {
		r := &rated[i]
		g := byArticle[r.Article]
		if g == nil {
			g = &gram{}
			byArticle[r.Article] = g
		}
		if r.Known {
			whole.add(&r.Features, r.Rating, 1)
			g.add(&r.Features, r.Rating, 1)
		}
	}
	return whole, byArticle
}

// neutralBand returns the bounds of the score, on a grid, with the best macro-F1
// of negative, neutral and positive.
func neutralBand(score, rating []float64) (low, high, best float64) {
	for l := -30; l <= 10; l++ {
		for h := max(l, -10); h <= 30; h++ {
			a, b := float64(l)/50, float64(h)/50
			if f := macroF1(score, rating, a, b); f > best {
				low, high, best = a, b, f
			}
		}
	}
	return low, high, best
}

func macroF1(score, rating []float64, low, high float64) float64 {
	var both, gold, given [3]float64
	for i := range score {
		g, p := class(rating[i], -neutralRating, neutralRating), class(score[i], low, high)
		gold[g]++
		given[p]++
		if g == p {
			both[g]++
		}
	}
	f := 0.0
	for c := range both {
		if n := gold[c] + given[c]; n > 0 {
			f += 2 * both[c] / n / 3
		}
	}
	return f
}

func class(x, low, high float64) int {
	switch {
	case x < low:
		return 0
	case x > high:
		return 2
	}
	return 1
}

const calibrationHeader = `# How the components join, fitted on rated sentences (models/sentiment/train).
# Generated; do not edit.
# Columns: kind (all, lexicon: weights; neutral: bounds of the score), name, value.
`

// FormatCalibration renders c as data/calibration.txt.
func FormatCalibration(c sentiment.Calibration) []byte {
	var rows []string
	row := func(kind, name string, v float64) {
		rows = append(rows, fmt.Sprintf("%s\t%s\t%g\n", kind, name, math.Round(v*1e4)/1e4))
	}
	for i := range c.Weights {
		row("all", sentiment.FeatureName(i), c.Weights[i])
		if !isBayes(i) {
			row("lexicon", sentiment.FeatureName(i), c.Lexicon[i])
		}
	}
	row("neutral", "low", c.Low)
	row("neutral", "high", c.High)
	sort.Strings(rows)
	return []byte(calibrationHeader + strings.Join(rows, ""))
}
