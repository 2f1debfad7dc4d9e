package sentiment

import (
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/wordfile"
)

// With returns a model that rates words as the file says, and others as m does. Of two
// phrases at a place the longer goes first, of equals the file's. m stays as it is; a
// nil file changes nothing.
func (m *Model) With(file *wordfile.File) *Model {
	if file == nil {
		return m
	}
	own := &ratings{phrases: lexicon.NewPhrases(len(file.Entries))}
	for i := range file.Entries {
		if e := &file.Entries[i]; e.Rated {
			own.rate(e)
		}
	}
	changed, rated := *m, *m.ratings
	rated.own = own
	changed.ratings = &rated
	return &changed
}

// rate adds an entry of a file, cut into words as articles are.
func (r *ratings) rate(e *wordfile.Entry) {
	words := cutWords(e.Word)
	if r.phrases.Add(words, int32(len(r.list))) {
		r.list = append(r.list, rating{unrated, unrated, unrated, unrated, unrated})
	}
	if at, ok := r.phrases.Get(words); ok {
		r.list[at][classNamed(e.Class)] = int8(e.Valence*10 + sign(e.Valence)*0.5)
	}
}

func classNamed(name string) wordClass {
	switch name {
	case "noun":
		return noun
	case "verb":
		return verb
	case "adjective":
		return adjective
	case "adverb":
		return adverb
	}
	return anyClass
}

// cutWords returns the words of a phrase as the text's tokens are.
func cutWords(text string) string {
	doc := segment.Segment(&models.Article{Text: text})
	words := make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		words[i] = doc.Tokens[i].Lower
	}
	return strings.Join(words, " ")
}

// Label returns the class that the model gives a score in [-1, 1].
func (m *Model) Label(score float64) models.SentimentLabel { return m.calibration.label(score) }
