package identity

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// noun resolves the noun phrase with head i when it describes a speaker: to the
// name it holds, to a figure it describes, or to a figure of its own.
func (r *resolver) noun(i int) {
	if !r.describes(i) || r.at[i] >= 0 {
		return
	}
	first, last := r.clipped(i)
	m := mention{first: int32(first), last: int32(last), head: int32(i), form: byNoun, reason: models.ReasonDescription}
	if k := r.named(i); k >= 0 {
		m.figure, m.reason, m.basis = r.mentions[k].figure, models.ReasonApposition, r.mentions[k].basis
		r.add(m)
		return
	}
	m.basis = r.span(first, last)
	m.figure = int32(r.meant(i, first))
	if m.figure >= 0 && r.words[i].is(office) && r.figures[m.figure].kind == models.Person {
		m.reason = models.ReasonTitle
	}
	if e := r.nounEntry(i); m.figure == -1 && e.class&(person|office) != 0 && r.singular(i) {
		m.figure, m.reason = r.described(e, i, first)
	}
	switch {
	case m.figure == -1:
		m.figure = int32(r.newNoun(i, first, last))
	case m.figure >= 0:
		m.basis = r.ground(i, m.figure, m.basis)
	}
	r.add(m)
}

// described returns the one person whom the list, or else elegant variation, lets
// the description with head i mean, and which of them does; -1 for none.
func (r *resolver) described(e *entry, i, first int) (int32, models.Reason) {
	if r.definite(first, i) {
		if f := r.listedFor(e, i, first); f >= 0 {
			return int32(f), models.ReasonGazetteer
		}
	}
	if f := r.incumbent(i, first); f >= 0 {
		return int32(f), models.ReasonGazetteer
	}
	if r.definite(first, i) {
		return r.variation(i, first), models.ReasonDescription
	}
	return -1, models.ReasonDescription
}

// describes reports whether noun i can be a speaker's: a person, body or text.
func (r *resolver) describes(i int) bool {
	if rel := r.rel(i); rel == models.RelCompound || rel == models.RelFlat || rel == models.RelNmodDesc {
		return false
	}
	switch r.lower(i) {
	case "justice", "person", "order": // "criminal justice", "in person", "in order to"
		if r.tree.Child(i, models.RelDet, models.RelNmodPoss) < 0 {
			return false
		}
	}
	if !r.heads(i) {
		return false
	}
	return r.nounClass(i)&(person|office|kin|collective|document) != 0
}

// heads reports whether noun i is the head of the listed office that it is part
// of: "Secretary" of "Secretary of State", "Minister" of "Foreign Minister".
func (r *resolver) heads(i int) bool {
	for k := max(r.start(i), i-3); k < i; k++ {
		w := &r.words[k]
		end := k + int(w.length)
		if !w.is(office) || end <= i {
			continue
		}
		for j := k; j < end; j++ {
			if r.lower(j) == "of" && j <= i {
				return false
			}
		}
	}
	w := &r.words[i]
	if w.is(office) && w.length > 1 {
		return r.lower(i+1) == "of" || r.lower(i+1) == "-"
	}
	for k := max(r.start(i), i-3); k < i; k++ {
		if w := &r.words[k]; w.is(office) && k+int(w.length) > i+1 && r.lower(i+1) != "of" {
			return false
		}
	}
	return true
}

// nounClass is what the lists say of the common noun i.
func (r *resolver) nounClass(i int) class {
	if e := r.nounEntry(i); e != nil {
		return e.class
	}
	return 0
}

// nounEntry returns the entry of noun i: that of the phrase it ends, or its own.
func (r *resolver) nounEntry(i int) *entry {
	const nouns = person | office | kin | collective | document
	if e := r.covering(i, nouns); e != nil {
		return e
	}
	if e, n := r.match(r.doc.Tokens[i : i+1]); n == 1 && e.class&nouns != 0 {
		return e
	}
	if l := r.lower(i); r.plural(i) && strings.HasSuffix(l, "s") { // a lemma that kept its ending
		if k, ok := r.phrases.Get(l[:len(l)-1]); ok && r.entries[k].class&nouns != 0 {
			return &r.entries[k]
		}
	}
	return nil
}

// phraseOf returns the tokens of the noun phrase of head i without the clauses
// and remarks that follow it.
func (r *resolver) phraseOf(i int) (first, last int) {
	first, last = i, i+1
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		lo, hi := r.tree.Range(c)
		switch rel := r.rel(c); {
		case c < i && lo < first && modifies(rel) && (rel != models.RelNmod || r.tree.Child(c, models.RelCase) < 0):
			first = lo
		case c > i && hi > last && (rel == models.RelNmod && !r.temporal(c) && !r.asideFrom(i, lo) || rel == models.RelFixed || rel == models.RelFlat || rel == models.RelCompound):
			last = hi
		}
	}
	return first, last
}

// asideFrom reports whether a comma parts the words from token lo on from noun i:
// "the prime minister, for his part".
func (r *resolver) asideFrom(i, lo int) bool {
	return r.tag(lo) == models.TagComma || lo-1 > i && r.tag(lo-1) == models.TagComma
}

// clipped returns the noun phrase of head i within the source it heads, if any.
func (r *resolver) clipped(i int) (first, last int) {
	first, last = r.phraseOf(i)
	if a := r.sources[i]; a >= 0 {
		for _, s := range r.doc.Attributions[a].Source {
			if lo, hi := r.tokensIn(s); lo <= i && i < hi {
				return max(first, lo), min(last, hi)
			}
		}
	}
	return first, last
}

// newNoun makes a figure of something that is only described.
func (r *resolver) newNoun(i, first, last int) int {
	e := r.nounEntry(i)
	f := figure{best: -1, kind: models.Unnamed, first: i, last: -1, word: r.doc.Tokens[i].Lemma, span: [2]int{first, last}}
	f.plural = r.tag(i) == models.TagNNS || r.tag(i) == models.TagNNPS
	r.sort(&f, e)
	r.measure(&f, i)
	if f.kind == models.Unnamed {
		f.span[1] = r.reach(i, last)
	}
	r.figures = append(r.figures, f)
	return len(r.figures) - 1
}

// reach returns the end of the description of the nameless source with head i:
// with what says more of them ("familiar with the talks"), up to a comma or "and".
func (r *resolver) reach(i, last int) int {
	a := r.sources[i]
	if a < 0 {
		return last
	}
	_, hi := r.extent(int(a), i)
	for k := i + 1; k < hi && k < i+20; k++ {
		switch r.tag(k) {
		case models.TagComma, models.TagColon, models.TagLRB, models.TagOpenQuote, models.TagPOS:
			return max(last, k)
		case models.TagCC:
			if c := r.tree.Child(i, models.RelConj); c >= 0 && c > k {
				return max(last, k)
			}
		}
	}
	end := min(hi, i+20)
	for end > last && (r.tag(end-1) == models.TagWP || r.tag(end-1) == models.TagWDT || r.tag(end-1) == models.TagIN || r.tag(end-1) == models.TagTO) {
		end--
	}
	return max(last, end)
}

// measure takes the kind of a group "of" people from those people.
func (r *resolver) measure(f *figure, i int) {
	switch r.doc.Tokens[i].Lemma {
	case "group", "number", "majority", "handful", "crowd", "team", "army", "panel", "coalition", "host", "bunch", "array", "dozen", "hundred", "thousand", "series":
	default:
		return
	}
	c := r.tree.Child(i, models.RelNmod)
	if c < 0 || !r.plural(c) {
		return
	}
	if k := r.tree.Child(c, models.RelCase); k < 0 || r.lower(k) != "of" {
		return
	}
	f.plural = true
	switch {
	case r.words[c].is(people):
		f.kind, f.entity = models.Group, models.NoEntity
	case r.nounClass(c)&(person|office|kin) != 0:
		f.kind, f.entity = models.Unnamed, models.NoEntity
	}
}

// sort sets the kind of a described figure by what the lists say of its noun.
func (r *resolver) sort(f *figure, e *entry) {
	switch {
	case e.class&(person|office|kin) != 0:
		f.sex = e.sex
	case e.class&collective != 0:
		f.kind, f.org, f.entity = models.Organisation, e.org, models.EntityOrganisation
	case e.class&document != 0:
		f.kind = models.DocumentKind
	}
}

// modifies reports whether a dependent with the relation, standing before its
// noun, is part of the noun phrase.
func modifies(rel models.Rel) bool {
	switch rel {
	case models.RelDet, models.RelDetPredet, models.RelAmod, models.RelCompound, models.RelNummod, models.RelNmodPoss,
		models.RelNmod, models.RelFlat, models.RelNmodDesc, models.RelNmodUnmarked:
		return true
	}
	return false
}

// temporal reports whether the phrase with head c tells when or where.
func (r *resolver) temporal(c int) bool {
	k := r.tree.Child(c, models.RelCase)
	if k < 0 {
		return true
	}
	switch r.lower(k) {
	case "in", "on", "during", "after", "before", "since", "by", "against", "including", "until":
		return true
	}
	return false
}
