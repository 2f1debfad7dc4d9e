package report

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// about counts who speaks about whom while the passages are cut.
type about struct {
	c      *corpus
	names  *namer
	number map[string]int // of a figure by id
	counts map[[2]int]int
}

func newAbout(c *corpus) *about {
	a := &about{c: c, names: newNamer(c.figures), number: map[string]int{}, counts: map[[2]int]int{}}
	for i, f := range c.figures {
		a.number[f.id] = i
	}
	return a
}

// add counts the figures that a quotation names, or takes a stance on, each once.
func (a *about) add(q *quote, text []rune) {
	if a.c.figures[q.figure].nobody() {
		return
	}
	var met []int
	meet := func(f int) {
		if f != q.figure && !slices.Contains(met, f) {
			met = append(met, f)
		}
	}
	for _, m := range q.spans {
		if m.kind == markContent && m.start < m.end && m.start >= 0 && m.end <= len(text) {
			a.names.find(string(text[m.start:m.end]), meet)
		}
	}
	for _, s := range q.stances {
		if f, known := a.number[s.target.id]; known {
			meet(f)
		}
	}
	for _, f := range met {
		a.counts[[2]int{q.figure, f}]++
	}
}

// edges returns what was counted, the strongest first. Quotations count less towards
// whom very many speak about, as they do of a country.
func (a *about) edges() []edge {
	list := make([]edge, 0, len(a.counts))
	for k, n := range a.counts {
		e := edge{from: a.c.figures[k[0]], to: a.c.figures[k[1]], quotes: n}
		if p := a.c.pairs[pair{e.from.id, e.to.id}]; p != nil {
			e.support, e.oppose = p.support, p.oppose
		}
		list = append(list, e)
	}
	in, speak := map[*figure]int{}, map[*figure]bool{}
	for _, e := range list {
		in[e.to]++
		speak[e.from] = true
	}
	for i, e := range list {
		list[i].weight = float64(e.quotes) * math.Log(1+float64(len(speak))/float64(in[e.to]))
	}
	slices.SortFunc(list, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), y.quotes-x.quotes, y.support+y.oppose-x.support-x.oppose, strings.Compare(x.from.id, y.from.id), strings.Compare(x.to.id, y.to.id))
	})
	return list
}
