package models

import "unicode/utf8"

// offsetStride is the distance in bytes between two checkpoints of Offsets.
const offsetStride = 256

// Offsets converts byte offsets of one text into offsets in Unicode code points.
// It costs one integer for 256 bytes of text, and a conversion scans at most that
// far. Invalid UTF-8 counts one code point a byte, as utf8.DecodeRuneInString
// does. An Offsets is immutable once made and safe for concurrent use.
type Offsets struct {
	text  string
	marks []int // code points before byte i*offsetStride; nil when text is ASCII
}

// NewOffsets indexes text.
func NewOffsets(text string) Offsets {
	ascii := true
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return Offsets{text: text}
	}
	marks := make([]int, 0, len(text)/offsetStride+1)
	n := 0
	for i := range text { // i is the start of each code point
		for len(marks)*offsetStride <= i {
			marks = append(marks, n)
		}
		n++
	}
	return Offsets{text: text, marks: marks}
}

// CodePoint returns how many code points begin before byte offset b, which is
// the code-point offset of b when b is on a boundary. b may be len(text).
func (o Offsets) CodePoint(b int) int {
	if o.marks == nil {
		return b
	}
	k := min(b/offsetStride, len(o.marks)-1)
	if k < 0 {
		return 0
	}
	n := o.marks[k]
	// The first code point counted from the checkpoint is the first that begins
	// at or after it.
	i := k * offsetStride
	for i < b && i < len(o.text) && !boundary(o.text, i) {
		i++
	}
	for i < b {
		_, size := utf8.DecodeRuneInString(o.text[i:])
		i += size
		n++
	}
	return n
}

// boundary reports whether a code point of text begins at byte i, given that i
// is at most three bytes past a boundary.
func boundary(text string, i int) bool {
	for j := i; j >= 0 && j > i-utf8.UTFMax; j-- {
		if utf8.RuneStart(text[j]) {
			_, size := utf8.DecodeRuneInString(text[j:])
			return j == i || j+size <= i
		}
	}
	return true
}

// Span converts both ends of s to code points.
func (o Offsets) Span(s Span) [2]int {
	return [2]int{o.CodePoint(s.Start), o.CodePoint(s.End)}
}
