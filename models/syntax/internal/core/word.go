package core

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models/linear"
)

// Word is what tagger and parser see of a token.
type Word struct {
	Entry
	Key                            uint64 // hash of the normal form
	Suffix2, Suffix3, Suffix4, Pre uint16
	Shape                          uint8
	Glue                           Glue
	Quote                          Quote
	Mark                           Mark
	Edge                           uint8 // 1 an opening mark stands before, 2 a closing one after
	Long                           bool  // four bytes or more
	Title                          uint8 // of the sentence: 1 capitalised like a headline, 2 all capitals
}

// Glue says which neighbours a token is written together with.
type Glue uint8

// The bits of Glue; UnknownGlue stands alone, for texts without spacing.
const (
	GluedLeft Glue = 1 << iota
	GluedRight
	UnknownGlue
	NumGlues = 5
)

// Quote is the state of quotation marks at a token: 1 inside a quotation, 0 not.
type Quote uint8

// Mark says whether a word is a double quotation mark.
type Mark uint8

// The kinds of mark.
const (
	NoMark Mark = iota
	Straight
	Opening
	Closing
)

// The number of buckets of each hashed feature of a word.
const (
	NumSuffix2 = 1024
	NumSuffix3 = 4096
	NumSuffix4 = 8192
	NumPrefix  = 2048
)

// maxNormal bounds the bytes of a word that are looked at.
const maxNormal = 48

// Encode describes a word. form is the word as written and lower its lower case;
// nothing is allocated. Quotes of all kinds, dashes and digits are folded.
func (l *Lexicon) Encode(w *Word, form, lower string) {
	var buf [maxNormal + utf8.UTFMax]byte
	s := normal(buf[:0], lower)
	h := hashBytes(s, 0)
	w.Key = h
	w.Entry = l.Find(h)
	w.Suffix2 = uint16(linear.Bucket(hashBytes(tail(s, 2), 2), NumSuffix2))
	w.Suffix3 = uint16(linear.Bucket(hashBytes(tail(s, 3), 3), NumSuffix3))
	w.Suffix4 = uint16(linear.Bucket(hashBytes(tail(s, 4), 4), NumSuffix4))
	w.Pre = uint16(linear.Bucket(hashBytes(s[:min(3, len(s))], 5), NumPrefix))
	w.Shape = shape(form)
	w.Long = len(s) >= 4
	w.Mark = mark(s)
}

func mark(s []byte) Mark {
	switch string(s) {
	case `"`:
		return Straight
	case "``":
		return Opening
	case "''":
		return Closing
	}
	return NoMark
}

// Key is the hash by which the lexicon knows a word.
func Key(lower string) uint64 {
	var buf [maxNormal + utf8.UTFMax]byte
	return hashBytes(normal(buf[:0], lower), 0)
}

func tail(s []byte, n int) []byte { return s[max(0, len(s)-n):] }

func hashBytes(s []byte, seed uint64) uint64 {
	h := 14695981039346656037 ^ seed
	for _, c := range s {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return linear.Mix(h)
}

// normal appends lower with digits as 0 and quotes and dashes in ASCII. Words
// that are too long keep their beginning.
func normal(dst []byte, lower string) []byte {
	for i := 0; i < len(lower) && len(dst) < maxNormal; i++ {
		c := lower[i]
		switch {
		case '0' <= c && c <= '9':
			dst = append(dst, '0')
		case c == 0xe2 && i+2 < len(lower) && lower[i+1] == 0x80:
			dst = append(dst, punctuation(lower[i+2])...)
			i += 2
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// punctuation spells the general punctuation U+2000 + (c & 63) in ASCII.
func punctuation(c byte) string {
	switch c {
	case 0x90, 0x91:
		return "-"
	case 0x92, 0x93, 0x94, 0x95:
		return "--"
	case 0x98, 0x99, 0x9a, 0x9b:
		return "'"
	case 0x9c, 0x9e, 0x9f:
		return "``"
	case 0x9d:
		return "''"
	case 0xa6:
		return "..."
	}
	return "~"
}

// The kinds of capitals in a shape.
const (
	noLetters = iota
	lowerCase
	initial // Word
	capital // a single capital letter
	allCaps
	mixed
	numCases
)

// NumShapes is the number of values of Word.Shape.
const NumShapes = numCases * 9

// shape folds a word to the case of its letters, whether it has some or only
// digits, and whether it has a full stop or another mark.
func shape(form string) uint8 {
	upper, lower, digits, marks, runes := 0, 0, 0, 0, 0
	first, stop := false, false
	for _, r := range form {
		switch {
		case 'a' <= r && r <= 'z':
			lower++
		case 'A' <= r && r <= 'Z':
			upper++
			first = first || runes == 0
		case '0' <= r && r <= '9':
			digits++
		case r < utf8.RuneSelf:
			marks++
			stop = stop || r == '.'
		case unicode.IsUpper(r):
			upper++
			first = first || runes == 0
		case unicode.IsLetter(r):
			lower++
		default:
			marks++
		}
		runes++
	}
	d := 0
	if digits > 0 {
		d = 1
		if upper+lower == 0 {
			d = 2
		}
	}
	m := 0
	if stop {
		m = 1
	} else if marks > 0 {
		m = 2
	}
	return uint8(letterCase(upper, lower, first)*9 + d*3 + m)
}

func letterCase(upper, lower int, first bool) int {
	switch {
	case upper+lower == 0:
		return noLetters
	case upper == 0:
		return lowerCase
	case lower == 0 && upper == 1:
		return capital
	case lower == 0:
		return allCaps
	case upper == 1 && first:
		return initial
	}
	return mixed
}
