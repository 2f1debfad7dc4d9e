package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

const (
	// A row group is closed at whichever comes first. The rows are a multiple of
	// batchRows, and the number DuckDB and Parquet writers at large settle on.
	groupRows  = 122_880
	groupBytes = 32 << 20
	batchRows  = 4096
	batchBytes = 4 << 20
	// A file is large when it holds more.
	smallBytes = 8 << 20
)

// file is one table file being written.
type file interface {
	// write adds rec, whose rows took size bytes before compression.
	write(rec arrow.Record, size int64) error
	// close finishes the file and returns its size in bytes.
	close() (int64, error)
}

// create opens a file of the given format, with its folder. large tells a file that
// is worth compressing well from one of the many that hold a few rows.
func create(path string, f Format, schema *arrow.Schema, t Table, large bool) (file, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("create folder of table: %w", err)
	}
	out, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create table file: %w", err)
	}
	sink := &sink{file: out, buffer: bufio.NewWriterSize(out, 1<<16)}
	if f == Arrow {
		w, err := ipc.NewFileWriter(sink, arrowOptions(schema, large)...)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("create arrow file %s: %w", path, err), out.Close())
		}
		return &arrowFile{sink, w}, nil
	}
	w, err := pqarrow.NewFileWriter(schema, sink, parquetProperties(t, large), pqarrow.NewArrowWriterProperties(pqarrow.WithAllocator(memory.NewGoAllocator())))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("create parquet file %s: %w", path, err), out.Close())
	}
	return &parquetFile{sink: sink, w: w}, nil
}

func arrowOptions(schema *arrow.Schema, large bool) []ipc.Option {
	options := []ipc.Option{ipc.WithSchema(schema), ipc.WithAllocator(memory.NewGoAllocator())}
	if large {
		options = append(options, ipc.WithZstd())
	}
	return options
}

// parquetProperties chooses zstd for large files and Snappy for small ones: this
// version of arrow makes a new zstd encoder, two milliseconds and three megabytes,
// for every page, of which the smallest file has some eighty.
func parquetProperties(t Table, large bool) *parquet.WriterProperties {
	codec := compress.Codecs.Snappy
	if large {
		codec = compress.Codecs.Zstd
	}
	props := []parquet.WriterProperty{
		parquet.WithAllocator(memory.NewGoAllocator()),
		parquet.WithCompression(codec),
		parquet.WithDataPageVersion(parquet.DataPageV1),
		parquet.WithDictionaryDefault(true),
		parquet.WithStats(true),
		parquet.WithMaxRowGroupLength(groupRows),
		parquet.WithCreatedBy("sayso"),
	}
	for _, c := range t.Columns {
		if c.long {
			props = append(props, parquet.WithDictionaryFor(c.Name, false), parquet.WithStatsFor(c.Name, false))
		}
	}
	return parquet.NewWriterProperties(props...)
}

type parquetFile struct {
	*sink
	w           *pqarrow.FileWriter
	rows, bytes int64 // of the open row group; bytes before compression
}

func (p *parquetFile) write(rec arrow.Record, size int64) error {
	if p.rows > 0 && (p.rows+rec.NumRows() > groupRows || p.bytes+size > groupBytes) {
		p.w.NewBufferedRowGroup()
		p.rows, p.bytes = 0, 0
	}
	p.rows += rec.NumRows()
	p.bytes += size
	if err := p.w.WriteBuffered(rec); err != nil {
		return fmt.Errorf("write parquet rows: %w", err)
	}
	return nil
}

func (p *parquetFile) close() (int64, error) {
	if err := p.w.Close(); err != nil {
		return 0, errors.Join(fmt.Errorf("finish parquet file: %w", err), p.sink.finish())
	}
	return p.size, p.sink.finish()
}

type arrowFile struct {
	*sink
	w *ipc.FileWriter
}

func (a *arrowFile) write(rec arrow.Record, _ int64) error {
	if err := a.w.Write(rec); err != nil {
		return fmt.Errorf("write arrow rows: %w", err)
	}
	return nil
}

func (a *arrowFile) close() (int64, error) {
	if err := a.w.Close(); err != nil {
		return 0, errors.Join(fmt.Errorf("finish arrow file: %w", err), a.sink.finish())
	}
	return a.size, a.sink.finish()
}

// sink is a buffered file that counts its bytes. The writers of arrow close what
// they write to if it can be closed, and seek only to ask where they are.
type sink struct {
	file   *os.File
	buffer *bufio.Writer
	size   int64
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.buffer.Write(p)
	s.size += int64(n)
	return n, err
}

// Seek answers where the next byte goes and moves nowhere.
func (s *sink) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, errors.New("seek in table file: only the current offset can be asked for")
	}
	return s.size, nil
}

func (s *sink) finish() error {
	if err := errors.Join(s.buffer.Flush(), s.file.Close()); err != nil {
		return fmt.Errorf("close table file: %w", err)
	}
	return nil
}
