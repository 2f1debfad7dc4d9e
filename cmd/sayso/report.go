package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output/report"
)

// reportFlags are the flags of sayso report.
type reportFlags struct {
	out, since, until string
	options           report.Options
}

func newReport(a *app) *cobra.Command {
	f := &reportFlags{}
	c := &cobra.Command{
		Use:   "report DIR",
		Short: "Make one HTML page of the tables, for people to read",
		Long: `Report makes a page of the tables that sayso run wrote to DIR: who speaks, how their
words sound over time, who is for and against whom and what, who speaks about whom,
and each quotation in its paragraph with its confidence and the reason why it is this
speaker's. It says what was left out.

The page is one file that loads nothing else. It opens in any browser of 2024 or later,
also on a phone, without a network; mail it, or put it on any server. What a
reader looks for stands in its address (page.html#speaker=ann-cole&about=carbon-tax),
so that a link leads back to it. The same tables give the same bytes.

The page shows --speakers one by one, each with at most 1,000 quotations and all with
at most 60,000; what that leaves out is counted in it. 10,000 articles make a file of
less than 15 MB. For less, ask for fewer speakers, a higher --min-confidence, or a
shorter time.

The last line on standard output is a summary in JSON, but with --out -.`,
		Example: `  sayso run articles/ --out tables && sayso report tables
  sayso report tables --out june.html --since 2025-06-01 --until 2025-07-01 --title "June"
  sayso report tables --min-confidence 0.7 --speakers 50 --out - | gzip > page.html.gz`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("name the folder that sayso run wrote (one DIR)")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return f.run(a, args[0]) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVarP(&f.out, "out", "o", "report.html", "file of the page, replaced when it is there; - for standard output")
	flags.StringVar(&f.options.Title, "title", report.DefaultTitle, "headline of the page")
	flags.IntVar(&f.options.Speakers, "speakers", report.DefaultSpeakers, "speakers, those with most sentences, that get a section of their own")
	flags.Float64Var(&f.options.MinConfidence, "min-confidence", 0, "leave out attributions with a lower confidence, 0 to 1")
	flags.StringVar(&f.since, "since", "", "leave out articles before this day (2025-06-01), and those without a date")
	flags.StringVar(&f.until, "until", "", "leave out articles from this day on, and those without a date")
	return c
}

func (f *reportFlags) run(a *app, dir string) error {
	begin := time.Now()
	if err := f.check(); err != nil {
		return usageError{err}
	}
	if f.out == "-" {
		_, err := report.Write(a.stdout, dir, f.options)
		return unfinished(err)
	}
	s, err := f.file(dir)
	if err != nil {
		return unfinished(err)
	}
	done := struct {
		Out string `json:"out"`
		report.Summary
		Seconds float64 `json:"seconds"`
	}{f.out, s, math.Round(time.Since(begin).Seconds()*1000) / 1000}
	if err := json.NewEncoder(a.stdout).Encode(done); err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return nil
}

// check turns the flags into options.
func (f *reportFlags) check() error {
	var faults []error
	for _, d := range []struct {
		flag, value string
		to          *time.Time
	}{{"since", f.since, &f.options.Since}, {"until", f.until, &f.options.Until}} {
		if d.value == "" {
			continue
		}
		t, err := time.Parse(time.DateOnly, d.value)
		if err != nil {
			faults = append(faults, fmt.Errorf("--%s %q: want a day such as 2025-06-01", d.flag, d.value))
		}
		*d.to = t
	}
	if f.out == "" {
		faults = append(faults, errors.New("--out is empty: name the file of the page"))
	}
	if f.options.Speakers < 1 {
		faults = append(faults, errors.New("--speakers: want 1 or more"))
	}
	return errors.Join(append(faults, f.options.Validate())...)
}

// unfinished makes a folder without tables a fault of the call.
func unfinished(err error) error {
	if errors.Is(err, report.ErrUnfinished) {
		return usageError{err}
	}
	return err
}

// file writes the page beside its place, and then into it, so that a page that was
// there stays until the new one is whole.
func (f *reportFlags) file(dir string) (s report.Summary, err error) {
	t, err := os.CreateTemp(filepath.Dir(f.out), "."+filepath.Base(f.out)+"-*")
	if err != nil {
		return s, fmt.Errorf("make file of report: %w", err)
	}
	s, err = report.Write(t, dir, f.options)
	if err == nil {
		err = t.Chmod(0o644)
	}
	err = errors.Join(err, t.Close())
	if err == nil {
		err = os.Rename(t.Name(), f.out)
	}
	if err != nil {
		return s, errors.Join(err, os.Remove(t.Name()))
	}
	return s, nil
}
