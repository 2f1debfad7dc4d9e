package tables

import (
	"fmt"
	"time"

	"github.com/apache/arrow/go/v15/parquet"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"
)

// group is a row group of an open file. Its methods panic with an error.
type group struct {
	file   *pqfile.Reader
	reader *pqfile.RowGroupReader
	rows   int
	leaves map[string]int // as leavesOf numbers them
	source *source
	shop   *workshop
}

// leavesOf numbers the columns of a file by "name", or "name.field" for a field of
// the structs in a list.
func leavesOf(f *pqfile.Reader) map[string]int {
	schema := f.MetaData().Schema
	leaves := make(map[string]int, schema.NumColumns())
	for i := range schema.NumColumns() {
		p := schema.Column(i).ColumnPath()
		name := p[0]
		if len(p) > 3 { // name, list, element, field
			name += "." + p[len(p)-1]
		}
		leaves[name] = i
	}
	return leaves
}

func (g *group) has(name string) bool {
	_, ok := g.leaves[name]
	return ok
}

func (g *group) column(name string) pqfile.ColumnChunkReader {
	i, ok := g.leaves[name]
	if !ok {
		panic(fmt.Errorf("no column %s", name))
	}
	c, err := g.shop.column(g, i)
	if err != nil {
		panic(fmt.Errorf("column %s: %w", name, err))
	}
	return c
}

func wrongType(name string, c pqfile.ColumnChunkReader, want string) error {
	return fmt.Errorf("column %s: holds %v, not %s", name, c.Type(), want)
}

func (g *group) bytes(name string) *cursor[parquet.ByteArray] {
	column := g.column(name)
	c, ok := column.(*pqfile.ByteArrayColumnChunkReader)
	if !ok {
		panic(wrongType(name, column, "text"))
	}
	return newCursor(name, g.rows, column, c.ReadBatch)
}

func (g *group) ints(name string) *cursor[int32] {
	column := g.column(name)
	c, ok := column.(*pqfile.Int32ColumnChunkReader)
	if !ok {
		panic(wrongType(name, column, "numbers of 32 bits"))
	}
	return newCursor(name, g.rows, column, c.ReadBatch)
}

func (g *group) longs(name string) *cursor[int64] {
	column := g.column(name)
	c, ok := column.(*pqfile.Int64ColumnChunkReader)
	if !ok {
		panic(wrongType(name, column, "numbers of 64 bits"))
	}
	return newCursor(name, g.rows, column, c.ReadBatch)
}

func (g *group) scores(name string) *cursor[float64] {
	column := g.column(name)
	c, ok := column.(*pqfile.Float64ColumnChunkReader)
	if !ok {
		panic(wrongType(name, column, "scores"))
	}
	return newCursor(name, g.rows, column, c.ReadBatch)
}

func (g *group) flags(name string) *cursor[bool] {
	column := g.column(name)
	c, ok := column.(*pqfile.BooleanColumnChunkReader)
	if !ok {
		panic(wrongType(name, column, "truth values"))
	}
	return newCursor(name, g.rows, column, c.ReadBatch)
}

// words makes strings of a column's values; one that is the same as before costs
// nothing.
type words struct {
	*cursor[parquet.ByteArray]
	last string
}

func (w *words) text(b []byte) string {
	if string(b) != w.last {
		w.last = string(b)
	}
	return w.last
}

// next returns the string of the next row, "" for null.
func (w *words) next() string {
	b, _ := w.one()
	return w.text(b)
}

// within reports whether the statistics of the row group allow a string of the column
// that is one of those wanted.
func (g *group) within(name string, wanted []string) bool {
	stats, ok := g.statistics(name).(*metadata.ByteArrayStatistics)
	if !ok || !stats.HasMinMax() {
		return true
	}
	least, most := string(stats.Min()), string(stats.Max())
	for _, w := range wanted {
		if least <= w && w <= most {
			return true
		}
	}
	return false
}

// between reports whether they allow a time from since on and before until, either of
// which may be zero.
func (g *group) between(name string, since, until time.Time) bool {
	stats, ok := g.statistics(name).(*metadata.Int64Statistics)
	if !ok || !stats.HasMinMax() {
		return true
	}
	return (since.IsZero() || stats.Max() >= since.UnixMicro()) && (until.IsZero() || stats.Min() < until.UnixMicro())
}

func (g *group) statistics(name string) metadata.TypedStatistics {
	i, ok := g.leaves[name]
	if !ok {
		return nil
	}
	chunk, err := g.reader.MetaData().ColumnChunk(i)
	if err != nil {
		return nil // reading the column says what is wrong
	}
	if set, err := chunk.StatsSet(); err != nil || !set {
		return nil
	}
	stats, err := chunk.Statistics()
	if err != nil {
		return nil
	}
	return stats
}
