package sentiment

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// What a piece of text is reduced to. All but the two of naive Bayes come from
// the lexicon; each lies in about [-1, 1].
const (
	featSum   = iota // all valences, squashed
	featMax          // the most positive
	featMin          // the most negative
	featLast         // the last
	featRoot         // valences weighted by nearness to the root, squashed
	featMean         // mean valence
	featBayes        // mean log-odds a word
	featOdds         // all log-odds, squashed
	// NumFeatures is the length of Features.
	NumFeatures
)

// Features are what the calibration weighs.
type Features [NumFeatures]float64

// butBefore and butAfter weigh the two sides of "but" (Hutto and Gilbert 2014).
const (
	butBefore = 0.5
	butAfter  = 1.5
)

// piece is what is known of one sentence's part of a span.
type piece struct {
	features    Features
	trained     float64 // the score of the hashed words
	words, seen int     // words, and those that some component knew
}

// measure reads tokens first to end of doc, all of one sentence.
func (m *Model) measure(doc *models.Document, first, end int) piece {
	var room scratch
	s, names := room.scope(doc, first, end)
	hits := m.hits(&s, names, room.hits[:0])
	var p piece
	p.trained = m.table.Score(0, m.words(&s, names, room.words[:0]))
	odds, known, words := m.bayes.sum(doc.Tokens[first:end], names)
	p.words, p.seen = words, max(known, len(hits))
	p.features = summarise(hits, s.but())
	if known > 0 {
		p.features[featBayes] = odds / float64(known)
		p.features[featOdds] = squash(odds, 9)
	}
	return p
}

// find collects the rated words and phrases that are no names.
func (m *Model) find(s *scope, names []bool, hits []hit) []hit {
	for i := s.first; i < s.end; {
		v, n := m.ratings.match(s.doc.Tokens[i:s.end])
		if n == 0 || n == 1 && names[i-s.first] {
			i++
			continue
		}
		if v != 0 {
			hits = append(hits, hit{head: s.headOf(i, i+n), first: i, end: i + n, valence: v})
		}
		i += n
	}
	return hits
}

// headOf returns the token among first to end whose head lies outside.
func (s *scope) headOf(first, end int) int {
	for i := first; i < end; i++ {
		if h := s.doc.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// drop removes the hits of reversers whose object was turned.
func (s *scope) drop(hits []hit) []hit {
	kept := hits[:0]
	for _, h := range hits {
		if !s.at(h.head).used {
			kept = append(kept, h)
		}
	}
	return kept
}

// but returns the token of the last "but" that joins two clauses, or first.
func (s *scope) but() int {
	for i := s.end - 1; i > s.first; i-- {
		if s.doc.Tokens[i].Lower == "but" {
			return i
		}
	}
	return s.first
}

func summarise(hits []hit, but int) Features {
	var f Features
	var sum, root, weight float64
	for _, h := range hits {
		v := h.valence * h.factor
		switch {
		case but > 0 && h.first < but:
			v *= butBefore
		case but > hits[0].first:
			v *= butAfter
		}
		w := 1 / (1 + 0.3*float64(h.depth))
		sum += v
		root += v * w
		weight += w
		f[featMax] = math.Max(f[featMax], v/4)
		f[featMin] = math.Min(f[featMin], v/4)
		f[featLast] = v / 4
	}
	if len(hits) > 0 {
		f[featSum] = squash(sum, 15)
		f[featRoot] = squash(root, 8)
		f[featMean] = sum / float64(len(hits)) / 4
	}
	return f
}

// squash maps x to (-1, 1) as VADER does, with alpha the square of the x that
// gives 0.71.
func squash(x, alpha float64) float64 { return x / math.Sqrt(x*x+alpha) }
