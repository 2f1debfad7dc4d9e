package segment

import (
	"github.com/saysonews/sayso/models"
)

// Segment returns a new document over a with blocks, sentences and tokens. The
// tokens have Span, Sentence and Lower set and Head -1. It never fails: text
// without a word gives a document without sentences. Safe for concurrent use on
// different articles; a is kept, not changed.
func Segment(a *models.Article) *models.Document {
	doc := &models.Document{Article: a}
	lower := lowerCopy(a.Text)
	doc.Blocks = findBlocks(a, lower)
	refs := readReferences(a.Text, doc.Blocks)
	s := &segmenter{
		doc:   doc,
		text:  a.Text,
		lower: lower,
		lists: words(),
		refs:  refs,
	}
	doc.Tokens = make([]models.Token, 0, len(a.Text)/4+8)
	s.class = make([]class, 0, cap(doc.Tokens))
	for i := range doc.Blocks {
		s.block(i)
	}
	return doc
}

// segmenter is the state of one call of Segment.
type segmenter struct {
	doc   *models.Document
	text  string
	lower string // text in lower case, with the same byte offsets
	lists *wordLists
	refs  references
	class []class           // of each token of doc
	marks []models.Citation // of the block
	start int               // the first token of the sentence
	turns bool              // the block opens with a speaker's label
}

// block fills the sentences and tokens of block i.
func (s *segmenter) block(i int) {
	b := &s.doc.Blocks[i]
	b.First = len(s.doc.Sentences)
	if b.Kind != models.Separator {
		first := len(s.doc.Tokens)
		s.tokenize(b.Span)
		s.sentences(i, first)
		s.strayMarks(first)
	}
	b.Last = len(s.doc.Sentences)
}
