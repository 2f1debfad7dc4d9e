package output

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// gap joins the parts of a text that is not in one piece.
const gap = " … "

// round keeps four decimals, in tables as in JSON; what is no number becomes 0.
func round(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return math.Round(f*1e4)/1e4 + 0 // + 0 turns -0 into 0
}

// valid returns s with each byte that is not UTF-8 replaced by U+FFFD, one for one,
// so that offsets in code points still hold.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

// union sorts spans in place and merges those that overlap or touch.
func union(spans []models.Span) []models.Span {
	slices.SortFunc(spans, func(a, b models.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// clip cuts s to within and takes the white space off its ends; the result is empty
// when nothing is left.
func clip(text string, s, within models.Span) models.Span {
	s.Start, s.End = max(s.Start, within.Start), min(s.End, within.End)
	if s.Empty() {
		return models.Span{}
	}
	part := s.In(text)
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	if s.Empty() {
		return models.Span{}
	}
	return s
}

// appendSpans appends the texts of spans, joined with gap and without marks.
func appendSpans(dst []byte, text string, spans []models.Span, marks []models.Citation) []byte {
	for i, s := range spans {
		if i > 0 {
			dst = append(dst, gap...)
		}
		dst = appendUnmarked(dst, text, s, marks)
	}
	return dst
}

// closing are the characters that no space stands before.
const closing = " .,;:!?)]}\"”’»"

// appendUnmarked appends the text of s without the footnote marks in it. A mark
// takes the space before it along where that would be left at the end or before
// another space or what closes.
func appendUnmarked(dst []byte, text string, s models.Span, marks []models.Citation) []byte {
	from, at := len(dst), s.Start
	for _, m := range marks {
		if m.Start < at || m.End > s.End {
			continue
		}
		dst = append(dst, text[at:m.Start]...)
		at = m.End
		if n := len(dst); n > from && dst[n-1] == ' ' && (at == s.End || closes(text[at:s.End])) {
			dst = dst[:n-1]
		}
	}
	return append(dst, text[at:s.End]...)
}

func closes(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(closing, r)
}
