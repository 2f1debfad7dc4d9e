package ingest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"
)

// parquetRows are the rows of a Parquet file. Columns are read value by value, so that
// a page of each is in memory and no more.
type parquetRows struct {
	file   *file.Reader
	disk   *os.File
	size   int64 // bytes of the file
	memory *bounded
	names  []string
	leaves []*parquetColumn // by name
	chosen []*parquetColumn
	group  int   // row groups opened so far
	left   int64 // rows left in the group under way
	values []string
	wrong  string // what is wrong with the row
}

func openParquet(r *bufio.Reader, in input) (*parquetRows, func(), error) {
	var f *os.File
	var free func()
	var err error
	if in.pack == plain {
		f, free, err = seekable(r, in)
	} else {
		f, free, err = spool(r)
	}
	if err != nil {
		return nil, func() {}, err
	}
	p := &parquetRows{memory: newBounded(), disk: f}
	info, err := f.Stat()
	if err == nil {
		p.size = info.Size()
		err = checkFooter(f, p.size)
	}
	if err != nil {
		return nil, free, err
	}
	props := parquet.NewReaderProperties(p.memory)
	if p.file, err = file.NewParquetReader(f, file.WithReadProps(props)); err != nil {
		return nil, free, err
	}
	columns := p.file.MetaData().Schema
	for i := range columns.NumColumns() {
		c := columns.Column(i)
		name := leafName(c)
		if t := c.PhysicalType(); t == parquet.Types.Boolean || t == parquet.Types.Float || t == parquet.Types.FixedLenByteArray {
			name = "" // holds nothing that is asked for
		}
		p.names = append(p.names, name)
		p.leaves = append(p.leaves, &parquetColumn{number: i, column: c})
	}
	return p, free, nil
}

// leafName is the path of a column, without the levels that only make a list.
func leafName(c *schema.Column) string {
	parts := strings.Split(c.Path(), ".")
	for n := len(parts); c.MaxRepetitionLevel() > 0 && n > 1; n = len(parts) {
		switch parts[n-1] {
		case "list", "element", "item", "array", "bag", "array_element":
			parts = parts[:n-1]
			continue
		}
		break
	}
	return strings.Join(parts, ".")
}

func (p *parquetRows) columns() []string { return p.names }

func (p *parquetRows) choose(wanted []int) error {
	for _, w := range wanted {
		p.chosen = append(p.chosen, p.leaves[w])
	}
	p.values = make([]string, len(wanted))
	return nil
}

func (p *parquetRows) next() ([]string, error) {
	for p.left == 0 {
		if p.group == p.file.NumRowGroups() {
			return nil, io.EOF
		}
		p.memory.used = 0 // what the last group left unfreed is garbage
		group := p.file.RowGroup(p.group)
		p.group++
		p.left = group.NumRows()
		for _, c := range p.chosen {
			if err := c.open(p, group); err != nil {
				return nil, err
			}
		}
	}
	p.left--
	p.wrong = ""
	for i, c := range p.chosen {
		value, long, err := c.row()
		if err != nil {
			return nil, err
		}
		if p.values[i] = value; long {
			p.wrong = faultList
		}
	}
	return p.values, nil
}

func (p *parquetRows) fault() string { return p.wrong }

func (p *parquetRows) bytes() int64 { return p.size }

// parquetColumn reads a column row by row. It is one value ahead, since only the next
// value tells where a row of several ends.
type parquetColumn struct {
	number   int
	column   *schema.Column
	read     func() (value string, total int64, n int, err error)
	def, rep [1]int16
	value    string
	done     bool
}

// open starts reading the column in a group of rows.
func (c *parquetColumn) open(p *parquetRows, group *file.RowGroupReader) error {
	pages, err := openPages(p.disk, p.size, group, c.column, c.number, p.memory)
	if err != nil {
		return err
	}
	if c.read, err = c.reader(file.NewColumnReader(c.column, pages, p.memory, p.file.BufferPool())); err != nil {
		return err
	}
	c.done = false
	return c.advance()
}

// reader returns what reads one value as text.
func (c *parquetColumn) reader(chunk file.ColumnChunkReader) (func() (string, int64, int, error), error) {
	def, rep := c.def[:], c.rep[:]
	switch r := chunk.(type) {
	case *file.ByteArrayColumnChunkReader:
		var v [1]parquet.ByteArray
		return func() (string, int64, int, error) {
			total, n, err := r.ReadBatch(1, v[:], def, rep)
			return string(v[0]), total, n, err
		}, nil
	case *file.Int64ColumnChunkReader:
		var v [1]int64
		return func() (string, int64, int, error) {
			total, n, err := r.ReadBatch(1, v[:], def, rep)
			return c.number64(v[0]), total, n, err
		}, nil
	case *file.Int32ColumnChunkReader:
		var v [1]int32
		return func() (string, int64, int, error) {
			total, n, err := r.ReadBatch(1, v[:], def, rep)
			return c.number32(v[0]), total, n, err
		}, nil
	case *file.Int96ColumnChunkReader:
		var v [1]parquet.Int96
		return func() (string, int64, int, error) {
			total, n, err := r.ReadBatch(1, v[:], def, rep)
			return v[0].ToTime().UTC().Format(time.RFC3339Nano), total, n, err
		}, nil
	case *file.Float64ColumnChunkReader:
		var v [1]float64
		return func() (string, int64, int, error) {
			total, n, err := r.ReadBatch(1, v[:], def, rep)
			return strconv.FormatFloat(v[0], 'f', -1, 64), total, n, err
		}, nil
	}
	return nil, fmt.Errorf("column %q is of type %s, not of strings, dates or numbers", c.column.Path(), c.column.PhysicalType())
}

// number64 is a number as text, or a time where the column holds times.
func (c *parquetColumn) number64(v int64) string {
	t, ok := c.column.LogicalType().(schema.TimestampLogicalType)
	unit := schema.TimeUnitUnknown
	if ok {
		unit = t.TimeUnit()
	}
	var at time.Time
	switch old := c.column.ConvertedType(); {
	case unit == schema.TimeUnitMillis || !ok && old == schema.ConvertedTypes.TimestampMillis:
		at = time.UnixMilli(v)
	case unit == schema.TimeUnitMicros || !ok && old == schema.ConvertedTypes.TimestampMicros:
		at = time.UnixMicro(v)
	case unit == schema.TimeUnitNanos:
		at = time.Unix(0, v)
	default:
		return strconv.FormatInt(v, 10)
	}
	return at.UTC().Format(time.RFC3339Nano)
}

// number32 is a number as text, or a day where the column holds days.
func (c *parquetColumn) number32(v int32) string {
	_, ok := c.column.LogicalType().(schema.DateLogicalType)
	if ok || c.column.ConvertedType() == schema.ConvertedTypes.Date {
		return time.Unix(int64(v)*24*60*60, 0).UTC().Format(time.DateOnly)
	}
	return strconv.Itoa(int(v))
}

// advance reads the next value.
func (c *parquetColumn) advance() error {
	value, total, n, err := c.read()
	if err != nil {
		return err
	}
	if c.done = total == 0; c.done {
		return nil
	}
	if c.value = ""; n > 0 {
		c.value = value
	}
	return nil
}

// row returns the values of a row, joined by commas. long says that they are longer than
// maxList together, and cut there.
func (c *parquetColumn) row() (text string, long bool, err error) {
	if c.done {
		return "", false, io.ErrUnexpectedEOF
	}
	value := c.value
	var list []byte
	for {
		if err := c.advance(); err != nil {
			return "", false, err
		}
		if c.done || c.column.MaxRepetitionLevel() == 0 || c.rep[0] == 0 {
			break
		}
		if list == nil {
			list = []byte(value)
		}
		if long = long || len(list)+len(c.value) > maxList; long {
			continue
		}
		if len(list) > 0 && c.value != "" {
			list = append(list, ", "...)
		}
		list = append(list, c.value...)
	}
	if list != nil {
		value = string(list)
	}
	return value, long, nil
}
