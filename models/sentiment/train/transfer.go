package train

import (
	"math"
	"path/filepath"

	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// Linear is a linear model of what a sentence is weighed by.
type Linear struct {
	Dense   sentiment.Features
	Vectors [2 * Dimensions]float64
	Hashed  []float64 // 1<<sparse.Bits long
}

// Predict applies the model.
func (l *Linear) Predict(r *Rated) float64 {
	sum := 0.0
	for k, x := range r.Features {
		sum += l.Dense[k] * x
	}
	for k, x := range r.Vectors {
		sum += l.Vectors[k] * x
	}
	for _, f := range r.Hashed {
		sum += l.Hashed[f.Key] * float64(f.Value)
	}
	return sum
}

// add adds times other to l.
func (l *Linear) add(other *Linear, times float64) {
	for k, x := range other.Dense {
		l.Dense[k] += times * x
	}
	for k, x := range other.Vectors {
		l.Vectors[k] += times * x
	}
	for k, x := range other.Hashed {
		l.Hashed[k] += times * x
	}
}

// readOthers reads the sentences of other domains that were rated by the same method.
// Sentences labelled for the sentiment towards a target stay out: the score is a
// feature of the models that learn from them.
func readOthers(corpora string) ([]Rated, error) {
	var out []Rated
	for _, name := range [...]string{"amazon.tsv", "tweets.tsv", "movies.tsv"} {
		part, err := ReadRated(filepath.Join(corpora, OtherPath, name))
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

const (
	transferRidge = 1.0
	transferSteps = 60
)

// transfer fits a model to the sentences by ridge regression, solved by conjugate
// gradients. Ratings are centred and scaled to unit variance. scale is that of the
// dense features.
func transfer(rated []Rated, scale *sentiment.Features) *Linear {
	n := float64(len(rated))
	mean, square := 0.0, 0.0
	for i := range rated {
		mean += rated[i].Rating / n
		square += rated[i].Rating * rated[i].Rating / n
	}
	deviation := math.Sqrt(math.Max(square-mean*mean, 1e-9))
	x := newDesign(rated, scale)
	y := make([]float64, len(rated))
	for i := range rated {
		y[i] = (rated[i].Rating - mean) / deviation
	}
	return x.linear(x.ridge(y, transferRidge, transferSteps))
}

// design is a matrix of examples by rows: the dense features and vectors, and the
// hashed features that at least two examples have.
type design struct {
	scale *sentiment.Features
	rated []Rated
	at    []int32 // column of each hashed feature, -1 for none
	width int
}

const denseWidth = sentiment.NumFeatures + 2*Dimensions

func newDesign(rated []Rated, scale *sentiment.Features) *design {
	d := &design{scale: scale, rated: rated, at: make([]int32, 1<<sparse.Bits), width: denseWidth}
	seen := make([]int32, 1<<sparse.Bits)
	for k := range d.at {
		d.at[k] = -1
	}
	for i := range rated {
		for _, f := range rated[i].Hashed {
			switch {
			case seen[f.Key] == 0:
				seen[f.Key] = int32(i + 1)
			case seen[f.Key] != int32(i+1) && d.at[f.Key] < 0:
				d.at[f.Key] = int32(d.width)
				d.width++
			}
		}
	}
	return d
}

// dot returns the product of example i and w.
func (d *design) dot(i int, w []float64) float64 {
	r, sum := &d.rated[i], 0.0
	for k, x := range r.Features {
		sum += w[k] * x * d.scale[k]
	}
	for k, x := range r.Vectors {
		sum += w[sentiment.NumFeatures+k] * x
	}
	for _, f := range r.Hashed {
		if k := d.at[f.Key]; k >= 0 {
			sum += w[k] * float64(f.Value)
		}
	}
	return sum
}

// add adds times example i to w.
func (d *design) add(i int, times float64, w []float64) {
	r := &d.rated[i]
	for k, x := range r.Features {
		w[k] += times * x * d.scale[k]
	}
	for k, x := range r.Vectors {
		w[sentiment.NumFeatures+k] += times * x
	}
	for _, f := range r.Hashed {
		if k := d.at[f.Key]; k >= 0 {
			w[k] += times * float64(f.Value)
		}
	}
}

// ridge solves (X'X + lambda I) w = X'y in at most so many steps.
func (d *design) ridge(y []float64, lambda float64, steps int) []float64 {
	w, r, q := make([]float64, d.width), make([]float64, d.width), make([]float64, d.width)
	for i, v := range y {
		d.add(i, v, r)
	}
	p := append([]float64{}, r...)
	rr := dot(r, r)
	end := 1e-8 * rr
	for s := 0; s < steps && rr > end; s++ {
		for k, x := range p {
			q[k] = lambda * x
		}
		for i := range y {
			d.add(i, d.dot(i, p), q)
		}
		a := rr / dot(p, q)
		for k := range w {
			w[k] += a * p[k]
			r[k] -= a * q[k]
		}
		next := dot(r, r)
		for k := range p {
			p[k] = r[k] + next/rr*p[k]
		}
		rr = next
	}
	return w
}

// linear lays w out as a model.
func (d *design) linear(w []float64) *Linear {
	l := &Linear{Hashed: make([]float64, 1<<sparse.Bits)}
	for k := range l.Dense {
		l.Dense[k] = w[k] * d.scale[k]
	}
	copy(l.Vectors[:], w[sentiment.NumFeatures:])
	for key, k := range d.at {
		if k >= 0 {
			l.Hashed[key] = w[k]
		}
	}
	return l
}
