package stance

import "github.com/saysonews/sayso/models"

// fits reports whether token i has the part of speech and the words of p.
func (f *finder) fits(p *predicate, i int) bool {
	tag := f.tok(i).Tag
	ok := false
	switch p.class {
	case verbClass:
		ok = isVerb(tag)
	case nounClass:
		ok = tag == models.TagNN || tag == models.TagNNS
	case adjectiveClass:
		ok = isAdjective(tag) || tag == models.TagVBN || tag == models.TagVBD || tag == models.TagRB
	}
	for _, w := range p.extra {
		ok = ok && f.hasWord(i, w) >= 0
	}
	return ok
}

// frame fills the roles of p at token i.
func (f *finder) frame(p *predicate, i int) (fr frame, ok bool) {
	fr = frame{at: i, pred: p, holder: -1, value: p.value}
	if p.unless != "" && f.oblique(i, p.unless) >= 0 {
		return fr, false
	}
	if fr.target = f.targetOf(p, i); fr.target < 0 {
		return fr, false
	}
	switch p.holder {
	case subjectHolder:
		fr.holder = f.holderOfPredicate(p, i)
	case ownerHolder:
		var sign float64
		if fr.holder, sign = f.owner(p, i); sign == 0 {
			return fr, false
		}
		fr.value *= sign
	case selfHolder:
		fr.holder = i
	case nominalHolder:
		if fr.holder = f.subject(i); fr.holder < 0 || f.tree.Child(i, models.RelCase) < 0 {
			return fr, false
		}
	}
	fr.speaker = fr.holder < 0 && f.imperative(i)
	return fr, fr.target != fr.holder
}

// imperative reports whether verb i opens a sentence that somebody says: "Pass it."
func (f *finder) imperative(i int) bool {
	if f.tok(i).Tag != models.TagVB || f.said[i] < 0 || f.tree.Head(i) >= 0 && f.tok(i).Rel != models.RelCcomp && f.tok(i).Rel != models.RelParataxis {
		return false
	}
	first := f.doc.Sentences[f.tok(i).Sentence].First
	for k := i - 1; k >= first; k-- {
		if t := f.tok(k); t.Tag != models.TagOpenQuote && t.Lower != "please" {
			return false
		}
	}
	return true
}

func (f *finder) holderOfPredicate(p *predicate, i int) int {
	if p.class == verbClass {
		return f.agent(i)
	}
	return f.subject(i)
}

// targetOf returns the token in the target role of p at i, or -1.
func (f *finder) targetOf(p *predicate, i int) int {
	if p.target == objectTarget {
		if t := f.patient(i); t >= 0 {
			return t
		}
		return f.issueAfter(i)
	}
	if t := f.oblique(i, p.target); t >= 0 {
		return t
	}
	// The preposition may hang on a word of the predicate ("took aim at X": at X on
	// aim), or on the verb rather than on its object ("voiced support for X").
	for _, w := range p.extra {
		if c := f.hasWord(i, w); c >= 0 {
			if t := f.oblique(c, p.target); t >= 0 {
				return t
			}
		}
	}
	switch h := f.tree.Head(i); {
	case h < 0:
	case p.class == nounClass && f.tok(i).Rel == models.RelObj, p.class == adjectiveClass && f.tok(i).Rel == models.RelXcomp:
		if t := f.oblique(h, p.target); t > i && isNoun(f.tok(t).Tag) {
			return t
		}
	}
	if p.class == nounClass { // "the commitment of the states to peace", hung on states
		if c := f.tree.Child(i, models.RelNmod); c > i {
			if t := f.oblique(c, p.target); t > c {
				return t
			}
		}
	}
	return -1
}

// issueAfter returns the head of an issue's phrase that hangs on verb i in another
// way than as its object: "restore calm", with calm for an adjective.
func (f *finder) issueAfter(i int) int {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if c > i && f.tok(c).Rel == models.RelXcomp && f.topicAt(c) != nil {
			return c
		}
	}
	return -1
}

// owner returns who holds the attitude that noun i names, and the sign of the verb
// that hands it on; sign 0 says that nothing can be told.
func (f *finder) owner(p *predicate, i int) (holder int, sign float64) {
	if c := f.tree.Child(i, models.RelNmodPoss); c >= 0 {
		if _, sign := f.carried(i, f.tree.Head(i)); sign < 0 {
			return c, sign // "withdrew his support"
		}
		return c, 1
	}
	if f.tree.Child(i, models.RelCop) >= 0 {
		return f.subject(i), 1
	}
	if p.target != "of" {
		for _, prep := range [...]string{"of", "from", "by", "among"} {
			if c := f.oblique(i, prep); c >= 0 && prep != p.target {
				return c, 1
			}
		}
	}
	h := f.tree.Head(i)
	switch {
	case h < 0:
	case f.tok(i).Rel == models.RelAppos:
		return h, 1
	case f.tok(i).Rel == models.RelObj:
		return f.carried(i, h)
	case f.tok(i).Rel == models.RelConj:
		return f.carried(i, f.tree.Head(h))
	case f.tok(i).Rel == models.RelObl && f.hasCase(i, "in") && isVerb(f.tok(h).Tag): // "spoke in support of"
		return f.agent(h), 1
	case f.tok(i).Rel == models.RelXcomp: // "remains an opponent of"
		return f.subject(i), 1
	}
	return -1, 0
}

// carried returns the subject of verb h and the sign with which h hands on the
// attitude that its object i names; 0 when it does not.
func (f *finder) carried(i, h int) (holder int, sign float64) {
	if h < 0 || !isVerb(f.tok(h).Tag) || f.tok(i).Rel != models.RelObj && f.tok(i).Rel != models.RelConj {
		return -1, 0
	}
	sign, ok := f.model.carriers.of(f.lemma(h), carryVerb)
	if !ok {
		return -1, 0
	}
	return f.agent(h), sign
}

// preposition reads "is against the plan" and "is for it", where the predicate is
// the preposition of a noun with a copula.
func (f *finder) preposition(i int) {
	if !isNoun(f.tok(i).Tag) && f.tok(i).Tag != models.TagPRP || f.tree.Child(i, models.RelCop) < 0 {
		return
	}
	value := 0.0
	switch {
	case f.hasCase(i, "against"):
		value = -0.9
	case f.hasCase(i, "behind"):
		value = 0.7
	default:
		return
	}
	if s := f.subject(i); s >= 0 && s != i {
		f.emit(&frame{at: i, pred: &predicate{open: true}, holder: s, target: i, value: value})
	}
}
