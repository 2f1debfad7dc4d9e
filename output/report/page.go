package report

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/saysonews/sayso/output/tables"
)

//go:embed assets
var assets embed.FS

// scripts are the parts of the page's script, in order; they share one scope.
var scripts = [...]string{"data.js", "build.js", "state.js", "quotes.js", "speakers.js", "main.js"}

// ErrUnfinished is the error of a folder that holds no tables of a finished run.
var ErrUnfinished = tables.ErrUnfinished

// Write writes the page of the tables in dir to w. The error of a folder without the
// tables of a finished run is ErrUnfinished. Options that Validate finds fault
// with are refused before anything is read. Nothing is written before all tables are
// read.
func Write(w io.Writer, dir string, o Options) (Summary, error) {
	if err := o.Validate(); err != nil {
		return Summary{}, err
	}
	set, err := tables.Open(dir)
	if err != nil {
		return Summary{}, err
	}
	c, err := read(set, o)
	if err != nil {
		return Summary{}, fmt.Errorf("read tables for report: %w", err)
	}
	blocks, err := pack(c)
	if err != nil {
		return Summary{}, err
	}
	out := &counter{w: w}
	if err := c.write(out, blocks); err != nil {
		return Summary{}, fmt.Errorf("write report: %w", err)
	}
	return Summary{Bytes: out.n, Articles: c.totals.Articles, Speakers: c.sections(), Quotations: c.totals.Shown, LeftOut: c.totals.Hidden}, nil
}

// read goes through the tables.
func read(set *tables.Set, o Options) (*corpus, error) {
	g, err := gather(set, o)
	if err != nil {
		return nil, err
	}
	if err := collect(g); err != nil {
		return nil, err
	}
	return g.c, cut(set, g.c)
}

// counter counts what passes.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

func (c *corpus) write(w io.Writer, blocks []block) error {
	style, script, err := code()
	if err != nil {
		return err
	}
	var page strings.Builder
	if err := head(&page, c, style, policy(style, script)); err != nil {
		return err
	}
	for _, part := range []struct {
		asset  string
		values map[string]node
	}{
		{"overview.html", c.overview()},
		{"speakers.html", c.speakerSection()},
		{"stances.html", map[string]node{"matrix": c.matrix(), "issues": c.issues(), "network": c.network()}},
		{"quotations.html", map[string]node{"quotes": text(thousands(c.totals.Shown))}},
		{"leftout.html", c.leftOut()},
		{"foot.html", map[string]node{"tool": text(c.run.Tool), "run": text(c.run.ID), "models": text(c.run.Models)}},
	} {
		if err := fill(&page, part.asset, part.values); err != nil {
			return err
		}
	}
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString(page.String())
	for _, d := range blocks {
		fmt.Fprintf(b, "<script type=\"application/octet-stream\" id=\"d-%s\">%s</script>\n", d.ID, d.Data)
	}
	fmt.Fprintf(b, "<script>%s</script>\n</body>\n</html>\n", script)
	return b.Flush()
}

// code returns the style and the script of the page.
func code() (style, script string, err error) {
	css, err := assets.ReadFile("assets/page.css")
	if err != nil {
		return "", "", fmt.Errorf("read style: %w", err)
	}
	var b strings.Builder
	b.WriteString("\"use strict\";\n(() => {\n")
	for _, name := range scripts {
		part, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return "", "", fmt.Errorf("read script: %w", err)
		}
		b.Write(part)
	}
	b.WriteString("})();\n")
	return string(css), b.String(), nil
}

// policy is the Content-Security-Policy of the page: it loads nothing, runs its own
// script and style alone, which are named by their hashes, sends no form anywhere, and
// never makes markup of a string.
func policy(style, script string) string {
	return "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style) +
		"'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
