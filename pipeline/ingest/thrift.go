package ingest

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
)

// thrift goes over values in Thrift's compact protocol, as the footer and the heads of
// pages of Parquet files are written. It makes room for nothing, whatever they claim: it
// is there to look at them before a decoder that would.
type thrift struct {
	r    *bufio.Reader
	left int64 // bytes that may be read
	all  int   // elements of lists so far
}

var errThrift = errors.New("damaged metadata")

const (
	maxThriftDepth = 32
	// maxThriftElements bounds the elements of all lists: a decoder takes some hundred
	// bytes for one, which may stand in a single byte.
	maxThriftElements = 1 << 20
)

// The types of fields and elements.
const (
	thriftTrue = 1 + iota
	thriftFalse
	thriftByte
	thriftInt16
	thriftInt32
	thriftInt64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
)

// structure goes over a struct. visit is called at each field, with its type; a value
// that it does not read, which it says by false, is passed over.
func (t *thrift) structure(depth int, visit func(id int, kind byte) (read bool, err error)) error {
	if depth > maxThriftDepth {
		return fmt.Errorf("%w: nested too deep", errThrift)
	}
	for id := 0; ; {
		head, err := t.byte()
		if err != nil || head == 0 {
			return err
		}
		if head>>4 > 0 {
			id += int(head >> 4)
		} else {
			n, err := t.integer()
			if err != nil {
				return err
			}
			id = int(n)
		}
		read, err := visit(id, head&15)
		if err == nil && !read {
			err = t.skip(head&15, depth+1)
		}
		if err != nil {
			return err
		}
	}
}

// skip passes over the value of a field.
func (t *thrift) skip(kind byte, depth int) error {
	switch kind {
	case thriftTrue, thriftFalse:
		return nil
	case thriftByte:
		return t.pass(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := t.integer()
		return err
	case thriftDouble:
		return t.pass(8)
	case thriftBinary:
		n, err := t.unsigned()
		if err != nil {
			return err
		}
		return t.pass(n)
	case thriftList, thriftSet:
		return t.list(depth)
	case thriftMap:
		return t.pairs(depth)
	case thriftStruct:
		return t.structure(depth, func(int, byte) (bool, error) { return false, nil })
	}
	return errThrift
}

func (t *thrift) list(depth int) error {
	head, err := t.byte()
	if err != nil {
		return err
	}
	n := uint64(head >> 4)
	if n == 15 {
		if n, err = t.unsigned(); err != nil {
			return err
		}
	}
	return t.elements(n, depth, head&15)
}

func (t *thrift) pairs(depth int) error {
	n, err := t.unsigned()
	if err != nil || n == 0 {
		return err
	}
	kinds, err := t.byte()
	if err != nil {
		return err
	}
	return t.elements(n, depth, kinds>>4, kinds&15)
}

// elements passes over n elements, each of which has values of these kinds.
func (t *thrift) elements(n uint64, depth int, kinds ...byte) error {
	if n > uint64(t.left) || n > maxThriftElements || t.all+int(n) > maxThriftElements || depth > maxThriftDepth {
		return fmt.Errorf("%w: a list of %d elements", errThrift, n)
	}
	t.all += int(n)
	for range n {
		for _, kind := range kinds {
			if kind == thriftTrue || kind == thriftFalse {
				kind = thriftByte // as in a list they are written
			}
			if err := t.skip(kind, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *thrift) byte() (byte, error) {
	if t.left--; t.left < 0 {
		return 0, errThrift
	}
	return t.r.ReadByte()
}

func (t *thrift) pass(n uint64) error {
	if n > uint64(max(t.left, 0)) {
		return fmt.Errorf("%w: a value of %d bytes", errThrift, n)
	}
	t.left -= int64(n)
	_, err := t.r.Discard(int(n))
	return err
}

func (t *thrift) unsigned() (n uint64, err error) {
	for shift := 0; shift < 64; shift += 7 {
		b, err := t.byte()
		if err != nil {
			return 0, err
		}
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			return n, nil
		}
	}
	return 0, errThrift
}

// integer reads a number whose sign is in its last bit.
func (t *thrift) integer() (int64, error) {
	n, err := t.unsigned()
	return int64(n>>1) ^ -int64(n&1), err
}

// varint reads a number from the start of b, and returns what follows it.
func varint(b []byte) (n uint64, rest []byte, ok bool) {
	n, size := binary.Uvarint(b)
	if size <= 0 {
		return 0, nil, false
	}
	return n, b[size:], true
}
