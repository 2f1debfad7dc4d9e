package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// suggestFlag adds the flag that was probably meant, and where help is, to an
// error about flags.
func suggestFlag(c *cobra.Command, err error) error {
	hint := ""
	if _, rest, ok := strings.Cut(err.Error(), "unknown flag: --"); ok {
		if near := nearestFlag(c, rest); near != "" {
			hint = "; did you mean --" + near + "?"
		}
	}
	return usageError{fmt.Errorf("%w%s (see %q)", err, hint, c.CommandPath()+" --help")}
}

// nearestFlag returns the flag of c whose name is within two edits of name, or
// begins with it, else "".
func nearestFlag(c *cobra.Command, name string) string {
	best, least := "", 3
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		d := edits(name, f.Name)
		if len(name) > 2 && strings.HasPrefix(f.Name, name) {
			d = min(d, 1)
		}
		if d < least {
			best, least = f.Name, d
		}
	})
	return best
}

// edits is the Levenshtein distance of two ASCII words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
