package train

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/saysonews/sayso/models/sparse"
)

// crossed draws examples whose label follows from two hashed features together, and
// from neither alone.
func crossed(n int) []Example {
	r := rand.New(rand.NewPCG(8, 9))
	out := make([]Example, n)
	for i := range out {
		a, b := r.IntN(2), r.IntN(2)
		h := []sparse.Feature{{Key: uint32(20 + a), Value: 1}, {Key: uint32(30 + b), Value: 1}}
		gold := a ^ b
		out[i] = Example{Group: string(rune('a' + i%26)), Gold: gold, Alternatives: []Alternative{{0, []float64{r.NormFloat64(), 3}, h}}}
	}
	return out
}

var small = NetOptions{Members: 2, Hidden: 8, Epochs: 12, Rate: 0.1, DropInput: 0.05, DropHidden: 0.1, Dense: 0.5, Least: 3}

// TestNetLearnsTogether holds that the hidden layer is of use, and that the same
// examples give the same bytes.
func TestNetLearnsTogether(t *testing.T) {
	quiet := func(string, ...any) {}
	fit, err := ValidateNet(crossed(400), small, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if fit.Accuracy < 0.95 {
		t.Errorf("accuracy %.3f where two features together say the label", fit.Accuracy)
	}
	again, err := ValidateNet(crossed(400), small, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fit.Weights, again.Weights) {
		t.Error("the same examples gave other bytes")
	}
}

func TestTemperature(t *testing.T) {
	// Sure by a factor of e in logits doubled: right three times in four.
	logits, label, use := make([][labels]float64, 400), make([]int, 400), make([]int, 400)
	for i := range logits {
		logits[i], use[i] = [labels]float64{4, 0, -30}, i
		if i%4 == 0 {
			label[i] = 1
		}
	}
	// Odds of 3 to 1 are a difference of log 3.
	if got, want := temperature(logits, label, use), math.Log(3)/4; math.Abs(got-math.Max(want, 0.4)) > 0.03 {
		t.Errorf("temperature %g, want %g", got, math.Max(want, 0.4))
	}
}

func TestShiftIsTheMiddle(t *testing.T) {
	// Praise always wins by 0.2 where it is wrong: to take 0.2 or more off mends all.
	var logits [][labels]float64
	var label, use []int
	for i := range 90 {
		gold := i % labels
		l := [labels]float64{}
		l[gold] = 0.9
		if gold == 1 {
			l[2] = 1.1
		}
		logits, label, use = append(logits, l), append(label, gold), append(use, i)
	}
	shift := tuneShift(logits, label, use)
	for i := range logits {
		if best(&logits[i], &shift) != label[i] {
			t.Fatalf("shift %v leaves example %d wrong", shift, i)
		}
	}
}
