package main

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var drawPicture = flag.Bool("picture", false, "draw docs/images/terminal.svg anew")

// pictured are the command lines in the picture of the README, after a run into tables.
var pictured = [][]string{
	{"speakers", "tables", "--limit", "5"},
	{"quotes", "tables", "--speaker", "raman", "--limit", "2"},
	{"stances", "tables", "--target", "carbon tax", "--evidence", "1"},
}

// TestPicture holds the picture of a terminal in the README to what the commands print.
// After a change that is meant:
//
//	go test ./cmd/sayso -run Picture -picture
func TestPicture(t *testing.T) {
	articles, err := filepath.Abs(filepath.Join(root, "testdata", "articles"))
	if err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(filepath.Join(root, "docs", "images", "terminal.svg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("FORCE_COLOR", "1")
	t.Setenv("NO_COLOR", "")
	printed := func(args []string) string {
		var out, log bytes.Buffer
		if code := run(t.Context(), args, nil, &out, &log); code != 0 {
			t.Fatalf("%v: exit code %d: %s", args, code, &log)
		}
		return out.String()
	}
	printed([]string{"run", articles, "--out", "tables", "--quiet"})
	var lines []string
	for _, args := range pictured {
		command := strings.Join(args, " ")
		for _, arg := range args {
			if strings.Contains(arg, " ") {
				command = strings.Replace(command, arg, `"`+arg+`"`, 1)
			}
		}
		lines = append(lines, "$ \x1b[1msayso "+command+"\x1b[0m")
		lines = append(lines, strings.Split(strings.TrimRight(printed(args), "\n"), "\n")...)
		lines = append(lines, "")
	}
	got := picture(lines[:len(lines)-1])
	if *drawPicture {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the picture is not what the commands print; if that is meant: go test ./cmd/sayso -run Picture -picture")
	}
}

const (
	pictureColumns = 112
	lineHeight     = 18 // pixels
)

// picture draws lines with colours of a terminal as SVG, cut to a width.
func picture(lines []string) string {
	var b strings.Builder
	width, height := pictureColumns*8+32, len(lines)*lineHeight+32
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="Sayso in a terminal">
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d8dee9;white-space:pre}.c1{font-weight:bold}.c2{fill:#8a93a3}.c31{fill:#f28b82}.c32{fill:#81c995}.c33{fill:#fdd663}.c36{fill:#78d9ec}</style>
<rect width="%d" height="%d" rx="8" fill="#1d2229"/>
`, width, height, width, height, width, height)
	for i, line := range lines {
		if line != "" {
			fmt.Fprintf(&b, "<text x=\"16\" y=\"%d\">%s</text>\n", 28+i*lineHeight, coloured(line))
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

var escape = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// coloured turns a line with escape sequences into spans with classes.
func coloured(line string) string {
	var b strings.Builder
	columns, class := pictureColumns, ""
	write := func(text string) {
		runes := []rune(text)
		if len(runes) > columns {
			runes = append(runes[:max(columns-1, 0)], '…')
		}
		if columns <= 0 || len(runes) == 0 {
			return
		}
		columns -= len([]rune(text))
		if text = html.EscapeString(string(runes)); class != "" {
			text = `<tspan class="` + class + `">` + text + `</tspan>`
		}
		b.WriteString(text)
	}
	from := 0
	for _, m := range escape.FindAllStringSubmatchIndex(line, -1) {
		write(line[from:m[0]])
		from, class = m[1], ""
		for _, code := range strings.Split(line[m[2]:m[3]], ";") {
			if code != "0" && code != "" {
				class = strings.TrimSpace(class + " c" + code)
			}
		}
	}
	write(line[from:])
	return b.String()
}
