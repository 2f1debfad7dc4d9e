package terminal

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Zoë":                 "Ann Zoë",
		"\x1b[31mred\x1b]0;t\x07": "\uFFFD[31mred\uFFFD]0;t\uFFFD",
		"two\nlines\tand":         "two lines and",
		"\u202Egnp.exe":           "\uFFFDgnp.exe",
		"bad \xff byte":           "bad \uFFFD byte",
		"\u009b31m":               "\uFFFD31m",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutByWidth(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"東京都庁", 8, "東京都庁"}, {"東京都庁", 7, "東京都…"}, {"東京都庁", 6, "東京…"}, {"Zoe\u0308 L", 4, "Zoe\u0308…"}} {
		if got := Cut(c.in, c.width); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

func TestWantColour(t *testing.T) {
	for _, c := range []struct {
		must     string
		terminal bool
		env      string
		want     bool
	}{
		{"auto", true, "TERM=xterm", true}, {"auto", false, "TERM=xterm", false}, {"auto", true, "TERM=dumb", false},
		{"auto", true, "NO_COLOR=1", false}, {"auto", true, "NO_COLOR=1 FORCE_COLOR=1", false}, {"always", false, "NO_COLOR=1", true},
		{"auto", false, "FORCE_COLOR=1", true}, {"auto", false, "FORCE_COLOR=0", false}, {"auto", false, "CLICOLOR_FORCE=1", true},
		{"never", true, "FORCE_COLOR=1", false}, {"auto", true, "CLICOLOR=0", false},
	} {
		got := WantColour(c.must, c.terminal, func(name string) string {
			for _, pair := range strings.Fields(c.env) {
				if v, ok := strings.CutPrefix(pair, name+"="); ok {
					return v
				}
			}
			return ""
		})
		if got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestBar(t *testing.T) {
	for x, want := range map[float64]string{0: "    │    ", 1: "    │████", -1: "████│    ", 0.5: "    │██  ", -0.4: "  ▐█│    ", 0.125: "    │▌   ", 7: "    │████"} {
		if got := Bar(x, 4); got != want {
			t.Errorf("Bar(%g) = %q, want %q", x, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	rows := [][]Cell{
		{{Text: "Ann Cole"}, {Text: "7"}, {Text: "a long story about much"}},
		{{Text: "東京 Post", Class: Bad}, {Text: "1,012"}, {Text: ""}},
	}
	for _, c := range []struct {
		width  int
		colour bool
		want   string
	}{
		{0, false, "NAME           N  WHAT\nAnn Cole       7  a long story about much\n東京 Post  1,012\n"},
		{32, false, "NAME           N  WHAT\nAnn Cole       7  a long story …\n東京 Post  1,012\n"},
		{32, true, "\x1b[1mNAME\x1b[0m           \x1b[1mN\x1b[0m  \x1b[1mWHAT\x1b[0m\nAnn Cole       7  a long story …\n\x1b[31m東京 Post\x1b[0m  1,012\n"},
	} {
		var b bytes.Buffer
		table := NewTable(&b, Style{c.colour}, c.width, []Column{{Head: "NAME", Least: 8}, {Head: "N", Right: true}, {Head: "WHAT", Least: 6}})
		for _, r := range rows {
			if err := table.Row(r...); err != nil {
				t.Fatal(err)
			}
		}
		if err := table.Close(); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.want {
			t.Errorf("width %d:\n%s\nwant\n%s", c.width, b.String(), c.want)
		}
	}
}

func TestFlow(t *testing.T) {
	for _, c := range []struct {
		width  int
		colour bool
		want   string
	}{
		{0, false, "  «It rained,» [Ann Cole] {said}.\n"},
		{16, false, "  «It rained,»\n  [Ann Cole]\n  {said}.\n"},
		{16, true, "  \x1b[32mIt rained,\x1b[0m \x1b[36;1mAnn\x1b[0m\n  \x1b[36;1mCole\x1b[0m \x1b[33msaid\x1b[0m.\n"},
	} {
		f := NewFlow(Style{c.colour})
		f.Mark(Content, "It rained,")
		f.Add(Plain, " ")
		f.Mark(Source, "Ann Cole")
		f.Add(Plain, " ")
		f.Mark(Cue, "said")
		f.Add(Plain, ". ")
		if got := f.Lines("  ", c.width); got != c.want {
			t.Errorf("width %d:\n%q\nwant\n%q", c.width, got, c.want)
		}
	}
}

// TestFlowProperty: lines are as wide as they may be, and hold every word, in order.
func TestFlowProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-z東]{1,9}[ \x1b\n]{0,2}){0,20}`).Draw(t, "text")
		width := rapid.IntRange(5, 40).Draw(t, "width")
		f := NewFlow(Style{})
		f.Add(Plain, text)
		lines := f.Lines("> ", width)
		for line := range strings.Lines(lines) {
			line = strings.TrimSuffix(line, "\n")
			words := strings.Fields(strings.TrimPrefix(line, "> "))
			if Width(line) > width && len(words) > 1 {
				t.Fatalf("line %q takes %d of %d columns", line, Width(line), width)
			}
		}
		got := strings.Fields(strings.ReplaceAll(strings.TrimPrefix(lines, "> "), "\n> ", " "))
		if want := strings.Fields(Clean(text)); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Fatalf("words %q, want %q", got, want)
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[2J=1+1\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if utf8.RuneCountInString(c) != utf8.RuneCountInString(s) {
			t.Errorf("%q has another length than %q", c, s)
		}
		if Width(Cut(c, 10)) > 10 {
			t.Errorf("Cut(%q) takes %d columns", c, Width(Cut(c, 10)))
		}
		for _, r := range c {
			if r < ' ' || r >= 0x7F && r < 0xA0 {
				t.Errorf("%q holds %U", c, r)
			}
		}
	})
}

func TestCSV(t *testing.T) {
	row := []string{"=HYPERLINK(1)", "+1", "-0.25", "-", "@a", "\tx", "\rx", "a,b", "-1-2", "\x1b[1m\nx"}
	for raw, want := range map[bool]string{
		false: "a\n'=HYPERLINK(1),'+1,-0.25,'-,'@a,'\tx,\"'\rx\",\"a,b\",'-1-2,\"\uFFFD[1m\nx\"\n",
		true:  "a\n=HYPERLINK(1),+1,-0.25,-,@a,\"\tx\",\"\rx\",\"a,b\",-1-2,\"\x1b[1m\nx\"\n",
	} {
		var b bytes.Buffer
		c, err := NewCSV(&b, []string{"a"}, raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Row(append([]string(nil), row...)); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("raw %v:\n%q\nwant\n%q", raw, b.String(), want)
		}
	}
}
