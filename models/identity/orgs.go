package identity

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// bodies makes figures of the names that are not persons': institutions, places,
// groups and whatever else has a name.
func (r *resolver) bodies() {
	for i := range r.names {
		n := &r.names[i]
		if n.figure != -1 || n.entity == models.EntityPerson || n.entity == models.NoEntity && !n.common {
			continue
		}
		if n.entry != nil && n.entity == models.EntityOther && n.entry.class&(people|program) == 0 {
			continue // a day or a law: no figure
		}
		if n.common {
			n.entity = models.EntityOrganisation
		}
		f := r.findBody(i)
		if f < 0 && (n.common || n.words() == 1 && r.words[n.first].is(orgHead) && !r.words[n.first].is(listedOrg)) {
			n.entity = models.NoEntity
			continue
		}
		r.mark(n)
		if f < 0 {
			f = r.newBody(i)
		}
		r.bindBody(i, f)
	}
}

func (r *resolver) newBody(i int) int {
	n := &r.names[i]
	f := figure{entity: n.entity, kind: models.Organisation, best: i, first: n.first, last: -1, names: -1}
	if n.entry != nil {
		f.org = n.entry.org
		if n.entry.class&people != 0 {
			f.kind, f.plural = models.Group, true
		}
	}
	if f.org == 0 && n.entity == models.EntityOrganisation {
		f.org = r.headKind(n)
	}
	if n.entry == nil && n.words() == 1 && (r.tag(n.first) == models.TagNNPS && r.article(n.first) || r.family(n)) {
		f.kind, f.plural = models.Group, true // "the Ebelings"
	}
	if n.entity == models.EntityPlace && n.entry != nil {
		f.org = r.placeKind(n.entry)
	}
	if w := &r.words[n.last-1]; n.entity == models.EntityOther && w.whole(thing) && w.is(document) {
		f.kind = models.DocumentKind // "the Refugee Convention"
	}
	r.figures = append(r.figures, f)
	return len(r.figures) - 1
}

// headKind is the common noun that an institution's own words give it.
func (r *resolver) headKind(n *name) kind {
	for k := n.first; k < n.last; k++ {
		l := r.lower(k)
		if k > n.first && (l == "of" || l == "for" || l == "on") || k+1 == n.last {
			if k+1 < n.last {
				k--
			}
			if w := &r.words[k]; w.is(orgHead | weakHead | listedOrg) {
				return w.entry.org
			}
			return 0
		}
	}
	return 0
}

func (r *resolver) bindBody(i, f int) {
	n, fig := &r.names[i], &r.figures[f]
	n.figure = f
	n.next, fig.names = fig.names, i
	if n.entity == models.EntityOther && fig.entity != models.EntityOther {
		n.entity = fig.entity
		r.mark(n)
	}
	fig.count++
	b := &r.names[fig.best]
	if fig.best != i && n.words() > b.words() && !r.spelled(n, b) || r.acronymOf(b, n) {
		fig.best = i
		if fig.org == 0 {
			fig.org = r.headKind(n)
		}
	}
}

// spelled reports whether both names are forms of one listed country.
func (r *resolver) spelled(a, b *name) bool {
	return a.entry != nil && b.entry != nil && a.entry.canon != "" && a.entry.canon == b.entry.canon
}

// findBody returns the figure that name i is another form of, or -1.
func (r *resolver) findBody(i int) int {
	n := &r.names[i]
	if f := r.bracketed(i); f >= 0 {
		return f
	}
	found, count := -1, 0
	for f := r.oldest(); f < len(r.figures); f++ {
		fig := &r.figures[f]
		if fig.entity == models.EntityPerson || fig.best < 0 {
			continue
		}
		b := &r.names[fig.best]
		if r.sameWords(n, b) || r.spelled(n, b) {
			return f
		}
		if fig.entity == n.entity && n.entity == models.EntityOrganisation && (r.acronymOf(n, b) || r.acronymOf(b, n) || r.shortOf(n, b) || r.shortOf(b, n)) {
			found = f
			count++
		}
	}
	if count == 1 {
		return found
	}
	return -1
}

// bracketed returns the figure of the name just before the brackets in which
// name i stands alone: "Republican National Committee (RNC)".
func (r *resolver) bracketed(i int) int {
	n := &r.names[i]
	if i == 0 || n.first < 1 || r.tag(n.first-1) != models.TagLRB || n.last >= len(r.words) || r.tag(n.last) != models.TagRRB {
		return -1
	}
	p := &r.names[i-1]
	if p.last == n.first-1 && p.figure >= 0 && p.entity == models.EntityOrganisation && n.words() == 1 && r.words[n.first].upper {
		return p.figure
	}
	return -1
}

func (r *resolver) sameWords(a, b *name) bool {
	return strings.EqualFold(r.nameText(a), r.nameText(b))
}

func (r *resolver) nameText(n *name) string {
	return r.text[r.doc.Tokens[n.first].Start:r.doc.Tokens[n.last-1].End]
}

// acronymOf reports whether a is one word of capitals that spells the initials
// of the capitalised words of b.
func (r *resolver) acronymOf(a, b *name) bool {
	if a.words() != 1 || b.words() < 2 || !r.words[a.first].upper {
		return false
	}
	w, k := r.doc.Word(a.first), 0
	for i := b.first; i < b.last; i++ {
		if !r.words[i].capital {
			continue
		}
		for k < len(w) && w[k] == '.' {
			k++
		}
		if k >= len(w) || r.doc.Word(i)[0] != w[k] {
			return false
		}
		k++
	}
	return strings.Trim(w[k:], ".") == ""
}

// shortOf reports whether a is a short form of b: its last words, or its first
// where the rest is a common head ("Breitbart" of "Breitbart News").
func (r *resolver) shortOf(a, b *name) bool {
	d := b.words() - a.words()
	if d <= 0 || a.words() == 1 && r.words[a.first].is(orgHead|weakHead) && !r.article(a.first) {
		return false // "a super PAC" is none of those named before
	}
	if r.equal(a, b.first+d) {
		return a.entry == nil || a.entry.class&listedOrg == 0 || a.words() == 1 && r.words[a.first].is(orgHead) || r.allOf(b.first, b.first+d, demonym|country)
	}
	bare := a.words() == 1 && a.entry == nil && b.entry == nil && b.words() == 2 // "Brannock" of "Brannock Chemical"
	return r.equal(a, b.first) && (bare || r.allOf(b.first+a.words(), b.last, orgHead|country)) && (a.entry == nil || a.entry.class&outlet != 0) && !r.words[a.first].is(place|demonym|adjective)
}

func (r *resolver) equal(a *name, at int) bool {
	for k := a.first; k < a.last; k++ {
		if r.lower(k) != r.lower(at+k-a.first) {
			return false
		}
	}
	return true
}

// allOf reports whether every token of [i, j) is a listed word of class c.
func (r *resolver) allOf(i, j int, c class) bool {
	for ; i < j; i++ {
		if !r.words[i].is(c) {
			return false
		}
	}
	return true
}

// placeKind is the common noun for a listed place.
func (r *resolver) placeKind(e *entry) kind {
	switch {
	case e.class&country != 0:
		return r.kinds["country"]
	case e.class&state != 0:
		return r.kinds["state"]
	case e.class&city != 0:
		return r.kinds["city"]
	}
	return 0
}

// family reports whether n is the surname of a person of the article with an "s".
func (r *resolver) family(n *name) bool {
	l := r.lower(n.first)
	if len(l) < 4 || l[len(l)-1] != 's' {
		return false
	}
	var buf [maxParts]part
	for f := r.oldest(); f < len(r.figures); f++ {
		if fig := &r.figures[f]; fig.entity == models.EntityPerson {
			p := r.parts(&r.names[fig.best], &buf)
			if len(p) == 0 {
				continue
			}
			if last := p[len(p)-1]; last.b == last.a+1 && r.lower(int(last.a)) == l[:len(l)-1] {
				return true
			}
		}
	}
	return false
}
