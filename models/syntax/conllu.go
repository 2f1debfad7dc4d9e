package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/saysonews/sayso/models"
)

// WriteCoNLLU writes doc in CoNLL-U: `# newdoc id`, and for each sentence
// `# sent_id`, `# text` and its tokens, with the Penn tag in the fifth column
// and `TokenRange=start:end` in Unicode code points of the text in the last.
// The coarse part of speech in the fourth is derived from tag and relation.
//
// Footnote marks, which are no tokens of a sentence, are written as tokens that
// hang from the word before them, so that the rows hold the whole sentence. The
// error is w's.
func WriteCoNLLU(w io.Writer, doc *models.Document) error {
	c := conllu{out: bufio.NewWriter(w), doc: doc, offsets: models.NewOffsets(doc.Article.Text)}
	id := oneLine(doc.Article.ID)
	fmt.Fprintf(c.out, "# newdoc id = %s\n", id)
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		fmt.Fprintf(c.out, "# sent_id = %s-%d\n# text = %s\n", id, i+1, oneLine(s.In(doc.Article.Text)))
		c.sentence(s)
	}
	if err := c.out.Flush(); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}

type conllu struct {
	out     *bufio.Writer
	doc     *models.Document
	offsets models.Offsets
	rows    []row
	at      []int // row number of each token of the sentence, from 1
}

// row is a token of the sentence, or a part of a footnote mark.
type row struct {
	models.Span
	token int // of the document, or -1
	head  int // row number of the head, for parts of marks
	tag   models.Tag
	rel   models.Rel
}

func (c *conllu) sentence(s *models.Sentence) {
	c.rows, c.at = c.rows[:0], c.at[:0]
	marks := s.Citations
	for j := s.First; j < s.Last; j++ {
		for len(marks) > 0 && marks[0].Start < c.doc.Tokens[j].Start {
			c.mark(marks[0].Span)
			marks = marks[1:]
		}
		c.rows = append(c.rows, row{Span: c.doc.Tokens[j].Span, token: j})
		c.at = append(c.at, len(c.rows))
	}
	for _, m := range marks {
		c.mark(m.Span)
	}
	for i := range c.rows {
		c.write(s, i)
	}
	c.out.WriteByte('\n')
}

// mark adds the rows of a footnote mark: bracket, number, bracket.
func (c *conllu) mark(s models.Span) {
	text := s.In(c.doc.Article.Text)
	open := len(text) - len(strings.TrimLeft(text, "[("))
	end := len(strings.TrimRight(text, "])"))
	if open >= end {
		open, end = 0, len(text)
	}
	number := len(c.rows) + 1
	if open > 0 {
		number++
		c.rows = append(c.rows, row{Span: models.Span{Start: s.Start, End: s.Start + open}, token: -1, head: number, tag: models.TagLRB, rel: models.RelPunct})
	}
	c.rows = append(c.rows, row{Span: models.Span{Start: s.Start + open, End: s.Start + end}, token: -1, head: c.before(), tag: models.TagCD, rel: models.RelDep})
	if end < len(text) {
		c.rows = append(c.rows, row{Span: models.Span{Start: s.Start + end, End: s.End}, token: -1, head: number, tag: models.TagRRB, rel: models.RelPunct})
	}
}

// before is the row of the last token so far; a mark that opens its sentence
// hangs from the first token, two rows on.
func (c *conllu) before() int {
	if len(c.at) > 0 {
		return c.at[len(c.at)-1]
	}
	return len(c.rows) + 3
}

func (c *conllu) write(s *models.Sentence, i int) {
	r := &c.rows[i]
	glue := ""
	if i+1 < len(c.rows) && c.rows[i+1].Start == r.End {
		glue = "SpaceAfter=No|"
	}
	form, lemma, pos := oneLine(r.In(c.doc.Article.Text)), "_", "X"
	head, tag, rel := r.head, r.tag, r.rel
	if r.token >= 0 {
		t := &c.doc.Tokens[r.token]
		tag, rel, head, pos = t.Tag, t.Rel, 0, coarse(t)
		if t.Head >= s.First && t.Head < s.Last {
			head = c.at[t.Head-s.First]
		}
		if t.Lemma != "" {
			lemma = oneLine(t.Lemma)
		}
	}
	at := c.offsets.Span(r.Span)
	head = min(head, len(c.rows))
	fmt.Fprintf(c.out, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%sTokenRange=%d:%d\n",
		i+1, form, lemma, pos, tag, head, rel, glue, at[0], at[1])
}

// oneLine keeps line breaks and tabs out of a field.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n\r\v\f\u0085\u2028\u2029") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
