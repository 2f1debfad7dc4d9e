package syndication

import (
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
)

// TestPairs reads pairs of texts and says which are copies. "text" keeps a text by name; "edit"
// makes another of it and compares the two; "pair" compares two that were kept. Lines of an edit:
//
//	replace OLD, and on the next line what stands in its place everywhere
//	append, and on the next line what comes after
//	cut from HERE [to THERE]: leaves out what lies between
//	upper: all in capitals
func TestPairs(t *testing.T) {
	texts := map[string]string{}
	datadriven.RunTest(t, "testdata/pairs", func(t *testing.T, d *datadriven.TestData) string {
		var a, b string
		switch d.Cmd {
		case "text":
			var name string
			d.ScanArgs(t, "name", &name)
			texts[name] = d.Input
			return ""
		case "pair":
			a, b = texts[d.CmdArgs[0].Key], texts[d.CmdArgs[1].Key]
		case "edit":
			var name string
			d.ScanArgs(t, "name", &name)
			a = texts[name]
			b = applyEdit(t, d, a)
		default:
			d.Fatalf(t, "unknown command")
		}
		var s Sketcher
		x, y := s.Sketch(a), s.Sketch(b)
		if Similar(&x, &y) != Similar(&y, &x) {
			d.Fatalf(t, "it matters which is first")
		}
		if Similar(&x, &y) {
			return "copy"
		}
		return "none"
	})
}

func applyEdit(t *testing.T, d *datadriven.TestData, text string) string {
	lines := strings.Split(d.Input, "\n")
	newlines := strings.NewReplacer(`\n`, "\n")
	next := func() (line string) {
		if len(lines) > 0 {
			line, lines = lines[0], lines[1:]
		}
		return newlines.Replace(line)
	}
	for len(lines) > 0 {
		verb, rest, _ := strings.Cut(next(), " ")
		old := text
		switch verb {
		case "replace":
			text = strings.ReplaceAll(text, rest, next())
		case "append":
			text += "\n\n" + next()
		case "upper":
			text = strings.ToUpper(text)
		case "cut":
			from, to, _ := strings.Cut(strings.TrimPrefix(rest, "from "), " to ")
			before, after, found := strings.Cut(text, from)
			if i := strings.Index(after, to); found && to != "" && i >= 0 {
				text = before + after[i:]
			} else if found && to == "" {
				text = before
			}
		}
		if text == old {
			d.Fatalf(t, "%s %q changes nothing", verb, rest)
		}
	}
	return text
}
