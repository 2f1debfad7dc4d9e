package stance

import "github.com/saysonews/sayso/models"

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
	f, g := s.between(p, q), s.between(q, p)
	best, label := 0.0, PairNeutral
	for _, c := range [...]struct {
		score float64
		label PairLabel
	}{
		{m.pair.score(pairFor, f[:]), AForB},
		{m.pair.score(pairFor, g[:]), BForA},
		{m.pair.score(pairAgainst, f[:]), AAgainstB},
		{m.pair.score(pairAgainst, g[:]), BAgainstA},
	} {
		if c.score > best {
			best, label = c.score, c.label
		}
	}
	return label
}

// PairFeatures returns what Pair weighs for the attitude of the mention at a to the
// one at b and the other way round, for training.
func (m *Model) PairFeatures(doc *models.Document, a, b models.Span) (ab, ba []float64) {
	s, ok := m.scene(doc, a)
	if !ok {
		return make([]float64, numPairFeatures), make([]float64, numPairFeatures)
	}
	p, q := s.spot(a), s.spot(b)
	f, g := s.between(p, q), s.between(q, p)
	return f[:], g[:]
}

// PairNames returns the names of the features of PairFeatures.
func PairNames() []string { return pairFeatures[:] }

// PairClasses returns the names of the classes that have weights, in their order.
func PairClasses() []string { return pairClasses[:] }
