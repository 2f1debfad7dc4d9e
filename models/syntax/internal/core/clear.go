package core

import "github.com/saysonews/sayso/models"

// Clear is a sentence without its quotation marks: so the parser reads quoted
// and mixed speech like any other text. Words keep their Quote and Edge.
type Clear struct {
	Words []Word
	Tags  []models.Tag
	// Kept lists the places of the words in the whole sentence.
	Kept []int32
}

// Fill takes a sentence; its memory is used again. A sentence of marks alone is
// kept whole.
func (c *Clear) Fill(ws []Word, tags []models.Tag) {
	c.Words, c.Tags, c.Kept = c.Words[:0], c.Tags[:0], c.Kept[:0]
	for i, t := range tags {
		if t != models.TagOpenQuote && t != models.TagCloseQuote {
			c.add(ws, tags, i)
		}
	}
	if len(c.Kept) == 0 {
		for i := range tags {
			c.add(ws, tags, i)
		}
	}
}

func (c *Clear) add(ws []Word, tags []models.Tag, i int) {
	c.Words, c.Tags, c.Kept = append(c.Words, ws[i]), append(c.Tags, tags[i]), append(c.Kept, int32(i))
}
