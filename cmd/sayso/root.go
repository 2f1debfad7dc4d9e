package main

import (
	"io"

	"github.com/spf13/cobra"
)

// app is what all commands share: the streams, and the flags of the root command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	log            logFlags
	profile        profile
	config         config
	// started is set once a command's own code runs; an error before that is a
	// fault of the command line.
	started bool
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "sayso",
		Short: "Who said what in the news, how, and for or against whom",
		Long: `Sayso reads news articles and writes tables of who said what: one row for each
sentence that a speaker is quoted in, with its sentiment, and whom or what the
speaker supports or opposes. It needs no network and no model download.`,
		Example: `  sayso run articles/ --out tables        # the main job: tables for each speaker
  sayso annotate article.txt | jq .       # everything found, as JSON
  sayso run --help                        # more on one command`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			a.started = true
			return a.profile.start()
		},
	}
	root.SetFlagErrorFunc(suggestFlag)
	flags := root.PersistentFlags()
	flags.SortFlags = false
	a.log.register(root)
	a.profile.register(flags)
	a.registerConfig(root)
	root.AddCommand(newRun(a), newAnnotate(a), newParse(a), newScore(a), newEval(a), newAliases(a), newReport(a), newTopics(a), newLexicon(), newSchema(a), newIndex(a), newVersion(a))
	return root
}
