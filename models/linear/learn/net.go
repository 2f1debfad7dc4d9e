package learn

import (
	"math"
	"math/rand/v2"
)

// Net is a network under training: rows of hidden units for sparse features,
// and heads over them. It is not safe for concurrent use.
type Net struct {
	// Rate is the step size now; the caller lets it fall.
	Rate float32
	// hidden is a multiple of 16.
	hidden int
	rows   []float32
	seen   []float32 // sum of mean squared gradients of each row (AdaGrad by row)
	used   []uint32  // how often each row was learned from
	heads  []head
	sum    []float32 // before the cut
	units  []float32 // after it
	back   []float32 // gradient of units
}

type head struct {
	classes       int
	weights       []float32 // classes x hidden
	bias          []float32
	seen, seenOff []float32 // AdaGrad by class
}

// New makes a network with small random rows.
func New(rows, hidden int, seed uint64, classes ...int) *Net {
	r := rand.New(rand.NewPCG(seed, 1))
	n := &Net{
		hidden: hidden, rows: make([]float32, rows*hidden), seen: make([]float32, rows), used: make([]uint32, rows),
		sum: make([]float32, hidden), units: make([]float32, hidden), back: make([]float32, hidden),
	}
	for i := range n.rows {
		n.rows[i] = (r.Float32() - 0.5) * 0.04
	}
	for _, c := range classes {
		h := head{classes: c, weights: make([]float32, c*hidden), bias: make([]float32, c), seen: make([]float32, c), seenOff: make([]float32, c)}
		for i := range h.weights {
			h.weights[i] = (r.Float32() - 0.5) * 0.2
		}
		n.heads = append(n.heads, h)
	}
	return n
}

// Hidden computes the hidden units of features; Scores and Update refer to them.
func (n *Net) Hidden(features []int32) {
	clear(n.sum)
	for _, f := range features {
		add(n.sum, n.row(f))
	}
	for i, x := range n.sum {
		n.units[i] = max(x, 0)
	}
	clear(n.back)
}

func (n *Net) row(f int32) []float32 {
	return n.rows[int(f)*n.hidden:][:n.hidden]
}

// Scores fills scores with those of head's classes.
func (n *Net) Scores(head int, scores []float32) {
	h := &n.heads[head]
	for c := range h.classes {
		scores[c] = dot(h.weights[c*n.hidden:][:n.hidden], n.units) + h.bias[c]
	}
}

// Learn takes the gradient of the loss by head's scores, updates the head and
// remembers what to pass to the rows: call Update after the last head.
func (n *Net) Learn(head int, gradient []float32) {
	h := &n.heads[head]
	for c, g := range gradient[:h.classes] {
		if g > -1e-5 && g < 1e-5 {
			continue
		}
		w := h.weights[c*n.hidden:][:n.hidden]
		axpy(n.back, g, w)
		norm := dot(n.units, n.units) / float32(n.hidden)
		h.seen[c] += g * g * norm
		axpy(w, -n.Rate*g/root(h.seen[c]+1e-6), n.units)
		h.seenOff[c] += g * g
		h.bias[c] -= n.Rate * g / root(h.seenOff[c]+1e-6)
	}
}

// Update passes the gradients of all heads since Hidden on to the rows.
func (n *Net) Update(features []int32) {
	for i, x := range n.sum {
		if x <= 0 {
			n.back[i] = 0
		}
	}
	norm := dot(n.back, n.back) / float32(n.hidden)
	if norm == 0 {
		return
	}
	for _, f := range features {
		n.used[f]++
		n.seen[f] += norm
		axpy(n.row(f), -n.Rate/root(n.seen[f]+1e-8), n.back)
	}
}

func root(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// All allows every class.
const All = ^uint64(0)

// Softmax turns the scores of the classes whose bit is set in allowed into
// probabilities; the others get 0. There are at most 64 classes.
func Softmax(scores []float32, allowed uint64, p []float32) {
	top := float32(math.Inf(-1))
	for i, s := range scores {
		if allowed>>i&1 != 0 {
			top = max(top, s)
		}
	}
	sum := float32(0)
	for i, s := range scores {
		p[i] = 0
		if allowed>>i&1 != 0 {
			p[i] = float32(math.Exp(float64(s - top)))
			sum += p[i]
		}
	}
	for i := range p[:len(scores)] {
		p[i] /= sum
	}
}
