package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// runFlags are the flags of sayso run.
type runFlags struct {
	inputFlags
	folderFlags
	journal             journalFlags
	fresh, dry          bool
	remove, restore     []string
	since, until, shard string
	parts               []string // folders of tables to join
}

// folderFlags are the flags of commands that write to an output folder.
type folderFlags struct {
	out, format, runID string
	lockWait, grace    time.Duration
	maxSpeakerTables   int
}

func newRun(a *app) *cobra.Command {
	f := &runFlags{}
	c := &cobra.Command{
		Use:   "run PATH... --out DIR",
		Short: "Write the tables: who said what, for or against whom",
		Long: `Run reads articles and brings the tables in a folder up to date with them: one
folder of rows for each speaker, and tables of all speakers, sentences, stances and
articles. Articles that the tables hold already are left as they are; a changed one
replaces its rows; those that are not in the input stay. Running again adds nothing.

PATH is a file, a folder (read with the folders in it, in order of name), a
pattern such as 'news/**/*.html', or - for standard input (say which format with
--format-in):
  .txt    one article a file: first line the headline, then the text; the file's
          name is the article's id
  .jsonl  one object a line: {"text": ...} and, where known, "id", "title", "url",
          "outlet", "author", "published_at", "language"
  .csv .tsv            a header that names the columns, then one article a row
  .parquet .arrow      one article a row
  .html                one page an article: its main text, and what its tags tell
  .warc                the web pages in it, as a crawler keeps them
Columns and JSON fields of other names: --map text=body,published_at=meta.date.
Usual ones (body, headline, publisher, byline, link, date ...) need no --map.
All may be packed: .gz, .zst, .bz2, or in a .zip. Text is UTF-8, UTF-16 or Windows-1252.

A bad article does not stop the run: it is named with its reason in
DIR/_dead_letters.jsonl. An article that repeats another one, exactly or nearly, has a
row in articles that says so (duplicate_of) and no rows elsewhere. Readers see the
tables of before the run or those after it, whatever happens. On SIGTERM or SIGINT the
run finishes the articles under way, commits them and leaves within --grace; a second
signal has it leave at once, with nothing changed. The last line on standard output
is a summary in JSON; DIR/runs keeps a record of each run.

` + commandHelp + `

` + exitHelp,
		Example: `  sayso run articles/ --out tables
  sayso run news-2016.jsonl.zst news-2017.jsonl.zst --out tables --format both
  zcat feed.gz | sayso run - --out tables
  sayso run articles/ --out tables --dry-run            # what would be done
  sayso run --out tables --remove 2024-03-05-port       # take an article out
  sayso run articles/ --out part-2 --shard 2/8          # on the second of eight machines
  duckdb -c "SELECT * FROM 'tables/speakers.parquet' LIMIT 5"`,
		Args: func(c *cobra.Command, paths []string) error {
			if len(paths) == 0 && len(f.remove)+len(f.restore) > 0 {
				return nil
			}
			return wantPaths(c, paths)
		},
		RunE: func(c *cobra.Command, paths []string) error { return f.run(c, a, paths) },
	}
	f.registerAll(c)
	return c
}

func (f *runFlags) registerAll(c *cobra.Command) {
	f.folderFlags.register(c)
	flags := c.Flags()
	flags.BoolVar(&f.dry, "dry-run", false, "read the input and tell what is new or changed; write nothing")
	flags.BoolVar(&f.fresh, "full-refresh", false, "take the tables for empty: what is not in the input goes, all else is analysed anew")
	flags.StringVar(&f.since, "since", "", "read only articles published then or later, as in 2026-01-31 or an RFC 3339 time; undated ones are passed over")
	flags.StringVar(&f.until, "until", "", "read only articles published then or earlier; a day is meant to its end")
	flags.StringArrayVar(&f.remove, "remove", nil, "id of an article to take out of the tables, and to keep out; may be repeated")
	flags.StringArrayVar(&f.restore, "restore", nil, "id of a removed article that may come in again; may be repeated")
	flags.StringVar(&f.shard, "shard", "", "read only the I-th of N parts of the articles, told by id, as in 2/8; see \"sayso merge\"")
	f.registerTables(c)
	f.journal.register(c)
	f.registerSpeakers(c)
	f.own.registerTopics(c)
	f.own.registerLexicon(c)
	f.command.register(c)
	f.inputFlags.register(c)
}

// register adds the flags of commands that write to an output folder.
func (f *folderFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVarP(&f.out, "out", "o", "", "folder of the tables; it is made when absent (required)")
	flags.StringVar(&f.format, "format", "parquet", "file format of the tables: parquet, arrow or both")
	flags.StringVar(&f.runID, "run-id", "", "name of the run, written in every row (default the time of the start)")
	f.registerLock(c)
	complete(c, "format", []string{"parquet", "arrow", "both"})
}

// registerLock adds the flags about other runs, and about the end of this one.
func (f *folderFlags) registerLock(c *cobra.Command) {
	c.Flags().DurationVar(&f.lockWait, "lock-wait", 0, "how long to wait for another run that is writing to the folder; then leave with exit code 4")
	c.Flags().DurationVar(&f.grace, "grace", 25*time.Second, "time after a signal to finish and commit what is under way; 0 leaves at once")
}

func (f *folderFlags) registerTables(c *cobra.Command) {
	c.Flags().IntVar(&f.maxSpeakerTables, "max-speaker-tables", output.DefaultMaxSpeakerTables, "speakers, those with most rows, that get a folder of their own; once given it holds for later runs")
}

// speakerTables is output.Options.MaxSpeakerTables, where 0 is that of the run before.
func (f *folderFlags) speakerTables(c *cobra.Command) int {
	switch {
	case !c.Flags().Changed("max-speaker-tables"):
		return 0
	case f.maxSpeakerTables == 0:
		return -1
	}
	return f.maxSpeakerTables
}

// options turns the flags into options of the folder. Its errors are usage errors.
func (f *folderFlags) options(now time.Time) (output.Options, error) {
	if f.out == "" {
		return output.Options{}, usageError{errors.New("no --out: name the folder to write the tables to")}
	}
	if f.runID == "" {
		f.runID = now.UTC().Format("20060102T150405.000Z")
	}
	format, errFormat := output.ParseFormat(f.format)
	v, err := readVersions()
	if err != nil {
		return output.Options{}, err
	}
	opts := output.Options{Dir: f.out, RunID: f.runID, Format: format, LockWait: f.lockWait, ToolVersion: v.Version, ModelVersion: v.modelVersion()}
	if f.lockWait < 0 || f.grace < 0 {
		err = errors.New("--lock-wait and --grace: want 0 or more")
	}
	if err := errors.Join(errFormat, opts.Validate(), err); err != nil {
		return opts, usageError{err}
	}
	return opts, nil
}

// choose reads the flags that choose among the articles. Its errors are usage errors.
func (f *runFlags) choose() (o ingest.Options, err error) {
	if o.Since, o.Until, err = ingest.ParsePeriod(f.since, f.until); err != nil {
		return o, usageError{err}
	}
	for _, id := range f.remove {
		if slices.Contains(f.restore, id) {
			return o, usageError{fmt.Errorf("--remove and --restore: both name article %q", id)}
		}
	}
	if f.shard != "" {
		if o.Shard, err = ingest.ParseShard(f.shard); err != nil {
			return o, usageError{fmt.Errorf("--shard: %w", err)}
		}
	}
	return o, nil
}
