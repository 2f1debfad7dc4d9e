package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/pipeline"
)

func newScore(a *app) *cobra.Command {
	workers, minConfidence := 0, 0.0
	maxBytes, own := byteSize(16<<20), ownFlags{}
	c := &cobra.Command{
		Use:   "score",
		Short: "Answer questions about the sentiment of texts, from standard input",
		Long: `Score reads one JSON object a line from standard input,

  {"id":..., "text":..., "targets":[{"id","start","end"}],
   "pairs":[{"id","a":{"start","end"},"b":{"start","end"}}]}

and answers each with a line, in order: the sentiment of the text, the sentiment
towards each target (score in [-1, 1]; negative, neutral, positive), and for each
pair of mentions whether "a" is for ("a+b") or against ("a-b") "b", the other way
round ("b+a", "b-a"), or "neutral". Offsets are in Unicode code points, the end
exclusive; targets and pairs may be left out.`,
		Example: `  echo '{"id":1,"text":"Cole attacked Bell.","pairs":[{"id":"p","a":{"start":0,"end":4},"b":{"start":14,"end":18}}]}' | sayso score`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			log, err := a.logger()
			if err != nil {
				return err
			}
			config := pipeline.Config{Workers: workers, MinConfidence: minConfidence, Log: log}
			if err := config.Validate(); err != nil {
				return usageError{err}
			}
			brought, err := own.read()
			if err != nil {
				return err
			}
			m, err := pipeline.LoadWith(pipeline.Stance, brought)
			if err != nil {
				return err
			}
			sink := printer{a.stdout, &deadLog{log: log, all: true}}
			if _, err := pipeline.Score(c.Context(), config, m, a.stdin, int(maxBytes), sink); err != nil {
				return fmt.Errorf("score: %w", err)
			}
			return nil
		},
	}
	c.Flags().SortFlags = false
	c.Flags().IntVarP(&workers, "workers", "w", 0, "texts scored at a time; 0 means one for each processor")
	c.Flags().Float64Var(&minConfidence, "min-confidence", 0, "leave attributions less sure than this out of account, 0 to 1")
	own.registerTopics(c)
	own.registerLexicon(c)
	c.Flags().Var(&maxBytes, "max-line-bytes", "longest line; a longer one is passed over")
	return c
}
