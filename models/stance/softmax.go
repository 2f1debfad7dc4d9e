package stance

import (
	"fmt"
	"math"
	"strconv"

	"github.com/saysonews/sayso/models/lexicon"
)

// weights are those of a linear model with a softmax: one row for each class but
// the neutral one, whose score is 0, over n features and a constant.
type weights struct {
	n    int
	rows [][]float64 // by class, n+1 long
}

// loadWeights reads rows of class, feature and weight; names are those of the
// features and classes, and rows that the file lacks are 0.
func loadWeights(text string, classes, features []string) (*weights, error) {
	w := &weights{n: len(features), rows: make([][]float64, len(classes))}
	at := map[string]int{"constant": len(features)}
	for i, f := range features {
		at[f] = i
	}
	for i := range w.rows {
		w.rows[i] = make([]float64, len(features)+1)
	}
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want class, feature and weight", len(fields))
		}
		k, ok := at[fields[1]]
		if !ok {
			return fmt.Errorf("unknown feature %q", fields[1])
		}
		v, err := strconv.ParseFloat(fields[2], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("bad weight %q", fields[2])
		}
		for c, name := range classes {
			if name == fields[0] {
				w.rows[c][k] = v
				return nil
			}
		}
		return fmt.Errorf("unknown class %q", fields[0])
	})
	return w, err
}

// score returns the linear score of class c.
func (w *weights) score(c int, features []float64) float64 {
	sum := w.rows[c][w.n]
	for i, x := range features {
		sum += w.rows[c][i] * x
	}
	return sum
}
