package tables

import (
	"fmt"

	"github.com/apache/arrow/go/v15/parquet"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
)

// batch is how many values of a column are decoded at a time.
const batch = 1024

// cursor goes through the values of one column of a row group. Its methods panic with
// an error, which the reader of the file recovers.
type cursor[T any] struct {
	name string
	read func(int64, []T, []int16, []int16) (int64, int, error)
	err  func() error
	// full is the definition level of a value, there that of a list's element, be it
	// null.
	full, there int16
	repeated    bool

	values       []T
	def, rep     []int16
	level, value int // the next of each
	levels       int // in def, rep
}

func newCursor[T any](name string, rows int, c pqfile.ColumnChunkReader, read func(int64, []T, []int16, []int16) (int64, int, error)) *cursor[T] {
	d := c.Descriptor()
	size := min(max(rows, 1), batch)
	k := &cursor[T]{
		name: name, read: read, err: c.Err, full: d.MaxDefinitionLevel(), repeated: d.MaxRepetitionLevel() > 0,
		values: make([]T, size),
	}
	if k.full > 0 {
		k.def = make([]int16, size)
	}
	if !k.repeated {
		return k
	}
	k.rep = make([]int16, size)
	k.there = k.full
	for n := d.SchemaNode(); n != nil && n.RepetitionType() != parquet.Repetitions.Repeated; n = n.Parent() {
		if n.RepetitionType() == parquet.Repetitions.Optional {
			k.there--
		}
	}
	return k
}

// more reports whether a level is left, and decodes the next ones when needed.
func (c *cursor[T]) more() bool {
	if c.level < c.levels {
		return true
	}
	n, _, err := c.read(int64(len(c.values)), c.values, c.def, c.rep)
	if err == nil {
		err = c.err()
	}
	if err != nil {
		panic(fmt.Errorf("column %s: %w", c.name, err))
	}
	c.level, c.value, c.levels = 0, 0, int(n)
	return n > 0
}

// take returns the next value, or its zero, whether it is there, and its level.
func (c *cursor[T]) take() (v T, ok bool, level int16) {
	if !c.more() {
		panic(fmt.Errorf("column %s: fewer values than rows", c.name))
	}
	level = c.full
	if c.def != nil {
		level = c.def[c.level]
	}
	c.level++
	if level == c.full {
		v, ok = c.values[c.value], true
		c.value++
	}
	return v, ok, level
}

// one returns the value of the next row, or its zero for null.
func (c *cursor[T]) one() (v T, ok bool) {
	v, ok, _ = c.take()
	return v, ok
}

// each calls f with the elements of the next row's list: their number, and the value
// or its zero for null.
func (c *cursor[T]) each(f func(i int, v T)) {
	for i := 0; ; i++ {
		v, _, level := c.take()
		if level >= c.there && f != nil {
			f(i, v)
		}
		if !c.repeated || !c.more() || c.rep[c.level] == 0 {
			return
		}
	}
}
