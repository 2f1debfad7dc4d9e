package sentiment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/saysonews/sayso/models"
)

// The layout of data/bayes.bin, little endian:
//
//	magic "SYNB", format version u32, words u32, CRC-32C of what follows u32
//	bounds   65,537 x u32: bounds[b] is the first entry whose hash opens with b
//	prints   words x u32: the next 32 bits of the hash, sorted within a bucket
//	values   words x i16: log-odds in steps of 1/BayesScale
const (
	bayesMagic   = "SYNB"
	bayesVersion = 1
	bayesHeader  = 16
	bayesBuckets = 1 << 16
	// BayesScale is the number of quantisation steps in a log-odds of 1.
	BayesScale = 4096
)

// bayes is the compiled naive Bayes table. Lookups read the bytes in place.
type bayes struct {
	bounds, prints, values []byte
}

func openBayes(data []byte) (bayes, error) {
	if len(data) < bayesHeader || string(data[:4]) != bayesMagic {
		return bayes{}, errors.New("not a naive Bayes table")
	}
	if v := binary.LittleEndian.Uint32(data[4:]); v != bayesVersion {
		return bayes{}, fmt.Errorf("naive Bayes table of version %d, want %d", v, bayesVersion)
	}
	words := int(binary.LittleEndian.Uint32(data[8:]))
	body := data[bayesHeader:]
	if len(body) != 4*(bayesBuckets+1)+6*words {
		return bayes{}, fmt.Errorf("naive Bayes table of %d words is %d bytes long", words, len(data))
	}
	if crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)) != binary.LittleEndian.Uint32(data[12:]) {
		return bayes{}, errors.New("naive Bayes table is damaged")
	}
	a, b := 4*(bayesBuckets+1), 4*(bayesBuckets+1)+4*words
	return bayes{bounds: body[:a], prints: body[a:b], values: body[b:]}, nil
}

// lookup returns the log-odds of the word with hash h.
func (b *bayes) lookup(h uint64) (odds float64, ok bool) {
	bucket := int(h >> 48)
	i := binary.LittleEndian.Uint32(b.bounds[4*bucket:])
	end := binary.LittleEndian.Uint32(b.bounds[4*bucket+4:])
	print := uint32(h >> 16)
	for ; i < end; i++ {
		if binary.LittleEndian.Uint32(b.prints[4*i:]) == print {
			return float64(int16(binary.LittleEndian.Uint16(b.values[2*i:]))) / BayesScale, true
		}
	}
	return 0, false
}

// LetterHash hashes the ASCII letters of word in lower case, the form in which
// cdipaolo/sentiment knows words, going on from state; start with LetterSeed.
// Words of other letters keep those as they are.
func LetterHash(state uint64, word string) uint64 {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if 'a' <= c && c <= 'z' || c >= 0x80 {
			state = (state ^ uint64(c)) * 1099511628211
		}
	}
	return state
}

// LetterSeed is the state to start LetterHash from.
const LetterSeed uint64 = 14695981039346656037

// Spread turns a LetterHash into the key of the table: its bits are even, which
// those of FNV are not for short words.
func Spread(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// sum adds up the log-odds of the words of tokens that are no names. The clitics
// of contractions are joined to their word again ("do", "n't": "dont").
func (b *bayes) sum(tokens []models.Token, name []bool) (odds float64, known, words int) {
	for i := 0; i < len(tokens); {
		h, end := LetterHash(LetterSeed, tokens[i].Lower), i+1
		for end < len(tokens) && clitic(&tokens[end-1], &tokens[end]) {
			h = LetterHash(h, tokens[end].Lower)
			end++
		}
		if h != LetterSeed {
			words++
			if !name[i] {
				if v, ok := b.lookup(Spread(h)); ok {
					odds += v
					known++
				}
			}
		}
		i = end
	}
	return odds, known, words
}

// clitic reports whether t is glued to the token before it and opens with an
// apostrophe or is "n't".
func clitic(before, t *models.Token) bool {
	if before.End != t.Start || len(t.Lower) < 2 {
		return false
	}
	switch t.Lower[0] {
	case '\'':
		return true
	case 'n':
		return t.Lower == "n't" || t.Lower == "n’t"
	}
	return len(t.Lower) > 3 && t.Lower[:3] == "’"
}

// LogOdds returns the class-normalised, smoothed log-odds of a word in the naive
// Bayes table: positive when it is likelier in praise. ok is false for a word
// that the table does not know.
func (m *Model) LogOdds(word string) (odds float64, ok bool) {
	return m.bayes.lookup(Spread(LetterHash(LetterSeed, word)))
}
