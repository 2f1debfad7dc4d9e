package stance

import "github.com/saysonews/sayso/models"

// fits reports whether token i has the part of speech and the words of p.
func (f *finder) fits(p *predicate, i int) bool {
	tag := f.tok(i).Tag
	ok := false
	switch p.class {
	case verbClass:
		ok = isVerb(tag) && (tag != models.TagVBG || f.tree.Child(i, models.RelNmodPoss) < 0) // not "their standing with"
	case nounClass:
		ok = tag == models.TagNN || tag == models.TagNNS
	case adjectiveClass:
		ok = isAdjective(tag) || tag == models.TagVBN || tag == models.TagVBD || tag == models.TagRB
	}
	for _, w := range p.extra {
		ok = ok && (f.hasWord(i, w) >= 0 || len(p.extra) > 1 && f.hasWordBelow(i, w) ||
			p.target == objectTarget && len(p.extra) == 1 && f.oblique(i, w) >= 0)
	}
	return ok
}

// hasWordBelow reports whether a dependent of a dependent of i has the lemma, as
// "cold" in "poured cold water".
func (f *finder) hasWordBelow(i int, lemma string) bool {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if c > i && f.hasWord(c, lemma) >= 0 {
			return true
		}
	}
	return false
}

// frame fills the roles of p at token i.
func (f *finder) frame(p *predicate, i int) (fr frame, ok bool) {
	fr = frame{at: i, pred: p, holder: -1, value: p.value}
	if p.unless != "" && f.oblique(i, p.unless) >= 0 {
		return fr, false
	}
	if (p.thing || p.holder == objectHolder) && p.class == verbClass && f.tree.Child(i, models.RelXcomp) >= 0 {
		return fr, false // "urged Britain to drop it" is not for Britain
	}
	if p.class == nounClass && p.holder == ownerHolder && f.received(&fr) {
		return fr, true
	}
	if fr.target = f.targetOf(p, i); fr.target < 0 {
		return fr, false
	}
	switch p.holder {
	case objectHolder:
		if fr.holder = f.patient(i); fr.holder < 0 {
			return fr, false
		}
	case sourceHolder:
		if fr.holder = f.giver(p, i); fr.holder < 0 {
			return fr, false
		}
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
	if f.tok(i).Tag != models.TagVB && f.tok(i).Lower != "thank" || f.said[i] < 0 || f.tree.Head(i) >= 0 && f.tok(i).Rel != models.RelCcomp && f.tok(i).Rel != models.RelParataxis {
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

// received fills the roles of a noun that names an attitude which the subject of its
// verb meets with: "won the backing of the union", "drew criticism from Bell".
func (f *finder) received(fr *frame) bool {
	h := f.tree.Head(fr.at)
	if h < 0 || !isVerb(f.tok(h).Tag) {
		return false
	}
	switch f.tok(fr.at).Rel {
	case models.RelObj, models.RelObl, models.RelXcomp:
	default:
		return false
	}
	if _, ok := f.carriers.of(f.lemma(h), receiveVerb); !ok {
		return false
	}
	for _, prep := range [...]string{"from", "by", "of", "among"} {
		c := -1
		if prep != fr.pred.target {
			c = f.oblique(fr.at, prep)
		}
		if c < 0 && prep == "from" {
			c = f.oblique(h, prep)
		}
		if c >= 0 && c != fr.at {
			fr.holder, fr.target = c, f.agent(h)
			return fr.target >= 0
		}
	}
	return false
}

// giver returns whom an attitude comes from that the subject of verb i meets with.
func (f *finder) giver(p *predicate, i int) int {
	for _, prep := range [...]string{"from", "by", "of"} {
		if c := f.oblique(i, prep); c >= 0 {
			return c
		}
		for _, w := range p.extra {
			if c := f.hasWord(i, w); c >= 0 {
				if g := f.oblique(c, prep); g >= 0 {
					return g
				}
			}
		}
	}
	return -1
}

// targetOf returns the token in the target role of p at i, or -1.
func (f *finder) targetOf(p *predicate, i int) int {
	switch p.target {
	case subjectTarget:
		return f.agent(i)
	case ownerTarget:
		if c := f.hasWord(i, p.extra[len(p.extra)-1]); c >= 0 {
			return f.tree.Child(c, models.RelNmodPoss)
		}
		return -1
	}
	if p.target == objectTarget {
		if t := f.patient(i); t >= 0 {
			return t
		}
		if len(p.extra) == 1 { // "struck down the law", read as "down the law"
			if t := f.oblique(i, p.extra[0]); t >= 0 {
				return t
			}
		}
		if t := f.sharedObject(i); t >= 0 {
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
	return f.issueNext(i, p.target)
}

// sharedObject returns the object that verb i has in common with the verb joined to
// it: "denounced and then banned the march".
func (f *finder) sharedObject(i int) int {
	if f.passive(i) || f.tok(i).Rel == models.RelAclRelcl {
		return -1
	}
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		switch {
		case c < i:
		case f.tok(c).Rel == models.RelConj && isVerb(f.tok(c).Tag) && f.tree.Child(c, models.RelNsubj, models.RelNsubjPass) < 0:
			return f.tree.Child(c, models.RelObj)
		case f.tok(c).Rel != models.RelCc && f.tok(c).Rel != models.RelPunct && f.tok(c).Rel != models.RelAdvmod:
			return -1
		}
	}
	return -1
}

// issueNext returns the head of an issue or a name that follows the preposition just
// after token i, whatever the parser made of it: "hostile to free trade".
func (f *finder) issueNext(i int, prep string) int {
	end := f.doc.Sentences[f.tok(i).Sentence].Last
	k := i + 1
	if k >= end || f.tok(k).Lower != prep {
		return -1
	}
	k++
	for k < end && (f.tok(k).Tag == models.TagDT || f.tok(k).Tag == models.TagPRPS) {
		k++
	}
	if k < end {
		if m := f.topicAt(k); m != nil && m.first == k {
			return m.end - 1
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
