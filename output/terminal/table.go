package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// sample is how many rows a table looks at to choose the widths of its columns.
const sample = 500

// Column is a column of a table.
type Column struct {
	Head string
	// Right aligns numbers.
	Right bool
	// Least is the width down to which the column is cut when the table is too wide;
	// 0 means that it is never cut.
	Least int
}

// Cell is a clean text with its class.
type Cell struct {
	Text  string
	Class Class
}

// Table writes aligned columns. It holds the first 500 rows back to see how wide they
// are, and writes the others as they come.
type Table struct {
	w       *bufio.Writer
	style   Style
	width   int
	columns []Column
	held    [][]Cell
	widths  []int
}

// NewTable returns a table for a screen of width columns; 0 means that nothing is cut.
func NewTable(w io.Writer, style Style, width int, columns []Column) *Table {
	return &Table{w: bufio.NewWriter(w), style: style, width: width, columns: columns}
}

// Row adds a row with a cell for each column.
func (t *Table) Row(cells ...Cell) error {
	if t.widths != nil {
		return t.write(cells)
	}
	t.held = append(t.held, cells)
	if len(t.held) < sample {
		return nil
	}
	return t.release()
}

// Close writes what is held back.
func (t *Table) Close() error {
	if t.widths == nil {
		if err := t.release(); err != nil {
			return err
		}
	}
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

func (t *Table) release() error {
	t.fit()
	head := make([]Cell, len(t.columns))
	for i, c := range t.columns {
		head[i] = Cell{c.Head, Strong}
	}
	for _, row := range append([][]Cell{head}, t.held...) {
		if err := t.write(row); err != nil {
			return err
		}
	}
	t.held = nil
	return nil
}

const gutter = 2

// fit chooses the widths: those of the cells, and where that is too much the widest of
// the columns that may be cut give way.
func (t *Table) fit() {
	t.widths = make([]int, len(t.columns))
	total := -gutter
	for i, c := range t.columns {
		t.widths[i] = Width(c.Head)
		for _, row := range t.held {
			t.widths[i] = max(t.widths[i], Width(row[i].Text))
		}
		total += t.widths[i] + gutter
	}
	for t.width > 0 && total > t.width {
		widest := -1
		for i, c := range t.columns {
			if c.Least > 0 && t.widths[i] > c.Least && (widest < 0 || t.widths[i] > t.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		t.widths[widest]--
		total--
	}
}

func (t *Table) write(cells []Cell) error {
	var b strings.Builder
	blank := 0 // spaces due before the next text, so that none ends a line
	for i, c := range cells {
		text := c.Text
		if w := t.widths[i]; t.width > 0 && Width(text) > w {
			text = Cut(text, w)
		}
		text = strings.TrimRight(text, " ")
		pad := max(t.widths[i]-Width(text), 0)
		if t.columns[i].Right {
			blank += pad
			pad = 0
		}
		if text != "" {
			b.WriteString(strings.Repeat(" ", blank))
			b.WriteString(t.style.In(c.Class, text))
			blank = 0
		}
		blank += pad + gutter
	}
	b.WriteByte('\n')
	if _, err := t.w.WriteString(b.String()); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
