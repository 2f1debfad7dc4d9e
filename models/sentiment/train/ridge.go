package train

import (
	"math"

	"github.com/saysonews/sayso/models/sentiment"
)

const numFeatures = sentiment.NumFeatures

// gram holds the sums that ridge regression needs, without an intercept: text
// that nobody knows anything of must come out neutral.
type gram struct {
	xx [numFeatures][numFeatures]float64
	xy [numFeatures]float64
}

func (g *gram) add(f *sentiment.Features, y, weight float64) {
	for i := range f {
		for j := range f {
			g.xx[i][j] += weight * f[i] * f[j]
		}
		g.xy[i] += weight * f[i] * y
	}
}

func (g *gram) minus(h *gram) *gram {
	out := *g
	for i := range out.xx {
		for j := range out.xx[i] {
			out.xx[i][j] -= h.xx[i][j]
		}
		out.xy[i] -= h.xy[i]
	}
	return &out
}

// solve returns the ridge weights of the features that use picks, by Gaussian
// elimination on the normal equations.
func (g *gram) solve(lambda float64, use func(i int) bool) sentiment.Features {
	var a [numFeatures][numFeatures + 1]float64
	for i := range g.xx {
		for j := range g.xx[i] {
			if use(i) && use(j) {
				a[i][j] = g.xx[i][j]
			}
		}
		a[i][i] += lambda
		if use(i) {
			a[i][numFeatures] = g.xy[i]
		}
	}
	for i := range a {
		for k := i + 1; k < numFeatures; k++ {
			m := a[k][i] / a[i][i] // the matrix is positive definite: no pivoting
			for j := i; j <= numFeatures; j++ {
				a[k][j] -= m * a[i][j]
			}
		}
	}
	var w sentiment.Features
	for i := numFeatures - 1; i >= 0; i-- {
		w[i] = a[i][numFeatures]
		for j := i + 1; j < numFeatures; j++ {
			w[i] -= a[i][j] * w[j]
		}
		w[i] /= a[i][i]
	}
	return w
}

// Pearson is the correlation of x and y, 0 when one of them does not vary.
func Pearson(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx += x[i]
		sy += y[i]
	}
	for i := range x {
		a, b := x[i]-sx/n, y[i]-sy/n
		sxx += a * a
		syy += b * b
		sxy += a * b
	}
	if sxx == 0 || syy == 0 {
		return 0
	}
	return sxy / math.Sqrt(sxx*syy)
}
