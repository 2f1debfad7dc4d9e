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
		s.Words = []sparse.Feature{{Key: key, Value: 1}}
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
	groups, scale, all := articles(rated), scales(rated), func(int) bool { return true }
	k := kernel(rated, scale, hashedShare, all)
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

// TestPrimalEqualsDual compares the weights that are shipped with the kernel.
func TestPrimalEqualsDual(t *testing.T) {
	rated := sentences(60)
	fit := FitCalibration(rated)
	if fit.Pearson < 0.9 {
		t.Errorf("correlation %.3f on ratings that two features make", fit.Pearson)
	}
	y := make([]float64, len(rated))
	for i := range rated {
		y[i] = rated[i].Rating
	}
	scale, all := scales(rated), func(int) bool { return true }
	k := kernel(rated, scale, hashedShare, all)
	alpha, _ := kernelRidge(k, y, ridge, nil)
	for i := range rated {
		dual, sum := 0.0, 0.0
		for j := range rated {
			dual += alpha[j] * k[i*len(rated)+j]
		}
		for f, x := range rated[i].Features {
			sum += fit.Calibration.Weights[f] * x
		}
		for _, f := range rated[i].Words {
			sum += fit.Words[f.Key] * float64(f.Value)
		}
		if math.Abs(dual-sum) > 1e-9 {
			t.Fatalf("example %d: weights give %g, the kernel %g", i, sum, dual)
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
