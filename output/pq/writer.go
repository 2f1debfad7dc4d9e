package pq

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

const magic = "PAR1"

// longBound is the length in bytes beyond which a minimum or maximum is left out.
const longBound = 64

// Writer writes the files of one table, one after another.
type Writer struct {
	schema  *Schema
	columns []*Column
	packer  packer
	out     io.Writer
	offset  int64
	rows    int64 // in the row group under way
	total   int64 // in finished row groups
	groups  compact
	count   int // of finished row groups
	buffer  []byte
}

// NewWriter returns a Writer of tables of schema s.
func NewWriter(s *Schema) (*Writer, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true),
		zstd.WithWindowSize(1<<20), zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true))
	if err != nil {
		return nil, fmt.Errorf("prepare packing: %w", err)
	}
	w := &Writer{schema: s}
	w.packer.zstd = encoder
	for _, t := range s.leaves {
		w.columns = append(w.columns, newColumn(t, &w.packer))
	}
	return w, nil
}

// Columns returns the leaves, depth first in the order of the schema.
func (w *Writer) Columns() []*Column { return w.columns }

// Reset begins a file, which is written to out. A file before that was not closed is
// given up.
func (w *Writer) Reset(out io.Writer) error {
	w.out, w.offset, w.total, w.count = out, 0, 0, 0
	w.groups.b, w.groups.last = w.groups.b[:0], 0
	w.beginGroup()
	return w.write([]byte(magic))
}

func (w *Writer) beginGroup() {
	for _, c := range w.columns {
		c.reset()
	}
	w.rows = 0
}

func (w *Writer) write(b []byte) error {
	n, err := w.out.Write(b)
	w.offset += int64(n)
	if err != nil {
		return fmt.Errorf("write parquet: %w", err)
	}
	return nil
}

// Flush tells that n more rows are complete in all columns, and finishes the pages
// that are large.
func (w *Writer) Flush(n int) {
	w.rows += int64(n)
	for _, c := range w.columns {
		if c.full() {
			c.finishPage(false)
		}
	}
}

// Close finishes the file. The Writer may be reset to the next.
func (w *Writer) Close() error {
	if err := w.EndGroup(); err != nil {
		return err
	}
	f := compact{b: append(w.buffer[:0], w.schema.head...), last: 2}
	f.i64(3, w.total)
	f.list(4, typeStruct, w.count)
	f.b = append(f.b, w.groups.b...)
	f.b = append(f.b, w.schema.tail...)
	f.b = binary.LittleEndian.AppendUint32(f.b, uint32(len(f.b)))
	f.b = append(f.b, magic...)
	w.buffer = f.b
	return w.write(f.b)
}

// EndGroup writes the rows flushed since the last call as a row group, if there are
// any.
func (w *Writer) EndGroup() error {
	if w.rows == 0 {
		return nil
	}
	g, from, raw := &w.groups, w.offset, int64(0)
	g.beginElement()
	g.list(1, typeStruct, len(w.columns))
	for _, c := range w.columns {
		if err := w.writeChunk(c); err != nil {
			return err
		}
		raw += c.raw
	}
	g.i64(2, raw)
	g.i64(3, w.rows)
	g.i64(5, from)
	g.i64(6, w.offset-from)
	if w.count < 1<<15 {
		g.i16(7, w.count)
	}
	g.end()
	w.total += w.rows
	w.count++
	w.beginGroup()
	return nil
}

// writeChunk writes the pages of c, and what the footer says of them.
func (w *Writer) writeChunk(c *Column) error {
	c.finishPage(true)
	from, data := w.offset, w.offset
	if c.inDict {
		w.buffer = c.appendPage(w.buffer[:0], c.dict.arena, pageDictionary, c.dict.len(), encodingPlain)
		if err := w.write(w.buffer); err != nil {
			return err
		}
		data = w.offset
	}
	if err := w.write(c.pages); err != nil {
		return err
	}
	w.describe(c, from, data)
	return nil
}

// describe adds the metadata of a chunk to those of its row group.
func (w *Writer) describe(c *Column, from, data int64) {
	g := &w.groups
	g.beginElement()
	g.i64(2, from)
	g.begin(3)
	g.i32(1, c.kind.physical())
	switch {
	case c.inDict && c.inPlain:
		g.i32s(2, encodingPlain, encodingRLE, encodingDictionary)
	case c.inDict:
		g.i32s(2, encodingPlain, encodingRLE, encodingDictionary)
	default:
		g.i32s(2, encodingPlain, encodingRLE)
	}
	g.list(3, typeBinary, len(c.path))
	for _, p := range c.path {
		g.element(p)
	}
	g.i32(4, c.codec)
	g.i64(5, c.values)
	g.i64(6, c.raw)
	g.i64(7, w.offset-from)
	g.i64(9, data)
	if c.inDict {
		g.i64(11, from)
	}
	c.statistics(g)
	g.end()
	g.end()
}

// statistics adds the number of nulls, and minimum and maximum where they help.
func (c *Column) statistics(g *compact) {
	if c.long || c.maxRep > 0 {
		return
	}
	if c.inDict {
		for n := range c.dict.len() {
			c.note(c.dict.value(n))
		}
	}
	g.begin(12)
	g.i64(3, c.nulls)
	if c.found && len(c.low) <= longBound && len(c.high) <= longBound {
		low, high := c.low, c.high
		if c.kind == Double { // zero has two signs: bounds take in both
			low, high = signed(low, 0x80), signed(high, 0)
		}
		g.bytes(5, high)
		g.bytes(6, low)
	}
	g.end()
}

// signed returns v, or zero of the given sign when v is zero.
func signed(v []byte, sign byte) []byte {
	for _, b := range v[:7] {
		if b != 0 {
			return v
		}
	}
	if v[7]&0x7F != 0 {
		return v
	}
	return []byte{0, 0, 0, 0, 0, 0, 0, sign}
}
