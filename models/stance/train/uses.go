package train

import (
	"math"

	"github.com/saysonews/sayso/models/lexicon"
	opinion "github.com/saysonews/sayso/models/sentiment/train"
	"github.com/saysonews/sayso/models/stance"
)

// turns is how often the axes are turned: by then the last of them no longer moves.
const turns = 60

// Uses makes the table of words' uses: their vectors along the axes on which the rated
// words differ most (principal components, by orthogonal iteration: Golub and Van
// Loan, Matrix Computations, 4th ed., section 8.2.4).
func Uses(v *opinion.Vectors, rating func(word string) (float64, bool)) []byte {
	axes := principal(covariance(v, rating), stance.WordScalars)
	columns := make([][]float64, len(axes))
	for c, axis := range axes {
		columns[c] = make([]float64, len(v.Words))
		for i := range v.Words {
			for k, x := range v.Row(i) {
				columns[c][i] += axis[k] * float64(x)
			}
		}
	}
	return lexicon.EncodeTable(v.Words, columns)
}

// covariance is that of the vectors of rated words, by rows.
func covariance(v *opinion.Vectors, rating func(word string) (float64, bool)) [][]float64 {
	const d = opinion.Dimensions
	mean, n := make([]float64, d), 0.0
	a := make([][]float64, d)
	for r := range a {
		a[r] = make([]float64, d)
	}
	for i, w := range v.Words {
		if _, ok := rating(w); !ok {
			continue
		}
		n++
		row := v.Row(i)
		for r, x := range row {
			mean[r] += float64(x)
			for c, y := range row {
				a[r][c] += float64(x) * float64(y)
			}
		}
	}
	n = math.Max(n, 1)
	for r := range a {
		for c := range a {
			a[r][c] = a[r][c]/n - mean[r]*mean[c]/n/n
		}
	}
	return a
}

// principal returns the first k axes of the symmetric matrix a.
func principal(a [][]float64, k int) [][]float64 {
	axes := make([][]float64, k)
	for c := range axes {
		axes[c] = make([]float64, len(a))
		axes[c][c] = 1
	}
	for range turns {
		for c, axis := range axes {
			next := make([]float64, len(a))
			for r := range a {
				next[r] = dot(a[r], axis)
			}
			axes[c] = next
		}
		orthonormalise(axes)
	}
	return axes
}

// orthonormalise makes the rows orthogonal, in order, and of length 1.
func orthonormalise(rows [][]float64) {
	for i, row := range rows {
		for _, other := range rows[:i] {
			s := dot(row, other)
			for k := range row {
				row[k] -= s * other[k]
			}
		}
		s := 1 / math.Sqrt(math.Max(dot(row, row), 1e-300))
		for k := range row {
			row[k] *= s
		}
	}
}
