package identity

import "github.com/saysonews/sayso/models"

// ambiguous marks a name that two figures could bear.
const ambiguous = -2

// people makes figures of the full names of persons, then ties the short names
// to them.
func (r *resolver) people() {
	r.couples()
	for want := maxParts; want > 1; want-- { // the fullest first, so that "Mendez Ruiz" finds "Carlos Mendez Ruiz"
		for i := range r.names {
			if n := &r.names[i]; n.entity == models.EntityPerson && n.figure == -1 && min(n.words(), maxParts) == want && r.long(n) {
				r.linkFull(i)
			}
		}
	}
	for i := range r.names {
		n := &r.names[i]
		if n.figure != -1 || n.entity != models.EntityPerson && n.entity != models.NoEntity && !r.acts(n) {
			continue
		}
		r.linkShort(i)
	}
}

// acts reports whether a name listed as a place stands where a person would, as
// "Jordan" in "Jordan said", of Jim Jordan.
func (r *resolver) acts(n *name) bool {
	if n.entity != models.EntityPlace && n.entity != models.EntityOrganisation || n.words() != 1 || n.certain && n.entry == nil {
		return false
	}
	h := r.headOf(n.first, n.last)
	return (r.rel(h) == models.RelNsubj || r.rel(h) == models.RelNmodPoss) && r.tree.Child(h, models.RelCase) < 0 || r.rel(h) == models.RelNmodPoss
}

// long reports whether a name has two or more words.
func (r *resolver) long(n *name) bool {
	var buf [maxParts]part
	return len(r.parts(n, &buf)) > 1
}

func (r *resolver) linkFull(i int) {
	n := &r.names[i]
	var a, b [maxParts]part
	mine := r.parts(n, &a)
	for f := r.oldest(); f < len(r.figures); f++ {
		fig := &r.figures[f]
		if fig.entity != models.EntityPerson || r.clash(n, fig) {
			continue
		}
		if o := r.parts(&r.names[fig.best], &b); r.samePerson(mine, o) || len(o) == 1 && r.samePart(o[0], mine[len(mine)-1]) {
			r.bind(i, f)
			return
		}
	}
	if f := r.longer(n, mine); f >= 0 {
		r.bind(i, f)
		return
	}
	r.bind(i, r.newPerson(i))
}

// longer returns the one figure of which a name of several words is the
// surname: "Mr. Mendez Ruiz"; -1 when there is none.
func (r *resolver) longer(n *name, mine []part) int {
	found := -1
	for f := r.oldest(); f < len(r.figures); f++ {
		if r.words[n.first].is(given) && !n.polite || r.fit(n, mine, f) != surnameBond {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = f
	}
	return found
}

// clash reports whether suffix or honorific tell n and the figure apart.
func (r *resolver) clash(n *name, f *figure) bool {
	if n.sex != noSex && f.sure && n.sex != f.sex {
		return true
	}
	a, b := r.suffix(n), r.suffix(&r.names[f.best])
	switch { // "Ware Jr." after "Ware" is the son; the other way round is one man
	case a == "":
		return b != "" && n.first < f.first
	case b == "":
		return f.first < n.first
	}
	return a != b
}

func (r *resolver) suffix(n *name) string {
	if l := r.lower(n.last - 1); isSuffix(l) {
		return l[:2]
	}
	return ""
}

func (r *resolver) newPerson(i int) int {
	n := &r.names[i]
	r.figures = append(r.figures, figure{entity: models.EntityPerson, kind: models.Person, best: i, first: n.first, last: -1, names: -1})
	f := &r.figures[len(r.figures)-1]
	if w := &r.words[n.first]; r.long(n) && w.is(given) {
		switch w.entry.class & given {
		case givenF:
			f.sex = female
		case givenM:
			f.sex = male
		}
	}
	return len(r.figures) - 1
}

// bind ties name i to figure f and lets the figure learn from it.
func (r *resolver) bind(i, f int) {
	n, fig := &r.names[i], &r.figures[f]
	n.figure, n.entity = f, fig.entity
	n.next, fig.names = fig.names, i
	r.mark(n)
	fig.count++
	if n.sex != noSex && fig.entity == models.EntityPerson {
		fig.sex, fig.sure = n.sex, true
	}
	if fig.best >= 0 && fig.best != i && r.fuller(n, &r.names[fig.best]) {
		fig.best = i
	}
	if r.long(n) {
		fig.full++
		fig.kinOf = fig.kinOf || r.afterKin(n)
		if r.formerly(n.outer-1) || r.formerly(n.outer) {
			fig.past++
		}
	}
}

// afterKin reports whether the name follows a noun for a relative: "her husband
// Bill Clinton", "their son, Eric Trump".
func (r *resolver) afterKin(n *name) bool {
	i := n.outer - 1
	if i > 0 && r.tag(i) == models.TagComma {
		i--
	}
	return i >= 0 && r.words[i].whole(kin)
}

// fuller reports whether a shows more of a name than b.
func (r *resolver) fuller(a, b *name) bool {
	var x, y [maxParts]part
	p, q := r.parts(a, &x), r.parts(b, &y)
	if len(p) != len(q) {
		return len(p) > len(q)
	}
	return r.suffix(a) != "" && r.suffix(b) == ""
}

// linkShort ties a name that is not full to the one figure it fits, or makes a
// figure of its own for a name that is a person's beyond doubt.
func (r *resolver) linkShort(i int) {
	n := &r.names[i]
	var buf [maxParts]part
	mine := r.parts(n, &buf)
	if len(mine) == 0 {
		return
	}
	best, fits := noBond, 0
	for f := r.oldest(); f < len(r.figures); f++ {
		if b := r.fit(n, mine, f); b > best {
			best, fits = b, 1
		} else if b == best && b != noBond {
			fits++
		}
	}
	if best == givenBond && n.entity == models.NoEntity && !r.words[n.first].is(given) || n.entity > models.EntityPerson && best < surnameBond {
		best = noBond
	}
	switch {
	case best == noBond:
		if n.entity == models.EntityPerson {
			r.bind(i, r.newPerson(i))
		}
	case fits == 1:
		r.bind(i, r.only(n, mine, best))
	default:
		r.choose(i, mine, best)
	}
}

// fit is the bond of name n with figure f, none where sex or kind forbid it.
func (r *resolver) fit(n *name, mine []part, f int) bond {
	fig := &r.figures[f]
	if fig.entity != models.EntityPerson || n.sex != noSex && fig.sex != noSex && n.sex != fig.sex {
		return noBond
	}
	var buf [maxParts]part
	b := r.bond(mine, r.parts(&r.names[fig.best], &buf), n.polite)
	if b == noBond && len(mine) == 1 && r.nicknamed(&r.names[fig.best], mine[0]) {
		return middleBond
	}
	return b
}

// nicknamed reports whether the name n holds p in quotation marks.
func (r *resolver) nicknamed(n *name, p part) bool {
	for k := n.first + 1; k+1 < n.last; k++ {
		if isQuoteMark(r.lower(k-1)) && isQuoteMark(r.lower(k+1)) && r.lower(k) == r.lower(int(p.a)) {
			return true
		}
	}
	return false
}

// only returns the first figure with the bond.
func (r *resolver) only(n *name, mine []part, want bond) int {
	for f := r.oldest(); f < len(r.figures); f++ {
		if r.fit(n, mine, f) == want {
			return f
		}
	}
	return -1
}
