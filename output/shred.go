package output

import (
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"

	"github.com/saysonews/sayso/output/pq"
)

// shredder writes encoded rows into the columns of Parquet files (Melnik et al. 2010,
// Dremel, section 4.2): the reverse of rowAssembler.
type shredder struct {
	file    *pq.Writer
	columns []shred
	run     origin
	// The number of Parquet columns that have a shred.
	leaves int
}

// shred moves one value from a row into its leaves. rep is the repetition level that
// it begins with.
type shred func(d *decoder, rep uint8)

// newShredder prepares files of t with the metadata of schema.
func newShredder(schema *arrow.Schema, t Table) (*shredder, error) {
	var fields []pq.Field
	for _, c := range t.Columns {
		f, err := parquetField(c.Name, c.Type, c.Nullable)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		f.Long = c.long
		fields = append(fields, f)
	}
	var pairs []pq.Pair
	meta := schema.Metadata()
	for i, k := range meta.Keys() {
		pairs = append(pairs, pq.Pair{Key: k, Value: meta.Values()[i]})
	}
	w, err := pq.NewWriter(pq.NewSchema(fields, pairs, "sayso"))
	if err != nil {
		return nil, err
	}
	s := &shredder{file: w}
	for i, c := range t.Columns {
		if !c.constant {
			s.columns = append(s.columns, s.shred(fields[i], 0))
			continue
		}
		value, err := s.run.of(c.Name)
		if err != nil {
			return nil, err
		}
		to, scratch := s.next(), []byte(nil)
		s.columns = append(s.columns, func(*decoder, uint8) {
			scratch = append(scratch[:0], *value...)
			to.Bytes(scratch, 0)
		})
	}
	return s, nil
}

// parquetField returns a column or field as Parquet has it.
func parquetField(name string, t arrow.DataType, null bool) (pq.Field, error) {
	f := pq.Field{Name: name, Optional: null}
	var inner []arrow.Field
	switch t := t.(type) {
	case *arrow.StringType:
		f.Kind = pq.String
	case *arrow.Int32Type:
		f.Kind = pq.Int32
	case *arrow.Int64Type:
		f.Kind = pq.Int64
	case *arrow.TimestampType:
		f.Kind = pq.Micros
	case *arrow.Float64Type:
		f.Kind = pq.Double
	case *arrow.BooleanType:
		f.Kind = pq.Bool
	case *arrow.ListType:
		f.Kind, inner = pq.List, []arrow.Field{{Name: "element", Type: t.Elem()}}
	case *arrow.StructType:
		f.Kind, inner = pq.Struct, t.Fields()
	default:
		return f, fmt.Errorf("no way to write %s", t)
	}
	for _, g := range inner {
		field, err := parquetField(g.Name, g.Type, g.Nullable)
		if err != nil {
			return f, fmt.Errorf("field %s: %w", g.Name, err)
		}
		f.Fields = append(f.Fields, field)
	}
	return f, nil
}

// next returns the next leaf of the file.
func (s *shredder) next() *pq.Column {
	s.leaves++
	return s.file.Columns()[s.leaves-1]
}

// write writes the rows of b.
func (s *shredder) write(b block) error {
	err := b.each(func(o origin) { s.run = o }, func(d *decoder) {
		for _, f := range s.columns {
			f(d, 0)
		}
	})
	if err != nil {
		return err
	}
	s.file.Flush(b.rows)
	return nil
}

// shred returns what moves values of f. def is the definition level of its
// surroundings.
func (s *shredder) shred(f pq.Field, def uint8) shred {
	switch f.Kind {
	case pq.List:
		return s.list(f, def)
	case pq.Struct:
		var fields []shred
		for _, g := range f.Fields {
			fields = append(fields, s.shred(g, def))
		}
		return func(d *decoder, rep uint8) {
			for _, f := range fields {
				f(d, rep)
			}
		}
	case pq.String:
		return shredString(s.next(), f.Optional, def)
	case pq.Bool:
		to := s.next()
		return func(d *decoder, rep uint8) { to.Bool(d.byte() != 0, rep) }
	case pq.Double:
		to := s.next()
		return func(d *decoder, rep uint8) { to.Float(d.score(), rep) }
	}
	to := s.next()
	if !f.Optional {
		return func(d *decoder, rep uint8) { to.Int(d.varint(), rep) }
	}
	return func(d *decoder, rep uint8) {
		if d.byte() == 0 {
			to.Null(def, rep)
		} else {
			to.Int(d.varint(), rep)
		}
	}
}

func shredString(to *pq.Column, null bool, def uint8) shred {
	if !null {
		return func(d *decoder, rep uint8) { to.Bytes(d.string(), rep) }
	}
	return func(d *decoder, rep uint8) {
		if n := d.uvarint(); n == 0 {
			to.Null(def, rep)
		} else {
			to.Bytes(d.take(n-1), rep)
		}
	}
}

// list moves the elements of a list, which lie two levels deeper: one for the list
// and one for the element, which Parquet could leave out.
func (s *shredder) list(f pq.Field, def uint8) shred {
	from := s.leaves
	element := s.shred(f.Fields[0], def+2)
	below := s.file.Columns()[from:s.leaves]
	return func(d *decoder, rep uint8) {
		n := d.count()
		if n == 0 {
			for _, to := range below {
				to.Null(def, rep)
			}
			return
		}
		element(d, rep)
		for range n - 1 {
			element(d, 1)
		}
	}
}
