package main

import (
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// streamHelp is part of the help of annotate.
const streamHelp = `With --format-out arrow it writes an Arrow IPC stream instead: a row for each
article, good or bad, with its rows of every table ("sayso schema --format json"
tells the columns). Given --format-in arrow and no path it reads such a stream of
articles from standard input, batch by batch, and answers each batch as soon as it
is done. Then the columns "path" and "line" are taken for the place of an article,
and two articles with one id are left to the sender.`

// streamFlags are the flags of annotate for its output.
type streamFlags struct{ format, runID string }

func (s *streamFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&s.format, "format-out", "json", "what to print: json, or arrow, an IPC stream of the rows of all tables")
	flags.StringVar(&s.runID, "run-id", "stream", "name of the run, written in every row of the stream")
	complete(c, "format-out", []string{"json", "arrow"})
}

// wantPaths is the check of the arguments: the stream may do without.
func (s *streamFlags) wantPaths(c *cobra.Command, args []string) error {
	switch s.format {
	case "json":
	case "arrow":
		if len(args) == 0 {
			return nil
		}
	default:
		return fmt.Errorf("--format-out %q: want json or arrow", s.format)
	}
	return wantPaths(c, args)
}

// print writes the stream of the articles to standard output.
func (s *streamFlags) print(c *cobra.Command, a *app, f *inputFlags, paths []string) error {
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	j, err := f.open(c, a, paths)
	if err != nil {
		return err
	}
	defer j.config.Scorer.Close()
	options, err := s.options(j, f)
	if err != nil {
		return err
	}
	m, err := pipeline.LoadWith(pipeline.Stance, j.own)
	if err != nil {
		return err
	}
	out, err := output.NewStream(a.stdout, options)
	if err != nil {
		return err
	}
	articles, in := j.articles(a, f, paths)
	sink := &streamSink{out: out, in: in, dead: &deadLog{log: j.log, rest: "the stream"}}
	report, err := pipeline.Run(c.Context(), j.config, m, articles, output.Convert, sink)
	j.progress.finish()
	if err == nil && in != nil {
		err = in.Err()
	}
	if err != nil {
		return fmt.Errorf("annotate: %w", err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("annotate: %w", err)
	}
	j.remarks(report.Articles)
	return f.check(report)
}

// options are what the stream says of the run.
func (s *streamFlags) options(j *job, f *inputFlags) (output.StreamOptions, error) {
	v, err := readVersions()
	if err != nil {
		return output.StreamOptions{}, err
	}
	// The run id is held to what a run holds it to.
	if err := (output.Options{Dir: "-", RunID: s.runID}).Validate(); err != nil {
		return output.StreamOptions{}, usageError{err}
	}
	said := v.modelVersion()
	if j.config.Aliases != nil {
		said += " aliases=" + j.config.Aliases.Digest()
	}
	return output.StreamOptions{RunID: s.runID, ModelVersion: said + recorded(j.own) + f.command.recorded(), ToolVersion: v.Version}, nil
}

// articles returns the articles of the paths. Those of an Arrow stream on standard input
// come from the second result, which is else nil.
func (j *job) articles(a *app, f *inputFlags, paths []string) (iter.Seq2[*models.Article, *ingest.BadArticle], *ingest.Stream) {
	if len(paths) == 1 && paths[0] == "-" && f.format == ingest.Arrow.String() {
		in := j.source.Stream(a.stdin)
		return in.Articles(), in
	}
	return j.source.Articles(), nil
}

// streamSink sends the rows on when those of a batch of the input are complete.
type streamSink struct {
	out  *output.Stream
	in   *ingest.Stream // nil when the input has no batches
	dead *deadLog
	n    int64
}

func (s *streamSink) Write(rows *output.Rows) error {
	if err := s.out.WriteRows(rows); err != nil {
		return err
	}
	return s.done()
}

func (s *streamSink) DeadLetter(d pipeline.DeadLetter) error {
	s.dead.note(d)
	if err := s.out.DeadLetter(output.DeadLetter(d)); err != nil {
		return err
	}
	return s.done()
}

func (s *streamSink) done() error {
	if s.n++; s.in != nil && s.in.Ended(s.n) {
		return s.out.Flush()
	}
	return nil
}

func newIndex(a *app) *cobra.Command {
	s, partial := &streamFlags{}, false
	c := &cobra.Command{
		Use:   "index",
		Short: "Add up the sightings of a stream to rows of speakers.parquet",
		Long: `Index reads an Arrow IPC stream from standard input: the columns speaker_id and
sighting, taken from the sightings of "sayso annotate --format-out arrow", sorted by
speaker_id, then published_at (those without first), then article_id, as bytes sort.
It writes a stream of rows of speakers.parquet.

With --partial it writes a summary of each speaker in the same two columns. Summaries
of stretches of the sightings, put in order, are read like sightings: so a speaker with
very many can be added up in parts.`,
		Example: "  sayso index < sightings.arrows > speakers.arrows",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			o, err := s.options(&job{}, &inputFlags{})
			if err != nil {
				return err
			}
			return output.Index(ingest.Guard(a.stdin), a.stdout, o, partial)
		},
	}
	c.Flags().BoolVar(&partial, "partial", false, "write a summary of each speaker, to be read again")
	c.Flags().StringVar(&s.runID, "run-id", "stream", "name of the run, written in every row")
	return c
}
