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

// many is how many speakers may speak about somebody before a link to them counts for
// less: everybody speaks about their country.
const many = 12

// edges returns what was counted, the strongest first; of equals, those between whom
// more is said otherwise.
func (a *about) edges() []edge {
	list := make([]edge, 0, len(a.counts))
	in, said := map[*figure]int{}, map[*figure]int{}
	for k, n := range a.counts {
		e := edge{from: a.c.figures[k[0]], to: a.c.figures[k[1]], quotes: n}
		if p := a.c.pairs[pair{e.from.id, e.to.id}]; p != nil {
			e.support, e.oppose = p.support, p.oppose
		}
		in[e.to]++
		said[e.from] += n
		said[e.to] += n
		list = append(list, e)
	}
	for i, e := range list {
		list[i].weight = float64(e.quotes) * min(1, many/float64(in[e.to]))
	}
	slices.SortFunc(list, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), said[y.from]+said[y.to]-said[x.from]-said[x.to],
			strings.Compare(x.from.id, y.from.id), strings.Compare(x.to.id, y.to.id))
	})
	return list
}
