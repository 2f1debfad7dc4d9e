package core

// Gold is a tree to learn from: the head of every word, n for the root.
type Gold struct {
	Heads    []int32
	children [][]int32
}

// Reset takes a new tree; heads index words, the root's head is len(heads).
func (g *Gold) Reset(heads []int32) {
	g.Heads = heads
	for len(g.children) <= len(heads) {
		g.children = append(g.children, nil)
	}
	for i := range g.children {
		g.children[i] = g.children[i][:0]
	}
	for d, h := range heads {
		g.children[h] = append(g.children[h], int32(d))
	}
}

// Best marks the legal actions after which the most arcs of the tree can still
// be had (the dynamic oracle of Goldberg and Nivre, TACL 2013).
func (g *Gold) Best(s *State) uint64 {
	legal := s.Legal()
	var cost [NumActions]int
	lowest := 1 << 30
	for a := range NumActions {
		if legal>>a&1 != 0 {
			cost[a] = g.cost(s, a)
			lowest = min(lowest, cost[a])
		}
	}
	best := uint64(0)
	for a := range NumActions {
		if legal>>a&1 != 0 && cost[a] == lowest {
			best |= 1 << a
		}
	}
	return best
}

// cost counts the arcs of the tree that a makes impossible.
func (g *Gold) cost(s *State, a Action) int {
	if a == Shift {
		return g.shiftCost(s)
	}
	top := s.top(0)
	h := g.Heads[top]
	c := 0
	for _, d := range g.children[top] {
		if d >= s.next {
			c++
		}
	}
	switch {
	case a == Left && (h == s.top(1) || h > s.next):
		c++
	case a == Right && h >= s.next:
		c++
	}
	return c
}

// shiftCost: the next word loses a head below the top of the stack, and its
// dependents on the stack.
func (g *Gold) shiftCost(s *State) int {
	c := 0
	b := s.next
	if h := g.Heads[b]; h < b && h != s.top(0) && s.waiting(h) {
		c++
	}
	for _, d := range g.children[b] {
		if d < b && s.waiting(d) {
			c++
		}
	}
	return c
}

// waiting reports whether word i, which is before the next one, is on the stack.
func (s *State) waiting(i int32) bool { return s.Heads[i] < 0 }
