package sentiment

import (
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sparse"
)

// The templates of the hashed features of a piece.
const (
	wordAlone = iota + 1
	wordPair
	wordSkip
	wordArc
)

// turnedMark sets a word under negation apart from the same word without.
const turnedMark = 0x5bd1e995

// words appends the hashed features of a piece: its words, marked where a negation
// governs them, and their pairs. Names, numbers and marks are none. A word counts
// by how much valence may be expected of it: by its rating and its log-odds.
func (m *Model) words(s *scope, names []bool, out []sparse.Feature) []sparse.Feature {
	norm := 1 / math.Sqrt(float64(max(4, s.end-s.first)))
	last, before := uint64(0), uint64(0)
	for i := s.first; i < s.end; i++ {
		t := &s.doc.Tokens[i]
		if names[i-s.first] || !countable(t) {
			if t.Tag != models.TagHYPH {
				last, before = 0, 0
			}
			continue
		}
		w, value := m.expect(s, i)
		value *= norm
		out = append(out, sparse.At(float32(value), wordAlone, w, 0, 0))
		if last != 0 {
			out = append(out, sparse.At(float32(pairShare*value), wordPair, last, w, 0))
		}
		if before != 0 {
			out = append(out, sparse.At(float32(skipShare*value), wordSkip, before, w, 0))
		}
		before, last = last, w
	}
	return out
}

// pairShare and skipShare are how much pairs count beside single words.
const (
	pairShare = 0.7
	skipShare = 0.5
)

// expect returns the hash of the word at token i and its weight.
func (m *Model) expect(s *scope, i int) (w uint64, value float64) {
	t := &s.doc.Tokens[i]
	lemma := t.Lemma
	if lemma == "" {
		lemma = t.Lower
	}
	w, value = lexicon.Hash(lemma), 0.4
	if v, n := m.ratings.match(s.doc.Tokens[i : i+1]); n == 1 {
		value += math.Abs(v) / 3
	}
	if b, ok := m.bayes.lookup(Spread(LetterHash(LetterSeed, t.Lower))); ok {
		value += math.Min(0.5, math.Abs(b)/2)
	}
	if s.turned(i) {
		w ^= turnedMark
	}
	return w, value
}

// countable reports whether a token is a word to learn from.
func countable(t *models.Token) bool {
	switch t.Tag {
	case models.TagCD, models.TagPOS, models.TagHYPH, models.TagSYM, models.TagLS, models.TagFW:
		return false
	}
	return t.Lower != "" && (t.Lower[0] >= 'a' && t.Lower[0] <= 'z' || t.Lower[0] >= 0x80)
}

// turned reports whether a negation governs token i, directly or through its head,
// or stands just before it where there is no tree.
func (s *scope) turned(i int) bool {
	if !s.tree {
		return s.window(i) < 0
	}
	if n := s.at(i).negated; n >= 0 {
		return true
	}
	h := s.doc.Tokens[i].Head
	return s.inside(h) && s.at(h).negated >= 0 && int(s.at(h).negated) < i
}
