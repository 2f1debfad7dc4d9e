package corpus

import (
	"bytes"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// Raw writes the document as plain text, paragraphs parted by an empty line and
// sentences by a space, and fills the Span of every word with its bytes there.
// It is what a system that is measured from raw text gets to read. Title stays
// empty.
func (d *Document) Raw() *models.Article {
	var b []byte
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if len(b) > 0 && s.Paragraph {
			b = append(bytes.TrimRight(b, " "), "\n\n"...)
		}
		for j := range s.Words {
			w := &s.Words[j]
			w.Span.Start = len(b)
			b = append(b, w.Form...)
			w.Span.End = len(b)
			if !w.Glued {
				b = append(b, ' ')
			}
		}
	}
	return &models.Article{ID: d.ID, Text: string(bytes.TrimRight(b, " "))}
}

// bytesOf gives the byte offset of every code point of text, and of its end; nil
// for ASCII text, whose offsets are the same.
func bytesOf(text string) []int {
	if utf8.RuneCountInString(text) == len(text) {
		return nil
	}
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// toBytes converts a span of code points into bytes; false when it lies outside.
func toBytes(at []int, n int, s models.Span) (models.Span, bool) {
	limit := n
	if at != nil {
		limit = len(at) - 1
	}
	if s.Start < 0 || s.End > limit || s.Start > s.End {
		return none, false
	}
	if at == nil {
		return s, true
	}
	return models.Span{Start: at[s.Start], End: at[s.End]}, true
}

// Locate turns the spans of a silver document, which count code points, into
// bytes of text. Words that lie outside the text lose their span.
func (d *Document) Locate(text string) {
	at := bytesOf(text)
	for i := range d.Sentences {
		ws := d.Sentences[i].Words
		for j := range ws {
			ws[j].Span, _ = toBytes(at, len(text), ws[j].Span)
		}
	}
}
