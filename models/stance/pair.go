package stance

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

// PairLabel says who is for or against whom in a pair of mentions a and b.
type PairLabel uint8

// The five labels.
const (
	PairNeutral PairLabel = iota
	AForB                 // a holds a positive opinion of b
	BForA                 // b holds a positive opinion of a
	AAgainstB             // a holds a negative opinion of b
	BAgainstA             // b holds a negative opinion of a
)

var pairNames = [...]string{"neutral", "a+b", "b+a", "a-b", "b-a"}

// String returns the label used in output: "neutral", "a+b", "b+a", "a-b", "b-a".
func (p PairLabel) String() string { return pairNames[p] }

// The classes of one direction.
const (
	pairFor = iota
	pairAgainst
)

var pairClasses = [...]string{"for", "against"}

// Pair says who is for or against whom of the mentions at a and b. The two
// directions are weighed alike, and the best of the four attitudes has to beat
// the score 0 of having none.
func (m *Model) Pair(doc *models.Document, a, b models.Span) PairLabel {
	s, ok := m.scene(doc, a)
	if !ok {
		return PairNeutral
	}
	p, q := s.spot(a), s.spot(b)
	best, label := 0.0, PairNeutral
	var room [256]sparse.Feature
	for _, d := range [...]struct {
		holder, target     spot
		positive, negative PairLabel
	}{{p, q, AForB, AAgainstB}, {q, p, BForA, BAgainstA}} {
		f := s.between(d.holder, d.target)
		words := s.pairWords(d.holder, d.target, room[:0])
		if x := m.pair.score(pairFor, f[:]) + m.pairWords.Score(pairFor, words); x > best {
			best, label = x, d.positive
		}
		if x := m.pair.score(pairAgainst, f[:]) + m.pairWords.Score(pairAgainst, words); x > best {
			best, label = x, d.negative
		}
	}
	return label
}

// PairFeatures returns what Pair weighs for the attitude of the mention at a to the
// one at b, for training: the features of PairNames and the hashed ones.
func (m *Model) PairFeatures(doc *models.Document, a, b models.Span) ([]float64, []sparse.Feature) {
	s, ok := m.scene(doc, a)
	if !ok {
		return make([]float64, numPairFeatures), nil
	}
	p, q := s.spot(a), s.spot(b)
	f := s.between(p, q)
	return f[:], s.pairWords(p, q, nil)
}

// PairNames returns the names of the features of PairFeatures.
func PairNames() []string { return pairFeatures[:] }

// PairClasses returns the names of the classes that have weights, in their order.
func PairClasses() []string { return pairClasses[:] }
