package pq

import (
	"bytes"
	"encoding/binary"
	"math"
)

const (
	// A page is cut at whichever comes first, counted when rows are flushed.
	pageEntries = 16 << 10
	pageBytes   = 256 << 10
	// A dictionary of more bytes is given up.
	dictionaryBytes = 512 << 10
)

// Column takes the values of one leaf of a file, in order. For each value it takes
// the repetition level: 0 for the first of a row, 1 for further elements of a list.
type Column struct {
	leafType
	packer *packer

	// The page under way.
	def, rep []uint8
	entries  int
	indices  []uint32
	plain    []byte
	bits     int // bools in plain
	size     int // bytes of the values in plain encoding

	// The chunk under way.
	dict      *dictionary // nil when there never is one
	coding    bool        // whether values go through the dictionary
	pages     []byte      // finished, as they go to the file
	inDict    bool        // whether a finished page is in numbers of the dictionary
	inPlain   bool
	finished  int // pages
	codec     int
	values    int64 // nulls too
	nulls     int64
	raw       int64 // bytes of pages before compression, with their heads
	low, high []byte
	found     bool // low and high
	scratch   [8]byte
}

func newColumn(t leafType, p *packer) *Column {
	c := &Column{leafType: t, packer: p}
	if !t.long && t.kind != Bool {
		c.dict = newDictionary(t.kind.width())
	}
	c.reset()
	return c
}

// reset begins a chunk.
func (c *Column) reset() {
	c.clearPage()
	c.coding = c.dict != nil
	if c.coding {
		c.dict.reset()
	}
	c.pages = c.pages[:0]
	c.inDict, c.inPlain, c.found = false, false, false
	c.finished, c.values, c.nulls, c.raw = 0, 0, 0, 0
}

func (c *Column) clearPage() {
	c.def, c.rep, c.indices, c.plain = c.def[:0], c.rep[:0], c.indices[:0], c.plain[:0]
	c.entries, c.bits, c.size = 0, 0, 0
}

// Null adds what is no value: null, or an empty list, told apart by def, how many of
// the optional and repeated groups and fields on the column's path are there.
func (c *Column) Null(def, rep uint8) {
	c.level(def, rep)
	c.nulls++
}

func (c *Column) level(def, rep uint8) {
	c.entries++
	if c.maxDef > 0 {
		c.def = append(c.def, def)
	}
	if c.maxRep > 0 {
		c.rep = append(c.rep, rep)
	}
}

// Bytes adds a string.
func (c *Column) Bytes(v []byte, rep uint8) {
	c.level(c.maxDef, rep)
	c.size += 4 + len(v)
	if c.coding {
		c.code(c.dict.number(v))
		return
	}
	c.plain = binary.LittleEndian.AppendUint32(c.plain, uint32(len(v)))
	c.plain = append(c.plain, v...)
	c.note(v)
}

// Int adds a number of kind Int32, Int64 or Micros.
func (c *Column) Int(v int64, rep uint8) { c.fixed(uint64(v), rep) }

// Float adds a number of kind Double.
func (c *Column) Float(v float64, rep uint8) { c.fixed(math.Float64bits(v), rep) }

func (c *Column) fixed(bits uint64, rep uint8) {
	c.level(c.maxDef, rep)
	width := c.kind.width()
	c.size += width
	if c.coding {
		if width == 4 {
			bits = uint64(uint32(bits))
		}
		c.code(c.dict.fixed(bits))
		return
	}
	binary.LittleEndian.PutUint64(c.scratch[:], bits)
	v := c.scratch[:width]
	c.plain = append(c.plain, v...)
	c.note(v)
}

// Bool adds a value of kind Bool.
func (c *Column) Bool(v bool, rep uint8) {
	c.level(c.maxDef, rep)
	if c.bits%8 == 0 {
		c.plain = append(c.plain, 0)
		c.size++
	}
	c.scratch[0] = 0
	if v {
		c.plain[len(c.plain)-1] |= 1 << (c.bits % 8)
		c.scratch[0] = 1
	}
	c.bits++
	c.note(c.scratch[:1])
}

// code adds the value that has number n in the dictionary.
func (c *Column) code(n uint32) {
	c.indices = append(c.indices, n)
	if len(c.dict.arena) > dictionaryBytes {
		c.stopCoding()
	}
}

// stopCoding goes on without the dictionary.
func (c *Column) stopCoding() {
	if c.inDict {
		c.finishPage(false)
	} else {
		c.spell()
	}
	c.coding = false
}

// spell puts the values of the page in place of their numbers.
func (c *Column) spell() {
	for _, n := range c.indices {
		c.plain = append(c.plain, c.dict.plain(int(n))...)
	}
	c.indices = c.indices[:0]
	for n := range c.dict.len() {
		c.note(c.dict.value(n))
	}
}

// worth reports whether the numbers of the page and the dictionary are smaller than
// the values.
func (c *Column) worth() bool {
	const head = 24 // of a page
	numbers := len(c.indices)*bitsFor(c.dict.len())/8 + len(c.dict.arena) + head
	return numbers < c.size-c.size/8
}

// note counts v into the minimum and maximum of the chunk.
func (c *Column) note(v []byte) {
	if c.long || c.maxRep > 0 {
		return
	}
	if c.kind == Double && math.IsNaN(c.float(v)) {
		return
	}
	if !c.found {
		c.low, c.high, c.found = append(c.low[:0], v...), append(c.high[:0], v...), true
		return
	}
	if c.less(v, c.low) {
		c.low = append(c.low[:0], v...)
	} else if c.less(c.high, v) {
		c.high = append(c.high[:0], v...)
	}
}

func (c *Column) less(a, b []byte) bool {
	switch c.kind {
	case Int32:
		return int32(binary.LittleEndian.Uint32(a)) < int32(binary.LittleEndian.Uint32(b))
	case Int64, Micros:
		return int64(binary.LittleEndian.Uint64(a)) < int64(binary.LittleEndian.Uint64(b))
	case Double:
		return c.float(a) < c.float(b)
	}
	return bytes.Compare(a, b) < 0
}

func (c *Column) float(v []byte) float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(v))
}
