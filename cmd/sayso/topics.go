package main

import (
	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models/stance"
)

func newTopics(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "topics",
		Short: "Print the built-in issues that stances are about, as a file for --topics",
		Long: `A file of issues says what stances may be about, beside people, organisations, places
and documents. It is YAML, a list of entries:

  - id: occupation                     # what rows are joined by (target_id)
    name: Occupation of the West Bank  # how it is shown (target)
    phrases: [occupation of the West Bank, Israel's occupation]
    pro: [annex the West Bank]         # phrases for it
    con: [end the occupation]          # phrases against it
    opposite_of: two-state-solution    # for the one is against the other
    kind: issue                        # or person, organisation, group, place, document

All but id, name and phrases may be left out. Words match in any inflection, letters in
either case. Under pro and con, who asserts a phrase with a verb ("we must end the
occupation") takes that side, and to be for what one without a verb names ("anti-abortion
bill") is to be on that side. opposite_of may be a list.

Topics prints the built-in issues in this form. A file given to run, annotate, score or
eval with --topics adds to them: a topic with a built-in id stands in that one's place,
and a phrase of the file belongs to the file's topic.`,
		Example: `  sayso topics > issues.yaml
  sayso run articles/ --out tables --topics issues.yaml`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := stance.Topics()
			if err != nil {
				return err
			}
			return stance.WriteTopics(a.stdout, list)
		},
	}
}
