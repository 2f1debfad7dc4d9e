package tables

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	pqfile "github.com/apache/arrow/go/v15/parquet/file"
)

func (s *Set) path(name string) string { return filepath.Join(s.root, name) }

// reader goes through the chosen rows of one file.
type reader[R any] struct {
	ctx        context.Context
	path       string
	fields     []field[R]
	conditions []condition

	shop   *workshop
	source *source
	file   *pqfile.Reader
	leaves map[string]int
	group  int // the next one

	columns   []func(*R)
	keep      []bool // of the rows of the open group; nil for all
	row, rows int    // the next row, and where to stop
}

// all yields the rows and reports whether to go on with the next file.
func (f *reader[R]) all(yield func(*R, error) bool) (more bool) {
	defer func() {
		f.shop.done()
		if f.source != nil {
			_ = f.source.file.Close() // it was only read
		}
	}()
	var row R
	for {
		ok, err := f.next(&row)
		switch {
		case err != nil:
			yield(nil, err)
			return false
		case !ok:
			return true
		case !yield(&row, nil):
			return false
		}
	}
}

// next reads the next chosen row and reports whether there is one. The library panics
// on some damaged files; here that is an error like any other.
func (f *reader[R]) next(r *R) (ok bool, err error) {
	defer func() {
		if v := recover(); v != nil {
			fault, is := v.(error)
			if !is {
				fault = fmt.Errorf("%v", v)
			}
			ok, err = false, fmt.Errorf("read table %s: %w", f.path, fault)
		}
	}()
	if f.row%batch == 0 && f.ctx.Err() != nil {
		return false, context.Cause(f.ctx)
	}
	if f.file == nil {
		if f.source, err = openSource(f.path); err != nil {
			return false, fmt.Errorf("open table: %w", err)
		}
		if f.file, err = pqfile.NewParquetReader(f.source.seeker()); err != nil {
			return false, fmt.Errorf("open table %s: %w", f.path, err)
		}
		f.leaves = leavesOf(f.file)
	}
	for {
		for f.row < f.rows {
			f.row++
			if f.keep == nil || f.keep[f.row-1] {
				f.read(r)
				return true, nil
			}
			for _, column := range f.columns {
				column(nil)
			}
		}
		if f.group == f.file.NumRowGroups() {
			return false, nil
		}
		f.shop.done()
		r := f.file.RowGroup(f.group)
		f.open(&group{file: f.file, reader: r, rows: int(r.NumRows()), leaves: f.leaves, source: f.source, shop: f.shop})
		f.group++
	}
}

func (f *reader[R]) read(r *R) {
	*r = *new(R)
	for _, column := range f.columns {
		column(r)
	}
}

// open makes ready for the rows of g, of which it keeps none when none is chosen.
func (f *reader[R]) open(g *group) {
	f.row, f.rows, f.keep = 0, 0, nil
	for _, c := range f.conditions {
		if !c.may(g) {
			return
		}
	}
	f.rows = g.rows
	if len(f.conditions) > 0 {
		if f.rows = f.choose(g); f.rows == 0 {
			return
		}
	}
	f.columns = f.columns[:0]
	for _, c := range f.fields {
		if c.later && !g.has(c.name) {
			continue
		}
		f.columns = append(f.columns, c.bind(g))
	}
}

// choose marks the rows that meet the conditions, and returns how many to read until
// the last of them.
func (f *reader[R]) choose(g *group) (until int) {
	if g.rows < 0 || int64(g.rows) > f.file.NumRows() {
		panic(errors.New("row group of an impossible length"))
	}
	f.keep = make([]bool, g.rows)
	tests := make([]func() bool, len(f.conditions))
	for i, c := range f.conditions {
		tests[i] = c.bind(g)
	}
	for i := range f.keep {
		chosen := true
		for _, test := range tests {
			chosen = test() && chosen
		}
		if chosen {
			f.keep[i], until = true, i+1
		}
	}
	return until
}
