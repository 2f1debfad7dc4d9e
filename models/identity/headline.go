package identity

import "github.com/saysonews/sayso/models"

// headlines finds names in the sentences whose capitals tell nothing: those of
// the figures that the running text named, listed names, and given names with
// a proper noun after them.
func (r *resolver) headlines() {
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		if !sent.Kind.Speech() || !r.words[sent.First].headed {
			continue
		}
		for i := sent.First; i < sent.Last; {
			i += max(1, r.headed(i, sent.Last))
		}
	}
}

// headed reads the name that begins at token i of a headline and returns how
// many tokens it takes up.
func (r *resolver) headed(i, last int) int {
	w := &r.words[i]
	if !w.capital || closed(r.tag(i)) {
		return 0
	}
	if f, n := r.known(i, last); n > 0 {
		r.addName(name{first: i, last: i + n, outer: i, entity: models.EntityPerson})
		r.bind(len(r.names)-1, f)
		return n
	}
	if w.is(place|listedOrg) && (w.length > 1 || r.proper(i)) && !w.is(given) {
		r.addListed(i, i+int(w.length))
		return int(w.length)
	}
	if w.whole(given) && i+1 < last && r.newcomer(i+1) {
		return r.introduce(i, last)
	}
	return 0
}

// known returns the figure whose name, full or short, stands at token i, and
// the tokens it takes up.
func (r *resolver) known(i, last int) (figure, tokens int) {
	figure = -1
	for f := r.oldest(); f < len(r.figures); f++ {
		fig := &r.figures[f]
		if fig.entity != models.EntityPerson {
			continue
		}
		n := r.stands(&r.names[fig.best], i, last)
		switch {
		case n > tokens:
			figure, tokens = f, n
		case n == tokens && n > 0:
			figure = -1
		}
	}
	if figure < 0 {
		return -1, 0
	}
	return figure, tokens
}

// stands returns how many tokens at i spell the name b in full, without its
// middle names, or by the surname alone; 0 when they do not.
func (r *resolver) stands(b *name, i, last int) int {
	var buf [maxParts]part
	p := r.parts(b, &buf)
	if len(p) == 0 {
		return 0
	}
	if r.nicknamed(b, part{int32(i), int32(i + 1)}) {
		return 1
	}
	at := i
	for k, x := range p {
		if at < last && r.spells(x, at, last) {
			at += int(x.b - x.a)
		} else if k == 0 || k == len(p)-1 {
			at = i
			break
		}
	}
	if at > i {
		return at - i
	}
	if s := p[len(p)-1]; r.spells(s, i, last) && (r.proper(i) || r.words[i].upper || r.words[i].opener || r.tag(i) == models.TagNN) && !r.words[i].is(place) {
		return int(s.b - s.a)
	}
	return 0
}

// spells reports whether the tokens at i are those of part x.
func (r *resolver) spells(x part, i, last int) bool {
	for k := x.a; k < x.b; k++ {
		if at := i + int(k-x.a); at >= last || r.lower(at) != r.lower(int(k)) {
			return false
		}
	}
	return true
}

// newcomer reports whether token i can be the surname of somebody whom only the
// headline names in full.
func (r *resolver) newcomer(i int) bool {
	return r.words[i].capital && r.proper(i) && !r.words[i].is(office|place|orgHead|listedOrg|demonym|adjective|people|other)
}

func (r *resolver) introduce(i, last int) int {
	n := name{first: i, last: i + 2, outer: i, entity: models.EntityPerson}
	if i+2 < last && r.initial(i+1) && r.newcomer(i+2) {
		n.last++
	}
	r.addName(n)
	r.linkFull(len(r.names) - 1)
	return n.words()
}

// strays finds surnames that open a sentence without being tagged as names:
// "Lind said", where the article names a Marta Lind.
func (r *resolver) strays() {
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		if !sent.Kind.Speech() {
			continue
		}
		for i := sent.First; i+1 < sent.Last; i++ {
			if w := &r.words[i]; !w.opener || !w.capital || w.entry != nil && !w.upper && !w.is(given|surname) || r.doc.Tokens[i].Entity != models.NoEntity || !r.subjectLike(i+1) {
				continue
			}
			if f, n := r.known(i, sent.Last); n == 1 {
				r.addName(name{first: i, last: i + 1, outer: i, entity: models.EntityPerson})
				r.bind(len(r.names)-1, f)
			}
		}
	}
}

// subjectLike reports whether token i can follow a subject or a label.
func (r *resolver) subjectLike(i int) bool {
	switch r.tag(i) {
	case models.TagVBD, models.TagVBZ, models.TagComma, models.TagPOS, models.TagColon, models.TagMD:
		return true
	}
	return false
}
