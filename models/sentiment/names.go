package sentiment

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// markNames sets names[i-first] for the tokens that are part of a name: tagged
// as a proper noun or, where no tagger ran, capitalised inside a sentence that is
// not capitalised throughout.
func markNames(doc *models.Document, first, end int, names []bool) {
	tagged, capitals, words := false, 0, 0
	for i := first; i < end; i++ {
		t := &doc.Tokens[i]
		tagged = tagged || t.Tag != models.NoTag
		if r, _ := utf8.DecodeRuneInString(doc.Word(i)); unicode.IsLetter(r) {
			words++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	title := capitals*2 > words
	for i := first; i < end; i++ {
		t := &doc.Tokens[i]
		capital := t.Lower != doc.Word(i)
		opens := i == doc.Sentences[t.Sentence].First
		switch {
		case t.Tag == models.TagNNP || t.Tag == models.TagNNPS:
			names[i-first] = capital && !title
		case t.Entity == models.EntityPerson:
			names[i-first] = true
		default:
			names[i-first] = !tagged && capital && !opens && !title
		}
	}
}
