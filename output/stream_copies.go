package output

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// Sketched is an article of a stream as far as it matters to copies.
type Sketched struct {
	ID        string
	Published int64 // microseconds since 1970, where Dated
	Dated     bool
	Sketch    []byte
}

// ReadSketches reads an Arrow IPC stream of the columns article_id, published_at
// (microseconds, UTC) and sketch, and calls each with its rows, of which it keeps nothing.
func ReadSketches(in io.Reader, each func(Sketched) error) (err error) {
	defer func() { // the reader of arrow panics on some damaged streams
		if v := recover(); v != nil {
			err = fmt.Errorf("read sketches: damaged stream: %v", v)
		}
	}()
	r, err := ipc.NewReader(in, ipc.WithAllocator(memory.NewGoAllocator()))
	if err != nil {
		return fmt.Errorf("read sketches: %w", err)
	}
	defer r.Release()
	for r.Next() {
		if err := eachSketch(r.Record(), each); err != nil {
			return err
		}
	}
	if err := r.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read sketches: %w", err)
	}
	return nil
}

func eachSketch(rec arrow.Record, each func(Sketched) error) error {
	id := stringColumn(rec, "article_id")
	sketch := binaryColumn(rec, streamSketch)
	published, ok := column0(rec, "published_at").(*array.Timestamp)
	if id == nil || sketch == nil || !ok {
		return fmt.Errorf("read sketches: want columns article_id (string), published_at (timestamp) and sketch (binary), have %s", rec.Schema())
	}
	if t := published.DataType().(*arrow.TimestampType); t.Unit != arrow.Microsecond {
		return fmt.Errorf("read sketches: published_at in %v, want us", t.Unit)
	}
	for i := range int(rec.NumRows()) {
		s := Sketched{ID: strings.Clone(id(i)), Sketch: sketch(i), Dated: published.IsValid(i)}
		if s.Dated {
			s.Published = int64(published.Value(i))
		}
		if err := each(s); err != nil {
			return err
		}
	}
	return nil
}

// column0 returns the first column of that name, or nil.
func column0(rec arrow.Record, name string) arrow.Array {
	for i, f := range rec.Schema().Fields() {
		if f.Name == name {
			return rec.Column(i)
		}
	}
	return nil
}

// stringColumn returns the values of a column of text, of either width, or nil.
func stringColumn(rec arrow.Record, name string) func(int) string {
	if c, ok := column0(rec, name).(interface{ Value(int) string }); ok {
		return c.Value
	}
	return nil
}

// binaryColumn is stringColumn for bytes.
func binaryColumn(rec arrow.Record, name string) func(int) []byte {
	if c, ok := column0(rec, name).(interface{ Value(int) []byte }); ok {
		return c.Value
	}
	return nil
}

// copiesTable is what WriteCopies writes.
func copiesTable() Table {
	return Table{
		Name:  "copies",
		Doc:   "One row per article that is a copy of another.",
		Key:   "article_id",
		Order: "of the input",
		Columns: []Column{
			column("article_id", stringType, "identifier of the copy"),
			column("duplicate_of", stringType, "identifier of the article that it is a copy of, which is itself no copy"),
		},
	}
}

// WriteCopies writes an Arrow IPC stream of the pairs of copy and original.
func WriteCopies(out io.Writer, pairs func(yield func(copy, original string) bool)) error {
	schema := arrow.NewSchema(arrowFields(copiesTable()), nil)
	w := ipc.NewWriter(out, ipc.WithSchema(schema), ipc.WithAllocator(memory.NewGoAllocator()))
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	flush := func() error {
		rec := b.NewRecord()
		defer rec.Release()
		if rec.NumRows() == 0 {
			return nil
		}
		return w.Write(rec)
	}
	for id, original := range pairs {
		b.Field(0).(*array.StringBuilder).Append(id)
		b.Field(1).(*array.StringBuilder).Append(original)
		if b.Field(0).Len() == batchRows {
			if err := flush(); err != nil {
				return fmt.Errorf("write copies: %w", err)
			}
		}
	}
	if err := errors.Join(flush(), w.Close()); err != nil {
		return fmt.Errorf("write copies: %w", err)
	}
	return nil
}
