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
	if e := r.nounEntry(i); m.figure == -1 && e.class&(person|office) != 0 && r.singular(i) && r.definite(first, i) {
		if m.figure = int32(r.listedFor(e, i, first)); m.figure >= 0 {
			m.reason = models.ReasonGazetteer
		}
	}
	if m.figure == -1 {
		m.figure = int32(r.newNoun(i, first, last))
	}
	r.add(m)
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
		case c > i && hi > last && (rel == models.RelNmod && !r.temporal(c) || rel == models.RelFixed || rel == models.RelFlat || rel == models.RelCompound):
			last = hi
		}
	}
	return first, last
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

// named returns the mention of the name that noun i stands beside: in
// apposition ("the envoy, Marta Lind,"), or -1.
func (r *resolver) named(i int) int32 {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.rel(c) == models.RelAppos && r.goodName(c, i) {
			return r.at[c]
		}
	}
	if r.rel(i) == models.RelAppos {
		if g := r.tree.Head(i); g >= 0 && r.goodName(g, i) {
			return r.at[g]
		}
	}
	if g := r.tree.Head(i); r.rel(i) == models.RelConj && g >= 0 && r.at[g] >= 0 && r.singular(i) && r.nounClass(i)&(person|office) != 0 {
		if m := &r.mentions[r.at[g]]; m.form == byNoun && m.reason == models.ReasonApposition {
			return r.at[g] // "Ana Ruiz, founder and director of the school,"
		}
	}
	if k := r.within(i); k >= 0 {
		return k
	}
	first, _ := r.phraseOf(i)
	if k := r.at[first]; first < i && k >= 0 && int(r.mentions[k].last) < i && r.tag(int(r.mentions[k].last)) == models.TagComma && r.goodName(first, i) {
		return k // a parse that hangs the name on its remark: "Ana Ruiz, vice president,"
	}
	return r.subject(i)
}

// within returns the mention of the name that closes an apposition to noun i:
// "his guest, the actress and activist Ana Ruiz,".
func (r *resolver) within(i int) int32 {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if rel := r.rel(c); c < i || rel != models.RelAppos && rel != models.RelConj && rel != models.RelDep {
			continue
		}
		lo, hi := r.tree.Range(c)
		for k := max(lo, i+1); k < hi; k++ {
			if m := r.at[k]; m >= 0 && int(r.mentions[m].head) == k && r.goodName(k, i) && r.titledName(r.nameStart(m), k) {
				return m
			}
		}
	}
	return -1
}

// titledName reports whether a common noun for a person stands just before the
// name that begins at token first.
func (r *resolver) titledName(first, head int) bool {
	return first > 0 && first <= head && r.words[first-1].is(person|office|kin) && r.singular(first-1)
}

// subject returns the mention of which noun i is said: "Kaine is a lawyer".
func (r *resolver) subject(i int) int32 {
	if r.tree.Child(i, models.RelCop) < 0 || r.tree.Child(i, models.RelCase) >= 0 {
		return -1
	}
	s := r.tree.Child(i, models.RelNsubj)
	if s < 0 || r.at[s] < 0 || r.mentions[r.at[s]].figure < 0 || !r.singular(i) {
		return -1
	}
	f := &r.figures[r.mentions[r.at[s]].figure]
	if r.nounClass(i)&(person|office|kin) != 0 && f.entity != models.EntityPerson {
		return -1
	}
	return r.at[s]
}

// goodName reports whether token c heads a name that noun i can be said of.
func (r *resolver) goodName(c, i int) bool {
	k := r.at[c]
	if k < 0 || r.mentions[k].form != byName || r.mentions[k].figure < 0 {
		return false
	}
	f := &r.figures[r.mentions[k].figure]
	if r.nounClass(i)&(person|office|kin) != 0 {
		return f.entity == models.EntityPerson && r.singular(i)
	}
	return f.entity != models.EntityPerson
}

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
	if !known && !(r.opening(i) && r.singular(i)) {
		return -1
	}
	if f := r.again(i, first); known && f >= 0 {
		return f
	}
	best, fits := -1, 0
	for _, h := range r.holders {
		f := int(h)
		fig := &r.figures[f]
		if (known && fig.last < 0 && !r.soon(fig)) || !known && fig.best < 0 || !r.suits(fig, e, i, first) {
			continue
		}
		switch {
		case best < 0 || r.clearly(f, best, i):
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

// newNoun makes a figure of something that is only described.
func (r *resolver) newNoun(i, first, last int) int {
	e := r.nounEntry(i)
	f := figure{best: -1, kind: models.Unnamed, first: i, last: -1, word: r.doc.Tokens[i].Lemma, span: [2]int{first, last}}
	f.plural = r.tag(i) == models.TagNNS || r.tag(i) == models.TagNNPS
	r.sort(&f, e)
	r.measure(&f, i)
	r.figures = append(r.figures, f)
	return len(r.figures) - 1
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
