package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	read "github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/view"
)

// quoteFlags are the flags of sayso quotes.
type quoteFlags struct {
	viewFlags
	speakers, about []string
	stance, form    string
}

var (
	stanceLabels = [...]string{"support", "oppose", "neutral"}
	quoteTypes   = [...]string{"direct", "indirect", "mixed"}
)

func newQuotes(a *app) *cobra.Command {
	f := &quoteFlags{}
	c := &cobra.Command{
		Use:   "quotes DIR",
		Short: "Print what speakers said, by speaker, subject, stance and time",
		Long: `Quotes prints quotations: the speaker, date, outlet and title, the sentence with its
source and cue marked, and what was made of it: the sentiment of the content, stances,
the confidence of the attribution, and article#attribution. Without colour [source],
{cue} and «content» stand in brackets.

--speaker takes an id, a name, an alias or words of them, such as a surname. A name that
fits several speakers, or none, is answered with those that may be meant.
--about takes the quotations with a stance on somebody or something of that name, and
those whose sentence has the words. --stance takes those with a stance, on what --about
names if it is given.

` + viewHelp,
		Example: `  sayso quotes tables --speaker blinken --about israel --since 2023-01-01
  sayso quotes tables --speaker blinken --about israel --stance oppose
  sayso quotes tables --about "two-state solution" --sort -date --limit 10
  sayso quotes tables --speaker blinken --json | jq -r .content`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return f.run(c, a, args[0]) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.speakers, "speaker", nil, "whose: id, name or part of it; several times for several")
	flags.StringArrayVar(&f.about, "about", nil, "about whom or what; several times for either of several")
	flags.StringVar(&f.stance, "stance", "", "only with such a stance: "+strings.Join(stanceLabels[:], ", "))
	flags.StringVar(&f.form, "type", "", "only quotations of this type: "+strings.Join(quoteTypes[:], ", "))
	f.registerRows(c, view.QuoteSorts())
	f.registerKind(c)
	flags.Float64Var(&f.minConfidence, "min-confidence", 0, "leave out what is less sure than this, 0 to 1")
	f.registerOutput(c)
	complete(c, "stance", stanceLabels[:])
	completeSpeakers(c, "speaker")
	complete(c, "type", quoteTypes[:])
	return c
}

func (f *quoteFlags) run(c *cobra.Command, a *app, dir string) error {
	filter, err := f.check(c)
	if err != nil {
		return err
	}
	set, err := openTables(c, dir)
	if err != nil {
		return err
	}
	q := view.QuoteQuery{Filter: filter, Label: f.stance, Type: f.form, Sort: f.sort, Limit: over(f.limit)}
	if q.Speakers, err = findNamed("--speaker", "speaker", f.speakers, set.FindSpeaker); err != nil {
		return err
	}
	near, err := f.aim(set, &q)
	if err != nil {
		return err
	}
	n := limited(view.Quotes(set, q), f.limit)
	if f.machine() {
		err = writeRows(a, &f.viewFlags, nil, n.rows())
	} else {
		err = f.show(c.Context(), a, func(s view.Screen) error { _, err := view.WriteQuotes(s, n.rows()); return err })
	}
	if err != nil {
		return err
	}
	n.remark(a, "quotations")
	if n.seen == 0 && len(near) > 0 {
		a.remark("the tables have stances on %s", strings.Join(near, ", "))
	}
	return nil
}

func (f *quoteFlags) check(c *cobra.Command) (view.Filter, error) {
	if err := f.checkOutput(); err != nil {
		return view.Filter{}, err
	}
	if f.stance != "" && !slices.Contains(stanceLabels[:], f.stance) {
		return view.Filter{}, usageError{fmt.Errorf("--stance %q: want support, oppose or neutral", f.stance)}
	}
	if f.form != "" && !slices.Contains(quoteTypes[:], f.form) {
		return view.Filter{}, usageError{fmt.Errorf("--type %q: want direct, indirect or mixed", f.form)}
	}
	return f.filter(c, view.QuoteSorts())
}

// aim says what the quotations are to be about, and returns the names of targets that
// may have been meant by a name that is none.
func (f *quoteFlags) aim(set *read.Set, q *view.QuoteQuery) (near []string, err error) {
	for _, about := range f.about {
		found, err := set.FindTarget(about)
		if err != nil {
			return nil, err
		}
		q.About = append(q.About, about)
		for _, m := range found.Matches {
			q.Targets, q.About = append(q.Targets, m.ID), append(q.About, m.Name)
		}
		for _, m := range found.Near {
			near = append(near, fmt.Sprintf("%s (%s)", m.Name, m.ID))
		}
	}
	return near, nil
}
