package stance

import "github.com/saysonews/sayso/models"

// clause reads the arc from a clause i to the predicate h that takes it.
func (f *finder) clause(i, h int, lemma string, r *reading) (stop bool) {
	if sign, ok := f.carriers.of(lemma, objectControl); ok && f.infinitive(i) && f.ownSubject(i) >= 0 && f.tok(i).Rel == models.RelAdvcl {
		r.want(sign, f.agent(h)) // "called on Britain to drop it"
		return false
	}
	if f.purpose(i, h) { // "take steps to restore", "came to restore"
		if o := f.tree.Child(h, models.RelObj); f.intends(o) {
			_, carries := f.carriers.of(lemma, carryVerb)
			r.wanted = r.wanted || carries || f.tok(o).Tag == models.TagNNS
			if f.against(h) {
				r.sign = -r.sign
			}
		}
		return false
	}
	kind := f.control(i, h)
	if f.intended(i) && kind == subjectControl && !f.finite(i) {
		r.holder = f.agent(h) // "take steps to restore", read as a clause about steps
		return false
	}
	sign, ok := f.carriers.of(lemma, kind)
	if !ok && kind == subjectControl && f.passive(h) { // "Britain was urged to drop it"
		if sign, ok = f.carriers.of(lemma, objectControl); ok {
			r.want(sign, f.agent(h))
			r.void = r.void || r.holder < 0
			return false
		}
	}
	if !ok {
		if sign, ok = f.attitude(i, h); !ok {
			r.void = r.void || f.tok(i).Rel == models.RelCcomp && f.denied(h) // "does not mean that"
			// A raising verb ("continues to", "seems to") says nothing of its own.
			return f.tok(i).Rel != models.RelXcomp || kind != subjectControl
		}
	}
	holder := r.holder
	if kind != subjectControl || holder < 0 {
		holder = f.agent(h)
	}
	r.want(sign, holder)
	switch lemma {
	case "order", "instruct", "command", "tell":
		r.wanted = false // a judge's order is no attitude of his
	}
	return false
}

// want takes up a verb that wants its clause, or with sign -1 does not.
func (r *reading) want(sign float64, holder int) {
	r.sign *= sign
	r.void = r.void || sign == 0
	r.wanted, r.refused = true, r.refused || sign < 0
	r.holder = holder
}

// control returns how h may take the clause i.
func (f *finder) control(i, h int) carrierKind {
	switch {
	case f.tok(i).Rel == models.RelCcomp && (f.finite(i) || f.wished(i)):
		if f.wished(i) || f.tok(i).Tag == models.TagVBP && f.demands(h) {
			return clauseControl
		}
		return subjectControl
	case f.intended(i):
		return subjectControl
	case f.tree.Child(i, models.RelNsubj, models.RelNsubjPass) >= 0 && !f.finite(i):
		return objectControl // "wants the plant to close"
	case f.tree.Child(h, models.RelObj, models.RelIobj) >= 0 || f.oblique(h, "on") >= 0 || f.oblique(h, "for") >= 0:
		return objectControl
	}
	return subjectControl
}

// demands reports whether the clause of verb h says what should be, whatever its
// form: "demanded that they end it".
func (f *finder) demands(h int) bool {
	switch f.lemma(h) {
	case "demand", "propose", "recommend", "request", "urge":
		return true
	}
	return false
}

// wished reports whether the clause i says what should be: "demanded that it end",
// "hopes it will pass".
func (f *finder) wished(i int) bool {
	if f.tok(i).Tag == models.TagVB && !f.infinitive(i) && f.tree.Child(i, models.RelAux) < 0 {
		return true
	}
	for c := f.tree.First(i); c >= 0 && c < i; c = f.tree.Next(c) {
		switch f.tok(c).Lower {
		case "should", "must", "will", "would", "can", "be":
			if f.tok(c).Rel == models.RelAux || f.tok(c).Lower == "be" && f.tok(c).Tag == models.TagVB {
				return true
			}
		}
	}
	return false
}

// denied reports whether verb h, which is no cue, is negated.
func (f *finder) denied(h int) bool {
	for c := f.tree.First(h); c >= 0 && f.cued[h] < 0; c = f.tree.Next(c) {
		if f.negator(c) {
			return true
		}
	}
	return false
}

// purpose reports whether clause i says what h is done for.
func (f *finder) purpose(i, h int) bool {
	if f.tok(i).Tag != models.TagVB || !isVerb(f.tok(h).Tag) || f.hasWord(i, "to") < 0 {
		return false
	}
	return f.tok(i).Rel == models.RelAdvcl || f.tok(i).Rel == models.RelXcomp && f.intends(f.tree.Child(h, models.RelObj))
}

// intended reports whether the subject of i is a noun such as "steps" or "efforts".
func (f *finder) intended(i int) bool {
	return f.intends(f.tree.Child(i, models.RelNsubj))
}

// intends reports whether token i is a noun whose clause says what is intended; it is
// not for a negative i.
func (f *finder) intends(i int) bool {
	if i < 0 {
		return false
	}
	_, ok := f.carriers.of(f.lemma(i), nounControl)
	return ok
}

// attitude returns the sign of h where it is an attitude to the clause i itself:
// "opposes scrapping the tax", "voted against repealing it".
func (f *finder) attitude(i, h int) (sign float64, ok bool) {
	for _, p := range f.model.predicates.rowsOf(f.lemma(h)) {
		if p.act || p.class == effectClass || len(p.extra) > 0 || f.lemma(h) == "accuse" || !f.fits(&p, h) {
			continue // whom one accuses of ending a thing has not told one's mind of it
		}
		if p.target == objectTarget && f.tok(i).Rel != models.RelAdvcl || p.target != objectTarget && f.hasCase(i, p.target) {
			if p.value < 0 {
				return -1, true
			}
			return 1, true
		}
	}
	return 0, false
}

// against reports whether verb h is an attitude against its object.
func (f *finder) against(h int) bool {
	for _, p := range f.model.predicates.rowsOf(f.lemma(h)) {
		if p.class == verbClass && p.target == objectTarget && len(p.extra) == 0 && p.value < 0 {
			return true
		}
	}
	return false
}

// intent reads a noun that says what is intended ("steps to", "a plan to") and the
// verb it depends on.
func (f *finder) intent(noun int, sign float64, r *reading) (stop bool) {
	r.sign *= sign
	r.wanted = true
	h := f.tree.Head(noun)
	if p := f.tree.Child(noun, models.RelNmodPoss); p >= 0 {
		r.holder = p
		if h >= 0 && f.tok(p).Tag == models.TagPRPS && f.figure(p) < 0 && isVerb(f.tok(h).Tag) {
			r.holder = f.agent(h) // "repeated her threat to"
		}
		return true
	}
	if h < 0 || !isVerb(f.tok(h).Tag) {
		return true
	}
	if f.tok(noun).Rel == models.RelObj {
		r.holder = f.agent(h)
		if f.against(h) { // "opposes efforts to weaken it"
			r.sign = -r.sign
		}
	}
	return f.tok(noun).Rel != models.RelObj
}

// infinitive reports whether "to" marks verb i.
func (f *finder) infinitive(i int) bool {
	for c := f.tree.First(i); c >= 0 && c < i; c = f.tree.Next(c) {
		if f.tok(c).Lower == "to" && f.tok(c).Rel == models.RelMark {
			return true
		}
	}
	return false
}

func (f *finder) finite(i int) bool {
	switch f.tok(i).Tag {
	case models.TagVBD, models.TagVBP, models.TagVBZ:
		return true
	}
	return f.tree.Child(i, models.RelAux, models.RelAuxPass, models.RelCop) >= 0 && !f.infinitive(i)
}
