package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

// examples draws choices between two alternatives where the sign of the first
// feature, or one hashed feature, decides.
func examples(n int) []Example {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]Example, n)
	for i := range out {
		x := r.Float64()*4 - 2
		gold, key := -1, uint32(7)
		switch {
		case x > 0.7:
			gold, key = 0, 11
		case x < -0.7:
			gold, key = 1, 13
		}
		f := []float64{x * r.Float64(), 1}
		h := []sparse.Feature{{Key: key, Value: 1}}
		out[i] = Example{Group: string(rune('a' + i%26)), Gold: gold, Alternatives: []Alternative{{0, f, h}, {1, f, h}}}
	}
	return out
}

func TestGradient(t *testing.T) {
	ex := examples(40)
	f := &fitting{examples: ex, dense: 2, penalty: Penalty{1, 2}, scale: []float64{1, 2}, at: frequent(ex)}
	for _, k := range f.at {
		f.width = max(f.width, int(k)+1)
	}
	f.width += 3
	r := rand.New(rand.NewPCG(3, 4))
	x, g, scratch := make([]float64, 2*f.width), make([]float64, 2*f.width), make([]float64, 2*f.width)
	for i := range x {
		x[i] = r.Float64() - 0.5
	}
	f.loss(x, g)
	for i := range x {
		const h = 1e-5
		keep := x[i]
		x[i] = keep + h
		up := f.loss(x, scratch)
		x[i] = keep - h
		down := f.loss(x, scratch)
		x[i] = keep
		if want := (up - down) / 2 / h; math.Abs(g[i]-want) > 1e-4 {
			t.Errorf("gradient %d is %g, differences give %g", i, g[i], want)
		}
	}
}

func TestValidateLearns(t *testing.T) {
	fit := Validate(examples(600), 2, 2, Penalty{0.1, 0.1})
	if fit.MacroF1 < 0.95 {
		t.Errorf("macro-F1 %.3f on examples that one feature decides", fit.MacroF1)
	}
	again := Validate(examples(600), 2, 2, Penalty{0.1, 0.1})
	if diff := cmp.Diff(fit, again); diff != "" {
		t.Errorf("a second fit differs:\n%s", diff)
	}
}

func TestMeasure(t *testing.T) {
	two := []Alternative{{}, {}}
	ex := []Example{{Gold: -1, Alternatives: two}, {Gold: 0, Alternatives: two}, {Gold: 1, Alternatives: two}, {Gold: 1, Alternatives: two}}
	f1, accuracy := measure(ex, []int{-1, 0, 1, 0})
	// none: 1; first: 2*1/(1+2); second: 2*1/(2+1)
	if want := (1 + 2.0/3 + 2.0/3) / 3; math.Abs(f1-want) > 1e-12 || accuracy != 0.75 {
		t.Errorf("macro-F1 %g, accuracy %g; want %g, 0.75", f1, accuracy, want)
	}
}

func TestUnbracket(t *testing.T) {
	for _, c := range []struct {
		in, text string
		spans    []models.Span
	}{
		{"[Cole] met [Bell].", "Cole met Bell.", []models.Span{{Start: 0, End: 4}, {Start: 9, End: 13}}},
		{"[A] [B] [C]", "A B [C]", []models.Span{{Start: 0, End: 1}, {Start: 2, End: 3}}},
		{"no [end", "no [end", nil},
	} {
		text, spans := unbracket(c.in)
		if text != c.text || cmp.Diff(spans, c.spans) != "" {
			t.Errorf("%q: %q %v, want %q %v", c.in, text, spans, c.text, c.spans)
		}
	}
}

func TestLocate(t *testing.T) {
	text := "Élan: Cole met Cole."
	for from, want := range map[int]models.Span{6: {Start: 7, End: 11}, 7: {Start: 7, End: 11}, 15: {Start: 16, End: 20}, 14: {Start: 16, End: 20}} {
		if got := locate(text, "Cole", from); got != want {
			t.Errorf("from %d: %v, want %v", from, got, want)
		}
	}
}
