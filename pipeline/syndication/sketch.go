package syndication

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// Size is the number of bytes of a Sketch.
const Size = 16 + 4*bins + 3*numbers

const (
	bins    = 64 // samples of the text's shingles
	width   = 4  // words of a shingle
	numbers = 16 // samples of the text's numbers

	emptyBin    = 1<<32 - 1
	emptyNumber = 1<<24 - 1
)

// Sketch is what is kept of a text to compare it with others. It holds no pointers, sketches of
// texts with the same words are equal, and its bytes mean the same on every machine. The zero
// Sketch is that of no text.
//
// All numbers are little endian: a hash of the words (8 bytes), their count (4), 4 zero bytes, the
// bins (64 of 4 bytes: 24 bits of hash above 8 of place, in 256ths of the text), and the 16 least
// hashes of numbers with the word before them (3 bytes each, ascending).
type Sketch [Size]byte

// Words is the number of words of the text.
func (s *Sketch) Words() int { return int(binary.LittleEndian.Uint32(s[8:])) }

func (s *Sketch) exact() uint64      { return binary.LittleEndian.Uint64(s[:]) }
func (s *Sketch) bin(i int) uint32   { return binary.LittleEndian.Uint32(s[16+4*i:]) }
func (s *Sketch) number(i int) int32 { return int24(s[16+4*bins+3*i:]) }

func int24(b []byte) int32 { return int32(b[0]) | int32(b[1])<<8 | int32(b[2])<<16 }

// Sketcher makes sketches. The zero value is ready; one goroutine may use it at a time.
type Sketcher struct {
	hash    [bins]uint32 // least 24 bits of hash in each bin
	place   [bins]uint32 // the word where it begins
	numbers [numbers]int32
	last    [width]uint64 // hashes of the words before
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
		s.hash[i] = emptyBin
	}
	for i := range s.numbers {
		s.numbers[i] = emptyNumber
	}
}

// word takes the next word of the text.
func (s *Sketcher) word(h uint64, digits bool) {
	s.exact = mix(s.exact*multiplier + h)
	if digits {
		s.number(mix(s.last[width-1]*multiplier + h))
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
	bin, hash := all%bins, min(uint32(all>>40), 1<<24-2)
	if hash < s.hash[bin] {
		s.hash[bin], s.place[bin] = hash, s.words-width
	}
}

// number keeps a number if it is among the least, once.
func (s *Sketcher) number(h uint64) {
	n := min(int32(h>>40), emptyNumber-1)
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
	binary.LittleEndian.PutUint64(sketch[:], s.exact)
	binary.LittleEndian.PutUint32(sketch[8:], s.words)
	for i, hash := range s.hash {
		v := uint32(emptyBin)
		if hash != emptyBin {
			v = hash<<8 | uint32(uint64(s.place[i])*256/uint64(s.words))
		}
		binary.LittleEndian.PutUint32(sketch[16+4*i:], v)
	}
	for i, n := range s.numbers {
		b := sketch[16+4*bins+3*i:]
		b[0], b[1], b[2] = byte(n), byte(n>>8), byte(n>>16)
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
