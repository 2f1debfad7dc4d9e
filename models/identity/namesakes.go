package identity

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
)

// couples gives the first of two coordinated given names the surname of the
// second: "Bill and Hillary Clinton".
func (r *resolver) couples() {
	r.relatives()
	for i := 0; i+1 < len(r.names); i++ {
		a, b := &r.names[i], &r.names[i+1]
		if a.figure != -1 || a.words() != 1 || b.entity != models.EntityPerson || b.first != a.last+1 || r.lower(a.last) != "and" && r.lower(a.last) != "&" {
			continue
		}
		var buf [maxParts]part
		p := r.parts(b, &buf)
		if len(p) == 2 && r.words[a.first].is(given) && r.words[b.first].is(given) && !r.bears(a) {
			a.sur, a.entity = p[1], models.EntityPerson
			r.mark(a)
		}
	}
}

// relatives gives a given name alone the surname of the person whose relative it is
// said to be: "Mr. Cole's wife, Ann", "Frank Cole and his wife Ann".
func (r *resolver) relatives() {
	for i := 1; i < len(r.names); i++ {
		a := &r.names[i]
		if a.figure != -1 || a.words() != 1 || a.polite || !r.words[a.first].is(given) || r.bears(a) {
			continue
		}
		at := r.possessor(a.first)
		for k := i - 1; at > 0 && k >= 0 && k > i-4; k-- {
			b := &r.names[k]
			var buf [maxParts]part
			if p := r.parts(b, &buf); b.last == at && b.entity == models.EntityPerson && (len(p) > 1 || b.polite) {
				a.sur, a.entity = p[len(p)-1], models.EntityPerson
				r.mark(a)
			}
		}
	}
}

// possessor returns the token after the name whose bearer's relative the name at
// token i is; 0 when no such name stands before it.
func (r *resolver) possessor(i int) int {
	first := r.start(i)
	k := i - 1
	if k > first && r.tag(k) == models.TagComma {
		k--
	}
	if k <= first || !r.words[k].whole(kin) || !r.singular(k) || strings.HasPrefix(r.lower(k), "ex-") || r.lower(k-1) == "-" {
		return 0
	}
	k--
	if k > first && (r.tag(k) == models.TagJJ || r.tag(k) == models.TagJJR) && !r.formerly(k) {
		k--
	}
	switch {
	case r.tag(k) == models.TagPOS:
		return k
	case r.tag(k) == models.TagPRPS && k > first && (r.lower(k-1) == "and" || r.lower(k-1) == "&"):
		return k - 1
	}
	return 0
}

// bears reports whether the one word of n is the surname of a full name.
func (r *resolver) bears(n *name) bool {
	var x, y [maxParts]part
	mine := r.parts(n, &x)
	for i := range r.names {
		o := &r.names[i]
		if o.entity == models.EntityPerson && o.words() > 1 && r.bond(mine, r.parts(o, &y), false) == surnameBond {
			return true
		}
	}
	return false
}

// choose decides between several figures that a short name fits: the one whose
// office it gives, the one that is not a mere relative of another, the one the
// article is about. Without such a sign the name stays ambiguous.
func (r *resolver) choose(i int, mine []part, want bond) {
	n := &r.names[i]
	var cand [8]int
	c := cand[:0]
	for f := r.oldest(); f < len(r.figures); f++ {
		if r.fit(n, mine, f) == want && len(c) < len(cand) {
			c = append(c, f)
		}
	}
	if n.sex != noSex && !n.titled && !slices.ContainsFunc(c, func(f int) bool { return r.figures[f].sex == n.sex }) {
		c = nil // "Ms. Khan", and none of the Khans is known to be a woman
	}
	tests := [...]func(n *name, f *figure) bool{
		func(n *name, f *figure) bool { return n.titled && r.hasTitle(n.role, f) },
		func(n *name, f *figure) bool { return n.sex != noSex && f.sex == n.sex },
		func(n *name, f *figure) bool { return f.first < n.first },
		func(n *name, f *figure) bool { return !f.kinOf },
		func(n *name, f *figure) bool { return f.past < f.full },
		func(n *name, f *figure) bool { return r.leads(f, c) },
	}
	for _, t := range tests {
		kept := 0
		for _, f := range c {
			if t(n, &r.figures[f]) {
				c[kept], kept = f, kept+1
			}
		}
		if kept == 1 {
			r.bind(i, c[0])
			return
		}
		if kept > 0 {
			c = c[:kept]
		}
	}
	n.figure, n.entity = ambiguous, models.EntityPerson
	r.mark(n)
}

// hasTitle reports whether some full name of the figure carried the office.
func (r *resolver) hasTitle(k kind, f *figure) bool {
	if k == 0 {
		return false
	}
	for i := f.names; i >= 0; i = r.names[i].next {
		if r.names[i].role == k {
			return true
		}
	}
	return false
}

// leads reports whether the article is about f rather than the others of c: its
// full name comes three times as often, or it alone stands at the top.
func (r *resolver) leads(f *figure, c []int) bool {
	for _, o := range c {
		g := &r.figures[o]
		if g == f {
			continue
		}
		if f.full < 3*g.full && !(r.early(f) && !r.early(g) && f.full >= g.full) {
			return false
		}
	}
	return true
}

// early reports whether the figure is named among the first sentences.
func (r *resolver) early(f *figure) bool {
	return r.doc.Tokens[f.first].Sentence < 4
}
