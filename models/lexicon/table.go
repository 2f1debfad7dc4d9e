package lexicon

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// The layout of a Table, little endian: magic "SYWT", format version u32, words u32,
// columns u32, CRC-32C of what follows u32, then the size of a step of each column as
// the bits of a float32, the prints of the words u32, sorted, and for each word a byte
// a column, two's complement, in steps.
const (
	tableMagic   = "SYWT"
	tableVersion = 1
	tableHeader  = 20
	tableBuckets = 1 << 15
)

// Table gives each of a set of words a row of numbers of a byte each, which are read
// in place. Words are known by 32 bits of their hash: of the words that it does not
// hold, one in some tens of thousands is taken for one that it holds. It is immutable
// and safe for concurrent use.
type Table struct {
	columns int
	steps   []float32
	prints  string
	rows    string
	bounds  []int32 // of the prints that open with the same 15 bits
}

// OpenTable checks a table of so many columns and keeps its bytes.
func OpenTable(data string, columns int) (*Table, error) {
	if len(data) < tableHeader || data[:4] != tableMagic {
		return nil, errors.New("not a table of words")
	}
	word := func(at int) int { return int(u32(data, at)) }
	if word(4) != tableVersion || word(12) != columns {
		return nil, fmt.Errorf("table of words of version %d, %d columns; want %d, %d", word(4), word(12), tableVersion, columns)
	}
	n := word(8)
	if len(data) != tableHeader+4*columns+n*(4+columns) {
		return nil, fmt.Errorf("table of %d words is %d bytes long", n, len(data))
	}
	if crc32.Checksum([]byte(data[tableHeader:]), crc32.MakeTable(crc32.Castagnoli)) != u32(data, 16) {
		return nil, errors.New("table of words is damaged")
	}
	t := &Table{columns: columns, bounds: make([]int32, tableBuckets+1)}
	for c := range columns {
		t.steps = append(t.steps, math.Float32frombits(u32(data, tableHeader+4*c)))
	}
	t.prints = data[tableHeader+4*columns:][:4*n]
	t.rows = data[tableHeader+4*columns+4*n:]
	for i := range n {
		t.bounds[u32(t.prints, 4*i)>>17+1] = int32(i + 1)
	}
	for b := range tableBuckets {
		t.bounds[b+1] = max(t.bounds[b+1], t.bounds[b])
	}
	return t, nil
}

// Find returns the row of a word in lower case, or -1.
func (t *Table) Find(word string) int { return t.FindKey(tablePrint(word)) }

// FindKey is Find for a table by keys.
func (t *Table) FindKey(print uint32) int {
	b := print >> 17
	for i := t.bounds[b]; i < t.bounds[b+1]; i++ {
		if u32(t.prints, int(4*i)) == print {
			return int(i)
		}
	}
	return -1
}

// Value returns the number of a row in a column.
func (t *Table) Value(row, column int) float32 {
	return t.steps[column] * float32(int8(t.rows[row*t.columns+column]))
}

// Len is the number of words.
func (t *Table) Len() int { return len(t.prints) / 4 }

// Add adds scale times columns first to first+len(to) of a row to the numbers of to.
func (t *Table) Add(row, first int, scale float32, to []float32) {
	at := row*t.columns + first
	bytes, steps := t.rows[at:at+len(to)], t.steps[first:first+len(to)]
	for i := range to {
		to[i] += scale * steps[i] * float32(int8(bytes[i]))
	}
}

// EncodeTable renders a table: values holds for each column a number a word. Of two
// words with one print, the first stays.
func EncodeTable(words []string, values [][]float64) []byte {
	keys := make([]uint32, len(words))
	for i, w := range words {
		keys[i] = tablePrint(w)
	}
	return EncodeKeys(keys, values)
}

// EncodeKeys renders a table by keys, which should be spread over all 32 bits.
func EncodeKeys(keys []uint32, values [][]float64) []byte {
	type entry struct {
		print uint32
		at    int
	}
	entries := make([]entry, len(keys))
	for i, k := range keys {
		entries[i] = entry{k, i}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.print, b.print) })
	entries = slices.CompactFunc(entries, func(a, b entry) bool { return a.print == b.print })
	steps := make([]float32, len(values))
	var body []byte
	for c, column := range values {
		steps[c] = step(column)
		body = binary.LittleEndian.AppendUint32(body, math.Float32bits(steps[c]))
	}
	for _, e := range entries {
		body = binary.LittleEndian.AppendUint32(body, e.print)
	}
	for _, e := range entries {
		for c, column := range values {
			q := math.Round(column[e.at] / float64(steps[c]))
			body = append(body, byte(int8(math.Max(-127, math.Min(127, q)))))
		}
	}
	out := []byte(tableMagic)
	for _, x := range []uint32{tableVersion, uint32(len(entries)), uint32(len(values)), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli))} {
		out = binary.LittleEndian.AppendUint32(out, x)
	}
	return append(out, body...)
}

// step is the size of a step that loses least of a column: the largest number but a
// few in a thousand is 127 steps, those above are cut.
func step(column []float64) float32 {
	sizes := make([]float64, len(column))
	for i, v := range column {
		sizes[i] = math.Abs(v)
	}
	slices.Sort(sizes)
	if len(sizes) == 0 {
		return 1
	}
	return float32(math.Max(sizes[len(sizes)-1-len(sizes)/2000]/127, 1e-12))
}

func tablePrint(word string) uint32 { return uint32(nodeKey(0, Hash(word)) >> 32) }

func u32(s string, at int) uint32 {
	_ = s[at+3]
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}
