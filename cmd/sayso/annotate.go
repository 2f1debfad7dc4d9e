package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
)

func newAnnotate(a *app) *cobra.Command {
	f, s := &inputFlags{}, &streamFlags{}
	c := &cobra.Command{
		Use:   "annotate PATH...",
		Short: "Print everything found in each article as JSON, or the tables as a stream",
		Long: `Annotate prints one JSON object for each article, in order of the input:
sentences, attributions, speakers and stances. Offsets are in Unicode code points
into the article's text as it came in, the end exclusive.

PATH is as for "sayso run". A bad article is named on standard error, and the
next one follows.

` + streamHelp + `

` + commandHelp + `

` + exitHelp,
		Example: `  sayso annotate article.txt | jq '.attributions[]'
  echo '{"text":"\"We will win,\" Ann Cole said."}' | sayso annotate -
  sayso annotate news.jsonl.zst --workers 4 > found.jsonl
  sayso annotate --format-in arrow --format-out arrow < articles.arrows > tables.arrows`,
		Args: s.wantPaths,
		RunE: func(c *cobra.Command, paths []string) error {
			if s.format == "arrow" {
				return s.print(c, a, f, paths)
			}
			return f.print(c, a, paths, pipeline.Stance, func(doc *models.Document) ([]byte, error) {
				line, err := output.AppendAnnotation(nil, doc)
				return append(line, '\n'), err
			})
		},
	}
	s.register(c)
	f.registerSpeakers(c)
	f.own.registerTopics(c)
	f.own.registerLexicon(c)
	f.command.register(c)
	f.register(c)
	return c
}

// print writes what format makes of each article to standard output.
func (f *inputFlags) print(c *cobra.Command, a *app, paths []string, last pipeline.Stage, format func(*models.Document) ([]byte, error)) error {
	j, err := f.open(c, a, paths)
	if err != nil {
		return err
	}
	defer j.config.Scorer.Close()
	j.config.Convention = f.convention
	m, err := pipeline.LoadWith(last, j.own)
	if err != nil {
		return err
	}
	report, err := pipeline.Run(c.Context(), j.config, m, j.source.Articles(), format, printer{a.stdout, &deadLog{log: j.log, all: true}})
	j.progress.finish()
	if err != nil {
		return fmt.Errorf("print articles: %w", err)
	}
	j.remarks(report.Articles)
	return f.check(report)
}

// printer is the sink of a command that prints.
type printer struct {
	w    io.Writer
	dead *deadLog
}

func (p printer) Write(b []byte) error {
	_, err := p.w.Write(b)
	return err
}

func (p printer) DeadLetter(d pipeline.DeadLetter) error {
	p.dead.note(d)
	return nil
}
