package names

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/saysonews/sayso/models"
)

// random fills a chain and scores of a run with small numbers.
func random(seed uint64, n int) (*Chain, []Row) {
	r := rand.New(rand.NewPCG(seed, 0))
	c := &Chain{}
	for a := range c.Transition {
		for b := range c.Transition[a] {
			c.Transition[a][b] = r.Float32()*4 - 2
		}
	}
	c.Prepare()
	scores := make([]Row, n)
	for i := range scores {
		for k := range scores[i] {
			scores[i][k] = r.Float32()*4 - 2
		}
	}
	return c, scores
}

// each calls f with every sequence of classes of a run and its score.
func each(c *Chain, scores []Row, f func(seq []int, score float64)) {
	n := len(scores)
	seq := make([]int, n)
	var walk func(i, last int, sum float64)
	walk = func(i, last int, sum float64) {
		if i == n {
			f(seq, sum+float64(c.Transition[last][0]))
			return
		}
		for k := range Classes {
			seq[i] = k
			walk(i+1, k, sum+float64(c.Transition[last][k])+float64(scores[i][k]))
		}
	}
	walk(0, 0, 0)
}

func TestChainAgainstAllSequences(t *testing.T) {
	for seed := range uint64(5) {
		c, scores := random(seed, 4)
		want := make([][Classes]float64, 4)
		total, top := 0.0, math.Inf(-1)
		best := make([]int, 4)
		each(c, scores, func(seq []int, s float64) {
			for i, k := range seq {
				want[i][k] += math.Exp(s)
			}
			total += math.Exp(s)
			if s > top {
				top = s
				copy(best, seq)
			}
		})
		var l lattice
		p, marks := make([]Row, 4), make([]Mark, 4)
		c.marginals(&l, scores, p)
		c.best(&l, scores, marks)
		for i := range p {
			if marks[i].Best != models.Entity(best[i]) {
				t.Errorf("seed %d: class %d at %d, want %d", seed, marks[i].Best, i, best[i])
			}
			for k, x := range p[i] {
				if d := math.Abs(float64(x) - want[i][k]/total); d > 1e-5 {
					t.Errorf("seed %d: probability %v of %d at %d, want %v", seed, x, k, i, want[i][k]/total)
				}
			}
		}
	}
}

// likelihood is the negative log likelihood of classes.
func likelihood(c *Chain, scores []Row, classes []uint8) float64 {
	total, own := 0.0, 0.0
	each(c, scores, func(seq []int, s float64) {
		total += math.Exp(s)
		same := true
		for i, k := range seq {
			same = same && k == int(classes[i])
		}
		if same {
			own = s
		}
	})
	return math.Log(total) - own
}

func TestGradientAgainstDifferences(t *testing.T) {
	c, scores := random(9, 3)
	classes := []uint8{0, 2, 1}
	g := make([]Row, 3)
	var pairs [Classes]Row
	var teacher Teacher
	teacher.Gradient(c, scores, classes, g, &pairs)
	const h = 1e-2
	slope := func(x *float32) float64 {
		old := *x
		*x = old + h
		up := likelihood(c, scores, classes)
		*x = old - h
		down := likelihood(c, scores, classes)
		*x = old
		return (up - down) / (2 * h)
	}
	for i := range scores {
		for k := range scores[i] {
			if want := slope(&scores[i][k]); math.Abs(want-float64(g[i][k])) > 1e-3 {
				t.Errorf("score %d of token %d: gradient %v, want %v", k, i, g[i][k], want)
			}
		}
	}
	for a := range c.Transition {
		for b := range c.Transition[a] {
			if want := slope(&c.Transition[a][b]); math.Abs(want-float64(pairs[a][b])) > 1e-3 {
				t.Errorf("transition %d %d: gradient %v, want %v", a, b, pairs[a][b], want)
			}
		}
	}
}
