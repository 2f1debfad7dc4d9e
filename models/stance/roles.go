package stance

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/tree"
)

// maxSteps bounds every climb along the tree: no tree of ours is deeper where it
// matters, and a damaged one ends there.
const maxSteps = 12

// arcs answers questions about the dependency tree of one document.
type arcs struct {
	doc      *models.Document
	tree     tree.Tree
	carriers *carriers
}

func (a *arcs) tok(i int) *models.Token { return &a.doc.Tokens[i] }

func (a *arcs) lemma(i int) string {
	if t := a.tok(i); t.Lemma != "" {
		return t.Lemma
	}
	return a.tok(i).Lower
}

func isVerb(t models.Tag) bool { return t >= models.TagVB && t <= models.TagVBZ }

func isNoun(t models.Tag) bool { return t >= models.TagNN && t <= models.TagNNPS }

func isAdjective(t models.Tag) bool { return t >= models.TagJJ && t <= models.TagJJS }

// passive reports whether verb i stands in the passive.
func (a *arcs) passive(i int) bool {
	if a.tree.Child(i, models.RelNsubjPass, models.RelAuxPass, models.RelCsubjPass) >= 0 {
		return true
	}
	if a.tok(i).Tag != models.TagVBN {
		return false
	}
	switch a.tok(i).Rel {
	case models.RelAcl, models.RelAmod:
		return a.tree.Child(i, models.RelObj, models.RelAux) < 0
	case models.RelConj: // "was mocked and condemned"
		h := a.tree.Head(i)
		return h >= 0 && h != i && a.tree.Child(i, models.RelAux, models.RelNsubj) < 0 && a.tok(h).Tag == models.TagVBN &&
			a.tree.Child(h, models.RelNsubjPass, models.RelAuxPass) >= 0
	}
	return false
}

// subject returns the token that is the surface subject of predicate i, found by
// its own arc or through coordination, control and relative clauses; -1 if none.
func (a *arcs) subject(i int) int {
	for steps := 0; i >= 0 && steps < maxSteps; steps++ {
		if s := a.ownSubject(i); s >= 0 {
			return a.antecedent(i, s)
		}
		h := a.tree.Head(i)
		if h < 0 {
			return a.before(i)
		}
		switch a.tok(i).Rel {
		case models.RelXcomp:
			if _, ok := a.carriers.of(a.lemma(h), objectControl); ok && a.tok(i).Tag == models.TagVB {
				if o := a.tree.Child(h, models.RelObj, models.RelIobj); o >= 0 {
					return o // "urged Britain to drop it": Britain drops it
				}
			}
		case models.RelConj, models.RelAdvcl, models.RelParataxis:
			if a.tok(i).Rel == models.RelParataxis && a.tok(i).Tag != models.TagVBG {
				return -1
			}
			if isNoun(a.tok(h).Tag) && a.tree.Child(h, models.RelCop) < 0 {
				return -1
			}
		case models.RelAcl:
			if a.tok(i).Tag == models.TagVB { // "steps to end it": the steps do not end it
				return -1
			}
			return h
		case models.RelAclRelcl, models.RelAmod:
			return h
		case models.RelAppos:
			if isAdjective(a.tok(i).Tag) { // "Bell, critical of Cole, left"
				return h
			}
			return -1
		default:
			return -1
		}
		i = h
	}
	return -1
}

// ownSubject returns the dependent of i that is its subject: the one nearest before
// it should a parser give several; -1 for none.
func (a *arcs) ownSubject(i int) int {
	found := -1
	for c := a.tree.First(i); c >= 0; c = a.tree.Next(c) {
		if r := a.tok(c).Rel; (r == models.RelNsubj || r == models.RelNsubjPass) && (found < 0 || c < i) {
			found = c
		}
	}
	return found
}

// before returns the name just before the finite verb i, which a parser is apt to
// hang elsewhere when it follows a comma; -1 for none.
func (a *arcs) before(i int) int {
	switch a.tok(i).Tag {
	case models.TagVBD, models.TagVBZ, models.TagVBP:
	default:
		return -1
	}
	first := a.doc.Sentences[a.tok(i).Sentence].First
	k := i - 1
	for k > first && (a.tok(k).Tag == models.TagRB || a.tok(k).Rel == models.RelAux) {
		k--
	}
	if k < first || a.tok(k).Tag != models.TagNNP && a.tok(k).Tag != models.TagNNPS {
		return -1
	}
	for h := a.tree.Head(k); h >= first && h < i && a.tok(h).Tag == models.TagNNP && (a.tok(k).Rel == models.RelFlat || a.tok(k).Rel == models.RelCompound); h = a.tree.Head(k) {
		k = h
	}
	if a.tree.Child(k, models.RelCase) >= 0 || a.tok(k).Rel == models.RelObj {
		return -1
	}
	return k
}

// antecedent returns what subject s of i stands for: the noun that a relative
// pronoun goes back to, otherwise s.
func (a *arcs) antecedent(i, s int) int {
	if !relative(a.tok(s)) {
		return s
	}
	for steps := 0; steps < maxSteps; steps++ {
		h := a.tree.Head(i)
		if h < 0 {
			return -1
		}
		if a.tok(i).Rel == models.RelAclRelcl {
			return h
		}
		i = h
	}
	return -1
}

func relative(t *models.Token) bool {
	switch t.Lower {
	case "who", "which", "that", "whom":
		return t.Tag == models.TagWP || t.Tag == models.TagWDT || t.Lower != "that"
	}
	return false
}

// agent returns who acts in verb i: its subject or, in the passive, its agent.
func (a *arcs) agent(i int) int {
	if !a.passive(i) {
		return a.subject(i)
	}
	if b := a.oblique(i, "by"); b >= 0 {
		return b
	}
	// "accused of fraud by Bell", with the agent hung on the noun before it.
	for c := a.tree.First(i); c >= 0; c = a.tree.Next(c) {
		if a.tok(c).Rel == models.RelObl && c > i && a.hasCase(c, "of") {
			if b := a.oblique(c, "by"); b >= 0 {
				return b
			}
		}
	}
	return a.tree.Child(i, models.RelOblAgent)
}

// patient returns what verb i acts on: its object or, in the passive, its subject,
// or the noun whose relative clause has a gap there ("the deal he opposes").
func (a *arcs) patient(i int) int {
	if a.passive(i) {
		return a.subject(i)
	}
	if o := a.tree.Child(i, models.RelObj); o >= 0 && a.tree.Child(o, models.RelCase) < 0 {
		if !relative(a.tok(o)) {
			return o
		}
	} else if a.tok(i).Rel != models.RelAclRelcl {
		return -1
	}
	if s := a.tree.Child(i, models.RelNsubj); s >= 0 && relative(a.tok(s)) {
		return -1
	}
	if a.tok(i).Rel == models.RelAclRelcl && a.hasWord(i, "where") < 0 && a.hasWord(i, "when") < 0 {
		return a.tree.Head(i)
	}
	return -1
}

// oblique returns the dependent of i that the preposition introduces, or -1. The
// relation is not asked for, since parsers differ there most, and a preposition
// that heads its noun is taken as well.
func (a *arcs) oblique(i int, prep string) int {
	for c := a.tree.First(i); c >= 0; c = a.tree.Next(c) {
		switch a.tok(c).Rel {
		case models.RelConj, models.RelNsubj, models.RelNsubjPass, models.RelCcomp, models.RelParataxis, models.RelRoot:
			continue
		}
		if a.hasCase(c, prep) {
			return c
		}
		// The preposition may hang on the first part of a name ("to the Boycott,
		// Divestment and Sanctions movement").
		if lo, _ := a.tree.Range(c); lo > i && lo < c && a.tok(lo).Lower == prep && a.tok(lo).Rel == models.RelCase {
			return c
		}
		if c > i && a.tok(c).Lower == prep && (a.tok(c).Tag == models.TagIN || a.tok(c).Tag == models.TagTO) {
			for n := a.tree.First(c); n >= 0; n = a.tree.Next(n) {
				if n > c && (isNoun(a.tok(n).Tag) || a.tok(n).Tag == models.TagPRP) {
					return n
				}
			}
		}
	}
	return -1
}

// hasCase reports whether the preposition or conjunction marks i.
func (a *arcs) hasCase(i int, prep string) bool {
	for c := a.tree.First(i); c >= 0 && c < i; c = a.tree.Next(c) {
		if a.tok(c).Lower != prep || a.tok(c+1).Tag == models.TagHYPH { // "an on-air diatribe"
			continue
		}
		switch a.tok(c).Rel {
		case models.RelCase:
			return true
		case models.RelMark: // "against scrapping it", but not "to scrap it"
			return a.tok(i).Tag == models.TagVBG
		}
	}
	return false
}

// hasWord reports whether a dependent of i, or a particle, has the lemma, and
// returns it.
func (a *arcs) hasWord(i int, lemma string) int {
	for c := a.tree.First(i); c >= 0; c = a.tree.Next(c) {
		if a.tok(c).Lower == lemma || a.lemma(c) == lemma {
			return c
		}
	}
	return -1
}
