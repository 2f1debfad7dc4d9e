package pq

import "encoding/binary"

// compact writes the structs of the format in Thrift's compact protocol
// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
// Fields come in order of their numbers.
type compact struct {
	b    []byte
	last int   // number of the field before, in the struct under way
	open []int // the same of the structs around it
}

// The types of fields and of elements of lists.
const (
	typeTrue   = 1
	typeFalse  = 2
	typeByte   = 3
	typeI16    = 4
	typeI32    = 5
	typeI64    = 6
	typeBinary = 8
	typeList   = 9
	typeStruct = 12
)

func (c *compact) field(number, typ int) {
	if delta := number - c.last; delta > 0 && delta < 16 {
		c.b = append(c.b, byte(delta<<4|typ))
	} else {
		c.b = binary.AppendVarint(append(c.b, byte(typ)), int64(number))
	}
	c.last = number
}

// begin opens a struct as field number; beginElement one as an element of a list.
func (c *compact) begin(number int) {
	c.field(number, typeStruct)
	c.beginElement()
}

func (c *compact) beginElement() {
	c.open = append(c.open, c.last)
	c.last = 0
}

func (c *compact) end() {
	c.b = append(c.b, 0)
	c.last = c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
}

// empty writes a struct without fields.
func (c *compact) empty(number int) {
	c.begin(number)
	c.end()
}

func (c *compact) bool(number int, v bool) {
	if v {
		c.field(number, typeTrue)
	} else {
		c.field(number, typeFalse)
	}
}

func (c *compact) i8(number int, v int8) {
	c.field(number, typeByte)
	c.b = append(c.b, byte(v))
}

func (c *compact) i16(number, v int) {
	c.field(number, typeI16)
	c.b = binary.AppendVarint(c.b, int64(v))
}

func (c *compact) i32(number, v int) {
	c.field(number, typeI32)
	c.b = binary.AppendVarint(c.b, int64(v))
}

func (c *compact) i64(number int, v int64) {
	c.field(number, typeI64)
	c.b = binary.AppendVarint(c.b, v)
}

func (c *compact) bytes(number int, v []byte) {
	c.field(number, typeBinary)
	c.b = append(binary.AppendUvarint(c.b, uint64(len(v))), v...)
}

func (c *compact) string(number int, v string) {
	c.field(number, typeBinary)
	c.element(v)
}

// element writes an element of a list of strings.
func (c *compact) element(v string) {
	c.b = append(binary.AppendUvarint(c.b, uint64(len(v))), v...)
}

// list begins a list of n elements, which follow.
func (c *compact) list(number, typ, n int) {
	c.field(number, typeList)
	if n < 15 {
		c.b = append(c.b, byte(n<<4|typ))
		return
	}
	c.b = binary.AppendUvarint(append(c.b, byte(0xF0|typ)), uint64(n))
}

// i32s writes a list of numbers.
func (c *compact) i32s(number int, list ...int) {
	c.list(number, typeI32, len(list))
	for _, v := range list {
		c.b = binary.AppendVarint(c.b, int64(v))
	}
}
