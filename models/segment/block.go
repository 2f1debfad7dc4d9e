package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// line is a line of the text without the white space around it.
type line struct {
	models.Span
	blanks int // blank lines before it
}

// findBlocks cuts the text of a into blocks.
func findBlocks(a *models.Article, lower string) []models.Block {
	lines := splitLines(a.Text)
	lines = joinTitle(a, lines)
	head := 0
	if a.TitleInText {
		head = min(1, len(lines))
	}
	lines = append(lines[:head], joinWrapped(a.Text, lines[head:])...)
	blocks := make([]models.Block, len(lines))
	for i, l := range lines {
		blocks[i] = models.Block{Span: l.Span}
	}
	c := classifier{text: a.Text, lower: lower, lists: words(), blocks: blocks}
	c.classify(a, lines)
	return blocks
}

// joinTitle joins the first lines when together they repeat the title.
func joinTitle(a *models.Article, lines []line) []line {
	for n := 2; n <= 4 && n <= len(lines); n++ {
		s := models.Span{Start: lines[0].Start, End: lines[n-1].End}
		if s.Len() > 2*len(a.Title)+16 {
			break
		}
		if sameLetters(s.In(a.Text), a.Title) {
			lines[n-1].Span = s
			return lines[n-1:]
		}
	}
	return lines
}

// splitLines returns the lines of text that are not blank.
func splitLines(text string) []line {
	var lines []line
	blanks := 0
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		s := trim(text, models.Span{Start: start, End: end})
		if s.Empty() {
			blanks++
		} else {
			lines = append(lines, line{Span: s, blanks: blanks})
			blanks = 0
		}
		start = next
	}
	return lines
}

// lineEnd returns the end of the line from start and the start of the next one.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i, i + 2
		case c == '\n' || c == '\r' || c == '\f' || c == '\v':
			return i, i + 1
		case c == 0xE2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i, i + 3
		}
	}
	return len(text), len(text)
}

// trim takes white space off both ends of s.
func trim(text string, s models.Span) models.Span {
	for s.Start < s.End {
		r, size := runeAt(text, s.Start)
		if !spaceRune(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := runeBefore(text, s.End)
		if !spaceRune(r) {
			break
		}
		s.End -= size
	}
	return s
}

// Widths, in code points, that the longest line of hard-wrapped text may have.
const minWrap, maxWrap = 40, 132

// joinWrapped joins runs of lines that were broken to fit a width, and lines that
// break off inside a sentence which the next line takes up in lower case.
func joinWrapped(text string, lines []line) []line {
	out := lines[:0]
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && lines[j].blanks == 0 {
			j++
		}
		width := wrapWidth(text, lines[i:j])
		full := false // the line before has no room for the first word of this one
		for k := i; k < j; k++ {
			l := lines[k]
			joins := k > i && (full || takesUp(out[len(out)-1].In(text), l.In(text)))
			full = width > 0 && k+1 < j && fills(text, l, lines[k+1], width)
			if joins {
				out[len(out)-1].End = l.End
			} else {
				out = append(out, l)
			}
		}
		i = j
	}
	return out
}

// wrapWidth returns the width to which the lines, which no blank line parts, were
// broken, or 0 if they were not: most of them could not have taken the first word
// of the next, and some end inside a sentence.
func wrapWidth(text string, lines []line) int {
	width := 0
	for _, l := range lines {
		if fields(l.In(text), 2) > 1 { // else perhaps an address
			width = max(width, utf8.RuneCountInString(l.In(text)))
		}
	}
	if len(lines) < 2 || width < minWrap || width > maxWrap {
		return 0
	}
	full, inside := 0, 0
	for i, l := range lines[:len(lines)-1] {
		if !fills(text, l, lines[i+1], width) {
			continue
		}
		full++
		if lowerAt(text, lines[i+1].Start) && !endsSentence(l.In(text)) {
			inside++
		}
	}
	if inside == 0 || 10*full < 6*(len(lines)-1) {
		return 0
	}
	return width
}

// fills reports whether line l has no room within width for the first word of the
// next, which opens no list entry.
func fills(text string, l, next line, width int) bool {
	s := next.In(text)
	word, _, _ := strings.Cut(s, " ")
	return utf8.RuneCountInString(l.In(text))+1+utf8.RuneCountInString(word) > width && bullet(s) == 0 && !numbered(s)
}

// numbered reports whether s opens with the number of a list entry.
func numbered(s string) bool {
	marker, _ := referenceMarker(s)
	return marker != ""
}

// takesUp reports whether next goes on with the sentence that line breaks off.
func takesUp(line, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(r) && r != ',' && r != ';' && r != ')' {
		return false
	}
	return !endsSentence(line) && bullet(line) == 0 && !strings.HasSuffix(line, ";")
}
