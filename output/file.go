package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
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
	sinkBytes  = 64 << 10
)

// file is one table file being written.
type file interface {
	// write adds rows.
	write(block) error
	// close finishes the file and returns its size and checksum, without its path.
	close() (checked, error)
}

// encoders holds what the files of a table are written with, one after another: ten
// thousand folders cost one set of columns.
type encoders struct {
	schema  *arrow.Schema
	table   Table
	parquet *shredder
	arrow   *batch
	buffers map[Format]*bufio.Writer
}

// create opens a file of the given format, with its folder. The one before of that
// format must be closed. large tells a file that is worth compressing from one of the
// many that hold a few rows, where that takes long.
func (w *encoders) create(path string, f Format, large bool) (file, error) {
	out, err := os.Create(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return nil, fmt.Errorf("create folder of table: %w", err)
		}
		out, err = os.Create(path)
	}
	if err != nil {
		return nil, fmt.Errorf("create table file: %w", err)
	}
	open := w.openParquet
	if f == Arrow {
		open = w.openArrow
	}
	opened, err := open(w.sink(f, out), large)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("create %s file %s: %w", f, path, err), out.Close())
	}
	return opened, nil
}

func (w *encoders) sink(f Format, out *os.File) *sink {
	if w.buffers == nil {
		w.buffers = map[Format]*bufio.Writer{}
	}
	if w.buffers[f] == nil {
		w.buffers[f] = bufio.NewWriterSize(nil, sinkBytes)
	}
	w.buffers[f].Reset(out)
	return &sink{file: out, buffer: w.buffers[f], sum: sha256.New()}
}

func (w *encoders) openParquet(s *sink, _ bool) (_ file, err error) {
	if w.parquet == nil {
		if w.parquet, err = newShredder(w.schema, w.table); err != nil {
			return nil, err
		}
	}
	if err := w.parquet.file.Reset(s); err != nil {
		return nil, err
	}
	return &parquetFile{sink: s, w: w.parquet}, nil
}

func (w *encoders) openArrow(s *sink, large bool) (_ file, err error) {
	if w.arrow == nil {
		if w.arrow, err = newBatch(w.schema, w.table, nil); err != nil {
			return nil, err
		}
	}
	options := []ipc.Option{ipc.WithSchema(w.schema), ipc.WithAllocator(memory.NewGoAllocator())}
	if large {
		options = append(options, ipc.WithZstd())
	}
	to, err := ipc.NewFileWriter(s, options...)
	if err != nil {
		return nil, err
	}
	return &arrowFile{sink: s, w: to, batch: w.arrow}, nil
}

type parquetFile struct {
	*sink
	w           *shredder
	rows, bytes int // of the open row group; bytes before compression
}

func (p *parquetFile) write(b block) error {
	if p.rows > 0 && (p.rows+b.rows > groupRows || p.bytes+len(b.b) > groupBytes) {
		if err := p.w.file.EndGroup(); err != nil {
			return fmt.Errorf("write parquet rows: %w", err)
		}
		p.rows, p.bytes = 0, 0
	}
	p.rows += b.rows
	p.bytes += len(b.b)
	if err := p.w.write(b); err != nil {
		return fmt.Errorf("write parquet rows: %w", err)
	}
	return nil
}

func (p *parquetFile) close() (checked, error) {
	return p.finish(p.w.file.Close())
}

type arrowFile struct {
	*sink
	w     *ipc.FileWriter
	batch *batch
}

func (a *arrowFile) write(b block) error {
	if err := a.batch.addBlock(b); err != nil {
		return fmt.Errorf("write arrow rows: %w", err)
	}
	rec, _ := a.batch.record()
	defer rec.Release()
	if err := a.w.Write(rec); err != nil {
		return fmt.Errorf("write arrow rows: %w", err)
	}
	return nil
}

func (a *arrowFile) close() (checked, error) {
	return a.finish(a.w.Close())
}

// sink is a buffered file that counts its bytes and sums them up. The writers of arrow
// close what they write to if it can be closed, and seek only to ask where they are.
type sink struct {
	file   *os.File
	buffer *bufio.Writer
	sum    hash.Hash
	size   int64
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.buffer.Write(p)
	s.sum.Write(p[:n])
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

// finish closes the file, whose content was finished with err.
func (s *sink) finish(err error) (checked, error) {
	if err != nil {
		return checked{}, errors.Join(fmt.Errorf("finish table file: %w", err), s.file.Close())
	}
	if err := errors.Join(s.buffer.Flush(), s.file.Close()); err != nil {
		return checked{}, fmt.Errorf("close table file: %w", err)
	}
	return checked{Bytes: s.size, SHA256: hex.EncodeToString(s.sum.Sum(nil))}, nil
}
