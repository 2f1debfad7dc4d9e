package stance

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/sentiment"
)

// Options say how to load a Model. The zero value is the usual.
type Options struct {
	// Sentiment is the model to take valences from; nil loads one.
	Sentiment *sentiment.Model
	// Topics is the text of a topics file that replaces the built-in one, or empty.
	Topics string
}

// Model finds stances. It is immutable and safe for concurrent use.
type Model struct {
	sentiment *sentiment.Model
}

// Load reads the embedded predicates and topics.
func Load(o Options) (*Model, error) {
	m := &Model{sentiment: o.Sentiment}
	if m.sentiment == nil {
		s, err := sentiment.Load()
		if err != nil {
			return nil, fmt.Errorf("load stance: %w", err)
		}
		m.sentiment = s
	}
	return m, nil
}

// Find returns the stances that the document expresses, in order of their
// evidence. It lists holders in doc.Speakers where they are not there yet, and
// changes nothing else; cast is what the identity step handed back for doc.
func (m *Model) Find(doc *models.Document, cast *identity.Cast) []models.Stance {
	return nil
}
