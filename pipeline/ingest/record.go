package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/models"
)

// record is what an input says of an article. Values are without the space around
// them, save the text, which is as it came.
type record struct {
	values  [fieldCount]string
	hasText bool
}

// article checks a record and makes the article of it, or says in bad why it cannot.
func (s *Source) article(r *record, bad *BadArticle) *models.Article {
	text := r.values[fieldText]
	bad.ID = r.values[fieldID]
	switch {
	case strings.TrimSpace(text) == "":
		bad.Reason, bad.Hint = "no text", ""
		return nil
	case len(text) > s.opts.MaxArticleBytes:
		bad.tooLong(s.opts.MaxArticleBytes)
		return nil
	case !bad.isText(text):
		return nil
	}
	a := &models.Article{
		ID: bad.ID, Text: text, Title: r.values[fieldTitle], URL: r.values[fieldURL], Outlet: r.values[fieldOutlet],
		Author: r.values[fieldAuthor], Language: r.values[fieldLanguage], Path: bad.Path, Line: bad.Line,
	}
	if !s.tongues.english(a, bad) {
		return nil
	}
	if a.ID == "" {
		a.ID = derivedID(a.Text)
	}
	a.TitleInText = TitleInText(a.Title, a.Text)
	if date := r.values[fieldPublished]; date != "" {
		var ok bool
		if a.PublishedAt, ok = parseDate(date); !ok {
			s.warn(a, "published_at not understood and left out", date)
		}
	}
	return a
}

// derivedPrefix opens the id of an article that came without one.
const derivedPrefix = "sha256-"

// derivedID names an article without an id after its text, so that it keeps the
// name from run to run.
func derivedID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return derivedPrefix + hex.EncodeToString(sum[:8])
}

// TitleInText reports whether a text opens with its title: whether its first line is the
// title, up to case, punctuation and space.
func TitleInText(title, text string) bool { return title != "" && sameWords(title, firstLine(text)) }

// sameWords reports whether a and b are equal up to case, punctuation and space.
func sameWords(a, b string) bool { return letters(a) == letters(b) }

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
