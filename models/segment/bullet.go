package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// bullet returns the length of the bullet and white space that open s, or 0.
func bullet(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	switch r {
	case '-', '*', '•', '·', '–', '—', '▪', '●', '◦', '■', '►', '‣', '>', '+':
	default:
		return 0
	}
	rest := strings.TrimLeftFunc(s[size:], unicode.IsSpace)
	if len(rest) == len(s)-size || rest == "" {
		return 0
	}
	return len(s) - len(rest)
}

// bullets sets the kinds of the run of bulleted blocks from i and returns the
// index after it. A run of headlines is one of links to other articles; anything
// else, and any list that a colon introduces, belongs to the article.
func (c *classifier) bullets(i int) int {
	end, links := i, 0
	for end < len(c.blocks) && c.blocks[end].Kind == models.Paragraph && bullet(c.blocks[end].In(c.text)) > 0 {
		if headlike(c.blocks[end].In(c.text)) {
			links++
		}
		end++
	}
	kind := models.Item
	if 3*links > 2*(end-i) && !(i > 0 && strings.HasSuffix(c.blocks[i-1].In(c.text), ":")) {
		kind = models.Link
	}
	for k := i; k < end; k++ {
		c.blocks[k].Kind = kind
	}
	return end
}

// headlike reports whether the bulleted text reads like a headline: several
// words, a capital first, and no final stop.
func headlike(text string) bool {
	body := text[bullet(text):]
	r, _ := utf8.DecodeRuneInString(body)
	words := fields(body, 31)
	return words >= 5 && words <= 30 && !unicode.IsLower(r) && !stopped(body)
}

// stopped reports whether s ends with the mark of a finished sentence or of a
// list entry. The full stop of an acronym ("the U.S.") is no such mark.
func stopped(s string) bool {
	bare := strings.TrimRightFunc(s, func(r rune) bool { return strings.ContainsRune("\"'”’)]", r) })
	if bare == "" {
		return false
	}
	if n := len(bare); n > 3 && bare[n-1] == '.' && bare[n-3] == '.' {
		return false
	}
	return strings.IndexByte(".!;,:", bare[len(bare)-1]) >= 0 || strings.HasSuffix(bare, "…")
}

// endsSentence reports whether s ends with a stop, closing marks aside.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return strings.ContainsRune("\"'”’)]", r) })
	return s != "" && strings.IndexByte(".?!:", s[len(s)-1]) >= 0 || strings.HasSuffix(s, "…")
}
