package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/saysonews/sayso/output/export"
	read "github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/terminal"
	"github.com/saysonews/sayso/output/view"
)

// viewHelp is part of the help of every command that looks at tables.
const viewHelp = `DIR is the folder that sayso run --out wrote, with tables in Parquet. On a terminal
the output goes through $PAGER (less -FRX unless told otherwise), is cut to the width
and coloured (NO_COLOR, FORCE_COLOR and --color count). --json prints one object a
line, --csv rows with a header, under the names of docs/SCHEMA.md. A cell of CSV that
begins with = + - @, a tab or a carriage return and is no number gets an apostrophe
before it, so that no spreadsheet runs it, and what would steer a terminal is U+FFFD;
--csv-raw leaves both alone.
Finding nothing is no failure: the exit code is 0, and standard error says so.`

// viewFlags are the flags that the commands about tables share.
type viewFlags struct {
	limit                      int
	since, until, outlet, kind string
	minConfidence              float64
	sort, color                string
	json, csv, csvRaw, noPager bool
}

var speakerKinds = [...]string{"person", "organisation", "group", "unnamed", "document", "author", "unknown"}

// usual is how many rows are printed for people unless they say otherwise.
const usual = 25

// registerOutput adds the flags about the form of the output.
func (f *viewFlags) registerOutput(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.json, "json", false, "print one JSON object a line")
	flags.BoolVar(&f.csv, "csv", false, "print CSV")
	flags.BoolVar(&f.csvRaw, "csv-raw", false, "print CSV without the apostrophes that keep a spreadsheet from running a cell")
	flags.StringVar(&f.color, "color", "auto", "colour: auto, always or never")
	flags.BoolVar(&f.noPager, "no-pager", false, "do not page")
	complete(c, "color", []string{"auto", "always", "never"})
}

// registerRows adds the flags about which articles count.
func (f *viewFlags) registerRows(c *cobra.Command, sorts []string) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.since, "since", "", "published on this day, month or year or later: 2023-01-31, 2023-01, 2023")
	flags.StringVar(&f.until, "until", "", "published on this day, in this month or year, or before")
	flags.StringVar(&f.outlet, "outlet", "", "published by this outlet")
	flags.StringVar(&f.sort, "sort", sorts[0], "order: "+strings.Join(sorts, ", ")+"; with - before it the other way round")
	flags.IntVar(&f.limit, "limit", 0, fmt.Sprintf("print this many at most, 0 for all (default %d, all with --json and --csv)", usual))
	complete(c, "sort", sorts)
}

func (f *viewFlags) registerKind(c *cobra.Command) {
	c.Flags().StringVar(&f.kind, "kind", "", "only this kind: "+strings.Join(speakerKinds[:], ", "))
	complete(c, "kind", speakerKinds[:])
}

// filter checks the flags and makes a filter of them.
func (f *viewFlags) filter(c *cobra.Command, sorts []string) (view.Filter, error) {
	since, _, err := period(f.since)
	if err != nil {
		return view.Filter{}, usageError{fmt.Errorf("--since %q: %w", f.since, err)}
	}
	_, until, err := period(f.until)
	if err != nil {
		return view.Filter{}, usageError{fmt.Errorf("--until %q: %w", f.until, err)}
	}
	switch {
	case f.kind != "" && !slices.Contains(speakerKinds[:], f.kind):
		return view.Filter{}, usageError{fmt.Errorf("--kind %q: want one of %s", f.kind, strings.Join(speakerKinds[:], ", "))}
	case !(f.minConfidence >= 0 && f.minConfidence <= 1):
		return view.Filter{}, usageError{fmt.Errorf("--min-confidence %g: want 0 to 1", f.minConfidence)}
	case f.limit < 0:
		return view.Filter{}, usageError{fmt.Errorf("--limit %d: want 0 or more", f.limit)}
	case f.sort != "" && !slices.Contains(sorts, strings.TrimPrefix(f.sort, "-")):
		return view.Filter{}, usageError{fmt.Errorf("--sort %q: want one of %s", f.sort, strings.Join(sorts, ", "))}
	case f.sort == "-speaker" || f.sort == "-article" || f.sort == "-input":
		return view.Filter{}, usageError{fmt.Errorf("--sort %s: that order cannot be turned round", f.sort)}
	}
	if c.Flags().Lookup("limit") != nil && !c.Flags().Changed("limit") && !f.machine() {
		f.limit = usual
	}
	return view.Filter{Since: since, Until: until, Outlet: f.outlet, Kind: f.kind, MinConfidence: f.minConfidence}, nil
}

// checkOutput finds faults in the flags about the form.
func (f *viewFlags) checkOutput() error {
	switch {
	case f.json && (f.csv || f.csvRaw):
		return usageError{errors.New("--json and --csv: want one of them")}
	case !slices.Contains([]string{"auto", "always", "never"}, f.color):
		return usageError{fmt.Errorf("--color %q: want auto, always or never", f.color)}
	}
	return nil
}

// machine reports whether the output is for a program.
func (f *viewFlags) machine() bool { return f.json || f.csv || f.csvRaw }

// period reads a day, month or year, or a moment by RFC 3339: when it begins, and when
// the next one does. Of "" both are zero.
func period(s string) (begin, end time.Time, err error) {
	if s == "" {
		return begin, end, nil
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if begin, err = time.Parse(form.layout, s); err == nil {
			return begin, begin.AddDate(form.years, form.months, form.days), nil
		}
	}
	if begin, err = time.Parse(time.RFC3339, s); err == nil {
		return begin, begin.Add(time.Microsecond), nil
	}
	return begin, end, errors.New("want a day as 2023-01-31, a month as 2023-01 or a year as 2023")
}

// openTables opens the tables in dir.
func openTables(c *cobra.Command, dir string) (*read.Set, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("%q: no such folder", dir)}
	}
	s, err := read.Open(dir)
	if errors.Is(err, read.ErrUnfinished) {
		return nil, usageError{fmt.Errorf("%w: name the folder that sayso run --out wrote, with --format parquet or both", err)}
	}
	if err != nil {
		return nil, err
	}
	return s.With(c.Context()), nil
}

// screen is where people read: standard output, or the pager before it.
func (f *viewFlags) screen(a *app, w io.Writer) view.Screen {
	onTerminal := isTerminal(a.stdout)
	s := view.Screen{W: w, Style: terminal.Style{Colour: terminal.WantColour(f.color, onTerminal, os.Getenv)}}
	if onTerminal {
		s.Width = 80
		if width, _, err := term.GetSize(int(a.stdout.(*os.File).Fd())); err == nil && width > 0 {
			s.Width = min(width, math.MaxInt16)
		}
	}
	return s
}

// show runs do with a screen, in a pager when people watch.
func (f *viewFlags) show(ctx context.Context, a *app, do func(view.Screen) error) error {
	if !f.noPager && isTerminal(a.stdout) {
		if p := startPager(ctx, a); p != nil {
			return p.finish(do(f.screen(a, p)))
		}
	}
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	err := do(f.screen(a, w))
	return errors.Join(err, w.Flush())
}

// printable is s with nothing in it that a terminal obeys.
func printable(s string) string { return terminal.Clean(s) }

// remark tells people something beside the output.
func (a *app) remark(format string, args ...any) {
	if !a.log.quiet {
		fmt.Fprintln(a.stderr, "sayso: "+terminal.Clean(fmt.Sprintf(format, args...)))
	}
}

// page is rows up to a limit, 0 for none, and how many there were.
type page[R any] struct {
	all   iter.Seq2[*R, error]
	limit int
	seen  int
	more  bool // than the limit
}

// limited returns the first of rows, which may go over the limit to tell that there is
// more.
func limited[R any](rows iter.Seq2[*R, error], limit int) *page[R] {
	return &page[R]{all: rows, limit: limit}
}

// over is a limit that tells whether there is more.
func over(limit int) int {
	if limit == 0 {
		return 0
	}
	return limit + 1
}

func (p *page[R]) rows() iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		for r, err := range p.all {
			if p.limit > 0 && p.seen == p.limit && err == nil {
				p.more = true
				return
			}
			p.seen++
			if !yield(r, err) {
				return
			}
		}
	}
}

// remark says that there was nothing, or more than was printed.
func (p *page[R]) remark(a *app, what string) {
	switch {
	case p.seen == 0:
		a.remark("no %s found", what)
	case p.more:
		a.remark("the first %d %s; --limit 0 shows all", p.seen, what)
	}
}

// writeRows prints rows for a program.
func writeRows[R read.Row](a *app, f *viewFlags, columns []string, rows iter.Seq2[*R, error]) error {
	form := export.CSV
	switch {
	case f.json:
		form = export.JSONL
	case f.csvRaw:
		form = export.RawCSV
	}
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	if err := errors.Join(export.Write(w, form, columns, rows), w.Flush()); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}
