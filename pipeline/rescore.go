package pipeline

import (
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/pipeline/external"
)

// rescore gives the sentences and contents of doc the scores of the user's program.
// Where it has no answer to one of them, all keep the model's: an article has one
// source of scores.
func rescore(m *sentiment.Model, s *external.Scorer, doc *models.Document) {
	if s == nil {
		return
	}
	text := doc.Article.Text
	var texts []string
	var to []*models.Sentiment
	ask := func(t string, at *models.Sentiment) {
		if t = strings.TrimSpace(t); t != "" {
			texts, to = append(texts, t), append(to, at)
		}
	}
	for i := range doc.Sentences {
		ask(doc.Sentences[i].Span.In(text), &doc.Sentences[i].Sentiment)
	}
	for i := range doc.Attributions {
		parts := make([]string, len(doc.Attributions[i].Content))
		for k, span := range doc.Attributions[i].Content {
			parts[k] = span.In(text)
		}
		ask(strings.Join(parts, " … "), &doc.Attributions[i].Sentiment)
	}
	answers, ok := s.Score(texts)
	if !ok {
		return
	}
	for i, a := range answers {
		accept(m, to[i], a)
	}
}

// accept puts the answer in the place of the model's score.
func accept(m *sentiment.Model, to *models.Sentiment, a external.Answer) {
	to.Score, to.Label, to.Source = a.Score, m.Label(a.Score), models.FromCommand
	if a.Labelled {
		to.Label = a.Label
	}
}
