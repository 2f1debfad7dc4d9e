package names

// Teacher computes what training a Chain needs. It is not safe for concurrent use.
type Teacher struct {
	lattice lattice
}

// Gradient fills g with the gradient of the negative log likelihood of classes by
// the scores of the run's tokens, and adds that by the transitions to pairs.
// c.Prepare must have followed its last change.
func (t *Teacher) Gradient(c *Chain, scores []Row, classes []uint8, g []Row, pairs *[Classes]Row) {
	c.marginals(&t.lattice, scores, g)
	c.pairs(&t.lattice, g, pairs)
	last := uint8(0)
	for i, k := range classes {
		g[i][k]--
		pairs[last][k]--
		last = k
	}
	pairs[last][0]--
}
