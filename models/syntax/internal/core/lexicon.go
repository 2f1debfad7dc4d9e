package core

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// Entry is what the lexicon knows of a word.
type Entry struct {
	// ID is the word's rank by frequency, from 2; 0 is an unknown word. 1 is
	// kept for the artificial root.
	ID uint16
	// Cluster is the word's class by distribution, 0 for none.
	Cluster uint16
	// Class is the set of tags the word is seen with, 0 for unknown.
	Class uint16
	// Sure is the tag that the word has practically always, or NoTag.
	Sure models.Tag
}

// The number of values of each field of Entry.
const (
	NumWords    = 1 << 14
	NumClusters = 1025
	NumClasses  = 512
)

// RootWord is the ID of the artificial root.
const RootWord = 1

// entryBytes is the size of a stored entry: 32 bits of the key's hash, then the
// fields, then a byte of nothing.
const entryBytes = 12

// Lexicon is a hash table with open addressing that is read where it lies.
type Lexicon struct {
	table string
	mask  uint32
}

// NewLexicon opens a table that EncodeLexicon wrote.
func NewLexicon(table string) (*Lexicon, error) {
	n := len(table) / entryBytes
	if n == 0 || n&(n-1) != 0 || n*entryBytes != len(table) {
		return nil, fmt.Errorf("open lexicon of %d bytes: %w", len(table), linear.ErrFormat)
	}
	return &Lexicon{table: table, mask: uint32(n - 1)}, nil
}

// Find returns the entry of a key's hash, or the zero Entry.
func (l *Lexicon) Find(h uint64) Entry {
	print := fingerprint(h)
	// A damaged table could be full: the walk is bounded.
	for i, n := uint32(h)&l.mask, 0; n < 64; i, n = (i+1)&l.mask, n+1 {
		e := l.table[int(i)*entryBytes:][:entryBytes]
		switch p := linear.Uint32(e, 0); p {
		case print:
			return Entry{
				ID:      linear.Uint16(e, 4) & (NumWords - 1),
				Cluster: min(linear.Uint16(e, 6), NumClusters-1),
				Class:   linear.Uint16(e, 8) & (NumClasses - 1),
				Sure:    min(models.Tag(e[10]), models.NumTags-1),
			}
		case 0:
			return Entry{}
		}
	}
	return Entry{}
}

// fingerprint is never 0, which marks a free place.
func fingerprint(h uint64) uint32 { return uint32(h>>32) | 1 }

// EncodeLexicon lays out the entries by the hash of their key. Keys must come in
// a fixed order for the same bytes.
func EncodeLexicon(keys []uint64, entries []Entry) []byte {
	n := 1
	for n < 2*len(keys) {
		n *= 2
	}
	table := make([]byte, n*entryBytes)
	for k, h := range keys {
		i := int(h) & (n - 1)
		for table[i*entryBytes] != 0 {
			i = (i + 1) & (n - 1)
		}
		e := table[i*entryBytes:]
		p, v := fingerprint(h), entries[k]
		e[0], e[1], e[2], e[3] = byte(p), byte(p>>8), byte(p>>16), byte(p>>24)
		e[4], e[5] = byte(v.ID), byte(v.ID>>8)
		e[6], e[7] = byte(v.Cluster), byte(v.Cluster>>8)
		e[8], e[9] = byte(v.Class), byte(v.Class>>8)
		e[10] = byte(v.Sure)
	}
	return table
}
