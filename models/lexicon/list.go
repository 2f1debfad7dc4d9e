package lexicon

import (
	"fmt"
	"strings"
)

// Rows calls row with the fields of every row of a list file, in order. It
// stops at the first error row returns and reports it with the line's number.
// The slice of fields is reused from row to row.
func Rows(text string, row func(fields []string) error) error {
	var fields []string
	for line, n := "", 1; text != ""; n++ {
		line, text, _ = strings.Cut(text, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields = fields[:0]
		for more := true; more; {
			var field string
			field, line, more = strings.Cut(line, "\t")
			fields = append(fields, field)
		}
		if err := row(fields); err != nil {
			return fmt.Errorf("read row at line %d: %w", n, err)
		}
	}
	return nil
}

// Lint returns every fault of a list file's form: no header, carriage returns,
// blank or space-padded fields, rows out of order or repeated.
func Lint(text string) []error {
	var faults []error
	fault := func(n int, format string, args ...any) {
		faults = append(faults, fmt.Errorf("line %d: "+format, append([]any{n}, args...)...))
	}
	if !strings.HasPrefix(text, "#") {
		fault(1, "no header")
	}
	if !strings.HasSuffix(text, "\n") {
		fault(1+strings.Count(text, "\n"), "no final line break")
	}
	last, body := "", false
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		n := i + 1
		if strings.HasPrefix(line, "#") {
			if body {
				fault(n, "header line among the rows")
			}
			continue
		}
		body = true
		switch {
		case line == "":
			fault(n, "blank line")
		case line == last:
			fault(n, "row %q repeated", line)
		case line < last:
			fault(n, "row %q after %q", line, last)
		}
		for _, f := range strings.Split(line, "\t") {
			if f != strings.TrimSpace(f) || f == "" {
				fault(n, "field %q blank or padded", f)
			}
		}
		last = line
	}
	return faults
}
