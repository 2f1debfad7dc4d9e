package identity

import "github.com/saysonews/sayso/models"

// definite reports whether the noun phrase from first to head i points at
// something known: "the", "this", "that".
func (r *resolver) definite(first, i int) bool {
	for k := first; k < i; k++ {
		switch r.lower(k) {
		case "the", "this", "that", "these", "those":
			return r.tree.Head(k) == i || k == first
		}
		if t := r.tag(k); (t == models.TagPRPS || t == models.TagPOS) && r.nounClass(i)&kin != 0 {
			return true
		}
	}
	return false
}

// meant returns the figure that the description with head i means, -1 when it
// is news, ambiguous when several people fit.
func (r *resolver) meant(i, first int) int {
	e := r.nounEntry(i)
	known := r.definite(first, i)
	if !known && !(r.opening(i) && r.singular(i) && !indefinite(r.doc.Tokens[i].Lemma)) {
		return -1
	}
	if f := r.again(i, first); known && f >= 0 {
		return f
	}
	best, fits, top := -1, 0, 0
	for _, h := range r.holders {
		f := int(h)
		fig := &r.figures[f]
		if (known && fig.last < 0 && !r.soon(fig)) || !known && fig.best < 0 {
			continue
		}
		s := r.fitness(fig, e, i, first)
		switch {
		case s == 0 || s < top:
		case s > top:
			best, fits, top = f, 1, s
		case r.clearly(f, best, i):
			best, fits = f, 1
		case !r.clearly(best, f, i):
			fits++
		}
	}
	switch {
	case fits < 2:
		return best
	case !known || r.figures[best].kind != models.Person:
		return -1
	}
	return ambiguous
}

// again returns the figure that the same noun described in the sentences just
// before: "an aide said ... the aide added".
func (r *resolver) again(i, first int) int {
	t := r.doc.Tokens
	best := -1
	for f := max(0, len(r.figures)-200); f < len(r.figures); f++ {
		fig := &r.figures[f]
		if fig.best >= 0 || fig.last < 0 || t[i].Sentence-t[fig.last].Sentence > 3 || fig.word != t[i].Lemma || fig.plural != r.plural(i) || r.qualified(first, i) {
			continue
		}
		if best < 0 || fig.last > r.figures[best].last {
			best = f
		}
	}
	return best
}

// opening reports whether token i stands in a headline or the first sentences,
// where a description comes before the name: "A judge ruled ... Judge Bell wrote".
func (r *resolver) opening(i int) bool {
	s := r.doc.Tokens[i].Sentence
	return s < 3 || r.doc.Sentences[s].Kind != models.Paragraph
}

// soon reports whether figure f, not met yet, is named at the top of the article.
func (r *resolver) soon(f *figure) bool {
	return f.best >= 0 && f.entity == models.EntityPerson && r.doc.Tokens[f.first].Sentence < 8
}

// clearly reports whether f fits so much better than g that the description
// means it: f was named lately and g was not.
func (r *resolver) clearly(f, g, i int) bool {
	a, b := &r.figures[f], &r.figures[g]
	if (a.best >= 0) != (b.best >= 0) {
		return a.best >= 0
	}
	if a.last < 0 || b.last < 0 {
		return a.last >= 0
	}
	t := r.doc.Tokens
	da, db := t[i].Sentence-t[a.last].Sentence, t[i].Sentence-t[b.last].Sentence
	if a.kind == models.Person {
		return da <= 1 && db > 3
	}
	return da < db && da <= 2
}

// suits reports whether the figure can be described by noun i with entry e.
func (r *resolver) suits(f *figure, e *entry, i, first int) bool {
	plural := r.tag(i) == models.TagNNS || r.tag(i) == models.TagNNPS
	switch {
	case plural:
		return false
	case f.entity == models.EntityPerson:
		yes, former := f.holds(e.covers)
		yes = yes && r.lesser(first, i) == r.lesserHeld(f, e) && !r.elsewhere(f.public, e, first, i)
		return (yes && (!former || r.formerNoun(i)) || r.contends(f, first, i)) && r.agrees(f, first, i)
	case f.entity == models.EntityOrganisation || f.entity == models.EntityPlace:
		for _, k := range e.covers {
			if k == f.org {
				return r.agreesBody(f, first, i)
			}
		}
	}
	return false
}

// qualified reports whether words beside the article stand before noun i.
func (r *resolver) qualified(first, i int) bool { return i-first > 1 }

// agrees reports whether party and state named before noun i are those of f, as
// far as the article tells them.
func (r *resolver) agrees(f *figure, first, i int) bool {
	for k := first; k < i; k++ {
		w := &r.words[k]
		if !w.capital || w.entry == nil {
			continue
		}
		if w.is(state) && f.home != "" && w.entry.canon != f.home || w.is(country|demonym) && f.land != "" && w.entry.canon != f.land {
			return false
		}
		if p := party(r.lower(k)); p != 0 && f.party != 0 && p != f.party {
			return false
		}
	}
	return true
}

// party is the letter of a party's adjective, or 0.
func party(l string) byte {
	switch l {
	case "republican", "gop", "g.o.p.":
		return 'R'
	case "democratic", "democrat":
		return 'D'
	}
	return 0
}

// agreesBody reports whether the capitalised words before noun i are in the
// institution's name.
func (r *resolver) agreesBody(f *figure, first, i int) bool {
	b := &r.names[f.best]
	for k := first; k < i; k++ {
		if r.lower(k) == "the" || !r.words[k].capital && !(r.discriminates(b) && r.rel(k) == models.RelCompound) {
			continue
		}
		found := false
		for j := b.first; j < b.last; j++ {
			found = found || r.lower(j) == r.lower(k)
		}
		if !found {
			return false
		}
	}
	return true
}

// contends reports whether noun i, "nominee" or "candidate" with a party before
// it, can mean f, who is only called a member of that party.
func (r *resolver) contends(f *figure, first, i int) bool {
	if l := r.doc.Tokens[i].Lemma; l != "nominee" && l != "candidate" {
		return false
	}
	for k := first; k < i; k++ {
		if p := party(r.lower(k)); p != 0 && p == f.party {
			yes, _ := f.holds(r.members[:])
			return yes
		}
	}
	return false
}

// discriminates reports whether the words before the head tell one such
// institution from another: courts, ministries and parties come in many kinds.
func (r *resolver) discriminates(n *name) bool {
	switch r.lists.names[r.headKind(n)] {
	case "court", "committee", "department", "ministry", "party", "council", "board", "commission", "university":
		return true
	}
	return false
}

// fitness is how well the description with head i fits f: 0 not at all, 1 by
// what it is, and more where the field of the office ("energy secretary"), the
// party or the place are said of both.
func (r *resolver) fitness(f *figure, e *entry, i, first int) int {
	if !r.suits(f, e, i, first) {
		return 0
	}
	s := 1
	if d := r.field(i); d >= 0 && f.entity == models.EntityPerson {
		for k := range f.nlinks {
			if g := r.field(int(f.heads[k])); covers(e, f.links[k]) && g >= 0 {
				if r.lower(g) != r.lower(d) {
					return 0
				}
				s++
				break
			}
		}
	}
	for k := first; k < i; k++ {
		w := &r.words[k]
		if p := party(r.lower(k)); p != 0 && p == f.party || w.capital && w.is(state|country|demonym) && (w.entry.canon == f.home || w.entry.canon == f.land) {
			s++
		}
	}
	return s
}

// field returns the noun just before the office that noun i is the head of,
// "energy" of "energy secretary"; -1 when there is none.
func (r *resolver) field(i int) int {
	k := i
	for j := max(r.start(i), i-3); j < i; j++ {
		if w := &r.words[j]; w.is(office) && j+int(w.length) > i {
			k = j
			break
		}
	}
	k--
	if k < r.start(i) || !r.isNoun(k) || r.doc.Tokens[k].Entity == models.EntityPerson || r.covering(k, state|country|city|demonym|adjective) != nil || party(r.lower(k)) != 0 {
		return -1
	}
	return k
}

// variation returns the figure that a source such as "the Harbor Street star"
// means by elegant variation: one who was just speaking, or the subject of the
// sentence before, where the words tell something new of him. -1 when unsure.
func (r *resolver) variation(i, first int) int32 {
	if r.sources[i] < 0 || nameless(r.doc.Tokens[i].Lemma) || !r.tells(i, first) {
		return -1
	}
	f := int32(-1)
	if n := len(r.speech); n > 0 && r.block(i)-r.block(r.home(int(r.speech[n-1].attribution))) <= 1 {
		f = r.speech[n-1].figure
	}
	if k := r.topic(r.doc.Tokens[i].Sentence - 1); k >= 0 {
		if f >= 0 && f != k {
			return -1
		}
		f = k
	}
	if f < 0 || r.figures[f].entity != models.EntityPerson || !r.agrees(&r.figures[f], first, i) || !r.athome(r.figures[f].public, first, i) {
		return -1
	}
	if e := r.nounEntry(i); e.sex != noSex && r.figures[f].sex != noSex && e.sex != r.figures[f].sex {
		return -1
	}
	return f
}

// athome reports whether the state named before noun i is one that public figure
// p held an office of, when there is a state and p is known.
func (r *resolver) athome(p *public, first, i int) bool {
	if p == nil {
		return true
	}
	for k := first; k < i; k++ {
		if w := &r.words[k]; w.capital && w.is(state) {
			for h := range p.holdings {
				if p.holdings[h].home == w.entry.canon {
					return true
				}
			}
			return len(p.holdings) == 0
		}
	}
	return true
}

// nameless reports whether the noun is one that news uses for people it leaves
// without a name, or for the holder of an office that others hold too.
func nameless(lemma string) bool {
	switch lemma {
	case "official", "aide", "adviser", "advisor", "spokesman", "spokeswoman", "spokesperson", "source", "lawyer", "attorney", "judge", "justice", "prosecutor", "general", "inspector",
		"manager", "staffer", "reporter", "moderator", "voter", "supporter", "witness", "worker", "officer", "agent", "operative", "insider", "member", "critic", "opponent", "rival",
		"nominee", "front-runner", "frontrunner", "president", "minister", "premier", "chancellor", "pope", "king", "queen", "successor", "predecessor", "colleague", "ally", "friend", "counterpart", "secretary":
		return true
	}
	return false
}

// tells reports whether the words before noun i say more than its class: a
// place, a body, an age.
func (r *resolver) tells(i, first int) bool {
	for k := first; k < i; k++ {
		if r.tag(k) == models.TagPOS || r.tag(k) == models.TagPRPS {
			return false // "the department's inspector": somebody new
		}
	}
	for k := first; k < i; k++ {
		if r.words[k].capital && r.lower(k) != "the" || r.tag(k) == models.TagCD {
			return true
		}
	}
	return false
}

// topic returns the person who is the subject of sentence s, or -1.
func (r *resolver) topic(s int) int32 {
	if s < 0 || s >= len(r.doc.Sentences) {
		return -1
	}
	p := &r.doc.Sentences[s]
	for k := p.First; k < p.Last; k++ {
		m := r.at[k]
		if m < 0 || int(r.mentions[m].head) != k || r.mentions[m].figure < 0 || r.rel(k) != models.RelNsubj && r.rel(k) != models.RelNsubjPass || r.words[k].quote > 0 {
			continue
		}
		if h := r.tree.Head(k); h >= 0 && r.rel(h) == models.RelRoot {
			return r.mentions[m].figure
		}
	}
	return -1
}

// indefinite reports whether a noun without "the" means somebody the article
// keeps nameless, even at its top.
func indefinite(lemma string) bool {
	switch lemma {
	case "official", "aide", "source", "spokesman", "spokeswoman", "spokesperson", "insider", "voter", "supporter", "witness", "worker", "man", "woman", "person", "member", "friend":
		return true
	}
	return false
}
