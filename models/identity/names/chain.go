package names

import "math"

// Chain holds the scores of one class after another. Every class may follow every
// other: two names of one class that touch are one stretch.
type Chain struct {
	Transition [Classes]Row
	exp        [Classes]Row
}

// Prepare must follow a change of Transition before Marginals is called.
func (c *Chain) Prepare() {
	for a := range c.Transition {
		for b, s := range c.Transition[a] {
			c.exp[a][b] = exp(s)
		}
	}
}

// lattice is the scratch of a Chain.
type lattice struct {
	alpha, beta, emit []Row
	back              [][Classes]uint8
}

func (l *lattice) grow(n int) {
	if cap(l.alpha) < n {
		l.alpha, l.beta, l.emit = make([]Row, 2*n), make([]Row, 2*n), make([]Row, 2*n)
		l.back = make([][Classes]uint8, 2*n)
	}
	l.alpha, l.beta, l.emit, l.back = l.alpha[:n], l.beta[:n], l.emit[:n], l.back[:n]
}

// marginals fills p with the probability of each class at each token of a run,
// which has no names before and after it.
func (c *Chain) marginals(l *lattice, scores, p []Row) {
	n := len(scores)
	l.grow(n)
	for i := range scores {
		top := scores[i][0]
		for _, s := range scores[i] {
			top = max(top, s)
		}
		for k, s := range scores[i] {
			l.emit[i][k] = exp(s - top)
		}
	}
	before := c.exp[0]
	for i := range n {
		if i > 0 {
			before = Row{}
			for a, x := range l.alpha[i-1] {
				for b, e := range c.exp[a] {
					before[b] += x * e
				}
			}
		}
		for b := range before {
			l.alpha[i][b] = before[b] * l.emit[i][b]
		}
		normalise(&l.alpha[i])
	}
	for a := range c.exp {
		l.beta[n-1][a] = c.exp[a][0]
	}
	for i := n - 2; i >= 0; i-- {
		for a := range c.exp {
			s := float32(0)
			for b, e := range c.exp[a] {
				s += e * l.beta[i+1][b] * l.emit[i+1][b]
			}
			l.beta[i][a] = s
		}
		normalise(&l.beta[i])
	}
	for i := range n {
		for k := range p[i] {
			p[i][k] = l.alpha[i][k] * l.beta[i][k]
		}
		normalise(&p[i])
	}
}

// pairs adds to sum the probability of each transition of the run that marginals
// saw last, those from and to its surroundings included.
func (c *Chain) pairs(l *lattice, p []Row, sum *[Classes]Row) {
	n := len(p)
	for i := 1; i < n; i++ {
		var pair [Classes]Row
		total := float32(0)
		for a := range pair {
			for b := range pair[a] {
				pair[a][b] = l.alpha[i-1][a] * c.exp[a][b] * l.emit[i][b] * l.beta[i][b]
				total += pair[a][b]
			}
		}
		if total <= 0 {
			continue
		}
		for a := range pair {
			for b := range pair[a] {
				sum[a][b] += pair[a][b] / total
			}
		}
	}
	for k := range Classes {
		sum[0][k] += p[0][k]
		sum[k][0] += p[n-1][k]
	}
}

// best fills out with the likeliest sequence (Viterbi).
func (c *Chain) best(l *lattice, scores []Row, out []Mark) {
	n := len(scores)
	l.grow(n)
	var now Row
	for b := range now {
		now[b] = c.Transition[0][b] + scores[0][b]
	}
	for i := 1; i < n; i++ {
		var next Row
		for b := range next {
			from := 0
			for a := range now {
				if now[a]+c.Transition[a][b] > now[from]+c.Transition[from][b] {
					from = a
				}
			}
			next[b], l.back[i][b] = now[from]+c.Transition[from][b]+scores[i][b], uint8(from)
		}
		now = next
	}
	last := 0
	for b := range now {
		if now[b]+c.Transition[b][0] > now[last]+c.Transition[last][0] {
			last = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i].Best = entity(last)
		last = int(l.back[i][last])
	}
}

func normalise(r *Row) {
	sum := float32(0)
	for _, x := range r {
		sum += x
	}
	if sum <= 0 {
		for i := range r {
			r[i] = 1 / float32(Classes)
		}
		return
	}
	for i := range r {
		r[i] /= sum
	}
}

func exp(x float32) float32 { return float32(math.Exp(float64(x))) }
