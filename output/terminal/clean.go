package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Clean returns s in one line, with nothing in it that a terminal obeys: white space
// is a space, other control characters, those that turn the direction of writing and
// bytes that are not UTF-8 are U+FFFD. It has one character for each of s.
func Clean(s string) string {
	if !strings.ContainsFunc(s, unsafe) {
		return s
	}
	return strings.Map(cleanRune, s)
}

func cleanRune(r rune) rune {
	switch {
	case !unsafe(r):
		return r
	case unicode.IsSpace(r):
		return ' '
	}
	return utf8.RuneError
}

// unsafe reports whether r is more than a mark on the screen.
func unsafe(r rune) bool {
	switch {
	case r < ' ', 0x7F <= r && r < 0xA0, r == 0x2028, r == 0x2029, r == utf8.RuneError:
		return true
	case 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	}
	return 0xE0000 <= r && r < 0xE0080 // tags, which do not show
}

// Width is the number of columns that s takes, which must be clean: two for an East
// Asian wide character or an emoji, none for an accent that is joined.
func Width(s string) int { return displaywidth.String(s) }

// Cut returns clean s if it fits in width columns, else its beginning with an ellipsis
// that does.
func Cut(s string, width int) string { return displaywidth.TruncateString(s, max(width, 1), "…") }
