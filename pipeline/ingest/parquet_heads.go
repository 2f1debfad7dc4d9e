package ingest

import (
	"bufio"
	"encoding/binary"
	"fmt"

	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"
)

// The kinds of pages, as in parquet.thrift.
const (
	dataPage       = 0
	dictionaryPage = 2
	dataPage2      = 3
)

// pageHead is the head of a page (parquet.thrift, PageHeader).
type pageHead struct {
	kind, unpacked, packed, values int64
	encoding, defining, repeating  int64 // encodings: of values, and of levels in version 1
	nulls, rows, defines, repeats  int64 // of version 2: numbers, and bytes of levels
	isPlain                        bool  // of version 2: not packed
}

// maxPageHead bounds the head of a page, which may hold the least and greatest value.
const maxPageHead = 16 << 20

// read reads a head, and takes its bytes from left.
func (h *pageHead) read(r *bufio.Reader, left *int64) error {
	t := thrift{r: r, left: min(*left, maxPageHead)}
	before := t.left
	err := t.structure(0, func(id int, kind byte) (bool, error) {
		switch {
		case id <= 3 && kind == thriftInt32:
			return true, t.number(&[...]*int64{nil, &h.kind, &h.unpacked, &h.packed}, id)
		case id == 5 && kind == thriftStruct:
			return true, t.numbers(nil, &h.values, &h.encoding, &h.defining, &h.repeating)
		case id == 7 && kind == thriftStruct:
			return true, t.numbers(nil, &h.values, &h.encoding)
		case id == 8 && kind == thriftStruct:
			return true, t.numbers(&h.isPlain, &h.values, &h.nulls, &h.rows, &h.encoding, &h.defines, &h.repeats)
		}
		return false, nil
	})
	*left -= before - t.left
	if err != nil {
		return fmt.Errorf("read head of page: %w", err)
	}
	return nil
}

// number reads a number into a field of a head.
func (t *thrift) number(into *[4]*int64, id int) error {
	n, err := t.integer()
	if err == nil && id > 0 && into[id] != nil {
		*into[id] = n
	}
	return err
}

// numbers reads a struct whose first fields, from 1 on, are numbers. plain, unless nil, is
// set where the field after them is a false.
func (t *thrift) numbers(plain *bool, into ...*int64) error {
	return t.structure(1, func(id int, kind byte) (bool, error) {
		switch {
		case plain != nil && id == len(into)+1:
			*plain = kind == thriftFalse
		case id < 1 || id > len(into) || kind != thriftInt32:
		default:
			n, err := t.integer()
			*into[id-1] = n
			return true, err
		}
		return false, nil
	})
}

// check holds the numbers that a page claims, of its own and of its encodings, to what
// its data has room for.
func (h *pageHead) check(data []byte, c *schema.Column) error {
	if h.values < 0 || h.values > maxPageValues {
		return fmt.Errorf("%w: %d values", errPage, h.values)
	}
	if h.kind == dictionaryPage {
		if h.values*leastBytes(c.PhysicalType()) > int64(len(data)) {
			return fmt.Errorf("%w: %d values in %d bytes", errPage, h.values, len(data))
		}
		return nil
	}
	encoding := parquet.Encoding(h.encoding)
	twice := encoding == parquet.Encodings.DeltaByteArray // lengths of beginnings, then of ends
	if !twice && encoding != parquet.Encodings.DeltaBinaryPacked && encoding != parquet.Encodings.DeltaLengthByteArray {
		return nil
	}
	rest, ok := h.afterLevels(data, c)
	rest, ok = h.deltas(rest, ok, twice)
	if twice {
		_, ok = h.deltas(rest, ok, false)
	}
	if !ok {
		return fmt.Errorf("%w: encoded in a way that cannot be", errPage)
	}
	return nil
}

// leastBytes is the least that a value of a dictionary takes.
func leastBytes(t parquet.Type) int64 {
	switch t {
	case parquet.Types.Int64, parquet.Types.Double:
		return 8
	case parquet.Types.Int96:
		return 12
	}
	return 4
}

// afterLevels returns the data after the levels.
func (h *pageHead) afterLevels(data []byte, c *schema.Column) (rest []byte, ok bool) {
	if h.kind == dataPage2 {
		return data[h.repeats+h.defines:], true // unpack held them to the data
	}
	for _, l := range [...]struct {
		max      int16
		encoding int64
	}{{c.MaxRepetitionLevel(), h.repeating}, {c.MaxDefinitionLevel(), h.defining}} {
		switch {
		case l.max == 0:
			continue
		case parquet.Encoding(l.encoding) != parquet.Encodings.RLE:
			return nil, false // an encoding older than these of values
		case len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4):
			return nil, false
		}
		data = data[4+binary.LittleEndian.Uint32(data):]
	}
	return data, true
}

const (
	maxDeltaBlock = 1 << 16 // values; writers use 128 or a few more
	deltaUnit     = 32      // values that a part of a block has, or a multiple
)

// deltas checks the head of numbers packed as differences (DELTA_BINARY_PACKED), and with
// through goes on to what follows them. No values at all may be no bytes at all.
func (h *pageHead) deltas(b []byte, ok, through bool) (rest []byte, fits bool) {
	if !ok || len(b) == 0 {
		return b, ok
	}
	var head [4]uint64 // values of a block, parts of a block, values, the first value
	for i := range head {
		if head[i], b, ok = varint(b); !ok {
			return nil, false
		}
	}
	block, parts, values := head[0], head[1], head[2]
	if block == 0 || block > maxDeltaBlock || parts == 0 || block%parts != 0 || block/parts%deltaUnit != 0 || values > uint64(h.values) {
		return nil, false
	}
	if !through {
		return b, true
	}
	for left := int64(values) - 1; left > 0; {
		if _, b, ok = varint(b); !ok || uint64(len(b)) < parts {
			return nil, false
		}
		widths := b[:parts]
		b = b[parts:]
		for _, width := range widths {
			size := uint64(width) * (block / parts) / 8
			if left <= 0 {
				break
			}
			if width > 64 || size > uint64(len(b)) {
				return nil, false
			}
			b = b[size:]
			left -= int64(block / parts)
		}
	}
	return b, true
}

// page makes the page for the library's decoders.
func (h *pageHead) page(data []byte) file.Page {
	buffer, values, encoding := memory.NewBufferBytes(data), int32(h.values), parquet.Encoding(h.encoding)
	switch h.kind {
	case dictionaryPage:
		return file.NewDictionaryPage(buffer, values, encoding)
	case dataPage2:
		return file.NewDataPageV2(buffer, values, int32(h.nulls), int32(h.rows), encoding, int32(h.defines), int32(h.repeats), int32(h.unpacked), !h.isPlain)
	}
	return file.NewDataPageV1(buffer, values, encoding, parquet.Encoding(h.defining), parquet.Encoding(h.repeating), int32(h.unpacked))
}
