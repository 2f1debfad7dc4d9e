package segment

import (
	"unicode"
	"unicode/utf8"
)

// lowerCopy returns text in lower case with the same byte offsets: code points
// whose lower case has another length stay as they are. It returns text itself
// when there is nothing to change.
func lowerCopy(text string) string {
	i := firstUpper(text)
	if i == len(text) {
		return text
	}
	out := make([]byte, len(text))
	copy(out, text)
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				out[i] = c + 'a' - 'A'
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == size {
			utf8.EncodeRune(out[i:], l)
		}
		i += size
	}
	return string(out)
}

// firstUpper returns the offset of the first code point that lower case may
// change, or len(text).
func firstUpper(text string) int {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return i
		}
	}
	return len(text)
}
