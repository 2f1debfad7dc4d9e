package train

import (
	"math"

	"github.com/saysonews/sayso/models/sparse"
)

// Example is a choice between alternatives and having none of them.
type Example struct {
	// Group is the article or sentence: examples of one group are never parted
	// between fitting and measuring.
	Group        string
	Alternatives []Alternative
	// Gold indexes Alternatives; -1 is none of them.
	Gold int
}

// Alternative is a class with the features it is weighed by.
type Alternative struct {
	Class  int
	Dense  []float64
	Hashed []sparse.Feature
}

// Penalty holds the weights of the squared norms of dense and hashed weights.
type Penalty struct{ Dense, Hashed float64 }

// Softmax is a linear model of choices; the score of none is 0. Rows are by class;
// in a dense row the constant is last.
type Softmax struct {
	Dense, Hashed [][]float64
}

// buckets is the length of a hashed row.
const buckets = 1 << sparse.Bits

// fitSteps bounds the steps of the fit.
const fitSteps = 80

// FitSoftmax fits classes to the examples by penalised maximum likelihood. Dense
// features are scaled to unit variance while it runs. Hashed features that fewer
// than two examples have keep the weight 0.
func FitSoftmax(examples []Example, classes, dense int, penalty Penalty) *Softmax {
	f := &fitting{
		examples: examples, dense: dense, penalty: penalty,
		scale: scales(examples, dense), at: frequent(examples),
	}
	for _, k := range f.at {
		f.width = max(f.width, int(k)+1)
	}
	f.width += dense + 1
	x := make([]float64, classes*f.width)
	minimise(x, f.loss, fitSteps)
	w := &Softmax{}
	for c := range classes {
		row := x[c*f.width : (c+1)*f.width]
		for k := range f.scale {
			row[k] *= f.scale[k]
		}
		hashed := make([]float64, buckets)
		for key, k := range f.at {
			if k >= 0 {
				hashed[key] = row[dense+1+int(k)]
			}
		}
		w.Dense = append(w.Dense, row[:dense+1:dense+1])
		w.Hashed = append(w.Hashed, hashed)
	}
	return w
}

// fitting is the state of one fit. A row holds the dense weights, the constant and
// the weights of those hashed features that are kept.
type fitting struct {
	examples []Example
	dense    int
	width    int
	penalty  Penalty
	scale    []float64
	at       []int32 // position of each hashed feature in a row, -1 for none
}

// frequent numbers the hashed features that two examples or more have.
func frequent(examples []Example) []int32 {
	at, seen, n := make([]int32, buckets), make([]int32, buckets), int32(0)
	for i := range at {
		at[i] = -1
	}
	for i := range examples {
		for _, a := range examples[i].Alternatives {
			for _, f := range a.Hashed {
				switch {
				case seen[f.Key] == 0:
					seen[f.Key] = int32(i + 1)
				case seen[f.Key] != int32(i+1) && at[f.Key] < 0:
					at[f.Key] = n
					n++
				}
			}
		}
	}
	return at
}

// loss returns the penalised negative log-likelihood at x and fills its gradient.
func (f *fitting) loss(x, g []float64) float64 {
	sum := 0.0
	for i, w := range x {
		p := f.penalty.Hashed
		switch k := i % f.width; {
		case k < f.dense:
			p = f.penalty.Dense
		case k == f.dense:
			p = 0
		}
		g[i] = p * w
		sum += p * w * w / 2
	}
	var scores []float64
	for i := range f.examples {
		e := &f.examples[i]
		scores = scores[:0]
		total := 1.0
		for j := range e.Alternatives {
			s := math.Exp(math.Min(f.score(x, &e.Alternatives[j]), 30))
			scores = append(scores, s)
			total += s
		}
		gold := 1 / total
		if e.Gold >= 0 {
			gold = scores[e.Gold] / total
		}
		sum -= math.Log(math.Max(gold, 1e-300))
		for j := range e.Alternatives {
			d := scores[j] / total
			if j == e.Gold {
				d--
			}
			f.step(g, &e.Alternatives[j], d)
		}
	}
	return sum
}

// score returns the linear score of a at x.
func (f *fitting) score(x []float64, a *Alternative) float64 {
	row := x[a.Class*f.width : (a.Class+1)*f.width]
	s := row[f.dense]
	for k, v := range a.Dense {
		s += row[k] * v * f.scale[k]
	}
	for _, h := range a.Hashed {
		if k := f.at[h.Key]; k >= 0 {
			s += row[f.dense+1+int(k)] * float64(h.Value)
		}
	}
	return s
}

// step adds d times the features of a to the gradient.
func (f *fitting) step(g []float64, a *Alternative, d float64) {
	row := g[a.Class*f.width : (a.Class+1)*f.width]
	row[f.dense] += d
	for k, v := range a.Dense {
		row[k] += d * v * f.scale[k]
	}
	for _, h := range a.Hashed {
		if k := f.at[h.Key]; k >= 0 {
			row[f.dense+1+int(k)] += d * float64(h.Value)
		}
	}
}

// scales returns one over the standard deviation of each dense feature.
func scales(examples []Example, dense int) []float64 {
	sum, square, n := make([]float64, dense), make([]float64, dense), 0.0
	for i := range examples {
		for _, a := range examples[i].Alternatives {
			n++
			for k, x := range a.Dense {
				sum[k] += x
				square[k] += x * x
			}
		}
	}
	out := make([]float64, dense)
	for k := range out {
		if v := square[k]/n - sum[k]*sum[k]/n/n; v > 1e-9 {
			out[k] = 1 / math.Sqrt(v)
		}
	}
	return out
}

// shift adds d to the dense weight k of class c; the constant comes last.
func (w *Softmax) shift(c, k int, d float64) { w.Dense[c][k] += d }

// Scores returns the score of each alternative of e.
func (w *Softmax) Scores(e *Example) []float64 {
	out := make([]float64, len(e.Alternatives))
	for j, a := range e.Alternatives {
		row := w.Dense[a.Class]
		out[j] = row[len(row)-1]
		for k, x := range a.Dense {
			out[j] += row[k] * x
		}
		for _, f := range a.Hashed {
			out[j] += w.Hashed[a.Class][f.Key] * float64(f.Value)
		}
	}
	return out
}
