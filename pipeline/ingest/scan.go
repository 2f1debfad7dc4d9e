package ingest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf16"
)

// object is a JSON object whose values are not yet decoded. Most lines of a file have the
// fields of the line before, in its order, so the names are kept from one to the next.
type object struct{ fields []jsonField }

type jsonField struct {
	name, plain string // the name, and what plainName makes of it
	raw         []byte // the value as it stands; refers to the line
}

// parse reads the fields of a line of UTF-8. What this does not read in one pass, and
// whatever is wrong, is left to encoding/json, which has the last word.
func (o *object) parse(line []byte) error {
	switch {
	case o.scan(line):
		return nil
	case len(o.fields) == maxColumns:
		return errors.New(faultColumns)
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(line, &top); err != nil {
		return err
	}
	o.fields = o.fields[:0]
	for name, raw := range top {
		o.fields = append(o.fields, jsonField{name, plainName(name), raw})
	}
	return nil
}

// get returns the value of a field; of several of one name the last holds.
func (o *object) get(name string) ([]byte, bool) {
	for i := len(o.fields) - 1; i >= 0; i-- {
		if o.fields[i].name == name {
			return o.fields[i].raw, true
		}
	}
	return nil, false
}

// plainly returns the value of the field with that plain name; of several names the
// first in order of bytes holds.
func (o *object) plainly(plain string) (raw []byte, ok bool) {
	var name string
	for i := range o.fields {
		if f := &o.fields[i]; f.plain == plain && (!ok || f.name <= name) {
			name, raw, ok = f.name, f.raw, true
		}
	}
	return raw, ok
}

// scan reads the fields of an object that fills line, and reports whether it could.
func (o *object) scan(line []byte) bool {
	known := o.fields
	o.fields = o.fields[:0]
	at := blanks(line, 0)
	if at == len(line) || line[at] != '{' {
		return false
	}
	if at = blanks(line, at+1); at < len(line) && line[at] == '}' {
		return blanks(line, at+1) == len(line)
	}
	for len(o.fields) < maxColumns {
		end, ok := scanString(line, at)
		if !ok {
			return false
		}
		f := jsonField{}
		if n := len(o.fields); n < len(known) && known[n].name == string(line[at+1:end-1]) {
			f = known[n]
		} else {
			f.name = unquote(line[at:end])
			f.plain = plainName(f.name)
		}
		if at = blanks(line, end); at == len(line) || line[at] != ':' {
			return false
		}
		at = blanks(line, at+1)
		if end, ok = scanValue(line, at, 0); !ok {
			return false
		}
		f.raw = line[at:end]
		o.fields = append(o.fields, f)
		if at = blanks(line, end); at == len(line) {
			return false
		}
		switch line[at] {
		case '}':
			return blanks(line, at+1) == len(line)
		case ',':
			at = blanks(line, at+1)
		default:
			return false
		}
	}
	return false
}

// blanks returns the first place from at on that is no white space of JSON.
func blanks(b []byte, at int) int {
	for at < len(b) && (b[at] == ' ' || b[at] == '\t' || b[at] == '\n' || b[at] == '\r') {
		at++
	}
	return at
}

// maxScanDepth is how deep values may lie in each other for scanValue.
const maxScanDepth = 32

// scanValue returns the end of the value at a place. ok is false where there is none, and
// where it is nested too deep.
func scanValue(b []byte, at, depth int) (end int, ok bool) {
	if at >= len(b) || depth > maxScanDepth {
		return at, false
	}
	switch b[at] {
	case '"':
		return scanString(b, at)
	case '{':
		return scanInner(b, at, '}', depth)
	case '[':
		return scanInner(b, at, ']', depth)
	case 't':
		return scanWord(b, at, "true")
	case 'f':
		return scanWord(b, at, "false")
	case 'n':
		return scanWord(b, at, "null")
	}
	return scanNumber(b, at)
}

func scanWord(b []byte, at int, word string) (int, bool) {
	end := at + len(word)
	return end, end <= len(b) && string(b[at:end]) == word
}

// scanInner goes over an object or list, which last closes.
func scanInner(b []byte, at int, last byte, depth int) (end int, ok bool) {
	if at = blanks(b, at+1); at < len(b) && b[at] == last {
		return at + 1, true
	}
	for {
		if last == '}' {
			if at, ok = scanString(b, at); !ok {
				return at, false
			}
			if at = blanks(b, at); at == len(b) || b[at] != ':' {
				return at, false
			}
			at = blanks(b, at+1)
		}
		if at, ok = scanValue(b, at, depth+1); !ok {
			return at, false
		}
		if at = blanks(b, at); at == len(b) {
			return at, false
		}
		switch b[at] {
		case last:
			return at + 1, true
		case ',':
			at = blanks(b, at+1)
		default:
			return at, false
		}
	}
}

// scanNumber goes over a number (RFC 8259, section 6).
func scanNumber(b []byte, at int) (end int, ok bool) {
	digits := func() bool {
		from := at
		for at < len(b) && b[at]-'0' < 10 {
			at++
		}
		return at > from
	}
	if at < len(b) && b[at] == '-' {
		at++
	}
	if at < len(b) && b[at] == '0' {
		at++
	} else if !digits() {
		return at, false
	}
	if at < len(b) && b[at] == '.' {
		if at++; !digits() {
			return at, false
		}
	}
	if at < len(b) && b[at]|0x20 == 'e' {
		if at++; at < len(b) && (b[at] == '+' || b[at] == '-') {
			at++
		}
		return at, digits()
	}
	return at, true
}

const (
	eachByte = 0x0101010101010101
	eachHigh = 0x8080808080808080
)

// scanString returns the end of the string whose quotation mark stands at a place, eight
// bytes at a time up to what is not plain text.
func scanString(b []byte, at int) (end int, ok bool) {
	if at >= len(b) || b[at] != '"' {
		return at, false
	}
	for at++; at < len(b); {
		if at+8 <= len(b) {
			// A byte of x is zero, and its high bit set here, where b has the mark.
			word := binary.LittleEndian.Uint64(b[at:])
			quote, slash := word^'"'*eachByte, word^'\\'*eachByte
			odd := ((quote-eachByte)&^quote | (slash-eachByte)&^slash | (word-0x20*eachByte)&^word) & eachHigh
			if odd == 0 {
				at += 8
				continue
			}
			at += bits.TrailingZeros64(odd) / 8 // the first is true, those after it may not be
		}
		switch c := b[at]; {
		case c == '"':
			return at + 1, true
		case c < 0x20:
			return at, false
		case c == '\\':
			if at, ok = scanEscape(b, at); !ok {
				return at, false
			}
		default:
			at++
		}
	}
	return at, false
}

// scanEscape goes over what a backslash opens.
func scanEscape(b []byte, at int) (end int, ok bool) {
	if at+1 >= len(b) {
		return at, false
	}
	switch b[at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return at + 2, true
	case 'u':
		return at + 6, hex4(b[at:]) >= 0
	}
	return at, false
}

// hex4 returns the number that \uXXXX at the start of b stands for, or -1.
func hex4(b []byte) (r rune) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	for _, c := range b[2:6] {
		switch {
		case c-'0' < 10:
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

// unquote returns what a string that scanString went over stands for. Half of a pair of
// surrogates is U+FFFD, as for encoding/json.
func unquote(raw []byte) string {
	raw = raw[1 : len(raw)-1]
	at := bytes.IndexByte(raw, '\\')
	if at < 0 {
		return string(raw)
	}
	var out strings.Builder
	out.Grow(len(raw))
	for at >= 0 {
		out.Write(raw[:at])
		var r rune
		r, at = unescape(raw, at)
		out.WriteRune(r)
		raw = raw[at:]
		at = bytes.IndexByte(raw, '\\')
	}
	out.Write(raw)
	return out.String()
}

// unescape returns what the backslash at a place stands for, and where it ends.
func unescape(raw []byte, at int) (rune, int) {
	switch c := raw[at+1]; c {
	case 'b':
		return '\b', at + 2
	case 'f':
		return '\f', at + 2
	case 'n':
		return '\n', at + 2
	case 'r':
		return '\r', at + 2
	case 't':
		return '\t', at + 2
	case 'u':
	default:
		return rune(c), at + 2
	}
	r := hex4(raw[at:])
	at += 6
	if utf16.IsSurrogate(r) {
		if r = utf16.DecodeRune(r, hex4(raw[at:])); r != unicode.ReplacementChar {
			at += 6
		}
	}
	return r, at
}
