package ingest

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// errFrame says that a message of an Arrow stream is damaged.
var errFrame = errors.New("damaged Arrow message")

// frames passes an Arrow IPC stream on, message by message, after a look at the head
// of each: the library makes room for as many fields and buffers as a head claims to
// have, which in a damaged one may be billions.
type frames struct {
	in    *bufio.Reader
	head  []byte // of the message under way, what is left to pass on
	body  int64  // bytes of its body left to pass on
	total int64  // bytes passed on
}

// maxHead bounds the head of a message, in bytes.
const maxHead = 16 << 20

func (f *frames) Read(p []byte) (int, error) {
	if len(f.head) == 0 && f.body == 0 {
		if err := f.open(); err != nil {
			return 0, err
		}
	}
	if n := copy(p, f.head); n > 0 {
		f.head = f.head[n:]
		f.total += int64(n)
		return n, nil
	}
	n, err := f.in.Read(p[:min(int64(len(p)), f.body)])
	f.body -= int64(n)
	f.total += int64(n)
	if err == io.EOF && f.body > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// open reads the head of the next message: a mark, its length, the flat buffer.
func (f *frames) open() error {
	prefix := make([]byte, 4, 8)
	if _, err := io.ReadFull(f.in, prefix); err != nil {
		return err
	}
	if binary.LittleEndian.Uint32(prefix) == 0xffffffff {
		prefix = prefix[:8]
		if _, err := io.ReadFull(f.in, prefix[4:]); err != nil {
			return cut(err)
		}
	}
	size := binary.LittleEndian.Uint32(prefix[len(prefix)-4:])
	if size > maxHead {
		return fmt.Errorf("head of %d bytes: %w", size, errFrame)
	}
	f.head = append(prefix, make([]byte, size)...)
	if size == 0 {
		return nil // the end of the stream
	}
	flat := f.head[len(prefix):]
	if _, err := io.ReadFull(f.in, flat); err != nil {
		return cut(err)
	}
	body, err := checkMessage(flat)
	f.body = body
	return err
}

// cut tells the end of the input within a message from its proper end.
func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// The numbers of the fields that are looked at, in the order of Arrow's Message.fbs and
// Schema.fbs, and of the kinds of messages and of types.
const (
	messageKind, messageHead, messageBody = 1, 2, 3
	kindSchema, kindDictionary, kindBatch = 1, 2, 3
	schemaFields, schemaNotes             = 1, 2
	fieldType, fieldInner, fieldNotes     = 2, 5, 6
	batchNodes, batchBuffers              = 1, 2
	dictionaryData                        = 1
	typeUnion                             = 14
	maxDepth, maxFields                   = 32, 10_000
)

// checkMessage holds the lengths that the head of a message claims to what it has
// room for, and returns the length of the message's body.
func checkMessage(b []byte) (body int64, err error) {
	m, ok := flatTable(b, 0)
	if !ok {
		return 0, errFrame
	}
	if at := m.field(messageBody); at > 0 && at+8 <= len(b) {
		body = int64(binary.LittleEndian.Uint64(b[at:]))
	}
	if at := m.field(messageHead); at > 0 && body >= 0 {
		head, found := flatTable(b, at)
		switch kind := m.byteAt(messageKind); {
		case !found:
		case kind == kindSchema:
			ok = head.list(schemaNotes, 4) && head.fields(schemaFields, 0, new(int))
		case kind == kindDictionary:
			data, inner := flatTable(b, head.field(dictionaryData))
			ok = inner && data.list(batchNodes, 16) && data.list(batchBuffers, 16)
		case kind == kindBatch:
			ok = head.list(batchNodes, 16) && head.list(batchBuffers, 16)
		default:
			ok = false
		}
		if ok && found {
			return body, nil
		}
	}
	return 0, errFrame
}

// flat is a table of a flat buffer.
type flat struct {
	b          []byte
	at, vtable int
	slots      int
}

// flatTable returns the table that the offset at byte at leads to; ok is false when
// it lies outside b.
func flatTable(b []byte, at int) (t flat, ok bool) {
	if at < 0 || at+4 > len(b) {
		return t, false
	}
	t = flat{b: b, at: at + int(binary.LittleEndian.Uint32(b[at:]))}
	if t.at+4 > len(b) {
		return t, false
	}
	t.vtable = t.at - int(int32(binary.LittleEndian.Uint32(b[t.at:])))
	if t.vtable < 0 || t.vtable+4 > len(b) {
		return t, false
	}
	t.slots = int(binary.LittleEndian.Uint16(b[t.vtable:]))
	return t, t.slots >= 4 && t.vtable+t.slots <= len(b)
}

// field is where field n lies, 0 when the table has none.
func (t flat) field(n int) int {
	slot := 4 + 2*n
	if slot >= t.slots || t.vtable+slot+2 > len(t.b) { // half a slot counts for the library
		return 0
	}
	off := int(binary.LittleEndian.Uint16(t.b[t.vtable+slot:]))
	if off == 0 || t.at+off+4 > len(t.b) {
		return 0
	}
	return t.at + off
}

func (t flat) byteAt(n int) int {
	if at := t.field(n); at > 0 {
		return int(t.b[at])
	}
	return 0
}

// list reports whether field n is absent or a list that fits, of elements of size bytes.
func (t flat) list(n, size int) bool {
	_, _, ok := t.vector(n, size)
	return ok
}

func (t flat) vector(n, size int) (first, count int, ok bool) {
	at := t.field(n)
	if at == 0 {
		return 0, 0, true
	}
	at += int(binary.LittleEndian.Uint32(t.b[at:]))
	if at+4 > len(t.b) {
		return 0, 0, false
	}
	count = int(binary.LittleEndian.Uint32(t.b[at:]))
	return at + 4, count, count <= (len(t.b)-at-4)/size
}

// fields reports whether field n is a list of columns that fit, down to those within
// them. Unions, which hold lists of their own, are refused.
func (t flat) fields(n, depth int, seen *int) bool {
	first, count, ok := t.vector(n, 4)
	if *seen += count; !ok || depth > maxDepth || *seen > maxFields {
		return false
	}
	for i := range count {
		c, found := flatTable(t.b, first+4*i)
		if !found || c.byteAt(fieldType) == typeUnion || !c.list(fieldNotes, 4) || !c.fields(fieldInner, depth+1, seen) {
			return false
		}
	}
	return true
}
