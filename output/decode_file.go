package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
)

// readRows calls each with the rows of a file of table t, Parquet or Arrow by its
// extension, in order. It holds a batch of rows, or a page of each column, at a
// time. The error of a file that is damaged or of other columns names it; an error
// of each ends the reading and is returned as it is. The one damage that it does not
// survive is in the schema of an Arrow file: the library makes room for as many
// columns as that claims.
func readRows(path string, t Table, each eachRow) (err error) {
	var (
		own    error // of each
		inside bool  // each
	)
	defer func() {
		if inside {
			return // a panic of each goes on
		}
		if v := recover(); v != nil { // the library's, on some damaged files
			fault, ok := v.(error)
			if !ok {
				fault = fmt.Errorf("%v", v)
			}
			err = fault
		}
		if own != nil {
			err = own
		} else if err != nil {
			err = fmt.Errorf("read table %s: %w", path, err)
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	read := readRowsOfParquet
	switch filepath.Ext(path) {
	case "." + Parquet.String():
	case "." + Arrow.String():
		read = readRowsOfArrow
	default:
		return errors.New("neither a Parquet nor an Arrow file by its name")
	}
	return read(f, t, func(row []byte, runID, modelVersion string) error {
		inside = true
		own = each(row, runID, modelVersion)
		inside = false
		return own
	})
}

func readRowsOfParquet(f *os.File, t Table, each eachRow) error {
	props := parquet.NewReaderProperties(bounded{memory.NewGoAllocator()})
	if info, err := f.Stat(); err != nil {
		return err
	} else if info.Size() > pagedBytes {
		props.BufferedStreamEnabled = true
	}
	r, err := pqfile.NewParquetReader(f, pqfile.WithReadProps(props))
	if err != nil {
		return err
	}
	rows, err := newRowAssembler(r, t)
	if err != nil {
		return err
	}
	return rows.rows(each)
}

func readRowsOfArrow(f *os.File, t Table, each eachRow) error {
	r, err := ipc.NewFileReader(f, ipc.WithAllocator(bounded{memory.NewGoAllocator()}))
	if err != nil {
		return err
	}
	defer r.Close()
	rows, err := newRowDecoder(r.Schema(), t)
	if err != nil {
		return err
	}
	for i := range r.NumRecords() {
		rec, err := r.RecordAt(i)
		if err != nil {
			return fmt.Errorf("batch %d: %w", i, err)
		}
		err = rows.rows(rec, each)
		rec.Release()
		if err != nil {
			return err
		}
	}
	return nil
}

// maxBuffer bounds the buffers that a file may ask for, in bytes: beyond any that
// was written, and below what a damaged length asks for in most of its bits.
const maxBuffer = 1 << 28

// bounded is an allocator that panics beyond maxBuffer, as the library takes no
// error.
type bounded struct{ memory.Allocator }

func (b bounded) Allocate(size int) []byte {
	checkBuffer(size)
	return b.Allocator.Allocate(size)
}

func (b bounded) Reallocate(size int, old []byte) []byte {
	checkBuffer(size)
	return b.Allocator.Reallocate(size, old)
}

func checkBuffer(size int) {
	if size < 0 || size > maxBuffer {
		panic(fmt.Errorf("buffer of %d bytes: damaged length", size))
	}
}
