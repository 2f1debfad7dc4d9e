package core

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// Choices says which tags a class of words can have, and which labels an arc
// between words of two tags: a bit for each. What was never seen is not scored.
type Choices struct {
	tags   string // a set of 64 bits for each class
	labels string // for each direction, tag of the head, tag of the dependent
}

const (
	tagChoices   = 8 * NumClasses
	labelChoices = 8 * 2 * (numTags + 1) * (numTags + 1)
)

// NewChoices opens the tables that training wrote.
func NewChoices(tags, labels string) (*Choices, error) {
	if len(tags) != tagChoices || len(labels) != labelChoices {
		return nil, fmt.Errorf("open choices of %d and %d bytes: %w", len(tags), len(labels), linear.ErrFormat)
	}
	return &Choices{tags: tags, labels: labels}, nil
}

// Tags returns the tags that w can have.
func (c *Choices) Tags(w *Word) uint64 {
	if w.Sure != models.NoTag {
		return 1 << w.Sure
	}
	return linear.Uint64(c.tags, 8*int(w.Class))
}

// Labels returns the labels that an arc can have.
func (c *Choices) Labels(a Action, head, dep int) uint64 {
	return linear.Uint64(c.labels, 8*LabelChoice(a, head, dep))
}

// LabelChoice is the place of a set of labels in the table.
func LabelChoice(a Action, head, dep int) int {
	return (int(a-Left)*(numTags+1)+head)*(numTags+1) + dep
}

// NumLabelChoices is the number of sets of labels.
const NumLabelChoices = labelChoices / 8

// RootTag is the tag by which Choices knows the root.
const RootTag = edgeTag
