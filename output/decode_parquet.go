package output

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/parquet"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
	pqschema "github.com/apache/arrow/go/v15/parquet/schema"
)

// pagedBytes is the size of a row group from which its columns are read page by
// page and not at once.
const pagedBytes = 1 << 20

// leafBatch is how many values of a leaf are read at a time.
const leafBatch = 1024

// rowAssembler puts the rows of a Parquet file together again from its leaves
// (Melnik et al. 2010, Dremel, section 4.3). It reads on the caller's goroutine
// alone, since a library that panics on a damaged file in one of its own ends the
// program.
type rowAssembler struct {
	file    *pqfile.Reader
	columns []assembler
	leaves  []leaf
	row     encoder
	run     origin
	err     error
}

// assembler appends what belongs to one place of the schema: its value in a row, or
// in an element of a list. rep is the repetition level that its leaves must show.
type assembler func(e *encoder, rep int16)

var errLevels = errors.New("levels of nested values do not fit")

func newRowAssembler(f *pqfile.Reader, t Table) (*rowAssembler, error) {
	if err := fitsParquet(f.MetaData().Schema, t); err != nil {
		return nil, err
	}
	r := &rowAssembler{file: f}
	for _, c := range t.Columns {
		put, err := r.column(c)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		r.columns = append(r.columns, put)
	}
	return r, nil
}

// fitsParquet reports the first column in which a Parquet schema differs from t.
func fitsParquet(have *pqschema.Schema, t Table) error {
	for i, c := range t.Columns {
		want, err := parquetNode(c.Name, c.Type, c.Nullable)
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		if i >= have.Root().NumFields() {
			return fmt.Errorf("column %s: missing", c.Name)
		}
		switch f := have.Root().Field(i); {
		case f.Name() != c.Name:
			return fmt.Errorf("column %s: in its place is %s", c.Name, f.Name())
		case !f.Equals(want):
			return fmt.Errorf("column %s: is of another type", c.Name)
		}
	}
	if n := len(t.Columns); have.Root().NumFields() > n {
		return fmt.Errorf("column %s: unknown to table %s", have.Root().Field(n).Name(), t.Name)
	}
	return nil
}

// parquetNode returns the schema of a column as the library tells it.
func parquetNode(name string, t arrow.DataType, null bool) (pqschema.Node, error) {
	repeat := parquet.Repetitions.Required
	if null {
		repeat = parquet.Repetitions.Optional
	}
	leaf := func(physical parquet.Type, logical pqschema.LogicalType) (pqschema.Node, error) {
		return pqschema.NewPrimitiveNodeLogical(name, repeat, logical, physical, -1, -1)
	}
	switch t := t.(type) {
	case *arrow.StringType:
		return leaf(parquet.Types.ByteArray, pqschema.StringLogicalType{})
	case *arrow.Int32Type:
		return leaf(parquet.Types.Int32, pqschema.NewIntLogicalType(32, true))
	case *arrow.Int64Type:
		return leaf(parquet.Types.Int64, pqschema.NewIntLogicalType(64, true))
	case *arrow.TimestampType:
		return leaf(parquet.Types.Int64, pqschema.NewTimestampLogicalType(true, pqschema.TimeUnitMicros))
	case *arrow.Float64Type:
		return leaf(parquet.Types.Double, pqschema.NoLogicalType{})
	case *arrow.BooleanType:
		return leaf(parquet.Types.Boolean, pqschema.NoLogicalType{})
	case *arrow.ListType:
		element, err := parquetNode(name, t.Elem(), true)
		if err != nil {
			return nil, err
		}
		return pqschema.ListOf(element, repeat, -1)
	case *arrow.StructType:
		var fields pqschema.FieldList
		for _, f := range t.Fields() {
			field, err := parquetNode(f.Name, f.Type, f.Nullable)
			if err != nil {
				return nil, err
			}
			fields = append(fields, field)
		}
		return pqschema.NewGroupNode(name, repeat, fields, -1)
	}
	return nil, fmt.Errorf("no way to read %s", t)
}

func (r *rowAssembler) column(c Column) (assembler, error) {
	if !c.constant {
		return r.node(c.Type, c.Nullable, 0, 0)
	}
	to, err := r.run.of(c.Name)
	if err != nil {
		return nil, err
	}
	l, err := addLeaf[parquet.ByteArray](r, 0, 0)
	if err != nil {
		return nil, err
	}
	return func(_ *encoder, rep int16) {
		if v, ok := l.take(rep); ok && *to != string(v) {
			*to = string(v)
		}
	}, nil
}

// node returns what assembles a type whose surroundings take def definition and rep
// repetition levels.
func (r *rowAssembler) node(t arrow.DataType, null bool, def, rep int16) (assembler, error) {
	if null {
		def++
	}
	switch t := t.(type) {
	case *arrow.StringType:
		l, err := addLeaf[parquet.ByteArray](r, def, rep)
		return putLeaf(l, null, func(e *encoder, v parquet.ByteArray) {
			n := len(v)
			if null {
				n++
			}
			e.count(n)
			e.b = append(e.b, v...)
		}), err
	case *arrow.Int32Type:
		l, err := addLeaf[int32](r, def, rep)
		return putLeaf(l, null, func(e *encoder, v int32) { e.varint(int64(v), null) }), err
	case *arrow.Int64Type, *arrow.TimestampType:
		l, err := addLeaf[int64](r, def, rep)
		return putLeaf(l, null, func(e *encoder, v int64) { e.varint(v, null) }), err
	case *arrow.Float64Type:
		l, err := addLeaf[float64](r, def, rep)
		return putLeaf(l, null, func(e *encoder, v float64) { e.bits(v) }), err
	case *arrow.BooleanType:
		l, err := addLeaf[bool](r, def, rep)
		return putLeaf(l, null, func(e *encoder, v bool) { e.bool(v) }), err
	case *arrow.ListType:
		return r.list(t, def, rep)
	case *arrow.StructType:
		return r.fields(t, def, rep)
	}
	return nil, fmt.Errorf("no way to read %s", t)
}

// varint appends v, after the mark of a value that could be null.
func (e *encoder) varint(v int64, null bool) {
	if null {
		e.b = append(e.b, 1)
	}
	e.b = binary.AppendVarint(e.b, v)
}

func putLeaf[V any](l *leafOf[V], null bool, put func(*encoder, V)) assembler {
	return func(e *encoder, rep int16) {
		if v, ok := l.take(rep); ok {
			put(e, v)
		} else if null {
			e.b = append(e.b, 0)
		} else {
			l.fail(errLevels)
		}
	}
}

// list assembles elements until the first leaf below shows that the list is over. An
// empty list is one entry in each leaf. The library writes elements as nullable,
// whatever their type says, which is a level more; a null one is a fault.
func (r *rowAssembler) list(t *arrow.ListType, def, rep int16) (assembler, error) {
	from := len(r.leaves)
	element, err := r.node(t.Elem(), false, def+2, rep+1)
	if err != nil {
		return nil, err
	}
	below := r.leaves[from:len(r.leaves):len(r.leaves)]
	var elements encoder
	return func(e *encoder, at int16) {
		if below[0].def() <= def {
			for _, l := range below {
				l.skip(at)
			}
			e.count(0)
			return
		}
		elements.b = elements.b[:0]
		element(&elements, at)
		n := 1
		for ; r.err == nil && below[0].rep() == rep+1; n++ {
			element(&elements, rep+1)
		}
		e.count(n)
		e.b = append(e.b, elements.b...)
	}, nil
}

func (r *rowAssembler) fields(t *arrow.StructType, def, rep int16) (assembler, error) {
	var fields []assembler
	for _, f := range t.Fields() {
		put, err := r.node(f.Type, f.Nullable, def, rep)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Name, err)
		}
		fields = append(fields, put)
	}
	return func(e *encoder, at int16) {
		for _, put := range fields {
			put(e, at)
		}
	}, nil
}

// rows calls each with the rows of the file.
func (r *rowAssembler) rows(each eachRow) error {
	for i := range r.file.NumRowGroups() {
		group := r.file.RowGroup(i)
		for _, l := range r.leaves {
			if err := l.open(group); err != nil {
				return err
			}
		}
		if err := r.inGroup(group.NumRows(), each); err != nil {
			return fmt.Errorf("row group %d: %w", i, err)
		}
	}
	return nil
}

// inGroup calls each with the n rows of the group that the leaves are open in.
func (r *rowAssembler) inGroup(n int64, each eachRow) error {
	for range n {
		r.row.b = r.row.b[:0]
		for _, put := range r.columns {
			put(&r.row, 0)
		}
		if r.err != nil {
			return r.err
		}
		if err := each(r.row.b, r.run.id, r.run.models); err != nil {
			return err
		}
	}
	for _, l := range r.leaves {
		if err := l.end(); err != nil {
			return err
		}
	}
	return nil
}
