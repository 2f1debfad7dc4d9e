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
		case "would": // "would have backed it"
			r.void = r.void || t.Rel == models.RelAux && f.hasAux(i, "have")
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

// hasAux reports whether the word is an auxiliary of verb i.
func (f *finder) hasAux(i int, lower string) bool {
	c := f.hasWord(i, lower)
	return c >= 0 && c < i && f.tok(c).Rel == models.RelAux
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
	if m := f.tree.Child(i, models.RelMark); f.tok(i).Tag == models.TagVBG && m > 0 && f.tok(i).Rel == models.RelAdvcl && isNoun(f.tok(m-1).Tag) && f.tree.Head(m-1) == h && f.tok(m-1).Rel == models.RelObj && f.named(i, m-1, r) {
		return h, true // "had reservations about voting for her", hung on the verb
	}
	switch f.tok(i).Rel {
	case models.RelXcomp, models.RelCcomp, models.RelAdvcl, models.RelCsubj:
		return h, f.clause(i, h, lemma, r)
	case models.RelAcl:
		if f.tok(i).Tag == models.TagVBG && f.tree.Child(i, models.RelMark) >= 0 {
			r.void = !f.named(i, h, r)
			return h, true
		}
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

// named reads what noun h says of the clause i that a preposition joins to it:
// "reservations about voting for her", "the idea of banning it". ok is false where h
// is no noun of attitude or effect.
func (f *finder) named(i, h int, r *reading) (ok bool) {
	for _, p := range f.model.predicates.rowsOf(f.lemma(h)) {
		if p.class != nounClass && p.class != effectClass || len(p.extra) > 0 || !f.hasCase(i, p.target) {
			continue
		}
		if r.sign *= sign1(p.value); p.class == nounClass {
			if holder, _ := f.owner(&p, h); holder >= 0 {
				r.holder = holder
			}
		}
		return true
	}
	return false
}
