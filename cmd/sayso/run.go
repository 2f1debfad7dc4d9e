package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
)

// runFlags are the flags of sayso run.
type runFlags struct {
	inputFlags
	out, format, runID string
	maxSpeakerTables   int
	overwrite          bool
}

func newRun(a *app) *cobra.Command {
	f := &runFlags{}
	c := &cobra.Command{
		Use:   "run PATH... --out DIR",
		Short: "Write the tables: who said what, for or against whom",
		Long: `Run reads articles and writes tables: one folder of rows for each speaker, and
tables of all speakers, sentences, stances and articles.

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
DIR/_dead_letters.jsonl. DIR shows the tables only once all are complete. The
last line on standard output is a summary in JSON.

` + commandHelp + `

` + exitHelp,
		Example: `  sayso run articles/ --out tables
  sayso run news-2016.jsonl.zst news-2017.jsonl.zst --out tables --format both
  zcat feed.gz | sayso run - --out tables --overwrite
  duckdb -c "SELECT * FROM 'tables/speakers.parquet' LIMIT 5"`,
		Args: wantPaths,
		RunE: func(c *cobra.Command, paths []string) error { return f.run(c, a, paths) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVarP(&f.out, "out", "o", "", "folder of the tables; it is made when absent (required)")
	flags.StringVar(&f.format, "format", "parquet", "file format of the tables: parquet, arrow or both")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace the tables of an earlier run, once the new ones are complete")
	flags.StringVar(&f.runID, "run-id", "", "name of the run, written in every row (default the time of the start)")
	flags.IntVar(&f.maxSpeakerTables, "max-speaker-tables", output.DefaultMaxSpeakerTables, "speakers, those with most rows, that get a folder of their own")
	f.registerSpeakers(c)
	f.own.registerTopics(c)
	f.own.registerLexicon(c)
	f.command.register(c)
	f.register(c)
	complete(c, "format", []string{"parquet", "arrow", "both"})
	return c
}

func (f *runFlags) run(c *cobra.Command, a *app, paths []string) error {
	begin, ctx := time.Now(), c.Context()
	if f.out == "" {
		return usageError{errors.New("no --out: name the folder to write the tables to")}
	}
	opts, err := f.tables(begin)
	if err != nil {
		return err
	}
	j, err := f.open(c, a, paths)
	if err != nil {
		return err
	}
	defer j.config.Scorer.Close()
	if j.config.Aliases != nil {
		opts.ModelVersion += " aliases=" + j.config.Aliases.Digest()
	}
	opts.ModelVersion += recorded(j.own) + f.command.recorded()
	// The writer outlives a cancelled run: it still has to clean up.
	w, err := output.NewWriter(ctx, opts)
	if err != nil {
		return err
	}
	defer func() {
		if err := w.Abort(); err != nil {
			j.log.Error("output not cleaned up", "error", err)
		}
	}()
	m, err := pipeline.LoadWith(pipeline.Stance, j.own)
	if err != nil {
		return err
	}
	sink := tables{w, &deadLog{log: j.log, rest: filepath.Join(f.out, "_dead_letters.jsonl")}}
	report, err := pipeline.Run(ctx, j.config, m, j.source.Articles(), output.Convert, sink)
	j.progress.finish()
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	written, err := w.Commit(ctx)
	if err != nil {
		return fmt.Errorf("write tables: %w", err)
	}
	j.remarks(report.Articles)
	s := summary{
		RunID: opts.RunID, Articles: report.Articles, Sentences: report.Sentences, Attributions: report.Attributions,
		Speakers: written.Speakers, Stances: report.Stances, DeadLetters: report.DeadLetters,
		Warnings: j.source.Stats().Warnings, Seconds: math.Round(time.Since(begin).Seconds()*1000) / 1000, Out: f.out,
		SentimentCommand: f.command.summary(j.config.Scorer),
	}
	if err := json.NewEncoder(a.stdout).Encode(s); err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return f.check(report)
}

// tables turns the flags into options of the writer.
func (f *runFlags) tables(now time.Time) (output.Options, error) {
	if f.runID == "" {
		f.runID = now.UTC().Format("20060102T150405.000Z")
	}
	if f.maxSpeakerTables == 0 {
		f.maxSpeakerTables = -1 // the writer takes 0 for its default
	}
	format, errFormat := output.ParseFormat(f.format)
	v, err := readVersions()
	if err != nil {
		return output.Options{}, err
	}
	opts := output.Options{
		Dir: f.out, RunID: f.runID, Format: format, MaxSpeakerTables: f.maxSpeakerTables, Fresh: f.overwrite,
		ToolVersion: v.Version, ModelVersion: v.modelVersion(),
	}
	if err := errors.Join(errFormat, opts.Validate()); err != nil {
		return opts, usageError{err}
	}
	return opts, nil
}

// summary is the line that ends a run.
type summary struct {
	RunID        string  `json:"run_id"`
	Articles     int64   `json:"articles"`
	Sentences    int64   `json:"sentences"`
	Attributions int64   `json:"attributions"`
	Speakers     int64   `json:"speakers"`
	Stances      int64   `json:"stances"`
	DeadLetters  int64   `json:"dead_letters"`
	Warnings     int     `json:"warnings"`
	Seconds      float64 `json:"seconds"`
	Out          string  `json:"out"`

	SentimentCommand *commandSummary `json:"sentiment_command,omitempty"`
}

// tables is the sink of a run.
type tables struct {
	w    *output.Writer
	dead *deadLog
}

func (t tables) Write(rows *output.Rows) error { return t.w.Add(rows, output.Entry{}) }

func (t tables) DeadLetter(d pipeline.DeadLetter) error {
	t.dead.note(d)
	return t.w.DeadLetter(output.DeadLetter(d))
}
