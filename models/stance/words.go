package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// The templates of hashed features. Names are never part of one: what a model
// learns of a person is prejudice.
const (
	wordAnywhere = iota + 1
	wordLeft
	wordRight
	wordNear
	wordHead
	wordChild
	wordPair
	wordSibling
	wordBetween
	wordPath
	wordVerb
	wordAround
	wordRoles
)

// word returns the hash of the lemma at token i, and whether it is one to learn
// from: no name, number or mark.
func (s *scene) word(i int) (h uint64, ok bool) {
	t := s.tok(i)
	switch {
	case t.Tag == models.TagNNP, t.Tag == models.TagNNPS, t.Tag == models.TagCD, t.Tag >= models.TagADD && t.Tag != models.TagHYPH, t.Tag == models.TagPOS, t.Tag == models.TagHYPH:
		return 0, false
	case t.Entity == models.EntityPerson || t.Lower == "":
		return 0, false
	}
	if s.negated(i) {
		return lexicon.Hash(s.lemma(i)) + 1, true
	}
	return lexicon.Hash(s.lemma(i)), true
}

// negated reports whether a negation is a dependent of token i or stands before it.
func (s *scene) negated(i int) bool {
	for c := s.tree.First(i); c >= 0; c = s.tree.Next(c) {
		if s.negator(c) {
			return true
		}
	}
	return i > s.first && s.negator(i-1)
}

// targetWords appends the hashed features of the mention p.
func (s *scene) targetWords(p spot, out []Hashed) []Hashed {
	all := float32(1 / math.Sqrt(float64(s.end-s.first)))
	last, lastOK := uint64(0), false
	for i := s.first; i < s.end; i++ {
		w, ok := s.word(i)
		if p.holds(i) {
			lastOK = false
			continue
		}
		if !ok {
			continue
		}
		out = append(out, Hashed{hashKey(wordAnywhere, w, 0, 0), 2 * all})
		if k := p.first - i; k > 0 && k <= 7 {
			out = append(out, Hashed{hashKey(wordLeft, w, 0, 0), 0.5})
		} else if k := i - p.end; k >= 0 && k < 7 {
			out = append(out, Hashed{hashKey(wordRight, w, 0, 0), 0.5})
		}
		if d, _ := s.apart(p.head, i); d <= 4 {
			out = append(out, Hashed{hashKey(wordNear, w, 0, 0), float32(1 / float64(d+1))})
		}
		if lastOK && i-p.end < 8 && p.first-i < 8 {
			out = append(out, Hashed{hashKey(wordPair, last, w, 0), 0.5})
		}
		last, lastOK = w, true
	}
	return s.targetArcs(p, out)
}

// targetArcs appends the features of the words that the mention hangs on or that
// hang on it.
func (s *scene) targetArcs(p spot, out []Hashed) []Hashed {
	rel := uint64(s.tok(p.head).Rel)
	h := s.tree.Head(p.head)
	if h >= 0 {
		if w, ok := s.word(h); ok {
			out = append(out, Hashed{hashKey(wordHead, w, rel, 0), 1})
		}
		for c := s.tree.First(h); c >= 0; c = s.tree.Next(c) {
			if w, ok := s.word(c); ok && c != p.head {
				out = append(out, Hashed{hashKey(wordSibling, w, uint64(s.tok(c).Rel), rel), 0.5})
			}
		}
	}
	for c := s.tree.First(p.head); c >= 0; c = s.tree.Next(c) {
		if w, ok := s.word(c); ok && !p.holds(c) {
			out = append(out, Hashed{hashKey(wordChild, w, uint64(s.tok(c).Rel), 0), 1})
		}
	}
	return out
}

// pairWords appends the hashed features of the attitude of a to b.
func (s *scene) pairWords(a, b spot, out []Hashed) []Hashed {
	order := uint64(0)
	lo, hi := b.end, a.first
	if a.first < b.first {
		order, lo, hi = 1, a.end, b.first
	}
	if n := hi - lo; n > 0 {
		value := float32(1 / math.Sqrt(float64(n)))
		for i := lo; i < hi; i++ {
			if w, ok := s.word(i); ok {
				out = append(out, Hashed{hashKey(wordBetween, w, order, 0), 1.5 * value})
			}
		}
	}
	for k := 1; k <= 2; k++ {
		for side, i := range [...]int{a.first - k, a.end + k - 1, b.first - k, b.end + k - 1} {
			if i < s.first || i >= s.end {
				continue
			}
			if w, ok := s.word(i); ok {
				out = append(out, Hashed{hashKey(wordAround, w, uint64(side), order), 0.5})
			}
		}
	}
	return s.pairPath(a, b, out)
}

// pairPath appends the features of the way from a to b in the tree.
func (s *scene) pairPath(a, b spot, out []Hashed) []Hashed {
	_, top := s.apart(a.head, b.head)
	if top < 0 {
		return out
	}
	steps := 0
	for side, i := range [...]int{a.head, b.head} {
		for i != top && i >= 0 && steps < 12 {
			up := s.tree.Head(i)
			if up < 0 {
				break
			}
			if w, ok := s.word(up); ok {
				out = append(out, Hashed{hashKey(wordPath, w, uint64(side), uint64(s.tok(i).Rel)), 0.7})
			}
			i = up
			steps++
		}
	}
	if w, ok := s.word(top); ok {
		out = append(out, Hashed{hashKey(wordVerb, w, 0, 0), 1})
		out = append(out, Hashed{hashKey(wordRoles, w, uint64(s.tok(a.head).Rel), uint64(s.tok(b.head).Rel)), 1})
	}
	return append(out, Hashed{hashKey(wordRoles, 1, uint64(s.tok(a.head).Rel), uint64(s.tok(b.head).Rel)), 1})
}
