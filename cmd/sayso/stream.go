package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/syndication"
)

// streamHelp is part of the help of annotate.
const streamHelp = `With --format-out arrow it writes an Arrow IPC stream instead: a row for each
article, good or bad, with its rows of every table ("sayso schema --format json"
tells the columns). Given --format-in arrow and no path it reads such a stream of
articles from standard input, batch by batch, and answers each batch as soon as it
is done. Then the columns "path" and "line" are taken for the place of an article,
and two articles with one id are left to the sender.`

// streamFlags are the flags of annotate for its output.
type streamFlags struct {
	format, runID string
	sketchOnly    bool
	lean          bool
}

func (s *streamFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&s.format, "format-out", "json", "what to print: json, or arrow, an IPC stream of the rows of all tables")
	flags.StringVar(&s.runID, "run-id", "stream", "name of the run, written in every row of the stream")
	flags.BoolVar(&s.sketchOnly, "sketch-only", false, "fill in nothing of the stream but the article, its sketch and dead letters, without analysis")
	flags.BoolVar(&s.lean, "lean", false, "leave out of the rows of the stream what the article's own row says: its title, outlet and the like")
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
	out, err := output.NewStream(a.stdout, options)
	if err != nil {
		return err
	}
	articles, in := j.articles(a, f, paths)
	sink := &streamSink{out: out, in: in, dead: &deadLog{log: j.log, rest: "the stream"}}
	report, err := s.fill(c.Context(), j, articles, sink)
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

// fill writes the rows of the articles to the sink.
func (s *streamFlags) fill(ctx context.Context, j *job, articles iter.Seq2[*models.Article, *ingest.BadArticle], sink *streamSink) (pipeline.Report, error) {
	if !s.sketchOnly {
		m, err := pipeline.LoadWith(pipeline.Stance, j.own)
		if err != nil {
			return pipeline.Report{}, err
		}
		return pipeline.Run(ctx, j.config, m, articles, streamRow, sink)
	}
	var report pipeline.Report
	for a, bad := range articles {
		if ctx.Err() != nil {
			return report, context.Cause(ctx)
		}
		if err := sink.sketch(a, bad, &report); err != nil {
			return report, err
		}
		j.config.Done()
	}
	return report, nil
}

// sketch writes the row of an article that is not analysed.
func (s *streamSink) sketch(a *models.Article, bad *ingest.BadArticle, report *pipeline.Report) error {
	if bad != nil {
		report.DeadLetters++
		d := pipeline.DeadLetter{Article: bad.ID, Path: bad.Path, Line: bad.Line, Stage: pipeline.Ingest.String(), Reason: bad.Reason}
		if bad.Hint != "" {
			d.Reason += " (" + bad.Hint + ")"
		}
		return s.DeadLetter(d)
	}
	report.Articles++
	row, err := streamRow(&models.Document{Article: a})
	if err != nil {
		return err
	}
	return s.Write(row)
}

// streamed is what the stream has of an article.
type streamed struct {
	rows   *output.Rows
	sketch syndication.Sketch
}

func streamRow(doc *models.Document) (streamed, error) {
	rows, err := output.Convert(doc)
	var s syndication.Sketcher
	return streamed{rows, s.Sketch(doc.Article.Text)}, err
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
	return output.StreamOptions{RunID: s.runID, ModelVersion: said + recorded(j.own) + f.command.recorded(), ToolVersion: v.Version, Lean: s.lean}, nil
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

func (s *streamSink) Write(v streamed) error {
	if err := s.out.WriteRows(v.rows, v.sketch[:]); err != nil {
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
