package report

import (
	"cmp"
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

// edges returns what was counted, most quotations first.
func (a *about) edges() []edge {
	list := make([]edge, 0, len(a.counts))
	for k, n := range a.counts {
		e := edge{from: a.c.figures[k[0]], to: a.c.figures[k[1]], quotes: n}
		if p := a.c.pairs[pair{e.from.id, e.to.id}]; p != nil {
			e.support, e.oppose = p.support, p.oppose
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(x, y edge) int {
		return cmp.Or(y.quotes-x.quotes, y.support+y.oppose-x.support-x.oppose, strings.Compare(x.from.id, y.from.id), strings.Compare(x.to.id, y.to.id))
	})
	return list
}
