package output

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"sync"

	"github.com/apache/arrow/go/v15/arrow"
)

// layout is what all tables of a run share.
type layout struct {
	root       string // of the staged tree
	generation int
	format     Format
	perFile    map[string]int64 // rows in a part file, by table
	constants  map[string]string
	metadata   func(Table) arrow.Metadata

	mu    sync.Mutex
	names map[string]int // parts so far, by folder
	parts []tablePart    // finished
	made  []*tableWriter
}

// discard closes the files that were left open, for they are to be removed.
func (l *layout) discard() {
	for _, w := range l.made {
		_ = w.close()
	}
	l.made = nil
}

// name returns a name for the next part in a folder, without extension. No part of
// another generation has it, so that a file of a name never changes.
func (l *layout) name(t Table, folder string) string {
	if t.OneFile {
		return folder
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.names[folder]
	l.names[folder]++
	return fmt.Sprintf("%s/part-%06d-%05d", folder, l.generation, n)
}

func (l *layout) done(p tablePart) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.parts = append(l.parts, p)
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
	batch  *gatherer
	to     encoders
	folder string    // relative to the root, or the name without extension of a single file
	files  []file    // open; none between parts and while the part is small
	held   []block   // rows of a part that is small so far
	size   int       // bytes of the rows held
	parts  int       // finished in the folder
	part   tablePart // open
	name   string    // of the open part
	// The rows that are added are of articles with ordinals from first to last.
	first, last uint32
}

func newTableWriter(l *layout, t Table) (*tableWriter, error) {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: c.Type, Nullable: c.Nullable}
	}
	meta := l.metadata(t)
	w := &tableWriter{layout: l, table: t}
	w.to = encoders{schema: arrow.NewSchema(fields, &meta), table: t}
	var err error
	if w.batch, err = newGatherer(t, l.constants); err != nil {
		return nil, fmt.Errorf("prepare table %s: %w", t.Name, err)
	}
	l.mu.Lock()
	l.made = append(l.made, w)
	l.mu.Unlock()
	return w, nil
}

// open points w at a folder; end must have been called for the one before.
func (w *tableWriter) open(folder string) {
	w.folder, w.parts = folder, 0
	w.begin()
}

// of says which articles the rows to come are of.
func (w *tableWriter) of(first, last uint32) { w.first, w.last = first, last }

func (w *tableWriter) begin() {
	w.part = tablePart{Table: w.table.Name, Folder: filepath.ToSlash(w.folder), First: math.MaxUint32}
}

// add writes encoded rows.
func (w *tableWriter) add(rows []byte) error {
	for len(rows) > 0 {
		w.note(rows)
		rest, err := w.batch.add(rows)
		if err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
		rows = rest
		w.part.Rows++
		switch {
		case w.part.Rows >= w.layout.perFile[w.table.Name] && !w.table.OneFile:
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

// note keeps what the catalog says of the row that comes next.
func (w *tableWriter) note(row []byte) {
	w.part.First, w.part.Last = min(w.part.First, w.first), max(w.part.Last, w.last)
	if w.table.Name != speakersTable || w.part.Folder != speakersTable+"/"+sharedFolder {
		return
	}
	d := decoder{b: row}
	id := string(d.string())
	if w.part.Rows == 0 {
		w.part.Low, w.part.High = id, id
	}
	w.part.Low, w.part.High = min(w.part.Low, id), max(w.part.High, id)
}

// end finishes the folder. With always, a folder without rows gets one file without
// rows, so that it opens as a table all the same.
func (w *tableWriter) end(always bool) error {
	if w.part.Rows == 0 && (w.parts > 0 || !always) {
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
	if err := w.close(); err != nil {
		return err
	}
	w.part.First = min(w.part.First, w.part.Last)
	w.layout.done(w.part)
	w.parts++
	w.begin()
	return nil
}

// close closes the open files, which become those of the part.
func (w *tableWriter) close() error {
	var errs []error
	for i, f := range w.files {
		c, err := f.close()
		errs = append(errs, err)
		c.Path = filepath.ToSlash(w.path(w.formats()[i]))
		w.part.Files = append(w.part.Files, c)
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
	b := w.batch.take()
	if w.files != nil {
		return w.write(b)
	}
	w.held = append(w.held, b)
	w.size += len(b.b)
	if w.size < smallBytes {
		return nil
	}
	return w.openFiles(true)
}

// write writes b and releases it.
func (w *tableWriter) write(b block) error {
	defer w.batch.release(b)
	for _, f := range w.files {
		if err := f.write(b); err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
	}
	return nil
}

// openFiles opens the files of the part and writes what was held back.
func (w *tableWriter) openFiles(large bool) error {
	w.name = w.layout.name(w.table, w.folder)
	for _, format := range w.formats() {
		f, err := w.to.create(filepath.Join(w.layout.root, w.path(format)), format, large)
		if err != nil {
			return fmt.Errorf("table %s: %w", w.table.Name, err)
		}
		w.files = append(w.files, f)
	}
	list := w.held
	w.held, w.size = w.held[:0], 0
	for i, b := range list {
		list[i] = block{}
		if err := w.write(b); err != nil {
			return err
		}
	}
	return nil
}

// formats are those that the table is written in.
func (w *tableWriter) formats() []Format {
	if w.layout.format == Both {
		return []Format{Parquet, Arrow}
	}
	return []Format{w.layout.format}
}

// path is where the open part goes, relative to the root.
func (w *tableWriter) path(f Format) string {
	name := w.name + "." + f.String()
	if f == Arrow {
		name = arrowRoot + "/" + name
	}
	return filepath.FromSlash(name)
}
