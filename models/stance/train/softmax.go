package train

import "math"

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
	Class    int
	Features []float64
}

// Softmax is a linear model of choices; the score of none is 0. Rows are by class,
// the constant last.
type Softmax [][]float64

// steps, rate and ridge are those of the fit: gradient ascent with Adam (Kingma and
// Ba, ICLR 2015) over all examples at once, on features scaled to unit variance.
const (
	steps = 400
	rate  = 0.05
	ridge = 2.0
)

// FitSoftmax fits classes rows to the examples.
func FitSoftmax(examples []Example, classes, features int) Softmax {
	scale := scales(examples, features)
	w := make(Softmax, classes)
	g, m, v := make(Softmax, classes), make(Softmax, classes), make(Softmax, classes)
	for c := range w {
		w[c], g[c] = make([]float64, features+1), make([]float64, features+1)
		m[c], v[c] = make([]float64, features+1), make([]float64, features+1)
	}
	for t := 1; t <= steps; t++ {
		w.gradient(examples, scale, g)
		for c := range w {
			for k := range w[c] {
				d := g[c][k] / float64(len(examples))
				m[c][k] = 0.9*m[c][k] + 0.1*d
				v[c][k] = 0.999*v[c][k] + 0.001*d*d
				mh, vh := m[c][k]/(1-math.Pow(0.9, float64(t))), v[c][k]/(1-math.Pow(0.999, float64(t)))
				w[c][k] += rate * mh / (math.Sqrt(vh) + 1e-8)
			}
		}
	}
	for c := range w {
		for k := range scale {
			w[c][k] *= scale[k]
		}
	}
	return w
}

// scales returns one over the standard deviation of each feature.
func scales(examples []Example, features int) []float64 {
	sum, square, n := make([]float64, features), make([]float64, features), 0.0
	for i := range examples {
		for _, a := range examples[i].Alternatives {
			n++
			for k, x := range a.Features {
				sum[k] += x
				square[k] += x * x
			}
		}
	}
	out := make([]float64, features)
	for k := range out {
		if v := square[k]/n - sum[k]*sum[k]/n/n; v > 1e-9 {
			out[k] = 1 / math.Sqrt(v)
		}
	}
	return out
}

// gradient fills g with that of the penalised log-likelihood.
func (w Softmax) gradient(examples []Example, scale []float64, g Softmax) {
	for c := range g {
		for k := range g[c] {
			g[c][k] = 0
			if k < len(scale) {
				g[c][k] = -ridge * w[c][k]
			}
		}
	}
	var p []float64
	for i := range examples {
		e := &examples[i]
		p = w.probabilities(e, scale, p[:0])
		for j, a := range e.Alternatives {
			d := -p[j]
			if j == e.Gold {
				d++
			}
			row := g[a.Class]
			for k, x := range a.Features {
				row[k] += d * x * scale[k]
			}
			row[len(scale)] += d
		}
	}
}

// probabilities appends that of each alternative.
func (w Softmax) probabilities(e *Example, scale []float64, p []float64) []float64 {
	sum := 1.0
	for _, a := range e.Alternatives {
		row := w[a.Class]
		s := row[len(scale)]
		for k, x := range a.Features {
			s += row[k] * x * scale[k]
		}
		s = math.Exp(math.Min(s, 30))
		p = append(p, s)
		sum += s
	}
	for j := range p {
		p[j] /= sum
	}
	return p
}

// Scores returns the score of each alternative of e.
func (w Softmax) Scores(e *Example) []float64 {
	out := make([]float64, len(e.Alternatives))
	for j, a := range e.Alternatives {
		row := w[a.Class]
		out[j] = row[len(row)-1]
		for k, x := range a.Features {
			out[j] += row[k] * x
		}
	}
	return out
}
