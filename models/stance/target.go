package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

// The classes of a target's sentiment that have weights of their own.
const (
	positiveTarget = iota
	negativeTarget
)

var targetClasses = [...]string{"positive", "negative"}

// Target returns the sentiment of the text around the mention at span towards it:
// the label that is likeliest and, as score, the probability of praise less that of
// blame. A mention without a sentence gets the zero Sentiment.
func (m *Model) Target(doc *models.Document, span models.Span) models.Sentiment {
	s, ok := m.scene(doc, span)
	if !ok {
		return models.Sentiment{}
	}
	p := s.spot(span)
	f := s.towards(p)
	var room [512]sparse.Feature
	words := s.targetWords(p, room[:0])
	pos := m.target.score(positiveTarget, f[:]) + m.targetWords.Score(positiveTarget, words)
	neg := m.target.score(negativeTarget, f[:]) + m.targetWords.Score(negativeTarget, words)
	out := models.Sentiment{Bayes: f[tBayes], Coverage: 1}
	switch {
	case pos > 0 && pos >= neg:
		out.Label = models.Positive
	case neg > 0:
		out.Label = models.Negative
	}
	a, b := math.Exp(pos), math.Exp(neg)
	out.Score = (a - b) / (1 + a + b)
	out.Lexicon = out.Score
	return out
}

// TargetFeatures returns what Target weighs for the mention at span, for training:
// the features of TargetNames and the hashed ones.
func (m *Model) TargetFeatures(doc *models.Document, span models.Span) ([]float64, []sparse.Feature) {
	s, ok := m.scene(doc, span)
	if !ok {
		return make([]float64, numTargetFeatures), nil
	}
	p := s.spot(span)
	f := s.towards(p)
	return f[:], s.targetWords(p, nil)
}

// TargetNames returns the names of the features of TargetFeatures.
func TargetNames() []string { return targetFeatures[:] }

// TargetClasses returns the names of the classes that have weights, in the order
// of the alternatives.
func TargetClasses() []string { return targetClasses[:] }
