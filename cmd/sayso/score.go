package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/pipeline"
)

// scoreFlags are the flags of sayso score.
type scoreFlags struct {
	workers       int
	minConfidence float64
	maxBytes      byteSize
	own           ownFlags
	command       commandFlags
}

func newScore(a *app) *cobra.Command {
	f := &scoreFlags{maxBytes: 16 << 20}
	c := &cobra.Command{
		Use:   "score",
		Short: "Answer questions about the sentiment of texts, from standard input",
		Long: `Score reads one JSON object a line from standard input,

  {"id":..., "text":..., "targets":[{"id","start","end"}],
   "pairs":[{"id","a":{"start","end"},"b":{"start","end"}}]}

and answers each with a line, in order and as soon as it can: the sentiment of the text,
the sentiment towards each target (score in [-1, 1]; negative, neutral, positive), and for
each pair of mentions whether "a" is for ("a+b") or against ("a-b") "b", the other way
round ("b+a", "b-a"), or "neutral". Offsets are in Unicode code points, the end
exclusive; targets and pairs may be left out.

` + commandHelp,
		Example: `  echo '{"id":1,"text":"Cole attacked Bell.","pairs":[{"id":"p","a":{"start":0,"end":4},"b":{"start":14,"end":18}}]}' | sayso score`,
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return f.run(c, a) },
	}
	c.Flags().SortFlags = false
	c.Flags().IntVarP(&f.workers, "workers", "w", 0, "texts scored at a time; 0 means one for each processor")
	c.Flags().Float64Var(&f.minConfidence, "min-confidence", 0, "checked as elsewhere, 0 to 1; no answer rests on attributions")
	f.own.registerTopics(c)
	f.own.registerLexicon(c)
	f.command.register(c)
	c.Flags().Var(&f.maxBytes, "max-line-bytes", "longest line; a longer one is passed over")
	return c
}

func (f *scoreFlags) run(c *cobra.Command, a *app) error {
	log, err := a.logger()
	if err != nil {
		return err
	}
	config := pipeline.Config{Workers: f.workers, MinConfidence: f.minConfidence, Log: log}
	if err := config.Validate(); err != nil {
		return usageError{err}
	}
	own, err := f.own.read()
	if err != nil {
		return err
	}
	if config.Scorer, err = f.command.open(c, log); err != nil {
		return err
	}
	defer config.Scorer.Close()
	m, err := pipeline.LoadWith(pipeline.Stance, own)
	if err != nil {
		return err
	}
	sink := printer{a.stdout, &deadLog{log: log, all: true}}
	if _, err := pipeline.Score(c.Context(), config, m, a.stdin, int(f.maxBytes), sink); err != nil {
		return fmt.Errorf("score: %w", err)
	}
	return nil
}
