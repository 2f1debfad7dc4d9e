package sentiment

import "github.com/saysonews/sayso/models"

// hit is a rated word or phrase: its head token, where it starts and its valence,
// turned and weighed by what governs it.
type hit struct {
	head, first, end int
	valence          float64
	factor           float64
	depth            int // steps to the root, 0 without a tree
}

// mark is what stands out at one token while a sentence is read. Indices are
// those of Document.Tokens; -1 is none.
type mark struct {
	shift   shifter
	negated int32 // the negator that governs the token's subtree
	modal   float64
	used    bool // a reverser whose object was turned: its own valence is spent
	// clause says that the token has a subject or a "but" of its own.
	clause bool
}

// stackTokens is how many tokens a piece may have before its marks and hits go to
// the heap.
const stackTokens = 160

// windowTokens is how far a shifter reaches when there is no tree.
const windowTokens = 4

// scope composes the valence of the hits of one sentence's part: tokens from
// first to end of the document.
type scope struct {
	doc        *models.Document
	first, end int
	marks      []mark
	tree       bool
}

func (s *scope) at(i int) *mark { return &s.marks[i-s.first] }

func (s *scope) inside(i int) bool { return i >= s.first && i < s.end }

// read looks up the shifters and spreads negators and modals to what they govern.
func (s *scope) read(words *shifters) {
	for i := s.first; i < s.end; i++ {
		t := &s.doc.Tokens[i]
		*s.at(i) = mark{negated: -1, modal: 1, shift: words.of(t.Lower, t.Lemma)}
		s.tree = s.tree || t.Rel != models.NoRel
	}
	if !s.tree {
		return
	}
	for i := s.first; i < s.end; i++ {
		t := &s.doc.Tokens[i]
		h := t.Head
		if !s.inside(h) {
			continue
		}
		if t.Rel == models.RelNsubj || t.Rel == models.RelNsubjPass || t.Lower == "but" {
			s.at(h).clause = true
		}
		switch sh := s.at(i).shift; sh.kind {
		case negator:
			s.negate(h, i)
			if r := s.doc.Tokens[h].Rel; r == models.RelNsubj || r == models.RelNsubjPass {
				s.negate(s.doc.Tokens[h].Head, i) // "no soldiers died"
			}
		case modal:
			s.at(h).modal = min(s.at(h).modal, sh.factor)
		}
	}
}

// negate notes that negator i governs token h, unless another does.
func (s *scope) negate(h, i int) {
	if s.inside(h) && s.at(h).negated < 0 {
		s.at(h).negated = int32(i)
	}
}

// factor returns by how much the valence of a word or phrase is turned or weighed, by
// its head and first token, and its depth.
func (s *scope) factor(head, first int) (factor float64, depth int) {
	factor = s.degree(first)
	if !s.tree {
		return factor * s.window(first), 0
	}
	turned := false
	for c := head; depth < 24; depth++ {
		m := s.at(c)
		if m.negated >= 0 && !turned && (int(m.negated) < first || depth == 0) {
			factor *= s.at(int(m.negated)).shift.factor
			turned = true
		}
		factor *= m.modal
		p := s.doc.Tokens[c].Head
		if !s.inside(p) || s.closed(c, p) {
			break
		}
		if g := s.at(p); g.shift.kind == reverser && governs(s.doc, p, c) {
			factor *= g.shift.factor
			g.used = true
		}
		c = p
	}
	return factor, depth
}

// closed reports whether what governs p does not reach down to c: the clause of c
// stands for itself.
func (s *scope) closed(c, p int) bool {
	switch s.doc.Tokens[c].Rel {
	case models.RelParataxis, models.RelAdvcl, models.RelAclRelcl, models.RelAdvclRelcl, models.RelAppos:
		return true
	case models.RelCcomp:
		return s.at(p).shift.kind != raiser // "does not think it good"
	case models.RelConj:
		return s.at(c).clause
	}
	return false
}

// governs reports whether token c is what the reverser p acts on.
func governs(doc *models.Document, p, c int) bool {
	switch doc.Tokens[c].Rel {
	case models.RelObj, models.RelNsubjPass, models.RelXcomp, models.RelNmod, models.RelAcl, models.RelAmod:
		return c > p || doc.Tokens[c].Rel == models.RelNsubjPass
	case models.RelObl:
		return c > p && from(doc, c)
	}
	return false
}

// from reports whether token c hangs on what governs it by "from", "against" or "of":
// "protect from harm", not "killed in the blast".
func from(doc *models.Document, c int) bool {
	for i := c - 1; i >= 0 && i >= c-6; i-- {
		if t := &doc.Tokens[i]; t.Head == c && t.Rel == models.RelCase {
			return t.Lower == "from" || t.Lower == "against" || t.Lower == "of"
		}
	}
	return false
}

// degree returns the factor of the word of degree before token i.
func (s *scope) degree(i int) float64 {
	factor := 1.0
	for back := 1; back <= 2 && s.inside(i-back); back++ {
		sh := s.at(i - back).shift
		if sh.kind != degree {
			break
		}
		factor *= sh.factor
	}
	return factor
}

// window is the factor of the shifters just before token i, for text without a
// tree: a negator, reverser or modal up to four words back in the same clause.
func (s *scope) window(i int) float64 {
	factor, turned, links := 1.0, false, false
	for back := 1; back <= windowTokens && s.inside(i-back); back++ {
		t := &s.doc.Tokens[i-back]
		switch t.Lower {
		case ",", ";", ":", "but", "because", "although", "(", "--", "—":
			return factor
		case "is", "was", "are", "were", "be", "been", "has", "had":
			links = true // a subject before it is no reverser of what follows
		}
		switch m := s.at(i - back); m.shift.kind {
		case negator, reverser:
			if !turned && !(links && m.shift.kind == reverser) {
				factor, turned = factor*m.shift.factor, true
				m.used = m.shift.kind == reverser
			}
		case modal:
			factor *= m.shift.factor
		}
	}
	return factor
}
