package identity

import "github.com/saysonews/sayso/models"

// Cast is everyone and everything that an article names: its figures, and where
// each is mentioned. A Cast belongs to one document and one goroutine.
type Cast struct {
	// Figures are the people, institutions, groups and places, each once.
	Figures []Figure
	// Mentions are in order of their first byte. They may nest: "the president
	// of France" holds "France".
	Mentions []Mention
}

// Figure is a person, institution, group or place of the article.
type Figure struct {
	// Speaker is how the figure would be listed; only those that an attribution
	// resolves to are in Document.Speakers from the start. People without a name
	// have no ID before they are listed.
	models.Speaker
	// Entity is the class of its name; EntityPlace for countries and cities.
	Entity models.Entity
	listed int // index in Document.Speakers plus one, 0 when not listed yet
}

// Mention is a stretch of text that refers to a figure: a name, a title with a
// name, an office, a definite description or a pronoun.
type Mention struct {
	models.Span
	// Head indexes Document.Tokens: the syntactic head of the mention.
	Head int
	// Figure indexes Cast.Figures; -1 when the mention is not resolved.
	Figure int
	// Reason says how the mention was resolved.
	Reason models.Reason
	// Entity is the class of the mention.
	Entity models.Entity
}

// Speaker returns the index in doc.Speakers of figure i, adding it when no
// attribution did. It returns -1 for an i that is no figure.
func (c *Cast) Speaker(doc *models.Document, i int) int {
	if i < 0 || i >= len(c.Figures) {
		return -1
	}
	f := &c.Figures[i]
	if f.listed == 0 {
		if f.ID == "" {
			f.ID = models.SpeakerID(f.Kind, f.Name)
		}
		f.listed = 1 + list(doc, f.Speaker)
	}
	return f.listed - 1
}

// list returns the index of s in doc.Speakers, appending it when its ID is new.
func list(doc *models.Document, s models.Speaker) int {
	for i := range doc.Speakers {
		if doc.Speakers[i].ID == s.ID {
			return i
		}
	}
	doc.Speakers = append(doc.Speakers, s)
	return len(doc.Speakers) - 1
}
