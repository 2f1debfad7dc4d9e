package train

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// The penalty of the ridge, and how much dense and hashed features count in its
// kernel; chosen by leaving out one article at a time.
const (
	ridge       = 1.0
	denseShare  = 0.02
	hashedShare = 1.0
)

// neutralRating is the mean rating up to which a sentence counts as neutral.
const neutralRating = 0.5

// Fit is a calibration with what it reaches on articles left out of its fit.
type Fit struct {
	Calibration sentiment.Calibration
	// Words are the weights of the hashed words.
	Words []float64
	// Pearson is the correlation with the ratings, MacroF1 that of the three
	// classes in [0, 1]; Predicted are the scores, all with the sentence's own
	// article left out. Lexicon is the correlation of the lexicon alone.
	Pearson, MacroF1, Lexicon float64
	Predicted                 []float64
}

// FitCalibration fits the weights to the ratings, and measures by leaving out one
// article at a time.
func FitCalibration(rated []Rated) Fit {
	gold := make([]float64, len(rated))
	for i := range rated {
		gold[i] = rated[i].Rating
	}
	groups := articles(rated)
	scale := scales(rated)
	var fit Fit
	lexicon := kernel(rated, scale, 0, func(k int) bool { return !isBayes(k) })
	alpha, left := kernelRidge(lexicon, gold, ridge, groups)
	fit.Lexicon = Pearson(squashed(left), gold)
	fit.Calibration.Lexicon = primal(rated, alpha, scale, func(k int) bool { return !isBayes(k) })
	alpha, left = kernelRidge(kernel(rated, scale, hashedShare, func(int) bool { return true }), gold, ridge, groups)
	fit.Predicted = squashed(left)
	fit.Pearson = Pearson(fit.Predicted, gold)
	fit.Calibration.Weights = primal(rated, alpha, scale, func(int) bool { return true })
	fit.Words = make([]float64, 1<<sparse.Bits)
	for i := range rated {
		for _, f := range rated[i].Words {
			fit.Words[f.Key] += hashedShare * alpha[i] * float64(f.Value)
		}
	}
	fit.Calibration.Low, fit.Calibration.High, fit.MacroF1 = neutralBand(fit.Predicted, gold)
	return fit
}

// squashed turns estimated ratings into scores.
func squashed(ratings []float64) []float64 {
	out := make([]float64, len(ratings))
	for i, r := range ratings {
		out[i] = sentiment.ScoreOf(r)
	}
	return out
}

// articles returns the examples of each article.
func articles(rated []Rated) [][]int {
	at := map[string]int{}
	var out [][]int
	for i := range rated {
		k, ok := at[rated[i].Article]
		if !ok {
			k = len(out)
			at[rated[i].Article] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// scales returns one over the root mean square of each dense feature.
func scales(rated []Rated) (s sentiment.Features) {
	for k := range s {
		for i := range rated {
			s[k] += rated[i].Features[k] * rated[i].Features[k]
		}
		s[k] = 1 / math.Sqrt(s[k]/float64(len(rated))+1e-9)
	}
	return s
}

// kernel returns the matrix of dot products: of the dense features that use picks
// and, with a share above 0, of the hashed ones.
func kernel(rated []Rated, scale sentiment.Features, share float64, use func(k int) bool) []float64 {
	n := len(rated)
	k := make([]float64, n*n)
	for i := range rated {
		for j := 0; j <= i; j++ {
			s := 0.0
			for f := range scale {
				if use(f) {
					s += rated[i].Features[f] * rated[j].Features[f] * scale[f] * scale[f]
				}
			}
			k[i*n+j] = denseShare * s
		}
	}
	if share > 0 {
		addHashed(k, rated, share)
	}
	for i := range n {
		for j := range i {
			k[j*n+i] = k[i*n+j]
		}
	}
	return k
}

// addHashed adds the products of hashed features to the lower half of k, feature
// by feature.
func addHashed(k []float64, rated []Rated, share float64) {
	type entry struct {
		at    int
		value float64
	}
	n := len(rated)
	by := make([][]entry, 1<<sparse.Bits)
	for i := range rated {
		for _, f := range rated[i].Words {
			by[f.Key] = append(by[f.Key], entry{i, float64(f.Value)})
		}
	}
	for _, list := range by {
		for a, x := range list {
			for _, y := range list[:a+1] {
				v := share * x.value * y.value
				if x.at == y.at && y != x {
					v *= 2
				}
				k[x.at*n+y.at] += v
			}
		}
	}
}

// primal returns the weights of the dense features.
func primal(rated []Rated, alpha []float64, scale sentiment.Features, use func(k int) bool) (w sentiment.Features) {
	for k := range w {
		if !use(k) {
			continue
		}
		for i := range rated {
			w[k] += denseShare * alpha[i] * rated[i].Features[k] * scale[k] * scale[k]
		}
	}
	return w
}

func isBayes(i int) bool {
	name := sentiment.FeatureName(i)
	return name == "bayes" || name == "odds"
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
	slices.Sort(rows)
	return []byte(calibrationHeader + strings.Join(rows, ""))
}
