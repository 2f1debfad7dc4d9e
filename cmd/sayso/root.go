package main

import (
	"io"

	"github.com/spf13/cobra"
)

// app is what all commands share: the streams, and the flags of the root command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	signals        *signals
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
		Example: `  sayso run articles/ --out tables             # the main job: tables for each speaker
  sayso speakers tables                        # who is quoted most
  sayso quotes tables --speaker cole           # what somebody said
  sayso show tables "bridge closed" --why      # an article, with what was found in it
  sayso annotate article.txt | jq .            # everything found, as JSON
  sayso run --help                             # more on one command`,
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
	addGroup(root, "Make tables:", newRun(a), newReplay(a), newMerge(a), newCompact(a), newVerify(a), newAliases(a))
	addGroup(root, "Look at tables:", newSpeakers(a), newQuotes(a), newStances(a), newShow(a), newReport(a), newExport(a))
	addGroup(root, "Ask about texts:", newAnnotate(a), newParse(a), newScore(a), newEval(a))
	addGroup(root, "Join runs in parts:", newIndex(a), newCopies(a))
	addGroup(root, "Lists, settings, versions:", newTopics(a), newLexicon(), newSchema(a), newVersion(a))
	groupOthers(root, "Lists, settings, versions:")
	return root
}

// groupOthers puts the commands without a group under the title of one.
func groupOthers(root *cobra.Command, title string) {
	root.SetHelpCommandGroupID(title)
	root.SetCompletionCommandGroupID(title)
	for _, c := range root.Commands() {
		if c.GroupID == "" {
			c.GroupID = title
		}
	}
}

// addGroup adds commands under a title of the help.
func addGroup(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, c := range commands {
		c.GroupID = title
		root.AddCommand(c)
	}
}
