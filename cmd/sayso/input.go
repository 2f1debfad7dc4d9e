package main

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models/identity/alias"
	"github.com/saysonews/sayso/models/syntax"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// inputFlags are the flags of every command that reads articles.
type inputFlags struct {
	workers       int
	minConfidence float64
	aliases       string
	own           ownFlags
	command       commandFlags
	format        string
	columns       string
	maxBytes      byteSize
	maxErrors     errorLimit
	timeout       time.Duration
	convention    syntax.Convention
	part          ingest.Options // which articles of the input are wanted
}

func (f *inputFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	f.maxBytes = ingest.DefaultMaxArticleBytes
	flags.IntVarP(&f.workers, "workers", "w", 0, "articles analysed at a time; 0 means one for each processor")
	flags.StringVar(&f.format, "format-in", "auto", "format of standard input and of files with other names: "+strings.Join(ingest.FormatNames()[1:], ", ")+", or auto (by name; standard input is jsonl)")
	flags.StringVar(&f.columns, "map", "", "which columns or JSON fields hold what, as in text=body,published_at=meta.date")
	flags.Var(&f.maxBytes, "max-article-bytes", "longest article; a longer one is passed over as bad")
	flags.DurationVar(&f.timeout, "article-timeout", 10*time.Second, "how long the analysis of an article may take, looked at after each step; 0 means any time")
	flags.Var(&f.maxErrors, "max-errors", "bad articles allowed before the exit code is 3: a count, or a share such as 1% (default any number)")
	complete(c, "format-in", ingest.FormatNames())
}

// registerSpeakers adds the flags of commands that say who spoke.
func (f *inputFlags) registerSpeakers(c *cobra.Command) {
	registerAliases(c, &f.aliases)
	c.Flags().Float64Var(&f.minConfidence, "min-confidence", 0, "leave out attributions less sure than this, 0 to 1")
}

func registerAliases(c *cobra.Command, path *string) {
	c.Flags().StringVar(path, "aliases", "", `YAML file of which names are one speaker and which several (see "sayso aliases")`)
}

// readAliases reads the file of --aliases, none for the empty path. Its errors are
// usage errors.
func readAliases(path string) (*alias.File, error) {
	if path == "" {
		return nil, nil
	}
	file, err := alias.Open(path)
	if err != nil {
		return nil, usageError{err}
	}
	return file, nil
}

// job is what a command that reads articles works with.
type job struct {
	log      *slog.Logger
	source   *ingest.Source
	config   pipeline.Config
	own      pipeline.Own
	progress *progress
}

// open checks the flags and paths. Its errors are usage errors. The job's scorer must be
// closed.
func (f *inputFlags) open(c *cobra.Command, a *app, paths []string) (*job, error) {
	log, err := a.logger()
	if err != nil {
		return nil, err
	}
	format, err := ingest.ParseFormat(f.format)
	if err != nil {
		return nil, usageError{fmt.Errorf("--format-in: %w", err)}
	}
	columns, err := ingest.ParseMapping(f.columns)
	if err != nil {
		return nil, usageError{fmt.Errorf("--map: %w", err)}
	}
	j := &job{log: log, config: pipeline.Config{Workers: f.workers, MinConfidence: f.minConfidence, ArticleTimeout: f.timeout, Log: log}}
	if err := j.config.Validate(); err != nil {
		return nil, usageError{err}
	}
	if j.config.Aliases, err = readAliases(f.aliases); err != nil {
		return nil, err
	}
	if j.own, err = f.own.read(); err != nil {
		return nil, err
	}
	opts := f.part
	opts.Format, opts.Map, opts.MaxArticleBytes, opts.Stdin, opts.Log = format, columns, int(f.maxBytes), a.stdin, log
	j.source, err = ingest.Open(paths, opts)
	if err != nil {
		return nil, err
	}
	if j.config.Scorer, err = f.command.open(c, log); err != nil {
		return nil, err
	}
	j.progress = a.newProgress(j.source)
	j.config.Done = j.progress.step
	return j, nil
}

// wantPaths is the check of the arguments of a command that reads articles.
func wantPaths(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return fmt.Errorf("no input: name files or folders, or - for standard input (see %q)", c.CommandPath()+" --help")
	case slices.Contains(args, ""):
		return errors.New("an input path is empty")
	}
	return nil
}

// remarks logs what the reading passed over.
func (j *job) remarks(articles int64) {
	st := j.source.Stats()
	if st.Unsupported > 0 {
		j.log.Warn("files of other formats passed over", "files", st.Unsupported, "formats", ingest.Extensions)
	}
	if st.Links > 0 {
		j.log.Warn("links to folders not followed", "links", st.Links)
	}
	if st.Tables > 0 {
		j.log.Info("folders of tables below the input passed over", "folders", st.Tables)
	}
	if articles == 0 {
		j.log.Warn("no article found")
	}
}

// check returns the error of a run with too many bad articles.
func (f *inputFlags) check(r pipeline.Report) error {
	all := r.Articles + r.DeadLetters
	if f.maxErrors.exceeded(r.DeadLetters, all) {
		return tooManyErrors{bad: r.DeadLetters, articles: all, limit: f.maxErrors}
	}
	return nil
}
