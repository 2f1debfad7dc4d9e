package stance

import "github.com/saysonews/sayso/models"

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
	if p.target == "of" && f.meetsWith(i) {
		return -1, 0 // "has the support of Cole": Cole's support
	}
	for _, prep := range [...]string{"by", "from", "among", "of"} {
		if prep == p.target {
			continue
		}
		if c := f.oblique(i, prep); c >= 0 {
			return c, 1
		}
		// "criticism of the plan by Bell", with Bell hung on the plan
		if t := f.oblique(i, p.target); t >= 0 && prep == "by" {
			if c := f.oblique(t, prep); c >= 0 {
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
	case f.tok(i).Rel == models.RelObl && f.hasCase(i, "with") && f.answers(h): // "responded with attacks on"
		return f.agent(h), 1
	case f.tok(i).Rel == models.RelXcomp: // "remains an opponent of"
		return f.subject(i), 1
	}
	return -1, 0
}

// meetsWith reports whether noun i is what the subject of its verb gets from whom "of"
// introduces, rather than what he holds towards him.
func (f *finder) meetsWith(i int) bool {
	h := f.tree.Head(i)
	if h < 0 || f.tok(i).Rel != models.RelObj {
		return false
	}
	if _, ok := f.carriers.of(f.lemma(h), receiveVerb); !ok {
		return false
	}
	for _, p := range f.model.predicates.rowsOf(f.lemma(i)) {
		if p.class == nounClass && len(p.extra) == 0 && p.target == "for" {
			return true
		}
	}
	return false
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

// answers reports whether verb h does what its "with" says: "opened with an attack on".
func (f *finder) answers(h int) bool {
	switch f.lemma(h) {
	case "answer", "begin", "close", "counter", "follow", "open", "react", "reply", "respond", "retaliate", "start":
		return true
	}
	return false
}
