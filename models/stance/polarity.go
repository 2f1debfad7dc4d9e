package stance

import "github.com/saysonews/sayso/models"

// reading is how a predicate is meant, once what governs it was read: whose it is,
// with what sign, and whether anything follows at all.
type reading struct {
	sign    float64
	holder  int  // the token that holds the attitude, -1 when open
	negated bool // by a negation, rather than by a verb of refusing
	void    bool // asked, supposed or denied: nothing follows
	wanted  bool // planned, urged or hoped for
	refused bool
	asked   bool // the speaker says that it should be
	top     int  // the predicate that governs all
}

// read climbs from predicate i to what governs it. holder is whom the predicate
// itself gives the attitude to.
func (f *finder) read(i, holder int) reading {
	r := reading{sign: 1, holder: holder, top: i}
	for steps := 0; steps < maxSteps; steps++ {
		f.negation(i, &r)
		h := f.tree.Head(i)
		if r.void || h < 0 {
			return r
		}
		next, stop := f.govern(i, h, &r)
		if stop {
			return r
		}
		i = next
		r.top = i
	}
	return r
}

// negation reads what dependents say of i: "not", "may", "if".
func (f *finder) negation(i int, r *reading) {
	turned := f.negatedBefore(i) || f.neither(i)
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		t := f.tok(c)
		switch t.Lower {
		case "not", "n't", "n’t", "never", "hardly", "nor", "neither", "without":
			turned = turned != (t.Rel != models.RelCc || t.Lower == "nor")
		case "no":
			turned = turned != (t.Rel == models.RelDet || t.Rel == models.RelAdvmod)
		case "little", "scant", "zero", "insufficient": // "has little sympathy"
			turned = turned != (t.Rel == models.RelAmod && isNoun(f.tok(i).Tag))
		case "longer": // "no longer" hangs together
			turned = turned != (f.tree.First(c) >= 0 && f.tok(f.tree.First(c)).Lower == "no")
		case "should", "must", "ought": // the speaker's wish, not the subject's
			if t.Rel == models.RelAux && (r.holder < 0 || !f.firstPerson(r.holder)) {
				r.asked, r.wanted = true, true
			}
		case "may", "might", "could":
			r.void = r.void || t.Rel == models.RelAux
		case "if", "whether", "unless", "once", "formerly", "allegedly":
			r.void = r.void || t.Rel == models.RelMark || t.Rel == models.RelAdvmod
		case "nobody", "none":
			r.void = r.void || t.Rel == models.RelNsubj
		}
	}
	if turned {
		r.sign, r.negated = -r.sign, !r.negated
	}
}

// negatedBefore reports whether a negation just before verb i hangs elsewhere.
func (f *finder) negatedBefore(i int) bool {
	first := f.doc.Sentences[f.tok(i).Sentence].First
	for k := i - 1; k >= first; k-- {
		t := f.tok(k)
		if t.Lower == "longer" && k > first && f.tok(k-1).Lower == "no" || f.negator(k) && t.Lower != "no" && t.Lower != "longer" {
			return f.tree.Head(k) != i
		}
		if t.Tag < models.TagRB || t.Tag > models.TagRBS {
			return false
		}
	}
	return false
}

// neither reports whether "neither" stands before the subject or object of i: "neither
// Bell nor Cole backs it".
func (f *finder) neither(i int) bool {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		switch f.tok(c).Rel {
		case models.RelNsubj, models.RelObj, models.RelNsubjPass:
			if k := f.tree.First(c); k >= 0 && k < c && f.tok(k).Lower == "neither" || k >= 0 && k < c && f.tok(k).Lower == "no" && f.tok(c).Rel != models.RelObj {
				return true
			}
		}
	}
	return false
}

// govern reads the arc from i to its head h. It returns where to climb on.
func (f *finder) govern(i, h int, r *reading) (next int, stop bool) {
	lemma := f.lemma(h)
	if f.tok(i).Rel == models.RelCcomp {
		if _, ok := f.carriers.of(lemma, thinkVerb); ok && (f.cued[h] < 0 || lemma == "deny" || lemma == "doubt") {
			r.void = true
			return h, true
		}
	}
	switch f.tok(i).Rel {
	case models.RelXcomp, models.RelCcomp, models.RelAdvcl, models.RelCsubj:
		return h, f.clause(i, h, lemma, r)
	case models.RelAcl:
		sign, ok := f.carriers.of(lemma, nounControl)
		if !ok || f.tok(i).Tag != models.TagVB {
			return h, true
		}
		return h, f.intent(h, sign, r)
	case models.RelNmod: // "a lack of support"
		for _, p := range f.model.predicates.rowsOf(lemma) {
			if p.class == effectClass && f.hasCase(i, p.target) {
				r.sign *= p.value
				return h, false
			}
		}
		return h, true
	case models.RelConj: // "did not back or endorse", but not "did not come but praised"
		return h, f.tree.Child(i, models.RelNsubj, models.RelNsubjPass, models.RelAux) >= 0 || f.hasWord(i, "but") >= 0
	}
	return h, true
}

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
