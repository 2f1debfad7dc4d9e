package corpus

import "github.com/saysonews/sayso/models"

// Word is one token of an annotated sentence.
type Word struct {
	Form string
	// Lemma is empty where the file gives none.
	Lemma  string
	Tag    models.Tag
	Rel    models.Rel
	Entity models.Entity
	// Head indexes the words of the sentence; -1 is the root.
	Head int
	// Span locates the word in the document's text: in bytes after Locate or
	// Raw, in code points as read from a silver file. Both ends are -1 where
	// the file gives none.
	Span models.Span
	// Glued says that no space follows the word.
	Glued bool
	// Misc is the last column of a CoNLL-U row, "_" or empty for nothing; GUM
	// keeps entities and coreference there.
	Misc string
}

// Sentence is a sentence as the corpus cuts it.
type Sentence struct {
	Words []Word
	// Text is the sentence as written, empty where the file does not say.
	Text string
	// Paragraph says that the sentence opens a paragraph.
	Paragraph bool
	// Block is what the corpus calls the paragraph, such as "head (1 s)" in GUM.
	Block string
}

// Document is an annotated text.
type Document struct {
	ID        string
	Sentences []Sentence
}

// Len is the number of words.
func (d *Document) Len() int {
	n := 0
	for i := range d.Sentences {
		n += len(d.Sentences[i].Words)
	}
	return n
}
