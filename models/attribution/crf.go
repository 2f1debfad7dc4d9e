package attribution

import "math"

// Label is a token's role in the flat annotation of one block: outside, or the
// beginning or inside of a content, a source or a cue.
type Label uint8

// The labels.
const (
	Out Label = iota
	BeginContent
	InContent
	BeginSource
	InSource
	BeginCue
	InCue
	// NumLabels is the number of labels.
	NumLabels
)

// Allowed reports whether label b may follow label a; Out stands before the first.
func Allowed(a, b Label) bool {
	switch b {
	case InContent, InSource, InCue:
		return a == b || a == b-1
	}
	return true
}

// Row holds a score or a probability for each label.
type Row [NumLabels]float32

// Chain is a linear-chain conditional random field (Lafferty, McCallum and Pereira,
// ICML 2001) over the tokens of a block: scores of tokens come from outside, scores of
// transitions are its own. Scratch grows to the longest block seen and is
// reused; a Chain is not safe for concurrent use.
type Chain struct {
	// Transition[a][b] is the score of label b after label a, and Start[b] that
	// of b as the first. Those not allowed are never read.
	Transition [NumLabels]Row
	Start      Row

	alpha, beta []Row
	exp         [NumLabels]Row
	emit        []Row
	back        [][NumLabels]Label
}

// prepare exponentiates the transitions. Blocks scored between two changes of
// Transition share it.
func (c *Chain) prepare() {
	for a := range NumLabels {
		for b := range NumLabels {
			c.exp[a][b] = 0
			if Allowed(a, b) {
				c.exp[a][b] = float32(math.Exp(float64(c.Transition[a][b])))
			}
		}
	}
}

// Marginals fills p with the probability of each label at each token, given the
// tokens' scores. p and scores have the block's length.
func (c *Chain) Marginals(scores, p []Row) {
	n := len(scores)
	if n == 0 {
		return
	}
	c.prepare()
	c.alpha, c.beta, c.emit = rows(c.alpha, n), rows(c.beta, n), rows(c.emit, n)
	for i := range scores {
		top := scores[i][0]
		for _, s := range scores[i] {
			top = max(top, s)
		}
		for l, s := range scores[i] {
			c.emit[i][l] = 1 // the exponential of 0
			if s != top {
				c.emit[i][l] = float32(math.Exp(float64(s - top)))
			}
		}
	}
	for b := range NumLabels {
		c.alpha[0][b] = 0
		if Allowed(Out, b) {
			c.alpha[0][b] = c.emit[0][b] * float32(math.Exp(float64(c.Start[b])))
		}
	}
	normalise(&c.alpha[0])
	for i := 1; i < n; i++ {
		c.forward(i)
	}
	for b := range NumLabels {
		c.beta[n-1][b] = 1
	}
	for i := n - 2; i >= 0; i-- {
		c.backward(i)
	}
	for i := range n {
		for l := range NumLabels {
			p[i][l] = c.alpha[i][l] * c.beta[i][l]
		}
		normalise(&p[i])
	}
}

func (c *Chain) forward(i int) {
	var sum Row
	for a, x := range c.alpha[i-1] {
		for b, e := range c.exp[a] {
			sum[b] += x * e
		}
	}
	for b := range sum {
		c.alpha[i][b] = sum[b] * c.emit[i][b]
	}
	normalise(&c.alpha[i])
}

func (c *Chain) backward(i int) {
	var next Row
	for b := range next {
		next[b] = c.beta[i+1][b] * c.emit[i+1][b]
	}
	for a := range NumLabels {
		s := float32(0)
		for b, e := range c.exp[a] {
			s += e * next[b]
		}
		c.beta[i][a] = s
	}
	normalise(&c.beta[i])
}

// Pairs adds to sum the probability of each transition of the block that
// Marginals saw last.
func (c *Chain) Pairs(n int, sum *[NumLabels]Row) {
	for i := 1; i < n; i++ {
		var pair [NumLabels]Row
		total := float32(0)
		for a := range NumLabels {
			for b := range NumLabels {
				x := c.alpha[i-1][a] * c.exp[a][b] * c.emit[i][b] * c.beta[i][b]
				pair[a][b] = x
				total += x
			}
		}
		if total <= 0 {
			continue
		}
		for a := range NumLabels {
			for b := range NumLabels {
				sum[a][b] += pair[a][b] / total
			}
		}
	}
}

// Best fills labels with the likeliest sequence (Viterbi).
func (c *Chain) Best(scores []Row, labels []Label) {
	n := len(scores)
	if n == 0 {
		return
	}
	if cap(c.back) < n {
		c.back = make([][NumLabels]Label, n)
	}
	back := c.back[:n]
	const never = -1e30
	var now Row
	for b := range NumLabels {
		now[b] = never
		if Allowed(Out, b) {
			now[b] = scores[0][b] + c.Start[b]
		}
	}
	for i := 1; i < n; i++ {
		var next Row
		for b := range NumLabels {
			top, from := float32(never*2), Out
			for a := range NumLabels {
				if s := now[a] + c.Transition[a][b]; Allowed(a, b) && s > top {
					top, from = s, a
				}
			}
			next[b], back[i][b] = top+scores[i][b], from
		}
		now = next
	}
	last := Out
	for b := range NumLabels {
		if now[b] > now[last] {
			last = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		labels[i] = last
		last = back[i][last]
	}
}

func normalise(r *Row) {
	sum := float32(0)
	for _, x := range r {
		sum += x
	}
	if sum <= 0 {
		for i := range r {
			r[i] = 1 / float32(NumLabels)
		}
		return
	}
	for i := range r {
		r[i] /= sum
	}
}

func rows(s []Row, n int) []Row {
	if cap(s) < n {
		return make([]Row, n, n+n/2)
	}
	return s[:n]
}
