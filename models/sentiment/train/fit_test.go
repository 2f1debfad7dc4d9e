package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/saysonews/sayso/models/sparse"
)

// sentences draws ratings that one dense and one hashed feature make.
func sentences(n int) []Rated {
	r := rand.New(rand.NewPCG(5, 6))
	out := make([]Rated, n)
	for i := range out {
		s := &out[i]
		s.Article = string(rune('a' + i%7))
		s.Features[0] = r.Float64()*2 - 1
		key := uint32(r.IntN(3))
		s.Hashed = []sparse.Feature{{Key: key, Value: 1}}
		s.Rating = s.Features[0] + float64(key) - 1 + 0.1*r.NormFloat64()
	}
	return out
}

// TestLeftOutEqualsRefit compares the closed form for a group left out with a fit
// that leaves it out.
func TestLeftOutEqualsRefit(t *testing.T) {
	rated := sentences(40)
	y := make([]float64, len(rated))
	for i := range rated {
		y[i] = rated[i].Rating
	}
	groups, k := articles(rated), wholeKernel(rated)
	_, left := kernelRidge(k, y, 0.5, groups)
	n := len(rated)
	for _, group := range groups {
		out := map[int]bool{}
		for _, i := range group {
			out[i] = true
		}
		var keep []int
		for i := range n {
			if !out[i] {
				keep = append(keep, i)
			}
		}
		sub, z := make([]float64, len(keep)*len(keep)), make([]float64, len(keep))
		for r, i := range keep {
			z[r] = y[i]
			for c, j := range keep {
				sub[r*len(keep)+c] = k[i*n+j]
			}
		}
		alpha, _ := kernelRidge(sub, z, 0.5, nil)
		for _, i := range group {
			want := 0.0
			for r, j := range keep {
				want += alpha[r] * k[i*n+j]
			}
			if math.Abs(left[i]-want) > 1e-9 {
				t.Fatalf("example %d left out is %g, a fit without its group gives %g", i, left[i], want)
			}
		}
	}
}

// wholeKernel is the kernel of the model without scores of others.
func wholeKernel(rated []Rated) []float64 {
	scale := scales(rated)
	blocks, _ := lay(rated, &scale, nil)
	k := kernel(blocks)
	addHashed(k, rated)
	return k
}

// TestPrimalEqualsDual compares the weights that are shipped with the kernel.
func TestPrimalEqualsDual(t *testing.T) {
	rated := sentences(60)
	fit := FitCalibration(rated, nil)
	if fit.Pearson < 0.9 {
		t.Errorf("correlation %.3f on ratings that two features make", fit.Pearson)
	}
	y := make([]float64, len(rated))
	for i := range rated {
		y[i] = rated[i].Rating
	}
	k := wholeKernel(rated)
	alpha, _ := kernelRidge(k, y, ridge, nil)
	for i := range rated {
		dual := 0.0
		for j := range rated {
			dual += alpha[j] * k[i*len(rated)+j]
		}
		if sum := fit.Linear.Predict(&rated[i]); math.Abs(dual-sum) > 1e-9 {
			t.Fatalf("example %d: weights give %g, the kernel %g", i, sum, dual)
		}
	}
}

// TestFoldEqualsScores holds the weights of a model with what it transfers folded in
// to those of the model whose features the scores of the others are.
func TestFoldEqualsScores(t *testing.T) {
	rated := sentences(60)
	scale := scales(rated)
	other := transfer(sentences(80), &scale)
	blocks, shares := lay(rated, &scale, []*Linear{other})
	alpha := make([]float64, len(rated))
	for i := range alpha {
		alpha[i] = math.Sin(float64(i))
	}
	w := primal(blocks, alpha)
	folded := fold(rated, alpha, w, &scale, []*Linear{other}, shares)
	for i := range rated {
		want := dot(w, blocks[i])
		for j := range rated {
			for _, f := range rated[i].Hashed {
				for _, g := range rated[j].Hashed {
					if f.Key == g.Key {
						want += alpha[j] * float64(f.Value*g.Value)
					}
				}
			}
		}
		if got := folded.Predict(&rated[i]); math.Abs(got-want) > 1e-9 {
			t.Fatalf("example %d: folded %g, want %g", i, got, want)
		}
	}
}

// TestSmallRidgeEqualsKernel compares the two ways to leave a group out.
func TestSmallRidgeEqualsKernel(t *testing.T) {
	rated := sentences(50)
	x, y := make([][]float64, len(rated)), make([]float64, len(rated))
	for i := range rated {
		x[i], y[i] = []float64{rated[i].Features[0], 1, float64(i % 3)}, rated[i].Rating
	}
	groups := articles(rated)
	w, left := smallRidge(x, y, 0.5, groups)
	alpha, want := kernelRidge(kernel(x), y, 0.5, groups)
	for k, v := range primal(x, alpha) {
		if math.Abs(v-w[k]) > 1e-9 {
			t.Errorf("weight %d: %g, want %g", k, w[k], v)
		}
	}
	for i := range want {
		if math.Abs(left[i]-want[i]) > 1e-9 {
			t.Fatalf("example %d left out is %g, want %g", i, left[i], want[i])
		}
	}
}

// TestConjugateGradients compares the iterative fit with the solution.
func TestConjugateGradients(t *testing.T) {
	rated := sentences(70)
	scale := scales(rated)
	y := make([]float64, len(rated))
	for i := range rated {
		y[i] = rated[i].Rating
	}
	d := newDesign(rated, &scale)
	w := d.ridge(y, 0.7, 60)
	alpha, _ := kernelRidge(wholeKernel(rated), y, 0.7, nil)
	k := wholeKernel(rated)
	for i := range rated {
		if want := dot(alpha, k[i*len(rated):(i+1)*len(rated)]); math.Abs(d.dot(i, w)-want) > 1e-3 {
			t.Fatalf("example %d: %g, want %g", i, d.dot(i, w), want)
		}
	}
}

func TestPearson(t *testing.T) {
	for _, c := range []struct {
		x, y []float64
		want float64
	}{
		{[]float64{1, 2, 3}, []float64{2, 4, 6}, 1},
		{[]float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		{[]float64{1, 1, 1}, []float64{1, 2, 3}, 0},
		{[]float64{0, 1, 0, 1}, []float64{0, 0, 1, 1}, 0},
	} {
		if got := Pearson(c.x, c.y); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v, %v: %g, want %g", c.x, c.y, got, c.want)
		}
	}
}
