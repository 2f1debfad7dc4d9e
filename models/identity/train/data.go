package train

import (
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
)

// text is a document with the names that its corpus marks.
type text struct {
	doc   *models.Document
	class []models.Entity // of each token
}

// assemble makes a document of one block of the words of d, as a text with spaces
// where they belong. form gives the words as they are to be written.
func assemble(d *corpus.Document, form func(sentence int, word string) string) *text {
	var b strings.Builder
	t := &text{doc: &models.Document{Article: &models.Article{ID: d.ID}}}
	for s := range d.Sentences {
		ws := d.Sentences[s].Words
		sent := models.Sentence{Kind: models.Paragraph, First: len(t.doc.Tokens)}
		sent.Start = b.Len()
		for j := range ws {
			w := form(s, ws[j].Form)
			if j > 0 && !glued(&ws[j-1], &ws[j]) {
				b.WriteByte(' ')
			}
			start := b.Len()
			b.WriteString(w)
			t.doc.Tokens = append(t.doc.Tokens, models.Token{
				Span: models.Span{Start: start, End: b.Len()}, Sentence: s, Lower: strings.ToLower(w), Head: -1,
			})
			t.class = append(t.class, ws[j].Entity)
		}
		sent.End, sent.Last = b.Len(), len(t.doc.Tokens)
		b.WriteByte('\n')
		t.doc.Sentences = append(t.doc.Sentences, sent)
	}
	t.doc.Article.Text = b.String()
	t.doc.Blocks = []models.Block{{Span: models.Span{End: b.Len()}, Kind: models.Paragraph, Last: len(t.doc.Sentences)}}
	return t
}

// glued reports whether no space parts two words: by what the corpus says or, where
// it says nothing, by what they are.
func glued(a, b *corpus.Word) bool {
	if a.Glued {
		return true
	}
	if a.Span.Start >= 0 || a.Misc != "" {
		return false
	}
	switch b.Tag {
	case models.TagComma, models.TagStop, models.TagRRB, models.TagPOS, models.TagCloseQuote, models.TagHYPH:
		return true
	case models.TagColon:
		return b.Form == ":" || b.Form == ";"
	}
	if strings.HasPrefix(b.Form, "'") || strings.HasPrefix(b.Form, "’") || b.Form == "n't" || b.Form == "n’t" || b.Form == "%" {
		return true
	}
	switch a.Tag {
	case models.TagLRB, models.TagOpenQuote, models.TagHYPH, models.TagCurrency, models.TagPound:
		return true
	}
	return false
}

// written keeps words as they are.
func written(_ int, w string) string { return w }

// headlines writes every other sentence in capitals and the rest with a capital on
// each longer word, so that the recogniser learns to do without them.
func headlines(s int, w string) string {
	switch {
	case s%2 == 0:
		return strings.ToUpper(w)
	case len(w) > 3:
		return strings.ToUpper(w[:1]) + w[1:]
	}
	return w
}
