package identity

import "github.com/saysonews/sayso/models"

// addName appends a name and marks its tokens.
func (r *resolver) addName(n name) {
	n.figure, n.index = -1, len(r.names)
	n.key = r.recogniser.Key(n.first, n.last)
	r.names = append(r.names, n)
	r.mark(&r.names[len(r.names)-1])
}

func (r *resolver) mark(n *name) {
	for i := n.first; i < n.last; i++ {
		r.doc.Tokens[i].Entity = n.entity
	}
}

// addChunk adds the name [p, q) that the lists do not know as a whole, with the
// title that stood before it.
func (r *resolver) addChunk(p, q, outer int, t title) {
	if k := r.turn(p, q); k < q {
		if !t.open {
			r.addChunk(p, k, outer, t)
			outer = k
		}
		p = k // "Miss Universe Alicia Machado"
	}
	if first, last := r.trim(p, q); first < last {
		if outer == p {
			outer = first
		}
		p, q = first, last
	}
	n := name{first: p, last: q, outer: p}
	var buf [maxParts]part
	if len(r.parts(&n, &buf)) == 0 || r.shouted(p, q) || !t.open && r.ordinary(p, q) {
		return // "Jr." alone
	}
	w := &r.words[p]
	if t.open {
		n.sex, n.role, n.polite, n.titled, n.outer = t.sex, t.role, t.polite, t.titled, outer
	}
	switch {
	case t.open && (t.polite || t.titled):
		n.entity, n.certain = models.EntityPerson, true
	case q-p > 2 && isShow(r.lower(q-1)):
		n.entity, n.certain = models.EntityOther, true
	case q-p > 1 && (w.is(given) && !(r.words[q-1].whole(placeHead|thing) && q-p > 1 && w.is(place)) || r.initial(p) || isSuffix(r.lower(q-1)) || r.initial(p+1)):
		n.entity, n.certain, n.supposed = models.EntityPerson, true, true
	case q-p == 1 && w.whole(given|surname) && !w.is(place|other|listedOrg):
		n.entity, n.supposed = models.EntityPerson, true
	case q-p == 1 && w.whole(office|weakHead|person|document|collective|placeHead|thing):
		n.common = true // "the President", "the Post"
	}
	r.addName(n)
}

// initial reports whether token i is an initial: "J.", "W".
func (r *resolver) initial(i int) bool {
	w := r.doc.Word(i)
	return r.words[i].capital && (len(w) == 1 || len(w) == 2 && w[1] == '.' || len(w) == 4 && w[1] == '.' && w[3] == '.' && !r.words[i].is(place))
}

// settle gives every name of at least so many words that is still open its
// class, or only those that are persons'.
func (r *resolver) settle(words int, persons bool) {
	for i := range r.names {
		n := &r.names[i]
		if n.entity != models.NoEntity || n.figure != -1 || n.words() < words || n.common {
			continue
		}
		if e := r.guess(n); e == models.EntityPerson || !persons {
			n.entity = e
			r.mark(n)
		}
	}
}

// guess reads the class of an unknown name from what stands around it.
func (r *resolver) guess(n *name) models.Entity {
	switch {
	case r.opensBody(n):
		return models.EntityOrganisation
	case r.personContext(n):
		return models.EntityPerson
	}
	c, named := r.trained(n)
	switch {
	case c != models.NoEntity:
		return c
	case n.words() == 1 && r.words[n.first].upper && named > 0.3:
		return models.EntityOrganisation
	case r.numbered(n):
		return models.EntityOther
	case n.words() == 1 && r.besidePerson(n):
		return models.EntityPerson
	}
	if e := &r.words[n.last-1]; n.words() > 1 && e.whole(thing) {
		return models.EntityOther
	} else if n.words() > 1 && e.whole(placeHead) || r.words[n.first].whole(placeHead) && n.words() > 1 {
		return models.EntityPlace
	}
	h := r.headOf(n.first, n.last)
	if r.rel(h) == models.RelNsubj && r.speaks(r.doc.Tokens[h].Head) {
		if r.article(n.first) || n.words() == 1 && r.words[n.first].upper {
			return models.EntityOrganisation
		}
		return models.EntityPerson
	}
	switch {
	case r.located(h):
		return models.EntityPlace
	case n.words() > 1 && !r.article(n.first) && named > 0.05:
		return models.EntityPerson
	}
	return models.EntityOther
}

// located reports whether token h is where something is: "in X", "near X".
func (r *resolver) located(h int) bool {
	c := r.tree.Child(h, models.RelCase)
	if c < 0 || r.rel(h) != models.RelObl && r.rel(h) != models.RelNmod {
		return false
	}
	switch r.lower(c) {
	case "in", "near", "outside", "across", "throughout", "inside":
		return true
	}
	return false
}

// personContext reports whether an age, a party in brackets or a noun for a
// person in apposition follows the name, or such a noun governs it.
func (r *resolver) personContext(n *name) bool {
	h := r.headOf(n.first, n.last)
	if a := r.tree.Child(h, models.RelAppos); a >= 0 && r.personNoun(a) {
		return true
	}
	if r.rel(h) == models.RelAppos {
		if g := r.tree.Head(h); g >= 0 && r.personNoun(g) {
			return true
		}
	}
	_, _, ok := r.seat(n.last)
	return ok || r.age(n.last)
}

// personNoun reports whether token i is a common noun for a person.
func (r *resolver) personNoun(i int) bool {
	return r.words[i].is(person|office) && (r.tag(i) == models.TagNN || r.tag(i) == models.TagNNP)
}

// age reports whether ", 56," stands at token i.
func (r *resolver) age(i int) bool {
	t := r.doc.Tokens
	if i+2 >= len(t) || t[i].Tag != models.TagComma || t[i+1].Tag != models.TagCD {
		return false
	}
	d := r.doc.Word(i + 1)
	return len(d) == 2 && d[0] >= '1' && (t[i+2].Tag == models.TagComma || t[i+2].Tag == models.TagStop)
}

// partyLetter reports whether token i is the party of "R-Ohio".
func (r *resolver) partyLetter(i int) bool {
	switch r.lower(i) {
	case "r", "d", "i":
		return i+1 < len(r.words) && (r.lower(i+1) == "-" || r.lower(i+1) == "–")
	}
	return false
}

// seat reads the party and state at token i, as in "(R-S.C.)" and ", D-Mo.,";
// home is the token of the state, party the letter.
func (r *resolver) seat(i int) (party byte, home int, ok bool) {
	t := r.doc.Tokens
	if i+3 >= len(t) || t[i].Tag != models.TagLRB && t[i].Tag != models.TagComma {
		return 0, -1, false
	}
	if p := r.doc.Word(i + 1); len(p) == 1 && (p == "R" || p == "D" || p == "I") {
		if h := t[i+2].Lower; (h == "-" || h == "–") && r.words[i+3].is(state) {
			return p[0], i + 3, true
		}
	}
	return 0, -1, false
}

// article reports whether "the" stands before token i.
func (r *resolver) article(i int) bool {
	s := &r.doc.Sentences[r.doc.Tokens[i].Sentence]
	return i > s.First && r.lower(i-1) == "the"
}

// headOf returns the token of [first, last) whose head lies outside.
func (r *resolver) headOf(first, last int) int {
	for i := last - 1; i >= first; i-- {
		if h := r.tree.Head(i); h < first || h >= last {
			if r.tag(i) != models.TagHYPH && r.tag(i) != models.TagComma {
				return i
			}
		}
	}
	return last - 1
}

// speaks reports whether token i is a verb of speech.
func (r *resolver) speaks(i int) bool {
	if i < 0 {
		return false
	}
	switch r.doc.Tokens[i].Lemma {
	case "say", "tell", "add", "ask", "argue", "insist", "write", "note", "warn", "claim", "think", "believe", "explain",
		"suggest", "announce", "declare", "reply", "respond", "recall", "acknowledge", "admit", "concede", "tweet", "joke", "quip", "hope", "want", "speak", "talk", "continue", "deny", "promise", "vow", "urge", "describe", "call", "praise", "criticize", "accuse":
		return true
	}
	return false
}

// isShow reports whether a word after a person's name makes it that of a
// broadcast: "Rachel Maddow Show".
func isShow(l string) bool {
	switch l {
	case "show", "report", "factor", "live", "tonight", "now", "hour", "today", "podcast", "program":
		return true
	}
	return false
}

// numbered reports whether a figure stands just before or after the name: "13
// Hours", "Isaiah 45".
func (r *resolver) numbered(n *name) bool {
	s := &r.doc.Sentences[r.doc.Tokens[n.first].Sentence]
	return n.first > s.First && r.tag(n.first-1) == models.TagCD || n.last < s.Last && r.tag(n.last) == models.TagCD
}

// besidePerson reports whether the name is coordinated with that of a person.
func (r *resolver) besidePerson(n *name) bool {
	h := r.headOf(n.first, n.last)
	if g := r.tree.Head(h); r.rel(h) == models.RelConj && g >= 0 {
		return r.doc.Tokens[g].Entity == models.EntityPerson
	}
	c := r.tree.Child(h, models.RelConj)
	return c >= 0 && r.doc.Tokens[c].Entity == models.EntityPerson
}
