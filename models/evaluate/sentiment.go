package evaluate

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// neutral is how far from 0 a mean rating of -4 to 4 may lie to be neutral.
const neutral = 0.5

// Sentiment compares scores of sentences with mean human ratings.
type Sentiment struct {
	ratings, scores []float64
	classes         *Classes
}

// NewSentiment returns a comparison that has seen nothing.
func NewSentiment() *Sentiment { return &Sentiment{classes: polarity()} }

func polarity() *Classes { return NewClasses("negative", "neutral", "positive") }

// Add counts one sentence: its mean rating from -4 to 4, the predicted score on
// any scale, and the predicted class.
func (s *Sentiment) Add(rating, score float64, label string) {
	s.ratings = append(s.ratings, rating)
	s.scores = append(s.scores, score)
	gold := "neutral"
	switch {
	case rating > neutral:
		gold = "positive"
	case rating < -neutral:
		gold = "negative"
	}
	s.classes.Add(gold, label)
}

// Pearson is the correlation of scores and ratings, in [-1, 1]; 0 when either
// does not vary.
func (s *Sentiment) Pearson() float64 { return pearson(s.scores, s.ratings) }

// Spearman is the correlation of their ranks, ties sharing the mean rank.
func (s *Sentiment) Spearman() float64 { return pearson(ranks(s.scores), ranks(s.ratings)) }

func pearson(x, y []float64) float64 {
	mx, my := mean(x), mean(y)
	var xy, xx, yy float64
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		xy, xx, yy = xy+dx*dy, xx+dx*dx, yy+dy*dy
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func ranks(x []float64) []float64 {
	by := make([]int, len(x))
	for i := range by {
		by[i] = i
	}
	slices.SortStableFunc(by, func(i, j int) int {
		if x[i] == x[j] {
			return 0
		}
		return order(x[i] < x[j])
	})
	out := make([]float64, len(x))
	for i := 0; i < len(by); {
		j := i
		for j < len(by) && x[by[j]] == x[by[i]] {
			j++
		}
		for _, k := range by[i:j] {
			out[k] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

// String returns the figures in three lines.
func (s *Sentiment) String() string {
	return fmt.Sprintf("pearson %.3f\nspearman %.3f\n%s on %d\n",
		s.Pearson(), s.Spearman(), s.classes.line("neg", "neu", "pos"), s.classes.n)
}

// MarshalJSON writes the correlations and the figures of the classes.
func (s *Sentiment) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Pearson  decimal  `json:"pearson"`
		Spearman decimal  `json:"spearman"`
		Classes  *Classes `json:"classes"`
	}{decimal(s.Pearson()), decimal(s.Spearman()), s.classes})
}

// Targets compares the sentiment towards mentions.
type Targets struct{ *Classes }

// NewTargets returns a comparison that has seen nothing. Its classes are
// "negative", "neutral" and "positive".
func NewTargets() Targets { return Targets{polarity()} }

// String returns the figures in a line: macro-F1 (F1m of NewsMTSC: Hamborg and
// Donnay, EACL 2021) and accuracy.
func (t Targets) String() string {
	return fmt.Sprintf("%s accuracy %.1f on %d targets\n", t.line("neg", "neu", "pos"), 100*t.Accuracy(), t.n)
}

var directedLabels = [...]string{"neutral", "a+b", "b+a", "a-b", "b-a"}

// Directed compares the stance between two mentions (Park et al., 2021).
type Directed struct{ *Classes }

// NewDirected returns a comparison that has seen nothing. Its classes are
// "neutral", "a+b", "b+a", "a-b" and "b-a": "a+b" says that a is for b, "b-a" that
// b is against a.
func NewDirected() Directed { return Directed{NewClasses(directedLabels[:]...)} }

// Stance counts the decisions for a stance of any kind, right when the class is.
func (d Directed) Stance() Count { return d.fired() }

// String returns the figures in a line.
func (d Directed) String() string {
	f := d.Stance()
	return fmt.Sprintf("%s micro %.1f stance precision %.1f recall %.1f on %d\n",
		d.line(directedLabels[:]...), 100*d.Accuracy(), 100*f.Precision(), 100*f.Recall(), d.n)
}

// MarshalJSON writes the figures of the classes and those of any stance.
func (d Directed) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Classes *Classes `json:"classes"`
		Stance  Count    `json:"stance"`
	}{d.Classes, d.Stance()})
}
