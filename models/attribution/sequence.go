package attribution

import "github.com/saysonews/sayso/models"

// Reading prepares a document for the sequence model: it runs the rules and gives
// the features of its tokens. Training reads documents through it, so that it
// sees what the model sees later.
func (m *Model) Reading(doc *models.Document, priors Priors, rows int) *Features {
	doc.Quotes = nil
	f := m.rules(doc)
	return newFeatures(f, priors, rows)
}

// Runs returns the token ranges of the blocks that can hold attributions.
func Runs(doc *models.Document) [][2]int {
	var out [][2]int
	for _, b := range doc.Blocks {
		if b.Kind.Speech() && b.First < b.Last {
			out = append(out, [2]int{doc.Sentences[b.First].First, doc.Sentences[b.Last-1].Last})
		}
	}
	return out
}
