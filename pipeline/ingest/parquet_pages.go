package ingest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// pages reads the pages of a column chunk in the place of the library's own reader,
// which makes room for whatever the head of a page claims: sizes are held to what the
// file has and to bounds before anything is made of them, and what is unpacked to the
// size that was claimed. It belongs to one goroutine.
type pages struct {
	r      *bufio.Reader
	left   int64 // bytes of the chunk
	values int64 // of the chunk, still to come
	codec  compress.Compression
	column *schema.Column
	memory *bounded
	held   int // bytes of the data page under way
	page   file.Page
	err    error
}

const (
	// maxPageBytes bounds a page, packed and unpacked. Writers make pages of a megabyte,
	// DuckDB of up to a hundred.
	maxPageBytes = 256 << 20
	// maxPageValues bounds the values of a page, for each of which a decoder may take four
	// bytes. Row groups have some hundred thousand.
	maxPageValues = 1 << 24
	// lz4Raw is a block of LZ4 without a frame (parquet.thrift, LZ4_RAW), which the library
	// does not know.
	lz4Raw compress.Compression = 7
	// chunkSlack is how many bytes some old writers leave out of the size of a chunk.
	chunkSlack = 100
)

var errPage = errors.New("damaged page")

// checkFooter holds the lists in the footer of a Parquet file to what it has room for.
func checkFooter(f *os.File, size int64) error {
	var tail [8]byte
	if size < 12 {
		return io.ErrUnexpectedEOF
	}
	if _, err := f.ReadAt(tail[:], size-8); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(tail[:4]))
	if string(tail[4:]) != "PAR1" || n > size-8 {
		return nil // for the library to word
	}
	t := thrift{r: bufio.NewReader(io.NewSectionReader(f, size-8-n, n)), left: n}
	if err := t.skip(thriftStruct, 0); err != nil {
		return fmt.Errorf("read footer: %w", err)
	}
	return nil
}

// openPages returns the reader of column i in a group of rows.
func openPages(f *os.File, size int64, group *file.RowGroupReader, c *schema.Column, i int, mem *bounded) (*pages, error) {
	chunk, err := group.MetaData().ColumnChunk(i)
	if err != nil {
		return nil, err
	}
	if chunk.CryptoMetadata() != nil {
		return nil, fmt.Errorf("column %q is encrypted", c.Path())
	}
	start := chunk.DataPageOffset()
	if at := chunk.DictionaryPageOffset(); chunk.HasDictionaryPage() && at > 0 && at < start {
		start = at
	}
	length := chunk.TotalCompressedSize()
	if start < 0 || length < 0 || start > size || length > size-start {
		return nil, fmt.Errorf("column %q: %d bytes at %d of a file of %d", c.Path(), length, start, size)
	}
	length = min(length+chunkSlack, size-start)
	return &pages{
		r: bufio.NewReaderSize(io.NewSectionReader(f, start, length), 64<<10), left: length,
		values: chunk.NumValues(), codec: chunk.Compression(), column: c, memory: mem,
	}, nil
}

// SetMaxPageHeaderSize does nothing: heads are read as they come, and held nowhere.
func (p *pages) SetMaxPageHeaderSize(int) {}

// Reset is for readers that are used again, which this is not.
func (p *pages) Reset(parquet.BufferedReader, int64, compress.Compression, *file.CryptoContext) {
	p.err = errors.ErrUnsupported
}

// Page returns the page that Next read.
func (p *pages) Page() file.Page { return p.page }

// Err returns what ended the reading, nil at the end of the chunk.
func (p *pages) Err() error { return p.err }

// Next reads a page and reports whether there was one.
func (p *pages) Next() bool {
	for p.err == nil && p.values > 0 && p.left > 0 {
		var h pageHead
		if p.err = h.read(p.r, &p.left); p.err == nil {
			p.err = p.open(&h)
		}
		if p.err == nil && p.page != nil {
			return true
		}
	}
	return false
}

// open reads the page after its head; p.page is nil where it is of a kind that is passed
// over.
func (p *pages) open(h *pageHead) error {
	p.memory.used -= p.held
	p.page, p.held = nil, 0
	switch {
	case h.packed < 0 || h.unpacked < 0 || h.packed > p.left:
		return fmt.Errorf("%w: %d bytes, of which %d are left", errPage, h.packed, p.left)
	case h.packed > maxPageBytes || h.unpacked > maxPageBytes:
		return fmt.Errorf("a page of more than %d MiB", maxPageBytes>>20)
	}
	p.left -= h.packed
	if h.kind != dictionaryPage && h.kind != dataPage && h.kind != dataPage2 {
		_, err := p.r.Discard(int(h.packed))
		return err
	}
	p.memory.grow(int(h.packed))
	defer func() { p.memory.used -= int(h.packed) }()
	packed := make([]byte, h.packed)
	if _, err := io.ReadFull(p.r, packed); err != nil {
		return fmt.Errorf("read page: %w", err)
	}
	p.memory.grow(int(h.unpacked))
	data, err := p.unpack(h, packed)
	if err == nil {
		err = h.check(data, p.column)
	}
	if err != nil {
		return err
	}
	if h.kind != dictionaryPage {
		p.held = int(h.unpacked) // a dictionary is held until the group ends
		p.values -= h.values
	}
	p.page = h.page(data)
	return nil
}

// unpack returns the bytes of the page; the levels of a page of version 2 are not packed.
func (p *pages) unpack(h *pageHead, packed []byte) ([]byte, error) {
	levels := 0
	if h.kind == dataPage2 {
		if h.repeats < 0 || h.defines < 0 || h.repeats+h.defines > min(h.packed, h.unpacked) {
			return nil, fmt.Errorf("%w: levels of %d and %d bytes", errPage, h.repeats, h.defines)
		}
		levels = int(h.repeats + h.defines)
	}
	codec := p.codec
	if h.kind == dataPage2 && h.isPlain {
		codec = compress.Codecs.Uncompressed
	}
	data := make([]byte, h.unpacked)
	copy(data, packed[:levels])
	if len(data) == levels {
		return data, nil
	}
	return data, unpackInto(data[levels:], packed[levels:], codec)
}

// unpackInto fills dst, which has the size that src should have unpacked, and no more.
func unpackInto(dst, src []byte, codec compress.Compression) error {
	n := len(dst)
	switch codec {
	case compress.Codecs.Uncompressed:
		n = len(src)
		copy(dst, src)
	case compress.Codecs.Zstd:
		z, err := zstd.NewReader(bytes.NewReader(src), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return fmt.Errorf("unpack page: %w", err)
		}
		defer z.Close()
		if _, err := io.ReadFull(z, dst); err != nil {
			return fmt.Errorf("unpack page: %w", err)
		}
	case lz4Raw:
		size, err := lz4.UncompressBlock(src, dst)
		if n = size; err != nil {
			return fmt.Errorf("unpack page: %w", err)
		}
	case compress.Codecs.Snappy:
		if size, _, ok := varint(src); !ok || size != uint64(n) {
			return fmt.Errorf("%w: unpacks to %d bytes, not %d", errPage, size, n)
		}
		fallthrough
	default:
		c, err := compress.GetCodec(codec)
		if err != nil {
			return err
		}
		out := c.Decode(dst, src) // panics, which guarded turns into an error
		if n = len(out); n > 0 && &out[0] != &dst[0] {
			copy(dst, out)
		}
	}
	if n != len(dst) {
		return fmt.Errorf("%w: %d bytes, not %d", errPage, n, len(dst))
	}
	return nil
}
