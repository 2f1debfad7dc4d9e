package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/models"
)

// record is one line of JSON. Only text is wanted; other fields are ignored.
type record struct {
	ID, Title, URL, Outlet, Author, Language loose
	PublishedAt                              loose   `json:"published_at"`
	Text                                     *string `json:"text"`
}

// loose is a string that may also be written as a number, as a list of strings,
// which are joined by commas, or as null.
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		return json.Unmarshal(b, (*string)(l))
	case '[':
		var list []string
		if err := json.Unmarshal(b, &list); err != nil {
			return errWantString
		}
		*l = loose(strings.Join(list, ", "))
	case 'n':
	case '{', 't', 'f':
		return errWantString
	default:
		*l = loose(b)
	}
	return nil
}

func (l loose) trim() string { return strings.TrimSpace(string(l)) }

var errWantString = errors.New("a field that should be a string is not one")

// decode turns a line into an article, or says in bad why it cannot.
func (s *Source) decode(line []byte, bad *BadArticle) *models.Article {
	if !bad.utf8(line) {
		return nil
	}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		bad.ID, bad.Reason = r.ID.trim(), jsonFault(err)
		return nil
	}
	bad.ID = r.ID.trim()
	switch {
	case r.Text == nil:
		bad.Reason, bad.Hint = `no "text" field`, "each line wants at least {\"text\": ...}"
	case strings.TrimSpace(*r.Text) == "":
		bad.Reason = "no text"
	case len(*r.Text) > s.opts.MaxArticleBytes:
		bad.tooLong(s.opts.MaxArticleBytes)
	default:
		return s.article(&r, bad)
	}
	return nil
}

func (s *Source) article(r *record, place *BadArticle) *models.Article {
	a := &models.Article{
		ID: place.ID, Text: *r.Text, Title: r.Title.trim(),
		URL: r.URL.trim(), Outlet: r.Outlet.trim(), Author: r.Author.trim(), Language: r.Language.trim(),
		Path: place.Path, Line: place.Line,
	}
	if a.ID == "" {
		a.ID = derivedID(a.Text)
	}
	a.TitleInText = a.Title != "" && sameWords(a.Title, firstLine(a.Text))
	if date := r.PublishedAt.trim(); date != "" {
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

// jsonFault words a decoding error for someone who sees the file, not the code.
func jsonFault(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("not valid JSON: %v, near byte %d", err, syntax.Offset)
	case errors.As(err, &kind) && kind.Field == "":
		return "not a JSON object but of type " + kind.Value
	case errors.As(err, &kind):
		return fmt.Sprintf("field %q is of type %s, not a string", kind.Field, kind.Value)
	}
	return "not an article: " + err.Error()
}
