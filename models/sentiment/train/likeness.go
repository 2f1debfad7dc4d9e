package train

import "math"

const (
	// landmarks is how many rated words the regression of valence compares with.
	landmarks = 1500
	// likenessRidge is its penalty.
	likenessRidge = 0.3
	// plainWords is how many of the most frequent words count as without valence
	// where no list rates them.
	plainWords = 300
)

// Likeness returns the valence of every word by its use: kernel ridge regression of
// the ratings on the vectors, with a radial kernel over landmarks (the subset of
// regressors; Quinonero-Candela and Rasmussen, JMLR 2005).
func Likeness(v *Vectors, rating func(word string) (float64, bool)) []float64 {
	var known []int
	var y []float64
	for i, w := range v.Words {
		if r, ok := rating(w); ok {
			known, y = append(known, i), append(y, r)
		} else if i < plainWords {
			known, y = append(known, i), append(y, 0)
		}
	}
	m := min(landmarks, len(known))
	marks := make([]int, m)
	for k := range marks {
		marks[k] = known[k*len(known)/m]
	}
	alpha := subset(v, known, y, marks)
	out := make([]float64, len(v.Words))
	row := make([]float64, m)
	for i := range out {
		v.radial(i, marks, row)
		out[i] = math.Max(-4, math.Min(4, dot(row, alpha)))
	}
	return out
}

// subset solves (Kmn Knm + ridge Kmm) alpha = Kmn y.
func subset(v *Vectors, known []int, y []float64, marks []int) []float64 {
	m := len(marks)
	across := make([][]float64, len(known))
	for i, at := range known {
		across[i] = make([]float64, m)
		v.radial(at, marks, across[i])
	}
	columns, b := make([][]float64, m), make([]float64, m)
	for k := range columns {
		columns[k] = make([]float64, len(known))
		for i := range known {
			columns[k][i] = across[i][k]
		}
		b[k] = dot(columns[k], y)
	}
	a, own := make([]float64, m*m), make([]float64, m)
	for r := range m {
		v.radial(marks[r], marks, own)
		for c := 0; c <= r; c++ {
			a[r*m+c] = dot(columns[r], columns[c]) + likenessRidge*own[c]
		}
		a[r*m+r] += 1e-6
	}
	return solve(a, b)
}

// radial fills row with the kernel of word i and the marks, exp(-d^2).
func (v *Vectors) radial(i int, marks []int, row []float64) {
	x := v.Row(i)
	for k, at := range marks {
		row[k] = math.Exp(2 * float64(dot(x, v.Row(at))-1))
	}
}

// solve returns x with a x = b; of the positive definite a the lower half is read,
// and overwritten.
func solve(a, b []float64) []float64 {
	n := len(b)
	x := make([]float64, n)
	for i := range n {
		for j := 0; j <= i; j++ {
			s := a[i*n+j] - dot(a[i*n:i*n+j], a[j*n:j*n+j])
			if i == j {
				a[i*n+i] = math.Sqrt(math.Max(s, 1e-12))
			} else {
				a[i*n+j] = s / a[j*n+j]
			}
		}
		x[i] = (b[i] - dot(a[i*n:i*n+i], x[:i])) / a[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		x[i] /= a[i*n+i]
		for j := range i {
			x[j] -= a[i*n+j] * x[i]
		}
	}
	return x
}
