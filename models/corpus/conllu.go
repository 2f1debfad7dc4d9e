package corpus

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
)

// none is the span of a word that the file does not locate.
var none = models.Span{Start: -1, End: -1}

// ReadCoNLLU reads a gold treebank in CoNLL-U. Rows of empty nodes are skipped,
// multiword rows only say which words are glued. Comments `# newdoc id`,
// `# newpar` and `# text` are understood. Spans are -1: see Document.Raw.
func ReadCoNLLU(path string) ([]Document, error) {
	b := builder{interned: map[string]string{}}
	if err := EachLine(path, b.conllu); err != nil {
		return nil, err
	}
	b.endSentence()
	return b.docs, nil
}

// builder collects documents from the lines of a file. Forms, lemmas and other
// strings that repeat are kept once.
type builder struct {
	docs     []Document
	sent     Sentence
	gluedTo  int // last word of the multiword token being read, from 1
	gluedEnd bool
	interned map[string]string
}

func (b *builder) intern(s string) string {
	if t, ok := b.interned[s]; ok {
		return t
	}
	s = strings.Clone(s)
	b.interned[s] = s
	return s
}

func (b *builder) endSentence() {
	if len(b.sent.Words) > 0 {
		if len(b.docs) == 0 {
			b.docs = append(b.docs, Document{})
		}
		d := &b.docs[len(b.docs)-1]
		d.Sentences = append(d.Sentences, b.sent)
		b.sent = Sentence{}
	}
	b.gluedTo = 0
}

func (b *builder) conllu(line string) error {
	switch {
	case line == "":
		b.endSentence()
		return nil
	case line[0] == '#':
		b.comment(line)
		return nil
	}
	c := strings.Split(line, "\t")
	if len(c) < 10 {
		return fmt.Errorf("%d columns, want 10", len(c))
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	if _, last, ok := strings.Cut(c[0], "-"); ok {
		b.gluedTo, _ = strconv.Atoi(last)
		b.gluedEnd = strings.Contains(c[9], "SpaceAfter=No")
		return nil
	}
	return b.row(c)
}

func (b *builder) comment(line string) {
	if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
		b.endSentence()
		b.docs = append(b.docs, Document{ID: id})
		b.sent.Paragraph = true
	} else if block, ok := strings.CutPrefix(line, "# newpar_block = "); ok {
		b.sent.Block, b.sent.Paragraph = block, true
	} else if strings.HasPrefix(line, "# newpar") {
		b.sent.Paragraph = true
	} else if text, ok := strings.CutPrefix(line, "# text = "); ok {
		b.sent.Text = text
	}
}

// row reads the ten columns of a word.
func (b *builder) row(c []string) error {
	head, err := strconv.Atoi(c[6])
	if err != nil || head < 0 {
		return fmt.Errorf("head %q is no number", c[6])
	}
	n := len(b.sent.Words) + 1
	glued := strings.Contains(c[9], "SpaceAfter=No")
	if n < b.gluedTo {
		glued = true
	} else if n == b.gluedTo {
		glued = b.gluedEnd
	}
	b.sent.Words = append(b.sent.Words, Word{
		Form: b.intern(c[1]), Lemma: b.intern(c[2]), Tag: models.ParseTag(c[4]),
		Rel: models.ParseRel(c[7]), Head: head - 1, Span: none, Glued: glued, Misc: b.intern(c[9]),
	})
	return nil
}
