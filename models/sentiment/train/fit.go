package train

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// The penalty of the ridge, and how much each kind of feature counts in its kernel;
// chosen by leaving out one article at a time. Hashed words and vectors count 1.
const (
	ridge         = 1.0
	listShare     = 0.02 // of features of unit size
	placeShare    = 0.3  // as they are
	transferShare = 0.04 // of scores of unit size
)

// neutralRating is the mean rating up to which a sentence counts as neutral.
const neutralRating = 0.5

// Fit is a calibration with what it reaches on articles left out of its fit.
type Fit struct {
	Calibration sentiment.Calibration
	// Linear holds all weights, those of what is transferred folded in.
	Linear *Linear
	// Pearson is the correlation with the ratings, MacroF1 that of the three
	// classes in [0, 1]; Predicted are the scores, all with the sentence's own
	// article left out. Lexicon is the correlation of the lexicon alone.
	Pearson, MacroF1, Lexicon float64
	Predicted                 []float64
}

// FitCalibration fits the weights to the ratings, and measures by leaving out one
// article at a time. others are models of other sentences, whose scores are features.
func FitCalibration(rated []Rated, others []*Linear) Fit {
	gold := make([]float64, len(rated))
	for i := range rated {
		gold[i] = rated[i].Rating
	}
	groups := articles(rated)
	scale := scales(rated)
	var fit Fit
	blocks, shares := lay(rated, &scale, others)
	lists := make([][]float64, len(rated))
	for i := range lists {
		lists[i] = blocks[i][:numLists()]
	}
	w, alone := smallRidge(lists, gold, ridge, groups)
	fit.Lexicon = Pearson(squashed(alone), gold)
	for k := range w {
		fit.Calibration.Lexicon[k] = w[k] * scale[k]
	}
	k := kernel(blocks)
	addHashed(k, rated)
	alpha, left := kernelRidge(k, gold, ridge, groups)
	fit.Predicted = squashed(left)
	fit.Pearson = Pearson(fit.Predicted, gold)
	fit.Linear = fold(rated, alpha, primal(blocks, alpha), &scale, others, shares)
	fit.Calibration.Weights = fit.Linear.Dense
	fit.Calibration.Low, fit.Calibration.High, fit.MacroF1 = neutralBand(fit.Predicted, gold)
	return fit
}

// numLists is how many features come from the lists; they are the first.
func numLists() int {
	n := 0
	for sentiment.FeatureKind(n) == sentiment.FromLists {
		n++
	}
	return n
}

// lay returns the dense part of each example: its features, vectors and the scores of
// others, scaled; shares are the scales of the scores.
func lay(rated []Rated, scale *sentiment.Features, others []*Linear) (blocks [][]float64, shares []float64) {
	blocks = make([][]float64, len(rated))
	for i := range rated {
		for k, x := range rated[i].Features {
			blocks[i] = append(blocks[i], x*scale[k])
		}
		blocks[i] = append(blocks[i], rated[i].Vectors[:]...)
	}
	for _, other := range others {
		scores, square := make([]float64, len(rated)), 0.0
		for i := range rated {
			scores[i] = other.Predict(&rated[i])
			square += scores[i] * scores[i]
		}
		share := math.Sqrt(transferShare / (square/float64(len(rated)) + 1e-9))
		for i := range rated {
			blocks[i] = append(blocks[i], share*scores[i])
		}
		shares = append(shares, share)
	}
	return blocks, shares
}

// fold makes one linear model of the weights of the blocks and of the hashed words.
func fold(rated []Rated, alpha, w []float64, scale *sentiment.Features, others []*Linear, shares []float64) *Linear {
	l := &Linear{Hashed: make([]float64, 1<<sparse.Bits)}
	for k := range l.Dense {
		l.Dense[k] = w[k] * scale[k]
	}
	copy(l.Vectors[:], w[sentiment.NumFeatures:])
	for i := range rated {
		for _, f := range rated[i].Hashed {
			l.Hashed[f.Key] += alpha[i] * float64(f.Value)
		}
	}
	for t, other := range others {
		l.add(other, w[denseWidth+t]*shares[t])
	}
	return l
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

// scales returns by what each dense feature is multiplied: the root of its share, of
// those of lists and naive Bayes over the root mean square.
func scales(rated []Rated) (s sentiment.Features) {
	for k := range s {
		if sentiment.FeatureKind(k) == sentiment.FromPlace {
			s[k] = math.Sqrt(placeShare)
			continue
		}
		for i := range rated {
			s[k] += rated[i].Features[k] * rated[i].Features[k]
		}
		s[k] = math.Sqrt(listShare / (s[k]/float64(len(rated)) + 1e-9))
	}
	return s
}

// kernel returns the matrix of dot products.
func kernel(blocks [][]float64) []float64 {
	n := len(blocks)
	k := make([]float64, n*n)
	for i := range n {
		for j := 0; j <= i; j++ {
			k[i*n+j] = dot(blocks[i], blocks[j])
			k[j*n+i] = k[i*n+j]
		}
	}
	return k
}

// addHashed adds the products of hashed features to k, feature by feature.
func addHashed(k []float64, rated []Rated) {
	type entry struct {
		at    int
		value float64
	}
	n := len(rated)
	by := make([][]entry, 1<<sparse.Bits)
	for i := range rated {
		for _, f := range rated[i].Hashed {
			by[f.Key] = append(by[f.Key], entry{i, float64(f.Value)})
		}
	}
	for _, list := range by {
		for _, x := range list {
			for _, y := range list {
				k[x.at*n+y.at] += x.value * y.value
			}
		}
	}
}

// primal returns the weights of the blocks.
func primal(blocks [][]float64, alpha []float64) []float64 {
	w := make([]float64, len(blocks[0]))
	for i, b := range blocks {
		for k, x := range b {
			w[k] += alpha[i] * x
		}
	}
	return w
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
		if sentiment.FeatureKind(i) == sentiment.FromLists {
			row("lexicon", sentiment.FeatureName(i), c.Lexicon[i])
		}
	}
	row("neutral", "low", c.Low)
	row("neutral", "high", c.High)
	slices.Sort(rows)
	return []byte(calibrationHeader + strings.Join(rows, ""))
}
