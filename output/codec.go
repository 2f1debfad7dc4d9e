package output

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// Between Convert and the files a row is a string of bytes: the values of its
// columns one after another, in the order of the schema, constants left out. That
// is cheap to make in a worker, to keep, to sort and to spill, and goes into the
// columns without an intermediate value.
//
//	string     length, bytes        null: 0, else length+1, bytes
//	integer    zigzag varint        null: 0, else 1, varint
//	float      8 bytes
//	bool       1 byte
//	timestamp  as a nullable integer of microseconds
//	list       count, elements
//	struct     its fields

var errRow = errors.New("decode row: unexpected end or value")

// encoder appends values to a row.
type encoder struct{ b []byte }

func (e *encoder) count(n int) { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) int(n int)   { e.b = binary.AppendVarint(e.b, int64(n)) }

func (e *encoder) optInt(n int, ok bool) {
	if !ok {
		e.b = append(e.b, 0)
		return
	}
	e.b = append(e.b, 1)
	e.int(n)
}

func (e *encoder) bool(v bool) {
	if v {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

func (e *encoder) score(f float64) {
	e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(round(f)))
}

func (e *encoder) string(s string) {
	s = valid(s)
	e.count(len(s))
	e.b = append(e.b, s...)
}

// opt writes a nullable string; the empty one is null.
func (e *encoder) opt(s string) {
	if s == "" {
		e.b = append(e.b, 0)
		return
	}
	s = valid(s)
	e.count(len(s) + 1)
	e.b = append(e.b, s...)
}

// time writes a nullable timestamp; the zero time is null.
func (e *encoder) time(t time.Time) {
	e.date(t.UnixMicro(), !t.IsZero())
}

// date writes a nullable timestamp in microseconds.
func (e *encoder) date(micro int64, ok bool) {
	if !ok {
		e.b = append(e.b, 0)
		return
	}
	e.b = append(e.b, 1)
	e.b = binary.AppendVarint(e.b, micro)
}

func (e *encoder) strings(list []string) {
	e.count(len(list))
	for _, s := range list {
		e.string(s)
	}
}

// decoder takes values off the front of a row. After a fault, err is set and every
// value is zero.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail() { d.b, d.err = nil, errRow }

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) varint() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		d.fail()
		return 0
	}
	c := d.b[0]
	d.b = d.b[1:]
	return c
}

func (d *decoder) score() float64 {
	if len(d.b) < 8 {
		d.fail()
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return f
}

// take returns the next n bytes, which stay part of the row.
func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.b)) {
		d.fail()
		return nil
	}
	s := d.b[:n]
	d.b = d.b[n:]
	return s
}

func (d *decoder) string() []byte { return d.take(d.uvarint()) }

// count reads the length of a list, each element of which takes a byte or more.
func (d *decoder) count() int {
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		d.fail()
		return 0
	}
	return int(n)
}
