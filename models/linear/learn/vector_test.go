package learn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Wide registers must not change a bit, or weights would differ between builds.
func TestVectorLoopsAgreeToTheBit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	a, b := make([]float32, 64), make([]float32, 64)
	for range 100 {
		for i := range a {
			a[i], b[i] = r.Float32()-0.5, (r.Float32()-0.5)*1e-3
		}
		if got, want := dot(a, b), dotPlain(a, b); got != want {
			t.Fatalf("dot %v, plain %v", got, want)
		}
		x, y := slices.Clone(a), slices.Clone(a)
		axpy(x, 0.37, b)
		axpyPlain(y, 0.37, b)
		add(x, b)
		addPlain(y, b)
		if !slices.Equal(x, y) {
			t.Fatalf("sums differ: %v, %v", x, y)
		}
	}
}
