package stance

import "github.com/saysonews/sayso/models"

// Target returns the sentiment of the text around the mention at span towards it.
func (m *Model) Target(doc *models.Document, span models.Span) models.Sentiment {
	return models.Sentiment{}
}
