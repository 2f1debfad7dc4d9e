package segment

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// classify sets the kind of each block.
func classify(a *models.Article, lines []line, blocks []models.Block) {
	first := headline(a, lines, blocks)
	for i := first; i < len(blocks); i++ {
		blocks[i].Kind = kindOf(blocks[i].In(a.Text))
	}
	markReferences(a.Text, blocks[first:])
}

// headline marks the headline and standfirst and returns the index of the block
// after them.
func headline(a *models.Article, lines []line, blocks []models.Block) int {
	if len(blocks) == 0 || !a.TitleInText && !sameLetters(blocks[0].In(a.Text), a.Title) {
		return 0
	}
	blocks[0].Kind = models.Headline
	if len(lines) > 2 && lines[1].blanks == 0 && lines[2].blanks > 0 && len(lines[1].In(a.Text)) < 400 {
		blocks[1].Kind = models.Standfirst
		return 2
	}
	return 1
}

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
	a, b = fold(a), fold(b)
	return a != "" && strings.EqualFold(a, b)
}

// kindOf returns the kind of a body block from its text alone.
func kindOf(text string) models.BlockKind {
	switch {
	case separator(text):
		return models.Separator
	case bullet(text) > 0:
		return bulletKind(text)
	case byline(text):
		return models.Byline
	case caption(text):
		return models.Caption
	case related(text):
		return models.Link
	}
	return models.Paragraph
}

// separator reports whether text holds no word, or only the word of an
// advertisement slot.
func separator(text string) bool {
	for _, r := range text {
		if wordRune(r) {
			return strings.Trim(text, " -–—*_:[]()") == "ADVERTISEMENT" || text == "Advertisement"
		}
	}
	return true
}

// bulletKind tells a sentence of the article from a headline set as a link.
func bulletKind(text string) models.BlockKind {
	body := text[bullet(text):]
	if endsSentence(body) || !upperAt(body, 0) || len(strings.Fields(body)) < 4 {
		return models.Item
	}
	return models.Link
}

// byline reports whether text names the writers alone.
func byline(text string) bool {
	if len(text) > 300 {
		return false
	}
	for _, p := range [...]string{"By ", "BY "} {
		if strings.HasPrefix(text, p) && !endsSentence(text) && len(strings.Fields(text)) <= 8 && upperAt(text, len(p)) {
			return true
		}
	}
	t := strings.TrimLeft(text, "(-– ")
	return strings.HasPrefix(t, "Reporting by ") || strings.HasPrefix(t, "Additional reporting by ")
}

// caption reports whether text is a photograph's caption or credit.
func caption(text string) bool {
	for _, p := range [...]string{"Photo: ", "Photo by ", "(AP Photo/", "FILE - ", "FILE PHOTO", "Image: "} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// related reports whether text is a line that points to another article.
func related(text string) bool {
	for _, p := range [...]string{"Read more: ", "READ MORE: ", "RELATED: ", "Related: "} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// markReferences marks the numbered entries that close the article.
func markReferences(text string, blocks []models.Block) {
	for i := len(blocks) - 1; i >= 0; i-- {
		marker, rest := referenceMarker(blocks[i].In(text))
		if open, _ := quotePair(rest); marker == "" || open == "" {
			return
		}
		blocks[i].Kind = models.Reference
	}
}
