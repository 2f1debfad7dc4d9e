package output

import (
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// filler moves one value from a row into a column.
type filler func(*decoder)

// batch gathers rows into an Arrow record.
type batch struct {
	builder *array.RecordBuilder
	fillers []filler
	rows    int
	bytes   int    // of the encoded rows
	run     origin // of the rows to come
}

// newBatch prepares columns for the rows of t; constants holds the values of its
// constant columns by name, until setConstants gives others.
func newBatch(schema *arrow.Schema, t Table, constants map[string]string) (*batch, error) {
	b := &batch{builder: array.NewRecordBuilder(memory.NewGoAllocator(), schema)}
	b.setConstants(constants["run_id"], constants["model_version"])
	for i, c := range t.Columns {
		field := b.builder.Field(i)
		if c.constant {
			value, err := b.run.of(c.Name)
			if err != nil {
				return nil, err
			}
			b.fillers = append(b.fillers, func(*decoder) { field.(*array.StringBuilder).Append(*value) })
			continue
		}
		f, err := fill(field, c.Nullable)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		b.fillers = append(b.fillers, f)
	}
	return b, nil
}

// setConstants says which run the rows to come are of, and with which models.
func (b *batch) setConstants(runID, modelVersion string) {
	b.run = origin{runID, modelVersion}
}

// add takes one row off the front of rows and returns the rest.
func (b *batch) add(rows []byte) ([]byte, error) {
	d := decoder{b: rows}
	for _, f := range b.fillers {
		f(&d)
	}
	if d.err != nil {
		return nil, d.err
	}
	b.rows++
	b.bytes += len(rows) - len(d.b)
	return d.b, nil
}

// addBlock adds the rows of a block.
func (b *batch) addBlock(rows block) error {
	err := rows.each(func(o origin) { b.run = o }, func(d *decoder) {
		for _, f := range b.fillers {
			f(d)
		}
	})
	b.rows += rows.rows
	b.bytes += len(rows.b)
	return err
}

// record returns the rows gathered, with the bytes they took, and starts anew. The
// caller releases it.
func (b *batch) record() (arrow.Record, int64) {
	size := int64(b.bytes)
	b.rows, b.bytes = 0, 0
	return b.builder.NewRecord(), size
}

// fill returns what moves values of the builder's type.
func fill(b array.Builder, null bool) (filler, error) {
	switch b := b.(type) {
	case *array.StringBuilder:
		return fillString(b, null), nil
	case *array.Int32Builder:
		return fillOptional(b, null, func(d *decoder) { b.Append(int32(d.varint())) }), nil
	case *array.Int64Builder:
		return fillOptional(b, null, func(d *decoder) { b.Append(d.varint()) }), nil
	case *array.TimestampBuilder:
		return fillOptional(b, null, func(d *decoder) { b.Append(arrow.Timestamp(d.varint())) }), nil
	case *array.Float64Builder:
		return func(d *decoder) { b.Append(d.score()) }, nil
	case *array.BooleanBuilder:
		return func(d *decoder) { b.Append(d.byte() != 0) }, nil
	case *array.ListBuilder:
		return fillList(b)
	case *array.StructBuilder:
		return fillStruct(b)
	}
	return nil, fmt.Errorf("no way to write %s", b.Type())
}

func fillString(b *array.StringBuilder, null bool) filler {
	if !null {
		return func(d *decoder) { b.BinaryBuilder.Append(d.string()) }
	}
	return func(d *decoder) {
		if n := d.uvarint(); n == 0 {
			b.AppendNull()
		} else {
			b.BinaryBuilder.Append(d.take(n - 1))
		}
	}
}

func fillOptional(b array.Builder, null bool, value filler) filler {
	if !null {
		return value
	}
	return func(d *decoder) {
		if d.byte() == 0 {
			b.AppendNull()
		} else {
			value(d)
		}
	}
}

func fillList(b *array.ListBuilder) (filler, error) {
	element, err := fill(b.ValueBuilder(), false)
	if err != nil {
		return nil, err
	}
	return func(d *decoder) {
		b.Append(true)
		for n := d.count(); n > 0; n-- {
			element(d)
		}
	}, nil
}

func fillStruct(b *array.StructBuilder) (filler, error) {
	var fields []filler
	for i, f := range b.Type().(*arrow.StructType).Fields() {
		fill, err := fill(b.FieldBuilder(i), f.Nullable)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Name, err)
		}
		fields = append(fields, fill)
	}
	return func(d *decoder) {
		b.Append(true)
		for _, f := range fields {
			f(d)
		}
	}, nil
}
