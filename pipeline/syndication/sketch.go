package syndication

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// Size is the number of bytes of a Sketch.
const Size = binsAt + 3*bins + 2*numbers

const (
	binsAt  = 12 // where the bins begin
	bins    = 96 // samples of the text's shingles
	width   = 4  // words of a shingle
	numbers = 10 // samples of the text's numbers

	empty = 1<<16 - 1 // the hash where there is no shingle or number
)

// Sketch is what is kept of a text to compare it with others. It holds no pointers, sketches of
// texts with the same words are equal, and its bytes mean the same on every machine. The zero
// Sketch is that of no text.
//
// All numbers are little endian: a hash of the words (8 bytes), their count (4), the hashes of the
// bins (96 of 2 bytes), the 10 least hashes of numbers with the word before them (2 bytes each,
// ascending), and the places of the bins' shingles (96 bytes, in 256ths of the text).
type Sketch [Size]byte

// Words is the number of words of the text.
func (s *Sketch) Words() int { return int(binary.LittleEndian.Uint32(s[8:])) }

func (s *Sketch) exact() uint64       { return binary.LittleEndian.Uint64(s[:]) }
func (s *Sketch) bin(i int) uint16    { return binary.LittleEndian.Uint16(s[binsAt+2*i:]) }
func (s *Sketch) number(i int) uint16 { return binary.LittleEndian.Uint16(s[binsAt+2*bins+2*i:]) }
func (s *Sketch) place(i int) byte    { return s[binsAt+2*bins+2*numbers+i] }

// Sketcher makes sketches. The zero value is ready; one goroutine may use it at a time.
type Sketcher struct {
	hash    [bins]uint16 // the least hash in each bin
	place   [bins]uint32 // the word where its shingle begins
	numbers [numbers]uint16
	last    [width]uint64 // hashes of the last words
	label   uint64        // hash of the last word without digits
	words   uint32
	exact   uint64
}

// Sketch returns the sketch of a text. It takes any bytes, and allocates nothing; time is linear in
// the length of the text.
func (s *Sketcher) Sketch(text string) Sketch {
	s.reset()
	h, digits, inside := uint64(seed), false, false
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		switch kind := classify(&c); kind {
		case silent:
		case gap:
			if inside {
				s.word(mix(h), digits)
				h, digits, inside = seed, false, false
			}
		default:
			h = (h ^ uint64(c)) * prime
			digits = digits || kind == digit
			inside = true
		}
	}
	if inside {
		s.word(mix(h), digits)
	}
	return s.finish()
}

func (s *Sketcher) reset() {
	*s = Sketcher{exact: seed}
	for i := range s.hash {
		s.hash[i] = empty
	}
	for i := range s.numbers {
		s.numbers[i] = empty
	}
}

// word takes the next word of the text.
func (s *Sketcher) word(h uint64, digits bool) {
	s.exact = mix(s.exact*multiplier + h)
	if digits {
		s.number(mix(s.label*multiplier + h))
	} else {
		s.label = h
	}
	copy(s.last[:], s.last[1:])
	s.last[width-1] = h
	s.words++
	if s.words < width {
		return
	}
	var all uint64
	for _, w := range s.last {
		all = all*multiplier + w
	}
	all = mix(all)
	bin, hash := all%bins, min(uint16(all>>48), empty-1)
	if hash < s.hash[bin] {
		s.hash[bin], s.place[bin] = hash, s.words-width
	}
}

// number keeps a number if it is among the least, once.
func (s *Sketcher) number(h uint64) {
	n := min(uint16(h>>48), empty-1)
	if n >= s.numbers[numbers-1] {
		return
	}
	i := 0
	for s.numbers[i] < n {
		i++
	}
	if s.numbers[i] != n {
		copy(s.numbers[i+1:], s.numbers[i:])
		s.numbers[i] = n
	}
}

func (s *Sketcher) finish() (sketch Sketch) {
	if s.words == 0 {
		return sketch
	}
	b := binary.LittleEndian.AppendUint64(sketch[:0], s.exact)
	b = binary.LittleEndian.AppendUint32(b, s.words)
	for _, hash := range s.hash {
		b = binary.LittleEndian.AppendUint16(b, hash)
	}
	for _, n := range s.numbers {
		b = binary.LittleEndian.AppendUint16(b, n)
	}
	for _, place := range s.place {
		b = append(b, byte(uint64(place)*256/uint64(s.words)))
	}
	return sketch
}

// What a character is to a word.
const (
	gap    = iota // ends it
	silent        // is passed over: an apostrophe, an accent, a soft hyphen
	letter
	digit
)

// classify says what a character is, and turns it to lower case.
func classify(c *rune) int {
	switch r := *c; {
	case 'a' <= r && r <= 'z':
		return letter
	case 'A' <= r && r <= 'Z':
		*c = r + 'a' - 'A'
		return letter
	case '0' <= r && r <= '9':
		return digit
	case r == '\'' || r == '`':
		return silent
	case r < utf8.RuneSelf:
		return gap
	}
	return classifyWide(c)
}

func classifyWide(c *rune) int {
	switch r := *c; {
	case r == '‘' || r == '’' || r == '‛' || r == 'ʼ' || r == '´' || r == '′':
		return silent
	case unicode.IsLetter(r):
		*c = unicode.ToLower(unicode.ToUpper(r)) // as fold: ſ and s are one
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.In(r, unicode.Mn, unicode.Cf):
		return silent
	}
	return gap
}

const (
	seed       = 0xcbf29ce484222325 // FNV-1a
	prime      = 0x100000001b3
	multiplier = 0x9e3779b97f4a7c15
)

// mix spreads the bits of a hash (the finaliser of SplitMix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
