package segment

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// classifier sets the kinds of an article's blocks.
type classifier struct {
	text   string
	lower  string // with the same byte offsets
	lists  *wordLists
	blocks []models.Block
}

// classify sets the kind of each block of lines.
func (c *classifier) classify(a *models.Article, lines []line) {
	first := c.headline(a, lines)
	for i := first; i < len(c.blocks); i++ {
		c.blocks[i].Kind = c.kind(c.blocks[i].Span)
	}
	if first > 0 && first < len(c.blocks) && names(c.blocks[first].In(c.text), c.lists) {
		c.blocks[first].Kind = models.Byline
	}
	for i := first; i < len(c.blocks); i++ {
		if bullet(c.blocks[i].In(c.text)) > 0 && c.blocks[i].Kind == models.Paragraph {
			i = c.bullets(i) - 1
		}
	}
	c.references(first)
	c.headings(first, lines)
}

// headline marks the headline and standfirst and returns the index of the
// block after them.
func (c *classifier) headline(a *models.Article, lines []line) int {
	if len(lines) == 0 || !a.TitleInText && !sameLetters(lines[0].In(c.text), a.Title) {
		return 0
	}
	c.blocks[0].Kind = models.Headline
	if len(lines) < 3 || !c.standfirst(lines) {
		return 1
	}
	c.blocks[1].Kind = models.Standfirst
	return 2
}

// standfirst reports whether the line after the headline is a summary: the only
// one before a blank line or, set apart itself, one without a final stop.
func (c *classifier) standfirst(lines []line) bool {
	text := lines[1].In(c.text)
	if lines[2].blanks == 0 || lines[1].Len() > maxStandfirst || c.kind(lines[1].Span) != models.Paragraph || bullet(text) > 0 {
		return false
	}
	return lines[1].blanks == 0 || fields(text, 5) == 5 && !stopped(text) && !endsSentence(text) && stopped(lines[2].In(c.text))
}

// maxStandfirst is the length in bytes that a standfirst may have.
const maxStandfirst = 400

// sameLetters reports whether a and b have the same letters and digits, case
// ignored, and at least one.
func sameLetters(a, b string) bool {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			if wordRune(r) {
				return r
			}
			return -1
		}, s)
	}
	if len(a) > 4*len(b)+64 {
		return false
	}
	a, b = fold(a), fold(b)
	return a != "" && strings.EqualFold(a, b)
}

// kind returns the kind of a body block from its text alone. What it does not
// know is a paragraph.
func (c *classifier) kind(s models.Span) models.BlockKind {
	text, lower := s.In(c.text), s.In(c.lower)
	switch {
	case c.separator(text, lower):
		return models.Separator
	case len(text) > maxFurniture || len(text) == 0:
		return models.Paragraph
	case c.byline(text, lower):
		return models.Byline
	case c.caption(lower):
		return models.Caption
	case c.link(text, lower):
		return models.Link
	}
	return models.Paragraph
}

// maxFurniture is the length in bytes beyond which a block is body text.
const maxFurniture = 600

// headings marks short lines without a final stop that stand before a longer one.
func (c *classifier) headings(first int, lines []line) {
	for i := first; i+1 < len(c.blocks); i++ {
		b, next := &c.blocks[i], c.blocks[i+1]
		if b.Kind != models.Paragraph || next.Kind != models.Paragraph || b.Len() > maxHeading || next.Len() < 2*b.Len() {
			continue
		}
		if i > 0 && lines[i].blanks == 0 && !stopped(c.blocks[i-1].In(c.text)) && c.blocks[i-1].Kind == models.Paragraph {
			continue
		}
		text := b.In(c.text)
		if strings.IndexByte(".,;:?!\"'", text[len(text)-1]) < 0 && !strings.HasSuffix(text, "”") && !strings.HasSuffix(text, "…") &&
			!lowerAt(text, 0) && fields(text, 11) <= 10 && !opensQuote(text) {
			b.Kind = models.Heading
		}
	}
}

// opensQuote reports whether text begins with a quotation mark.
func opensQuote(text string) bool {
	return text[0] == '"' || text[0] == '\'' || strings.HasPrefix(text, "“") || strings.HasPrefix(text, "‘")
}

// maxHeading is the length in bytes that a heading inside the body may have.
const maxHeading = 80
