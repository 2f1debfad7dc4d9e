// Package learn grows the ensembles that package boost applies: trees on the
// gradients of the logistic loss, leaf by leaf, over histograms of binned values
// (Ke et al., NeurIPS 2017). One goroutine, no chance but the seed's: the same rows
// in the same order give the same ensemble.
package learn

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/saysonews/sayso/models/boost"
)

// Options steer training; the zero value of a field takes its default.
type Options struct {
	Trees   int     // 200
	Leaves  int     // 24 a tree
	Rate    float32 // 0.08
	MinRows int     // 25 in a leaf
	L2      float32 // 5
	// Columns is the share of columns each tree may look at (0.6), Rows that of
	// the rows (0.7).
	Columns, Rows float32
	Seed          uint64
}

func (o *Options) defaults() {
	set := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	setf := func(p *float32, v float32) {
		if *p == 0 {
			*p = v
		}
	}
	set(&o.Trees, 200)
	set(&o.Leaves, 24)
	set(&o.MinRows, 25)
	setf(&o.Rate, 0.08)
	setf(&o.L2, 5)
	setf(&o.Columns, 0.6)
	setf(&o.Rows, 0.7)
}

// Table is the training data: row-major values, a label in [0, 1] and optionally a
// weight for each row.
type Table struct {
	Width  int
	Values []float32
	Labels []float32
}

// Add appends a row.
func (t *Table) Add(row []float32, label float32) {
	t.Width = len(row)
	t.Values = append(t.Values, row...)
	t.Labels = append(t.Labels, label)
}

const bins = 64

type grower struct {
	o      Options
	width  int
	n      int
	bin    []uint8     // column-major
	cut    [][]float32 // upper bounds of the bins of each column
	grad   []float32
	hess   []float32
	score  []float32
	rows   []int32
	column []int
}

// Train grows an ensemble on t.
func Train(t *Table, o Options) *boost.Ensemble {
	o.defaults()
	g := &grower{o: o, width: t.Width, n: len(t.Labels)}
	g.binAll(t)
	e := &boost.Ensemble{Width: t.Width, Base: base(t.Labels)}
	g.grad, g.hess, g.score = make([]float32, g.n), make([]float32, g.n), make([]float32, g.n)
	for i := range g.score {
		g.score[i] = e.Base
	}
	r := rand.New(rand.NewPCG(o.Seed, 3))
	for range o.Trees {
		for i, y := range t.Labels {
			p := float32(1 / (1 + math.Exp(-float64(g.score[i]))))
			g.grad[i], g.hess[i] = p-y, p*(1-p)
		}
		g.sample(r)
		g.tree(e)
		g.apply(e, t)
	}
	return e
}

func base(labels []float32) float32 {
	sum := 0.5
	for _, y := range labels {
		sum += float64(y)
	}
	p := sum / float64(len(labels)+1)
	return float32(math.Log(p / (1 - p)))
}

// binAll cuts each column at quantiles of its distinct values.
func (g *grower) binAll(t *Table) {
	g.bin = make([]uint8, g.width*g.n)
	g.cut = make([][]float32, g.width)
	for c := range g.width {
		values := make([]float32, g.n)
		for i := range values {
			values[i] = t.Values[i*g.width+c]
		}
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		g.cut[c] = cuts(sorted)
		for i, v := range values {
			b, _ := slices.BinarySearch(g.cut[c], v)
			g.bin[c*g.n+i] = uint8(b)
		}
	}
}

// cuts returns at most bins-1 upper bounds.
func cuts(sorted []float32) []float32 {
	var out []float32
	distinct := slices.Compact(slices.Clone(sorted))
	if len(distinct) <= bins {
		for i := 0; i+1 < len(distinct); i++ {
			out = append(out, (distinct[i]+distinct[i+1])/2)
		}
		return out
	}
	for k := 1; k < bins; k++ {
		v := sorted[k*len(sorted)/bins]
		if len(out) == 0 || v > out[len(out)-1] {
			out = append(out, v)
		}
	}
	return out
}

// sample draws the rows and columns of the next tree.
func (g *grower) sample(r *rand.Rand) {
	g.rows = g.rows[:0]
	for i := range g.n {
		if r.Float32() < g.o.Rows {
			g.rows = append(g.rows, int32(i))
		}
	}
	g.column = g.column[:0]
	for c := range g.width {
		if r.Float32() < g.o.Columns {
			g.column = append(g.column, c)
		}
	}
	if len(g.column) == 0 {
		g.column = append(g.column, r.IntN(g.width))
	}
}

// leaf is a node that may still be split, with its best split.
type leaf struct {
	node       int
	rows       []int32
	grad, hess float64
	gain       float64
	col, bin   int
}

func (g *grower) tree(e *boost.Ensemble) {
	start := len(e.Nodes)
	e.Starts = append(e.Starts, uint32(start))
	e.Nodes = append(e.Nodes, boost.Node{Feature: -1})
	root := &leaf{rows: slices.Clone(g.rows)}
	g.best(root)
	open := []*leaf{root}
	for leaves := 1; leaves < g.o.Leaves; leaves++ {
		k := -1
		for i, l := range open {
			if l.gain > 1e-6 && (k < 0 || l.gain > open[k].gain) {
				k = i
			}
		}
		if k < 0 {
			break
		}
		l := open[k]
		left, right := g.split(l)
		left.node, right.node = len(e.Nodes)-start, len(e.Nodes)-start+1
		e.Nodes[start+l.node] = boost.Node{Feature: int16(l.col), Value: g.cut[l.col][l.bin], Left: uint16(left.node), Right: uint16(right.node)}
		e.Nodes = append(e.Nodes, boost.Node{Feature: -1}, boost.Node{Feature: -1})
		g.best(left)
		g.best(right)
		open[k] = left
		open = append(open, right)
	}
	for _, l := range open {
		e.Nodes[start+l.node].Value = float32(-l.grad/(l.hess+float64(g.o.L2))) * g.o.Rate
	}
}

// best finds the split of l that gains most.
func (g *grower) best(l *leaf) {
	l.grad, l.hess, l.gain = 0, 0, 0
	for _, i := range l.rows {
		l.grad += float64(g.grad[i])
		l.hess += float64(g.hess[i])
	}
	if len(l.rows) < 2*g.o.MinRows {
		return
	}
	l2 := float64(g.o.L2)
	whole := l.grad * l.grad / (l.hess + l2)
	for _, c := range g.column {
		var grad, hess [bins]float64
		var n [bins]int
		col := g.bin[c*g.n:]
		for _, i := range l.rows {
			b := col[i] & (bins - 1)
			grad[b] += float64(g.grad[i])
			hess[b] += float64(g.hess[i])
			n[b]++
		}
		gl, hl, nl := 0.0, 0.0, 0
		for b := range len(g.cut[c]) {
			gl, hl, nl = gl+grad[b], hl+hess[b], nl+n[b]
			if nl < g.o.MinRows || len(l.rows)-nl < g.o.MinRows {
				continue
			}
			gr, hr := l.grad-gl, l.hess-hl
			if gain := gl*gl/(hl+l2) + gr*gr/(hr+l2) - whole; gain > l.gain {
				l.gain, l.col, l.bin = gain, c, b
			}
		}
	}
}

func (g *grower) split(l *leaf) (left, right *leaf) {
	left, right = &leaf{}, &leaf{}
	col := g.bin[l.col*g.n:]
	for _, i := range l.rows {
		if int(col[i]) <= l.bin {
			left.rows = append(left.rows, i)
		} else {
			right.rows = append(right.rows, i)
		}
	}
	return left, right
}

// apply adds the newest tree to the scores of all rows.
func (g *grower) apply(e *boost.Ensemble, t *Table) {
	newest := boost.Ensemble{Width: e.Width, Nodes: e.Nodes, Starts: e.Starts[len(e.Starts)-1:]}
	for i := range g.n {
		g.score[i] += newest.Score(t.Values[i*g.width:][:g.width])
	}
}
