package terminal

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// CSV writes rows with commas, by RFC 4180. Unless it is raw, a text that begins with
// = + - @ tab or carriage return, which a spreadsheet would run as a formula, has an
// apostrophe before it, but for numbers; and characters that a terminal obeys, other
// than those that end a line or column, are U+FFFD.
type CSV struct {
	w   *csv.Writer
	raw bool
}

// NewCSV returns a writer that has written the heads of the columns.
func NewCSV(w io.Writer, columns []string, raw bool) (*CSV, error) {
	c := &CSV{csv.NewWriter(w), raw}
	return c, c.Row(columns)
}

// Row writes a row; cells is changed.
func (c *CSV) Row(cells []string) error {
	if !c.raw {
		for i, cell := range cells {
			cells[i] = harmless(cell)
		}
	}
	if err := c.w.Write(cells); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// Close writes what is left.
func (c *CSV) Close() error {
	c.w.Flush()
	if err := c.w.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func harmless(cell string) string {
	if strings.ContainsFunc(cell, obeyed) {
		cell = strings.Map(func(r rune) rune {
			if obeyed(r) {
				return utf8.RuneError
			}
			return r
		}, cell)
	}
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) || number(cell) {
		return cell
	}
	return "'" + cell
}

func obeyed(r rune) bool { return unsafe(r) && r != '\n' && r != '\r' && r != '\t' }

// number reports whether s is a negative number as the tables have it.
func number(s string) bool {
	digits, ok := strings.CutPrefix(s, "-")
	return ok && digits != "" && '0' <= digits[0] && digits[0] <= '9' &&
		strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") <= 1
}
