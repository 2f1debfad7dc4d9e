package output

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow"
)

// layout is what all tables of a run share.
type layout struct {
	root      string // of the staged tree
	format    Format
	perFile   int64 // rows in a part file
	constants map[string]string
	metadata  func(Table) arrow.Metadata
}

// arrowRoot holds the twin tree of Arrow files, apart because a reader that opens a
// folder as Parquet fails on any other file in it.
const arrowRoot = "arrow"

// tableWriter writes one table into part files of one or both formats. It can be
// pointed at one folder after another, so that ten thousand folders cost one set of
// columns.
type tableWriter struct {
	layout *layout
	table  Table
	schema *arrow.Schema
	batch  *batch
	folder string // relative to the root, or the name without extension of a single file
	files  []file // open; none between parts and while the part is small
	held   []held // rows of a part that is small so far
	size   int64  // of the rows held
	part   int
	rows   int64 // in the open part
	totals tableTotals
}

// held is a record with the bytes that its rows took.
type held struct {
	rec  arrow.Record
	size int64
}

// tableTotals counts what a table writer wrote.
type tableTotals struct{ rows, files, bytes int64 }

func newTableWriter(l *layout, t Table) (*tableWriter, error) {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: c.Type, Nullable: c.Nullable}
	}
	meta := l.metadata(t)
	w := &tableWriter{layout: l, table: t, schema: arrow.NewSchema(fields, &meta)}
	var err error
	if w.batch, err = newBatch(w.schema, t, l.constants); err != nil {
		return nil, fmt.Errorf("prepare table %s: %w", t.Name, err)
	}
	return w, nil
}

// open points w at a folder; end must have been called for the one before.
func (w *tableWriter) open(folder string) {
	w.folder, w.part, w.rows = folder, 0, 0
}

// add writes encoded rows.
func (w *tableWriter) add(rows []byte) error {
	for len(rows) > 0 {
		rest, err := w.batch.add(rows)
		if err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
		rows = rest
		w.rows++
		switch {
		case w.rows == w.layout.perFile && !w.table.OneFile:
			if err := w.endPart(); err != nil {
				return err
			}
		case w.batch.full():
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// end finishes the folder. A folder without rows gets one file without rows, so that
// it opens as a table all the same.
func (w *tableWriter) end() error {
	if w.part > 0 && w.rows == 0 {
		return nil
	}
	return w.endPart()
}

func (w *tableWriter) endPart() error {
	if err := w.flush(); err != nil {
		return err
	}
	if w.files == nil {
		if err := w.openFiles(false); err != nil {
			return err
		}
	}
	err := w.close()
	w.totals.rows += w.rows
	w.part++
	w.rows = 0
	return err
}

// close closes the open files.
func (w *tableWriter) close() error {
	var errs []error
	for _, f := range w.files {
		size, err := f.close()
		errs = append(errs, err)
		w.totals.files++
		w.totals.bytes += size
	}
	w.files = nil
	return errors.Join(errs...)
}

// flush writes the batch to the open files. It holds the first batches of a part
// back until they show whether the files will be large.
func (w *tableWriter) flush() error {
	if w.batch.rows == 0 {
		return nil
	}
	rec, size := w.batch.record()
	if w.files != nil {
		return w.write(held{rec, size})
	}
	w.held = append(w.held, held{rec, size})
	w.size += size
	if w.size < smallBytes {
		return nil
	}
	return w.openFiles(true)
}

// write writes h and releases it.
func (w *tableWriter) write(h held) error {
	defer h.rec.Release()
	for _, f := range w.files {
		if err := f.write(h.rec, h.size); err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
	}
	return nil
}

// openFiles opens the files of the part and writes what was held back.
func (w *tableWriter) openFiles(large bool) error {
	for _, format := range []Format{Parquet, Arrow} {
		if (format == Parquet && !w.layout.format.parquet()) || (format == Arrow && !w.layout.format.arrow()) {
			continue
		}
		f, err := create(w.path(format), format, w.schema, w.table, large)
		if err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
		w.files = append(w.files, f)
	}
	list := w.held
	w.held, w.size = nil, 0
	for _, h := range list {
		if err := w.write(h); err != nil {
			return err
		}
	}
	return nil
}

// path is where the current part goes.
func (w *tableWriter) path(f Format) string {
	root := w.layout.root
	if f == Arrow {
		root = filepath.Join(root, arrowRoot)
	}
	if w.table.OneFile {
		return filepath.Join(root, w.folder+"."+f.String())
	}
	return filepath.Join(root, w.folder, fmt.Sprintf("part-%05d.%s", w.part, f))
}
