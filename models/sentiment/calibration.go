package sentiment

import (
	"fmt"
	"math"
	"strconv"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// ratingScale maps an estimated mean human rating r in [-4, 4] to the score
// tanh(r / ratingScale): a rating of 1 is 0.46, of 2 is 0.76.
const ratingScale = 2.0

// Calibration joins the components: an estimate of the mean human rating in
// [-4, 4] that is linear in the features.
type Calibration struct {
	// Weights join all features, Lexicon those of the lexicon alone.
	Weights, Lexicon Features
	// Low and High are the scores between which text is neutral.
	Low, High float64
}

var featureNames = [NumFeatures]string{
	"sum", "max", "min", "last", "root", "mean", "bayes", "odds",
	"branch-root", "branch-subject", "branch-object", "branch-oblique", "branch-nominal", "branch-modifier",
	"branch-adverb", "branch-clause", "branch-complement", "branch-conjunct", "branch-aside", "branch-other",
	"depth-0", "depth-1", "depth-2", "depth-3", "depth-4", "depth-5", "noun", "verb", "modifier",
	"asked", "quoted", "ironic", "reported", "compared", "turned",
}

// FeatureName returns the name of feature i in the calibration file.
func FeatureName(i int) string { return featureNames[i] }

// The kinds of features, by where they come from.
const (
	FromLists = iota // the rated words and phrases of a text
	FromBayes        // the naive Bayes table
	FromPlace        // valences by where they stand
)

// FeatureKind says where feature i comes from.
func FeatureKind(i int) int {
	switch {
	case i < featBayes:
		return FromLists
	case i < featBranch:
		return FromBayes
	}
	return FromPlace
}

func (c *Calibration) label(score float64) models.SentimentLabel {
	switch {
	case score > c.High:
		return models.Positive
	case score < c.Low:
		return models.Negative
	}
	return models.Neutral
}

func dot(w, f *Features) float64 {
	sum := 0.0
	for i, x := range f {
		sum += w[i] * x
	}
	return sum
}

// ParseCalibration reads data/calibration.txt.
func ParseCalibration(text string) (Calibration, error) {
	var c Calibration
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want kind, name and value", len(fields))
		}
		v, err := strconv.ParseFloat(fields[2], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("bad value %q", fields[2])
		}
		return c.set(fields[0], fields[1], v)
	})
	return c, err
}

func (c *Calibration) set(kind, name string, v float64) error {
	if kind == "neutral" {
		switch name {
		case "low":
			c.Low = v
		case "high":
			c.High = v
		default:
			return fmt.Errorf("unknown bound %q", name)
		}
		return nil
	}
	for i, n := range featureNames {
		if n != name {
			continue
		}
		switch kind {
		case "all":
			c.Weights[i] = v
		case "lexicon":
			c.Lexicon[i] = v
		default:
			return fmt.Errorf("unknown kind %q", kind)
		}
		return nil
	}
	return fmt.Errorf("unknown feature %q", name)
}

// ScoreOf returns the score of an estimated mean rating, in [-1, 1].
func ScoreOf(rating float64) float64 { return math.Tanh(rating / ratingScale) }
