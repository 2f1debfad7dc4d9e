package tables

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
)

// smallBytes is the size of a file up to which it is read whole: most speakers have a
// file of a few rows in some fifty columns.
const smallBytes = 1 << 20

// source is an open file: its bytes, or where they are read from.
type source struct {
	file *os.File
	size int64
	all  []byte // of a small one, not nil
}

// openSource opens the file at path, which the caller closes.
func openSource(path string) (*source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s := &source{file: f, size: info.Size()}
	if s.size <= smallBytes {
		if s.all, err = io.ReadAll(io.LimitReader(f, smallBytes+1)); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		s.size = int64(len(s.all))
	}
	return s, nil
}

// seeker is what the library reads from.
func (s *source) seeker() parquet.ReaderAtSeeker {
	if s.all != nil {
		return bytes.NewReader(s.all)
	}
	return s.file
}

// part returns n bytes from start on.
func (s *source) part(start, n int64) ([]byte, error) {
	if start < 0 || n < 0 || start > s.size || n > s.size-start {
		return nil, errors.New("lies outside the file")
	}
	if s.all != nil {
		return s.all[start : start+n], nil
	}
	b := make([]byte, n)
	if _, err := s.file.ReadAt(b, start); err != nil {
		return nil, err
	}
	return b, nil
}

// chunk hands out the bytes of a column; it is a parquet.BufferedReader that copies
// nothing.
type chunk struct{ rest []byte }

func (c *chunk) Peek(n int) ([]byte, error) {
	if n > len(c.rest) {
		return c.rest, io.EOF
	}
	return c.rest[:n], nil
}

func (c *chunk) Discard(n int) (int, error) {
	n = min(n, len(c.rest))
	c.rest = c.rest[n:]
	return n, nil
}

func (c *chunk) Read(p []byte) (int, error) {
	if len(c.rest) == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// workshop keeps the readers of pages, of which each holds buffers of many kilobytes,
// from one row group to the next. The zero workshop is empty; it serves one goroutine.
type workshop struct {
	free, used []pqfile.PageReader
	buffers    *sync.Pool
}

// column returns a reader of column i of g.
func (w *workshop) column(g *group, i int) (pqfile.ColumnChunkReader, error) {
	meta, err := g.reader.MetaData().ColumnChunk(i)
	if err != nil {
		return nil, err
	}
	if meta.CryptoMetadata() != nil {
		return nil, errors.New("is encrypted")
	}
	start := meta.DataPageOffset()
	if at := meta.DictionaryPageOffset(); meta.HasDictionaryPage() && at > 0 && at < start {
		start = at
	}
	data, err := g.source.part(start, meta.TotalCompressedSize())
	if err != nil {
		return nil, err
	}
	var pages pqfile.PageReader
	if n := len(w.free); n > 0 {
		pages = w.free[n-1]
		w.free = w.free[:n-1]
		pages.Reset(&chunk{data}, meta.NumValues(), meta.Compression(), nil)
	} else if pages, err = pqfile.NewPageReader(&chunk{data}, meta.NumValues(), meta.Compression(), memory.NewGoAllocator(), nil); err != nil {
		return nil, fmt.Errorf("open pages: %w", err)
	}
	w.used = append(w.used, pages)
	if w.buffers == nil {
		w.buffers = &sync.Pool{New: func() any { return memory.NewResizableBuffer(memory.NewGoAllocator()) }}
	}
	return pqfile.NewColumnReader(g.file.MetaData().Schema.Column(i), pages, memory.NewGoAllocator(), w.buffers), nil
}

// done takes back the readers that were handed out.
func (w *workshop) done() {
	w.free = append(w.free, w.used...)
	w.used = w.used[:0]
}
