package output

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// eachRow takes one encoded row, constants left out, with the constants that it was
// written with. The row is its own until it returns.
type eachRow func(row []byte, runID, modelVersion string) error

// rowDecoder turns Arrow records back into the encoded rows that batch.add takes:
// the reverse of batch. It is not safe for concurrent use.
type rowDecoder struct {
	table Table
	row   encoder
	run   origin
}

// newRowDecoder checks that schema has the columns of t, in order. The error names
// the first that differs.
func newRowDecoder(schema *arrow.Schema, t Table) (*rowDecoder, error) {
	if err := fits(schema, t); err != nil {
		return nil, err
	}
	return &rowDecoder{table: t}, nil
}

// rows calls each with the rows of rec, which must be of the schema given to
// newRowDecoder.
func (d *rowDecoder) rows(rec arrow.Record, each eachRow) error {
	values := make([]putter, rec.NumCols())
	for i, c := range d.table.Columns {
		var err error
		if c.constant {
			values[i], err = d.run.putter(c.Name, rec.Column(i))
		} else {
			values[i], err = putArray(rec.Column(i), c.Nullable)
		}
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	for i := range int(rec.NumRows()) {
		d.row.b = d.row.b[:0]
		for _, put := range values {
			put(&d.row, i)
		}
		if err := each(d.row.b, d.run.id, d.run.models); err != nil {
			return err
		}
	}
	return nil
}

// origin holds the constants of a row: which run made it, with which models.
type origin struct{ id, models string }

// of returns where the constant column name goes.
func (o *origin) of(name string) (*string, error) {
	switch name {
	case "run_id":
		return &o.id, nil
	case "model_version":
		return &o.models, nil
	}
	return nil, fmt.Errorf("constant %s: unknown", name)
}

// putter returns what keeps the values of a column of constants.
func (o *origin) putter(name string, a arrow.Array) (putter, error) {
	to, err := o.of(name)
	if err != nil {
		return nil, err
	}
	values, ok := a.(*array.String)
	if !ok || a.NullN() > 0 {
		return nil, fmt.Errorf("constant column: %d nulls of type %s", a.NullN(), a.DataType())
	}
	return func(_ *encoder, i int) { keep(to, values.Value(i)) }, nil
}

// keep sets *to to v, without holding on to what v is part of. Neighbouring rows are
// mostly of one run.
func keep(to *string, v string) {
	if *to != v {
		*to = string([]byte(v))
	}
}

// putter appends value i of an array to a row.
type putter func(e *encoder, i int)

// putArray returns what appends the values of a; null tells whether the row's
// encoding has room for null.
func putArray(a arrow.Array, null bool) (putter, error) {
	if !null && a.NullN() > 0 {
		return nil, fmt.Errorf("%d values are null", a.NullN())
	}
	switch a := a.(type) {
	case *array.String:
		return putStrings(a, null), nil
	case *array.Int32:
		return putNumbers(a, null, func(i int) int64 { return int64(a.Value(i)) }), nil
	case *array.Int64:
		return putNumbers(a, null, a.Value), nil
	case *array.Timestamp:
		return putNumbers(a, null, func(i int) int64 { return int64(a.Value(i)) }), nil
	case *array.Float64:
		return func(e *encoder, i int) { e.bits(a.Value(i)) }, nil
	case *array.Boolean:
		return func(e *encoder, i int) { e.bool(a.Value(i)) }, nil
	case *array.List:
		return putList(a)
	case *array.Struct:
		return putStruct(a)
	}
	return nil, fmt.Errorf("no way to read %s", a.DataType())
}

func putStrings(a *array.String, null bool) putter {
	if !null {
		return func(e *encoder, i int) { e.text(a.Value(i), 0) }
	}
	return func(e *encoder, i int) {
		if a.IsNull(i) {
			e.b = append(e.b, 0)
		} else {
			e.text(a.Value(i), 1)
		}
	}
}

func putNumbers(a arrow.Array, null bool, value func(i int) int64) putter {
	if !null {
		return func(e *encoder, i int) { e.b = binary.AppendVarint(e.b, value(i)) }
	}
	return func(e *encoder, i int) {
		if a.IsNull(i) {
			e.b = append(e.b, 0)
		} else {
			e.b = binary.AppendVarint(append(e.b, 1), value(i))
		}
	}
}

func putList(a *array.List) (putter, error) {
	put, err := putArray(a.ListValues(), false)
	if err != nil {
		return nil, fmt.Errorf("elements: %w", err)
	}
	return func(e *encoder, i int) {
		from, to := a.ValueOffsets(i)
		e.count(int(to - from))
		for k := from; k < to; k++ {
			put(e, int(k))
		}
	}, nil
}

func putStruct(a *array.Struct) (putter, error) {
	var fields []putter
	for i, f := range a.DataType().(*arrow.StructType).Fields() {
		put, err := putArray(a.Field(i), f.Nullable)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Name, err)
		}
		fields = append(fields, put)
	}
	return func(e *encoder, i int) {
		for _, put := range fields {
			put(e, i)
		}
	}, nil
}

// text appends s as it is, its length raised by more.
func (e *encoder) text(s string, more int) {
	e.count(len(s) + more)
	e.b = append(e.b, s...)
}

// bits appends f as it is.
func (e *encoder) bits(f float64) {
	e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(f))
}

// fieldsOf returns the columns of t as Arrow has them.
func fieldsOf(t Table) []arrow.Field {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: c.Type, Nullable: c.Nullable}
	}
	return fields
}

// fits reports the first column in which schema differs from t.
func fits(schema *arrow.Schema, t Table) error {
	for i, c := range t.Columns {
		if i >= schema.NumFields() {
			return fmt.Errorf("column %s: missing", c.Name)
		}
		switch f := schema.Field(i); {
		case f.Name != c.Name:
			return fmt.Errorf("column %s: in its place is %s", c.Name, f.Name)
		case !sameType(f.Type, c.Type):
			return fmt.Errorf("column %s: is of another type: %s", c.Name, f.Type)
		case f.Nullable != c.Nullable:
			return fmt.Errorf("column %s: is of another type: nullable %t", c.Name, f.Nullable)
		}
	}
	if n := len(t.Columns); schema.NumFields() > n {
		return fmt.Errorf("column %s: unknown to table %s", schema.Field(n).Name, t.Name)
	}
	return nil
}

// sameType compares types up to the name of a list's elements, which formats give.
func sameType(a, b arrow.DataType) bool {
	switch a := a.(type) {
	case *arrow.ListType:
		b, ok := b.(*arrow.ListType)
		return ok && a.ElemField().Nullable == b.ElemField().Nullable && sameType(a.Elem(), b.Elem())
	case *arrow.StructType:
		b, ok := b.(*arrow.StructType)
		if !ok || a.NumFields() != b.NumFields() {
			return false
		}
		for i, f := range a.Fields() {
			g := b.Field(i)
			if f.Name != g.Name || f.Nullable != g.Nullable || !sameType(f.Type, g.Type) {
				return false
			}
		}
		return true
	}
	return arrow.TypeEqual(a, b)
}
