package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sparse"
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
	pathBoth
	pathMine
	pathIts
	pathLong
	pathPlace
	pathRole
	gramAlone
	gramPair
	gramSkip
	gramSide
	gramPath
	mentionKind
	mentionNext
	mentionUp
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
func (s *scene) targetWords(p spot, out []sparse.Feature) []sparse.Feature {
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
		out = append(out, sparse.Wide(2*all, wordAnywhere, w, 0, 0))
		if k := p.first - i; k > 0 && k <= 7 {
			out = append(out, sparse.Wide(0.5, wordLeft, w, 0, 0))
		} else if k := i - p.end; k >= 0 && k < 7 {
			out = append(out, sparse.Wide(0.5, wordRight, w, 0, 0))
		}
		if d, _ := s.apart(p.head, i); d <= 4 {
			out = append(out, sparse.Wide(float32(1/float64(d+1)), wordNear, w, 0, 0))
		}
		if lastOK && i-p.end < 8 && p.first-i < 8 {
			out = append(out, sparse.Wide(0.5, wordPair, last, w, 0))
		}
		last, lastOK = w, true
	}
	return s.targetArcs(p, out)
}

// targetArcs appends the features of the words that the mention hangs on or that
// hang on it.
func (s *scene) targetArcs(p spot, out []sparse.Feature) []sparse.Feature {
	rel := uint64(s.tok(p.head).Rel)
	h := s.tree.Head(p.head)
	if h >= 0 {
		if w, ok := s.word(h); ok {
			out = append(out, sparse.Wide(1, wordHead, w, rel, 0))
		}
		for c := s.tree.First(h); c >= 0; c = s.tree.Next(c) {
			if w, ok := s.word(c); ok && c != p.head {
				out = append(out, sparse.Wide(0.5, wordSibling, w, uint64(s.tok(c).Rel), rel))
			}
		}
	}
	for c := s.tree.First(p.head); c >= 0; c = s.tree.Next(c) {
		if w, ok := s.word(c); ok && !p.holds(c) {
			out = append(out, sparse.Wide(1, wordChild, w, uint64(s.tok(c).Rel), 0))
		}
	}
	return out
}

// pairWords appends the hashed features of the attitude of a to b.
func (s *scene) pairWords(a, b spot, out []sparse.Feature) []sparse.Feature {
	order := uint64(0)
	lo, hi := b.end, a.first
	if a.first < b.first {
		order, lo, hi = 1, a.end, b.first
	}
	if n := hi - lo; n > 0 {
		value := float32(1 / math.Sqrt(float64(n)))
		for i := lo; i < hi; i++ {
			if w, ok := s.word(i); ok {
				out = append(out, sparse.At(1.5*value, wordBetween, w, order, 0))
			}
		}
	}
	for k := 1; k <= 2; k++ {
		for side, i := range [...]int{a.first - k, a.end + k - 1, b.first - k, b.end + k - 1} {
			if i < s.first || i >= s.end {
				continue
			}
			if w, ok := s.word(i); ok {
				out = append(out, sparse.At(0.5, wordAround, w, uint64(side), order))
			}
		}
	}
	return s.pairPath(a, b, out)
}

// pairPath appends the features of the way from a to b in the tree.
func (s *scene) pairPath(a, b spot, out []sparse.Feature) []sparse.Feature {
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
				out = append(out, sparse.At(0.7, wordPath, w, uint64(side), uint64(s.tok(i).Rel)))
			}
			i = up
			steps++
		}
	}
	if w, ok := s.word(top); ok {
		out = append(out, sparse.At(1, wordVerb, w, 0, 0))
		out = append(out, sparse.At(1, wordRoles, w, uint64(s.tok(a.head).Rel), uint64(s.tok(b.head).Rel)))
	}
	return append(out, sparse.At(1, wordRoles, 1, uint64(s.tok(a.head).Rel), uint64(s.tok(b.head).Rel)))
}
