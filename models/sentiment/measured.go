package sentiment

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

// Measured is what Score weighs, for training: of a word's worth of text, each
// sentence's part weighted by its share.
type Measured struct {
	Features Features
	Hashed   []sparse.Feature
	// Words are those of the table of words, by row, with their weights; Turned those
	// of them that a negation governs.
	Words, Turned []sparse.Feature
}

// Measure returns what Score weighs for the text in span.
func (m *Model) Measure(doc *models.Document, span models.Span) *Measured {
	out := &Measured{}
	t := total{keep: out}
	m.add(&t, doc, span)
	n := max(1, t.words)
	for k, x := range t.features {
		out.Features[k] = x / float64(n)
	}
	for _, list := range [...][]sparse.Feature{out.Hashed, out.Words, out.Turned} {
		for i := range list {
			list[i].Value /= float32(n)
		}
	}
	return out
}

// add keeps the words of a piece of n words.
func (d *Measured) add(r *reading, hashed []sparse.Feature, n int) {
	for _, f := range hashed {
		f.Value *= float32(n)
		d.Hashed = append(d.Hashed, f)
	}
	scale := norm(r.end-r.first) * float32(n)
	for i := range r.words {
		w := &r.words[i]
		if w.Row < 0 {
			continue
		}
		f := sparse.Feature{Key: uint32(w.Row), Value: w.Expect * scale}
		if w.Turned {
			d.Turned = append(d.Turned, f)
		} else {
			d.Words = append(d.Words, f)
		}
	}
}

// Row returns the place of a word in the table of words, or -1.
func (m *Model) Row(word string) int { return m.words.Find(word) }
