package segment

import (
	"unicode"
	"unicode/utf8"
)

// wordRune reports whether r is a letter, digit or combining mark.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// spaceRune reports whether r separates tokens and belongs to none.
func spaceRune(r rune) bool {
	if r < 0x7F || 0x2010 <= r && r <= 0x2027 {
		return r <= ' '
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == 0xFEFF || r == 0x200B || 0x200E <= r && r <= 0x200F || 0x202A <= r && r <= 0x202E || 0x2060 <= r && r <= 0x2064
}

// runeAt decodes the code point at i, with 0, 0 at the end of text.
func runeAt(text string, i int) (rune, int) {
	if i >= len(text) {
		return 0, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// runeBefore decodes the code point that ends at i, with 0, 0 at the start.
func runeBefore(text string, i int) (rune, int) {
	if i <= 0 {
		return 0, 0
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRuneInString(text[:i])
}

// upperAt reports whether the code point at i is an upper-case letter.
func upperAt(text string, i int) bool {
	r, _ := runeAt(text, i)
	return unicode.IsUpper(r)
}

// lowerAt reports whether the code point at i is a lower-case letter.
func lowerAt(text string, i int) bool {
	r, _ := runeAt(text, i)
	return unicode.IsLower(r)
}

// wordAt reports whether the code point at i belongs to a word.
func wordAt(text string, i int) bool {
	r, _ := runeAt(text, i)
	return wordRune(r)
}

// wordBefore reports whether the code point before i belongs to a word.
func wordBefore(text string, i int) bool {
	r, _ := runeBefore(text, i)
	return wordRune(r)
}

// fields counts the words of s between white space, up to limit.
func fields(s string, limit int) int {
	n, inside := 0, false
	for i := 0; i < len(s) && n < limit; i++ {
		space := s[i] <= ' '
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}
