package output

import (
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"
)

// block is encoded rows, one after another, with the runs that they are of.
type block struct {
	b    []byte
	rows int
	runs []runStart // in order; the first at row 0, when there are rows
}

// runStart tells that a row and those after it are of a run.
type runStart struct {
	row int
	of  origin
}

// gatherer gathers rows into blocks.
type gatherer struct {
	columns []step
	run     origin // of the rows to come
	rows    int    // gathered
	block   block
	spare   block // whose buffers the next one is gathered in
}

func newGatherer(t Table, constants map[string]string) (*gatherer, error) {
	g := &gatherer{}
	g.setConstants(constants["run_id"], constants["model_version"])
	for _, c := range t.Columns {
		if c.constant {
			continue
		}
		s, err := stepOver(c.Type, c.Nullable)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.Name, err)
		}
		g.columns = append(g.columns, s)
	}
	return g, nil
}

// setConstants says which run the rows to come are of, and with which models.
func (g *gatherer) setConstants(runID, modelVersion string) {
	g.run = origin{runID, modelVersion}
}

// add takes one row off the front of rows and returns the rest.
func (g *gatherer) add(rows []byte) ([]byte, error) {
	d := decoder{b: rows}
	for i := range g.columns {
		d.skip(&g.columns[i])
	}
	if d.err != nil {
		return nil, d.err
	}
	b := &g.block
	if n := len(b.runs); n == 0 || b.runs[n-1].of != g.run {
		b.runs = append(b.runs, runStart{g.rows, g.run})
	}
	b.b = append(b.b, rows[:len(rows)-len(d.b)]...)
	g.rows++
	return d.b, nil
}

// full reports whether it is time to write the rows gathered.
func (g *gatherer) full() bool { return g.rows >= batchRows || len(g.block.b) >= batchBytes }

// take returns the rows gathered and starts anew. The caller gives the block back
// with release.
func (g *gatherer) take() block {
	b := g.block
	b.rows = g.rows
	g.rows, g.block, g.spare = 0, g.spare, block{}
	return b
}

// release gives back the buffers of a block, to the block under way when that has
// none.
func (g *gatherer) release(b block) {
	to := &g.spare
	if g.rows == 0 && cap(g.block.b) == 0 {
		to = &g.block
	}
	if cap(b.b) > cap(to.b) && cap(b.b) <= 2*batchBytes {
		*to = block{b: b.b[:0], runs: b.runs[:0]}
	}
}

// each calls start where another run begins and then row, for each row. What row does
// with the decoder takes the row off its front.
func (b block) each(start func(origin), row func(*decoder)) error {
	d := decoder{b: b.b}
	runs := b.runs
	for i := range b.rows {
		if len(runs) > 0 && runs[0].row == i {
			start(runs[0].of)
			runs = runs[1:]
		}
		row(&d)
	}
	return d.err
}

// step is how to get past a value of an encoded row.
type step struct {
	kind   stepKind
	null   bool
	fields []step // of a struct, or the element of a list
}

type stepKind uint8

const (
	stepString stepKind = iota
	stepNumber
	stepScore
	stepBool
	stepList
	stepStruct
)

func stepOver(t arrow.DataType, null bool) (step, error) {
	s := step{null: null}
	var inner []arrow.Field
	switch t := t.(type) {
	case *arrow.StringType:
		s.kind = stepString
	case *arrow.Int32Type, *arrow.Int64Type, *arrow.TimestampType:
		s.kind = stepNumber
	case *arrow.Float64Type:
		s.kind = stepScore
	case *arrow.BooleanType:
		s.kind = stepBool
	case *arrow.ListType:
		s.kind, inner = stepList, []arrow.Field{{Name: "element", Type: t.Elem()}}
	case *arrow.StructType:
		s.kind, inner = stepStruct, t.Fields()
	default:
		return s, fmt.Errorf("no way to write %s", t)
	}
	for _, f := range inner {
		field, err := stepOver(f.Type, f.Nullable)
		if err != nil {
			return s, fmt.Errorf("field %s: %w", f.Name, err)
		}
		s.fields = append(s.fields, field)
	}
	return s, nil
}

// skip takes a value off the front.
func (d *decoder) skip(s *step) {
	switch s.kind {
	case stepString:
		if n := d.uvarint(); s.null && n > 0 {
			d.take(n - 1)
		} else {
			d.take(n)
		}
	case stepNumber:
		if !s.null || d.byte() != 0 {
			d.uvarint()
		}
	case stepScore:
		d.take(8)
	case stepBool:
		d.byte()
	case stepList:
		for n := d.count(); n > 0; n-- {
			d.skip(&s.fields[0])
		}
	case stepStruct:
		for i := range s.fields {
			d.skip(&s.fields[i])
		}
	}
}
