package stance

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

// Target returns the sentiment of the text around the mention at span towards it: as
// score the probability of praise less that of blame, and the label that makes the
// best of macro-F1, which leans towards praise or blame where the score is near 0. A
// mention without a sentence gets the zero Sentiment.
func (m *Model) Target(doc *models.Document, span models.Span) models.Sentiment {
	s, ok := m.scene(doc, span)
	if !ok {
		return models.Sentiment{}
	}
	f, words := s.target(s.spot(span))
	p, label := m.target.probabilities(f, words)
	score := p[praised] - p[blamed]
	return models.Sentiment{Score: score, Lexicon: score, Bayes: f[tBayes], Coverage: 1, Label: models.SentimentLabel(label - neither)}
}

// TargetFeatures returns what Target weighs for the mention at span, for training:
// the features of TargetNames and the hashed ones.
func (m *Model) TargetFeatures(doc *models.Document, span models.Span) ([]float64, []sparse.Feature) {
	s, ok := m.scene(doc, span)
	if !ok {
		return make([]float64, numTargetDense), nil
	}
	return s.target(s.spot(span))
}

// target returns what the sentiment towards the mention p is judged by.
func (s *scene) target(p spot) ([]float64, []sparse.Feature) {
	known := s.weighed()
	f := s.towards(p)
	dense := s.contexts(p, known, append(make([]float64, 0, numTargetDense), f[:]...))
	return dense, s.paths(p, known, s.grams(p, known, s.targetWords(p, nil)))
}

// numTargetDense is how many features have names.
const numTargetDense = numTargetFeatures + numContexts*wordScalars

// TargetNames returns the names of the features of TargetFeatures.
func TargetNames() []string {
	names := append(make([]string, 0, numTargetDense), targetFeatures[:]...)
	for _, context := range [numContexts]string{"all", "near", "left", "right"} {
		for k := range wordScalars {
			names = append(names, fmt.Sprintf("%s-use-%02d", context, k))
		}
	}
	return names
}
