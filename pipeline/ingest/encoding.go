package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	bom   = []byte{0xef, 0xbb, 0xbf}
	bomLE = []byte{0xff, 0xfe}
	bomBE = []byte{0xfe, 0xff}
)

// decoded returns a reader of r's text in UTF-8 where a byte order mark, or zeros at
// every other byte, tell it to be UTF-16; a mark is dropped. Anything else is left
// as it is, for utf8Line and its like to judge article by article.
func decoded(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(1 << 10) // a short input has a short head
	var order unicode.Endianness
	switch {
	case bytes.HasPrefix(head, bom):
		r.Discard(len(bom))
		return r
	case bytes.HasPrefix(head, bomLE), !bytes.HasPrefix(head, bomBE) && zeros(head, 1):
		order = unicode.LittleEndian
	case bytes.HasPrefix(head, bomBE), zeros(head, 0):
		order = unicode.BigEndian
	default:
		return r
	}
	utf16 := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
	return bufio.NewReaderSize(transform.NewReader(r, utf16), 64<<10)
}

// zeros reports whether most bytes at even (0) or odd (1) places are zero, and few of
// the others, as in UTF-16 text of Latin letters.
func zeros(head []byte, odd int) bool {
	var zero [2]int
	for i, b := range head {
		if b == 0 {
			zero[i&1]++
		}
	}
	half := len(head) / 2
	return half >= 2 && 10*zero[odd] > 7*half && 10*zero[1-odd] < half
}

// utf8Line returns the text in UTF-8: as it is, or from Windows-1252 where it can be
// nothing else. Otherwise it says in bad where the text is broken.
func (s *Source) utf8Line(text []byte, bad *BadArticle) ([]byte, bool) {
	if utf8.Valid(text) {
		return text, true
	}
	if !windows1252(text) {
		bad.brokenUTF8(text)
		return nil, false
	}
	converted, err := charmap.Windows1252.NewDecoder().Bytes(text)
	if err != nil {
		bad.brokenUTF8(text)
		return nil, false
	}
	s.note(bad, "read as Windows-1252, since it is not UTF-8")
	return converted, true
}

// windows1252 guesses whether text that is not UTF-8 is of Windows-1252: no character
// beyond ASCII in it is well-formed UTF-8, no byte is one that the code leaves open or
// that controls, and few of the bytes are beyond ASCII, as in European languages.
func windows1252(text []byte) bool {
	high := 0
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d, c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f':
			return false
		case c < utf8.RuneSelf:
			i++
			continue
		}
		if _, size := utf8.DecodeRune(text[i:]); size > 1 {
			return false
		}
		high++
		i++
	}
	return 3*high <= len(text)+2
}

// brokenUTF8 says where text is not UTF-8.
func (e *BadArticle) brokenUTF8(b []byte) {
	at := 0
	for at < len(b) {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	e.Reason, e.Hint = fmt.Sprintf("not UTF-8: byte %#02x at offset %d", b[at], at), "convert it with iconv -t UTF-8; Windows-1252 and UTF-16 are read as they are"
}

// isText reports whether s, in UTF-8, is text at all, and says so in e if it is not. What no
// news text holds are NUL bytes, and more than a few control and lost characters.
func (e *BadArticle) isText(s string) bool {
	if at := strings.IndexByte(s, 0); at >= 0 {
		e.Reason, e.Hint = fmt.Sprintf("not text: a NUL byte at offset %d", at), "is it a file of another format?"
		return false
	}
	odd := strings.Count(s, "\ufffd") + controls(s)
	if odd <= 2 {
		return true
	}
	if all := utf8.RuneCountInString(s); 20*odd > all {
		e.Reason, e.Hint = fmt.Sprintf("not text: %d of %d characters are control or lost characters", odd, all), "is it a file of another format or encoding?"
		return false
	}
	return true
}

// controls counts the control characters that no text has.
func controls(s string) (n int) {
	for at := 0; at < len(s); {
		if at+8 <= len(s) {
			word := uint64(s[at]) | uint64(s[at+1])<<8 | uint64(s[at+2])<<16 | uint64(s[at+3])<<24 |
				uint64(s[at+4])<<32 | uint64(s[at+5])<<40 | uint64(s[at+6])<<48 | uint64(s[at+7])<<56
			if below := (word - 0x20*eachByte) & ^word & eachHigh; below == 0 {
				at += 8
				continue
			}
		}
		if c := s[at]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			n++
		}
		at++
	}
	return n
}

// magic reports whether r starts with prefix.
func magic(r *bufio.Reader, prefix string) bool {
	head, _ := r.Peek(len(prefix))
	return string(head) == prefix
}
