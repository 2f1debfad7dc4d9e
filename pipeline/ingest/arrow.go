package ingest

import (
	"bufio"
	"io"
	"strings"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
)

// arrowRows are the rows of an Arrow IPC stream, batch by batch.
type arrowRows struct {
	r      *ipc.Reader
	in     *bufio.Reader // what r reads, without reading ahead
	passed *frames
	wrong  string // what is wrong with the row
	isFile bool
	names  []string
	paths  [][]int // of each name: the column, and the fields of structs in it
	wanted []int
	batch  arrow.Record // the reader's own
	at     int
	values []string
}

// arrowMagic opens an Arrow file, which is a stream with this before and an index
// after it. Read as a stream it needs no index, nor a file to jump in.
const arrowMagic = "ARROW1\x00\x00"

func openArrow(r *bufio.Reader) (*arrowRows, error) {
	isFile := magic(r, arrowMagic)
	if isFile {
		r.Discard(len(arrowMagic))
	}
	passed := &frames{in: r}
	reader, err := ipc.NewReader(passed, ipc.WithAllocator(newBounded()))
	if err != nil {
		return nil, err
	}
	a := &arrowRows{r: reader, in: r, passed: passed, isFile: isFile}
	for i, f := range reader.Schema().Fields() {
		a.describe(f, f.Name, []int{i})
	}
	return a, nil
}

// describe names a column, and instead of a struct the fields in it.
func (a *arrowRows) describe(f arrow.Field, name string, path []int) {
	if inner, ok := f.Type.(*arrow.StructType); ok {
		for i, g := range inner.Fields() {
			a.describe(g, name+"."+g.Name, append(path[:len(path):len(path)], i))
		}
		return
	}
	switch f.Type.ID() {
	case arrow.BOOL, arrow.FLOAT16, arrow.FLOAT32, arrow.NULL, arrow.FIXED_SIZE_BINARY, arrow.MAP:
		name = "" // holds nothing that is asked for
	}
	a.names, a.paths = append(a.names, name), append(a.paths, path)
}

func (a *arrowRows) columns() []string { return a.names }

func (a *arrowRows) choose(wanted []int) error {
	a.wanted, a.values = wanted, make([]string, len(wanted))
	return nil
}

func (a *arrowRows) next() ([]string, error) {
	for a.batch == nil || a.at == int(a.batch.NumRows()) {
		if err := a.more(); err != nil {
			return nil, err
		}
		if !a.r.Next() {
			if err := a.r.Err(); err != nil {
				return nil, err
			}
			return nil, io.EOF
		}
		a.batch, a.at = a.r.Record(), 0
	}
	a.wrong = ""
	for i, w := range a.wanted {
		path := a.paths[w]
		column := a.batch.Column(path[0])
		null := column.IsNull(a.at)
		for _, k := range path[1:] {
			column = column.(*array.Struct).Field(k)
			null = null || column.IsNull(a.at)
		}
		if a.values[i] = ""; !null {
			var long bool
			if a.values[i], long = cell(column, a.at); long {
				a.wrong = faultList
			}
		}
	}
	a.at++
	return a.values, nil
}

func (a *arrowRows) fault() string { return a.wrong }

func (a *arrowRows) bytes() int64 { return a.passed.total }

// more returns io.EOF at the index of a file, which some writers put straight after the
// last batch: it does not open with the mark of a message.
func (a *arrowRows) more() error {
	switch head, _ := a.in.Peek(4); {
	case !a.isFile || string(head) == "\xff\xff\xff\xff":
		return nil
	case len(head) < 4:
		return io.ErrUnexpectedEOF
	}
	return io.EOF
}

// cell is a value as text; those of a list are joined by commas. long says that they are
// longer than maxList together, and cut there.
func cell(column arrow.Array, i int) (text string, long bool) {
	if column.IsNull(i) {
		return "", false
	}
	switch c := column.(type) {
	case *array.Dictionary:
		return cell(c.Dictionary(), c.GetValueIndex(i))
	case array.ListLike:
		return listCell(c, i)
	}
	return scalar(column, i), false
}

func listCell(c array.ListLike, i int) (text string, long bool) {
	from, to := c.ValueOffsets(i)
	var all strings.Builder
	for k := from; k < to; k++ {
		s, more := cell(c.ListValues(), int(k))
		if more || all.Len()+len(s) > maxList {
			return all.String(), true
		}
		if s != "" && all.Len() > 0 {
			all.WriteString(", ")
		}
		all.WriteString(s)
	}
	return all.String(), false
}

func scalar(column arrow.Array, i int) string {
	switch c := column.(type) {
	case *array.String:
		return strings.Clone(c.Value(i))
	case *array.LargeString:
		return strings.Clone(c.Value(i))
	case *array.Binary:
		return string(c.Value(i))
	case *array.LargeBinary:
		return string(c.Value(i))
	case *array.Timestamp:
		return c.Value(i).ToTime(c.DataType().(*arrow.TimestampType).Unit).Format(time.RFC3339Nano)
	case *array.Date32:
		return c.Value(i).ToTime().Format(time.DateOnly)
	case *array.Date64:
		return c.Value(i).ToTime().Format(time.DateOnly)
	}
	return column.ValueStr(i)
}
