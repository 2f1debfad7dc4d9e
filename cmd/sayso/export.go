package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output/export"
	read "github.com/saysonews/sayso/output/tables"
)

// exportFlags are the flags of sayso export.
type exportFlags struct {
	to, out, duckdb   string
	overwrite, csvRaw bool
}

var exportForms = [...]string{"duckdb", "csv", "jsonl", "sql"}

func newExport(a *app) *cobra.Command {
	f := &exportFlags{}
	c := &cobra.Command{
		Use:   "export DIR --to FORM --out PATH",
		Short: "Write the tables as one DuckDB file, or as CSV or lines of JSON",
		Long: `Export writes the tables in DIR, the folder that sayso run --out wrote, for other
programs:

  duckdb  one DuckDB file with the tables and these views:
            quotes          what was said, by whom, where: the columns to read first
            quote_stances   a row for each quotation and stance in it
            stance_matrix   holder by target: for, against, neutral, mean score
            speaker_months  speaker by month: sentences, articles, mean sentiment
            target_months   target by month: for and against
            outlet_sources  outlet by speaker: sentences, share of all it quotes
            cues            speaker by cue: how often
          It is made by the program duckdb, or else by python3 with its module duckdb.
  sql     the script that makes it, to standard output or a file
  csv     a folder with a file for each table; lists are JSON within their cells. A cell
          that begins with = + - @, a tab or a carriage return and is no number gets an
          apostrophe before it, so that no spreadsheet runs it, and control characters
          are U+FFFD; --csv-raw leaves both alone
  jsonl   the same as lines of JSON

The tables are speakers, speaker_rows (what speakers said, a row for each sentence),
sentences, stances and articles, with the columns of docs/SCHEMA.md; in DuckDB also
dead_letters and run. PATH takes its name once it is complete.`,
		Example: `  sayso export tables --to duckdb --out news.duckdb
  duckdb news.duckdb -c "FROM stance_matrix ORDER BY oppose DESC LIMIT 10"
  sayso export tables --to csv --out csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return f.run(c, a, args[0]) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.to, "to", "", "form: "+strings.Join(exportForms[:], ", ")+" (required)")
	flags.StringVarP(&f.out, "out", "o", "", "file (duckdb, sql) or folder (csv, jsonl) to write")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace a file that is there; never a folder")
	flags.BoolVar(&f.csvRaw, "csv-raw", false, "write CSV without the apostrophes that keep a spreadsheet from running a cell")
	flags.StringVar(&f.duckdb, "duckdb", "", "the program duckdb to use (default the one on the PATH, else python3)")
	complete(c, "to", exportForms[:])
	return c
}

func (f *exportFlags) run(c *cobra.Command, a *app, dir string) error {
	if err := f.check(); err != nil {
		return err
	}
	set, err := openTables(c, dir)
	if err != nil {
		return err
	}
	switch f.to {
	case "duckdb":
		err = export.DuckDB(c.Context(), set, f.out, f.duckdb)
		if errors.Is(err, export.ErrNoDuckDB) {
			return usageError{fmt.Errorf("%w: %s", err, export.Remedy)}
		}
	case "sql":
		err = f.script(a, set)
	case "csv":
		form := export.CSV
		if f.csvRaw {
			form = export.RawCSV
		}
		err = export.Files(set, f.out, form)
	default:
		err = export.Files(set, f.out, export.JSONL)
	}
	return err
}

// check finds faults of the call before any work.
func (f *exportFlags) check() error {
	switch {
	case !slices.Contains(exportForms[:], f.to):
		return usageError{fmt.Errorf("--to %q: want one of %s", f.to, strings.Join(exportForms[:], ", "))}
	case f.out == "" && f.to != "sql":
		return usageError{errors.New("no --out: name the file or folder to write")}
	}
	info, err := os.Stat(f.out)
	switch {
	case err != nil || f.out == "":
		return nil // not there, or writing tells
	case info.IsDir() && (f.to == "csv" || f.to == "jsonl"):
		return usageError{fmt.Errorf("--out %q: there is a folder of that name; remove it or name another", f.out)}
	case info.IsDir():
		return usageError{fmt.Errorf("--out %q: is a folder", f.out)}
	case f.to == "csv" || f.to == "jsonl":
		return usageError{fmt.Errorf("--out %q: is a file", f.out)}
	case !f.overwrite:
		return usageError{fmt.Errorf("--out %q: there is a file of that name; --overwrite replaces it", f.out)}
	}
	return nil
}

// script writes the script that makes a database.
func (f *exportFlags) script(a *app, set *read.Set) error {
	if f.out == "" {
		return export.WriteSQL(a.stdout, set)
	}
	w, err := os.Create(f.out)
	if err != nil {
		return fmt.Errorf("create script: %w", err)
	}
	return errors.Join(export.WriteSQL(w, set), w.Close())
}
