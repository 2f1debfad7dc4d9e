package sentiment

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// What a piece of text is reduced to. All but the two of naive Bayes come from
// the lexicon; each lies in about [-1, 1].
const (
	featSum    = iota // all valences, squashed
	featMax           // the most positive
	featMin           // the most negative
	featLast          // the last
	featRoot          // valences weighted by nearness to the root, squashed
	featMean          // mean valence
	featBayes         // mean log-odds a word
	featOdds          // all log-odds, squashed
	featBranch        // from here on sums of valences, listed or likely, by where they stand
)

const (
	featDepth    = featBranch + numBranches
	featKind     = featDepth + numDepths
	featAsked    = featKind + numKinds // in a question
	featQuoted   = featAsked + 1       // between quotation marks
	featIronic   = featAsked + 2       // a word or two between marks, or so called
	featReported = featAsked + 3       // in a clause that somebody says
	featCompared = featAsked + 4       // in a comparison
	featTurned   = featAsked + 5       // under negation
	// NumFeatures is the length of Features.
	NumFeatures = featAsked + 6
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
	learned     float64 // what the words' own weights give
	likely      float64 // the valences of words that no list has, squashed
	words, seen int     // words, and those that some component knew
}

// measure reads tokens first to end of doc, all of one sentence. It adds the words to
// keep, unless that is nil.
func (m *Model) measure(doc *models.Document, first, end int, keep *Measured) piece {
	var room scratch
	r := room.reading(doc, first, end)
	hits := m.hits(&r, room.hits[:0])
	m.weigh(&r, hits)
	words := m.hashed(&r, room.hashed[:0])
	p := piece{learned: m.table.Score(0, words) + m.learned(&r), features: summarise(hits, r.but())}
	r.place(&p.features)
	odds, known, n := m.bayes.sum(doc.Tokens[first:end], r.names)
	p.words, p.likely = n, r.likely()
	p.seen = max(known, len(hits), r.found())
	if known > 0 {
		p.features[featBayes] = odds / float64(known)
		p.features[featOdds] = squash(odds, 9)
	}
	if keep != nil {
		keep.add(&r, words, n)
	}
	return p
}

// likely returns the valences of words that no list has, squashed.
func (r *reading) likely() float64 {
	sum := 0.0
	for i := range r.words {
		if w := &r.words[i]; !w.rated {
			sum += float64(w.Value)
		}
	}
	return squash(sum, 1)
}

// found returns how many words the table of words has.
func (r *reading) found() int {
	n := 0
	for i := range r.words {
		if r.words[i].Row >= 0 && r.words[i].Countable {
			n++
		}
	}
	return n
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

// butFactor weighs token i by the side of the last "but" that it stands on; but is
// first where there is none.
func butFactor(i, but, first int) float64 {
	switch {
	case but == first:
		return 1
	case i < but:
		return butBefore
	}
	return butAfter
}

// squash maps x to (-1, 1) as VADER does, with alpha the square of the x that
// gives 0.71.
func squash(x, alpha float64) float64 { return x / math.Sqrt(x*x+alpha) }
