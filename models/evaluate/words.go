package evaluate

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// Words returns the words of text, in order: runs of letters, numbers and
// underscores, which a single apostrophe, full stop or hyphen may join, as in
// "don't", "U.S" and "vice-president". In the notation of Python, in whose
// Unicode classes the scorers of the corpora are written: \w+(?:['’.-]\w+)*.
func Words(text string) []models.Span {
	words := make([]models.Span, 0, len(text)/6)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r, n) {
			i += n
			continue
		}
		end := wordEnd(text, i+n)
		words = append(words, models.Span{Start: i, End: end})
		i = end
	}
	return words
}

// wordEnd returns where the word ends whose first letter ends at i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if wordRune(r, n) {
			i += n
			continue
		}
		if r != '\'' && r != '’' && r != '.' && r != '-' {
			return i
		}
		next, m := utf8.DecodeRuneInString(text[i+n:])
		if !wordRune(next, m) {
			return i
		}
		i += n + m
	}
	return i
}

// wordRune reports whether r is \w; n is its length, 0 at the end of the text.
func wordRune(r rune, n int) bool {
	return n > 0 && (r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r))
}

// space reports whether r is white space as Python has it: that of Unicode and
// the four separators of ASCII.
func space(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

// set is a set of words, as sorted indexes without repetition.
type set []int

// cover returns the words that touch a span.
func cover(words, spans []models.Span) set {
	var s set
	for _, span := range spans {
		first := sort.Search(len(words), func(i int) bool { return words[i].End > span.Start })
		for i := first; i < len(words) && words[i].Start < span.End; i++ {
			s = append(s, i)
		}
	}
	return s.tidy()
}

// tidy sorts s and drops repetitions, in place.
func (s set) tidy() set {
	sort.Ints(s)
	n := 0
	for i, w := range s {
		if i == 0 || w != s[n-1] {
			s[n] = w
			n++
		}
	}
	return s[:n]
}

// common is the number of words in both sets.
func common(a, b set) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// equal reports whether the sets hold the same words.
func equal(a, b set) bool { return len(a) == len(b) && common(a, b) == len(a) }
