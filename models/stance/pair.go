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

// Pair says who is for or against whom of the mentions at a and b.
func (m *Model) Pair(doc *models.Document, a, b models.Span) PairLabel { return PairNeutral }
