package output

import (
	"fmt"

	pqfile "github.com/apache/arrow/go/v15/parquet/file"
)

// leaf reads the values of one leaf of a Parquet file one after another.
type leaf interface {
	// open turns to a row group.
	open(*pqfile.RowGroupReader) error
	// def and rep return the levels of the next entry; rep is -1 after the last.
	def() int16
	rep() int16
	// skip passes over an entry, which must be of repetition level rep and no value.
	skip(rep int16)
	// end reports entries that are left.
	end() error
}

// leafOf is a leaf of values of type V. Its faults go to the assembler.
type leafOf[V any] struct {
	owner          *rowAssembler
	number         int
	maxDef, maxRep int16
	chunk          chunk[V]
	values         []V
	defs, reps     []int16
	at, n          int // next entry, and entries, of the batch
	value, there   int // the same of its values
}

// chunk is what the library reads a column of type V with.
type chunk[V any] interface {
	ReadBatch(size int64, values []V, def, rep []int16) (total int64, read int, err error)
	HasNext() bool
	Err() error
}

// addLeaf adds the next leaf of the file and checks that its levels are as the types
// want them.
func addLeaf[V any](r *rowAssembler, def, rep int16) (*leafOf[V], error) {
	schema := r.file.MetaData().Schema
	if len(r.leaves) >= schema.NumColumns() {
		return nil, fmt.Errorf("only %d leaves", schema.NumColumns())
	}
	c := schema.Column(len(r.leaves))
	if c.MaxDefinitionLevel() != def || c.MaxRepetitionLevel() != rep {
		return nil, fmt.Errorf("leaf %s: levels %d and %d, want %d and %d", c.Path(), c.MaxDefinitionLevel(), c.MaxRepetitionLevel(), def, rep)
	}
	l := &leafOf[V]{owner: r, number: len(r.leaves), maxDef: def, maxRep: rep}
	r.leaves = append(r.leaves, l)
	return l, nil
}

func (l *leafOf[V]) open(g *pqfile.RowGroupReader) error {
	c, err := g.Column(l.number)
	if err != nil {
		return fmt.Errorf("open leaf %d: %w", l.number, err)
	}
	var ok bool
	if l.chunk, ok = c.(chunk[V]); !ok {
		return fmt.Errorf("leaf %s: holds %s", c.Descriptor().Path(), c.Type())
	}
	if size := min(max(int(g.NumRows()), 16), leafBatch); len(l.values) < size {
		l.values, l.defs, l.reps = make([]V, size), make([]int16, size), make([]int16, size)
	}
	l.at, l.n, l.value, l.there = 0, 0, 0, 0
	return nil
}

// load reads the next batch when this one is used up, and reports whether there is
// an entry.
func (l *leafOf[V]) load() bool {
	if l.at < l.n {
		return true
	}
	l.at, l.n, l.value, l.there = 0, 0, 0, 0
	if l.owner.err != nil {
		return false
	}
	total, read, err := l.chunk.ReadBatch(int64(len(l.values)), l.values, l.defs, l.reps)
	if err == nil {
		err = l.chunk.Err()
	}
	if err != nil {
		l.fail(err)
		return false
	}
	l.n, l.there = int(total), read
	return total > 0
}

func (l *leafOf[V]) fail(err error) {
	if l.owner.err == nil {
		path := l.owner.file.MetaData().Schema.Column(l.number).Path()
		l.owner.err = fmt.Errorf("leaf %s: %w", path, err)
	}
}

func (l *leafOf[V]) def() int16 {
	switch {
	case !l.load():
		return 0
	case l.maxDef == 0:
		return 0
	}
	return l.defs[l.at]
}

func (l *leafOf[V]) rep() int16 {
	switch {
	case !l.load():
		return -1
	case l.maxRep == 0:
		return 0
	}
	return l.reps[l.at]
}

// take returns the value of the next entry, which must be of repetition level rep.
// It is not ok for null, an empty list, or after a fault.
func (l *leafOf[V]) take(rep int16) (v V, ok bool) {
	if l.rep() != rep {
		l.fail(errLevels)
		return v, false
	}
	full := l.maxDef == 0 || l.defs[l.at] == l.maxDef
	l.at++
	if !full {
		return v, false
	}
	if l.value >= l.there {
		l.fail(errLevels)
		return v, false
	}
	l.value++
	return l.values[l.value-1], true
}

func (l *leafOf[V]) skip(rep int16) {
	if _, ok := l.take(rep); ok {
		l.fail(errLevels)
	}
}

func (l *leafOf[V]) end() error {
	if l.load() {
		l.fail(errLevels)
	}
	return l.owner.err
}
