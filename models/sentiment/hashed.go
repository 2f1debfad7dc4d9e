package sentiment

import (
	"math"

	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sparse"
)

// The columns of the table of words.
const (
	wordValence = iota // of words of like use, -4 to 4
	wordPlain          // weight in the rating where nothing turns it
	wordTurned         // weight under negation
	wordColumns
)

// The templates of the hashed features of a piece.
const (
	wordAlone = iota + 1
	wordPair
	wordSkip
)

// turnedMark sets a word under negation apart from the same word without.
const turnedMark = 0x5bd1e995

// pairShare and skipShare are how much pairs count beside single words.
const (
	pairShare = 0.7
	skipShare = 0.5
)

// shortest is how many tokens a piece counts for at least: a few words tell little.
const shortest = 16

// norm is by what the weights of the words of a piece of n tokens are multiplied.
func norm(n int) float32 { return float32(1 / math.Sqrt(float64(max(shortest, n)))) }

// learned returns the part of the rating that the words' own weights give.
func (m *Model) learned(r *reading) float64 {
	sum := float32(0)
	for i := range r.words {
		w := &r.words[i]
		switch {
		case w.Row < 0:
		case w.Turned:
			sum += w.Expect * m.words.Value(int(w.Row), wordTurned)
		default:
			sum += w.Expect * m.words.Value(int(w.Row), wordPlain)
		}
	}
	return float64(sum * norm(r.end-r.first))
}

// hashed appends the hashed features of a piece: its words, marked where a negation
// governs them, and their pairs, next to each other or with a word between. Names,
// numbers and marks are none.
func (m *Model) hashed(r *reading, out []sparse.Feature) []sparse.Feature {
	scale := norm(r.end - r.first)
	last, before := uint64(0), uint64(0)
	for i := r.first; i < r.end; i++ {
		t, w := &r.doc.Tokens[i], r.word(i)
		if !w.Countable {
			if !isHyphen(t.Lower) {
				last, before = 0, 0
			}
			continue
		}
		lemma := t.Lemma
		if lemma == "" {
			lemma = t.Lower
		}
		h := lexicon.Hash(lemma)
		if w.Turned {
			h ^= turnedMark
		}
		value := w.Expect * scale
		out = append(out, sparse.At(value, wordAlone, h, 0, 0))
		if last != 0 {
			out = append(out, sparse.At(pairShare*value, wordPair, last, h, 0))
		}
		if before != 0 {
			out = append(out, sparse.At(skipShare*value, wordSkip, before, h, 0))
		}
		before, last = last, h
	}
	return out
}

func isHyphen(word string) bool { return word == "-" || word == "–" || word == "‐" }

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
