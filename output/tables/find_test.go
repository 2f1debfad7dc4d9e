package tables

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
)

// TestFind asks for names in tables of people: "add" adds one, "find" prints what a
// name means, or may have been meant to mean.
func TestFind(t *testing.T) {
	var all []Named
	titles := map[string][]string{}
	datadriven.RunTest(t, "testdata/find", func(t *testing.T, d *datadriven.TestData) string {
		switch d.Cmd {
		case "speakers":
			for line := range strings.Lines(d.Input) {
				p := strings.Split(strings.TrimSuffix(line, "\n"), "|")
				n := Named{ID: p[0], Name: p[1], Kind: p[2]}
				fmt.Sscan(p[3], &n.Rows)
				if p[4] != "" {
					n.Others = strings.Split(p[4], ";")
				}
				if p[5] != "" {
					titles[n.ID] = strings.Split(p[5], ";")
				}
				all = append(all, n)
			}
			return ""
		case "find":
			var b strings.Builder
			for line := range strings.Lines(d.Input) {
				name := strings.TrimSuffix(line, "\n")
				f := newFinder(name)
				for _, n := range all {
					f.offer(n, titles[n.ID])
				}
				found := f.found()
				fmt.Fprintf(&b, "%s:", name)
				for _, n := range found.Matches {
					b.WriteString(" " + n.ID)
				}
				for _, n := range found.Near {
					b.WriteString(" " + n.ID + "?")
				}
				b.WriteString("\n")
			}
			return b.String()
		}
		t.Fatalf("unknown command %s", d.Cmd)
		return ""
	})
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"", "ab", 2}, {"blinken", "blinkin", 1}, {"blinken", "bliknen", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3}} {
		if got := edits(c.a, c.b); got != c.want {
			t.Errorf("edits(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
