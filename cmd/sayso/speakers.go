package main

import (
	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output/view"
)

func newSpeakers(a *app) *cobra.Command {
	f := &viewFlags{}
	c := &cobra.Command{
		Use:   "speakers DIR",
		Short: "List who is quoted most, how, and for and against whom they are",
		Long: `Speakers lists those who are quoted in the tables: in how many sentences and
articles, the mean sentiment of those sentences, -1 to 1, with a bar that is full at 0.5, and whom and what
they support and oppose more often than not, with how often.

Sources that could not be resolved count together as the speaker unknown, which shows
with --kind unknown only. With --since, --until and --outlet all figures are of what is
left.

` + viewHelp,
		Example: `  sayso speakers tables
  sayso speakers tables --kind person --since 2023-01 --sort -sentiment
  sayso speakers tables --csv > speakers.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return runSpeakers(c, a, f, args[0]) },
	}
	f.registerRows(c, view.SpeakerSorts())
	f.registerKind(c)
	f.registerOutput(c)
	return c
}

func runSpeakers(c *cobra.Command, a *app, f *viewFlags, dir string) error {
	if err := f.checkOutput(); err != nil {
		return err
	}
	filter, err := f.filter(c, view.SpeakerSorts())
	if err != nil {
		return err
	}
	set, err := openTables(c, dir)
	if err != nil {
		return err
	}
	n := limited(view.Speakers(set, filter, f.sort, over(f.limit)), f.limit)
	if f.machine() {
		err = writeRows(a, f, nil, n.rows())
	} else {
		err = f.show(c.Context(), a, func(s view.Screen) error { _, err := view.WriteSpeakers(s, n.rows()); return err })
	}
	if err == nil {
		n.remark(a, "speakers")
	}
	return err
}
