package attribution

import (
	"math"
	"math/rand/v2"
	"testing"
)

// everySequence calls f with each label sequence of length n that the chain allows,
// and its score.
func everySequence(c *Chain, scores []Row, f func(labels []Label, score float64)) {
	labels := make([]Label, len(scores))
	var walk func(i int, sum float64)
	walk = func(i int, sum float64) {
		if i == len(scores) {
			f(labels, sum)
			return
		}
		for l := range NumLabels {
			last, step := Out, float64(c.Start[l])
			if i > 0 {
				last = labels[i-1]
				step = float64(c.Transition[last][l])
			}
			if Allowed(last, l) {
				labels[i] = l
				walk(i+1, sum+step+float64(scores[i][l]))
			}
		}
	}
	walk(0, 0)
}

func randomChain(r *rand.Rand, n int) (*Chain, []Row) {
	c := &Chain{}
	row := func(dst *Row) {
		for l := range dst {
			dst[l] = r.Float32()*4 - 2
		}
	}
	row(&c.Start)
	for a := range c.Transition {
		row(&c.Transition[a])
	}
	scores := make([]Row, n)
	for i := range scores {
		row(&scores[i])
	}
	return c, scores
}

func TestChainAgainstAllSequences(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := 1; n <= 5; n++ {
		c, scores := randomChain(r, n)
		want, total := make([][NumLabels]float64, n), 0.0
		top, best := math.Inf(-1), make([]Label, n)
		everySequence(c, scores, func(labels []Label, score float64) {
			p := math.Exp(score)
			total += p
			for i, l := range labels {
				want[i][l] += p
			}
			if score > top {
				top = score
				copy(best, labels)
			}
		})
		got, labels := make([]Row, n), make([]Label, n)
		c.Marginals(scores, got)
		c.Best(scores, labels)
		for i := range got {
			if labels[i] != best[i] {
				t.Errorf("length %d: best label of token %d is %d, want %d", n, i, labels[i], best[i])
			}
			for l := range got[i] {
				if d := math.Abs(float64(got[i][l]) - want[i][l]/total); d > 1e-4 {
					t.Errorf("length %d: token %d, label %d: %v, want %v", n, i, l, got[i][l], want[i][l]/total)
				}
			}
		}
	}
}

func TestPairsSumToTheTransitions(t *testing.T) {
	c, scores := randomChain(rand.New(rand.NewPCG(2, 2)), 6)
	p := make([]Row, 6)
	c.Marginals(scores, p)
	var pairs [NumLabels]Row
	c.Pairs(6, &pairs)
	sum := float32(0)
	for a := range pairs {
		for b, x := range pairs[a] {
			if x > 0 && !Allowed(Label(a), Label(b)) {
				t.Errorf("label %d after %d has weight %v", b, a, x)
			}
			sum += x
		}
	}
	if math.Abs(float64(sum)-5) > 1e-3 {
		t.Errorf("six tokens have transitions of weight %v, want 5", sum)
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	for _, bad := range []string{"", "x", weights[:64], weights[:len(weights)/2], weights[:200] + "x" + weights[201:]} {
		if _, _, err := Open(bad); err == nil {
			t.Errorf("damaged weights of %d bytes open", len(bad))
		}
	}
}

func TestPriorTable(t *testing.T) {
	want := map[uint64]uint8{}
	r := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		want[r.Uint64()] = uint8(1 + r.IntN(15))
	}
	table := priorTable(encodePriors(want))
	for k, v := range want {
		if got := table.Prior(k); got != v {
			t.Fatalf("prior of %x is %d, want %d", k, got, v)
		}
	}
	if got := table.Prior(12345); got != 0 {
		t.Errorf("an unknown key has prior %d", got)
	}
}
