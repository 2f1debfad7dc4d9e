package boost

import (
	"cmp"
	"math"
	"slices"
)

// flat is an ensemble laid out to walk eight trees at once: what takes time in one
// walk is waiting for a node and guessing which way it goes, so each node is one
// word, the way is computed and not branched on, and the walks of a group overlap.
//
// A word holds, from the top, the threshold as an ordered integer (32 bits), the
// position of the left child (20), and the column (12). The right child follows the
// left. A leaf is its own left child and has a threshold that nothing exceeds, so
// that walks of different lengths may go on together.
type flat struct {
	nodes  []uint64
	values []float32 // of leaves, by position
	groups []group
}

// group is eight trees of about the same depth.
type group struct {
	roots [lanes]uint32
	trees [lanes]uint16 // their places in the sum
	steps int
}

const (
	lanes = 8
	// What an ensemble must not exceed to be laid out flat.
	maxColumns = 128
	maxTrees   = 512
	maxNodes   = 1 << 20
)

// order maps numbers to integers of the same order: a <= b just if
// order(a) <= order(b), and NaN, which exceeds every threshold in a walk, comes last.
func order(x float32) int32 {
	if x != x {
		return math.MaxInt32 - 1
	}
	b := int32(math.Float32bits(x + 0)) // -0 becomes 0
	return b ^ int32(uint32(b>>31)>>1)
}

// flatten lays e out, or returns nil if it is too large or has a threshold that is
// not a number.
func flatten(e *Ensemble) *flat {
	if e.Width > maxColumns || len(e.Starts) > maxTrees || len(e.Nodes) >= maxNodes {
		return nil
	}
	f := &flat{}
	trees := make([]laid, len(e.Starts))
	for i, s := range e.Starts {
		t, ok := f.tree(e.Nodes[s:])
		if !ok {
			return nil
		}
		t.tree = uint16(i)
		trees[i] = t
	}
	slices.SortStableFunc(trees, func(a, b laid) int { return cmp.Compare(a.depth, b.depth) })
	for len(trees)%lanes != 0 { // repeat one, for a place that is not summed
		trees = append(trees, laid{root: trees[0].root, tree: maxTrees})
	}
	for g := range slices.Chunk(trees, lanes) {
		var next group
		for k, t := range g {
			next.roots[k], next.trees[k], next.steps = t.root, t.tree, max(next.steps, t.depth)
		}
		f.groups = append(f.groups, next)
	}
	return f
}

// laid is where a tree was laid.
type laid struct {
	root  uint32
	tree  uint16
	depth int
}

// tree lays one tree out, level by level.
func (f *flat) tree(nodes []Node) (laid, bool) {
	type place struct {
		from uint16
		to   uint32
	}
	t := laid{root: f.grow(1)}
	level := []place{{0, t.root}}
	for ; ; t.depth++ {
		var next []place
		for _, p := range level {
			n := nodes[p.from]
			if n.Feature < 0 {
				f.nodes[p.to] = math.MaxInt32<<32 | uint64(p.to)<<12
				f.values[p.to] = n.Value
				continue
			}
			if n.Value != n.Value {
				return t, false
			}
			left := f.grow(2)
			f.nodes[p.to] = uint64(uint32(order(n.Value)))<<32 | uint64(left)<<12 | uint64(n.Feature)
			next = append(next, place{n.Left, left}, place{n.Right, left + 1})
		}
		// Nodes that share children, which no training makes, would multiply.
		if len(f.nodes) > maxNodes {
			return t, false
		}
		if len(next) == 0 {
			return t, true
		}
		level = next
	}
}

// grow makes room for n nodes and returns the first.
func (f *flat) grow(n int) uint32 {
	at := uint32(len(f.nodes))
	f.nodes = append(f.nodes, make([]uint64, n)...)
	f.values = append(f.values, make([]float32, n)...)
	return at
}

// step returns the child of n that keys lead to.
func step(nodes []uint64, keys *[maxColumns]int64, n uint64) uint64 {
	right := uint64(int64(n)>>32-keys[n&(maxColumns-1)]) >> 63
	return nodes[uint32(n)>>12+uint32(right)]
}

// score returns base and the trees' values, added in the trees' order: a sum of
// floats depends on it.
func (f *flat) score(base float32, trees int, row []float32) float32 {
	var keys [maxColumns]int64
	for i, x := range row {
		keys[i&(maxColumns-1)] = int64(order(x))
	}
	var out [maxTrees + 1]float32
	nodes, values := f.nodes, f.values
	for i := range f.groups {
		g := &f.groups[i]
		a, b, c, d := nodes[g.roots[0]], nodes[g.roots[1]], nodes[g.roots[2]], nodes[g.roots[3]]
		p, q, r, s := nodes[g.roots[4]], nodes[g.roots[5]], nodes[g.roots[6]], nodes[g.roots[7]]
		for range g.steps {
			a, b, c, d = step(nodes, &keys, a), step(nodes, &keys, b), step(nodes, &keys, c), step(nodes, &keys, d)
			p, q, r, s = step(nodes, &keys, p), step(nodes, &keys, q), step(nodes, &keys, r), step(nodes, &keys, s)
		}
		for k, n := range [lanes]uint64{a, b, c, d, p, q, r, s} {
			out[g.trees[k]] = values[uint32(n)>>12]
		}
	}
	for _, v := range out[:trees] {
		base += v
	}
	return base
}
