package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	read "github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/view"
)

// stanceFlags are the flags of sayso stances.
type stanceFlags struct {
	viewFlags
	targets, speakers []string
	stance            string
	evidence          int
}

func newStances(a *app) *cobra.Command {
	f := &stanceFlags{}
	c := &cobra.Command{
		Use:   "stances DIR",
		Short: "Print who is for and against whom and what, with the evidence",
		Long: `Stances lists what stances in the tables are about: how often somebody is for and
against it, and who most. With --target it prints both sides of one: each holder with
the words that show the stance, its score (-1 to 1), date, outlet and article.

--target takes an id, a name or words of it. --json and --csv print the stances, one a
line, not the sides.

` + viewHelp,
		Example: `  sayso stances tables
  sayso stances tables --target "two-state solution"
  sayso stances tables --target israel --stance oppose --since 2023 --evidence 5
  sayso stances tables --speaker blinken`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return f.run(c, a, args[0]) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.targets, "target", nil, "on whom or what: id, name or part of it; several times for several")
	flags.StringArrayVar(&f.speakers, "speaker", nil, "whose; several times for several")
	flags.StringVar(&f.stance, "stance", "", "only these: "+strings.Join(stanceLabels[:], ", "))
	flags.IntVar(&f.evidence, "evidence", 2, "how much evidence to print of each holder, the strongest first")
	f.registerRows(c, view.StanceSorts())
	f.registerKind(c)
	f.registerOutput(c)
	complete(c, "stance", stanceLabels[:])
	completeSpeakers(c, "speaker")
	return c
}

func (f *stanceFlags) run(c *cobra.Command, a *app, dir string) error {
	if err := f.checkOutput(); err != nil {
		return err
	}
	if f.stance != "" && !slices.Contains(stanceLabels[:], f.stance) {
		return usageError{fmt.Errorf("--stance %q: want support, oppose or neutral", f.stance)}
	}
	if f.evidence < 0 {
		return usageError{fmt.Errorf("--evidence %d: want 0 or more", f.evidence)}
	}
	filter, err := f.filter(c, view.StanceSorts())
	if err != nil {
		return err
	}
	set, err := openTables(c, dir)
	if err != nil {
		return err
	}
	q := view.StanceQuery{Filter: filter, Label: f.stance, Sort: f.sort, Limit: over(f.limit)}
	if q.Holders, err = findNamed("--speaker", "holder", f.speakers, set.FindHolder); err != nil {
		return err
	}
	targets, err := findTargets(set, f.targets)
	if err != nil {
		return err
	}
	for _, t := range targets {
		q.Targets = append(q.Targets, t.ID)
	}
	switch {
	case f.machine():
		n := limited(view.Stances(set, q), f.limit)
		if err := writeRows(a, &f.viewFlags, nil, n.rows()); err != nil {
			return err
		}
		n.remark(a, "stances")
		return nil
	case f.targets == nil:
		return f.topics(c, a, set, q)
	}
	return f.sides(c, a, set, q, targets)
}

// topics prints what the stances are about.
func (f *stanceFlags) topics(c *cobra.Command, a *app, set *read.Set, q view.StanceQuery) error {
	list, err := view.Topics(set, q)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		a.remark("no stances found")
		return nil
	}
	more := f.limit > 0 && len(list) > f.limit
	if more {
		list = list[:f.limit]
	}
	if err := f.show(c.Context(), a, func(s view.Screen) error { return view.WriteTopics(s, list) }); err != nil {
		return err
	}
	if more {
		a.remark("the first %d targets; --limit 0 shows all", f.limit)
	}
	return nil
}

// sides prints who is for and against each target.
func (f *stanceFlags) sides(c *cobra.Command, a *app, set *read.Set, q view.StanceQuery, targets []read.Named) error {
	found := 0
	err := f.show(c.Context(), a, func(s view.Screen) error {
		for _, t := range targets {
			q.Targets = []string{t.ID}
			sides, err := view.Sides(set, q, f.evidence)
			if err != nil {
				return err
			}
			if len(sides) == 0 {
				continue
			}
			if found++; found > 1 {
				fmt.Fprintln(s.W)
			}
			if err := view.WriteSides(s, t.Name+" ("+t.ID+", "+t.Kind+")", sides, f.limit); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && found == 0 {
		a.remark("no stances found")
	}
	return err
}

// findTargets turns what people type into targets. A name may mean several.
func findTargets(s *read.Set, names []string) ([]read.Named, error) {
	const most = 5
	var list []read.Named
	for _, name := range names {
		found, err := s.FindTarget(name)
		if err != nil {
			return nil, err
		}
		switch n := len(found.Matches); {
		case n == 0:
			return nil, nobody("--target", name, "target", found.Near)
		case n > most:
			return nil, usageError{fmt.Errorf("--target %q may be:%s\nname one by its id", name, listed(found.Matches))}
		}
		list = append(list, found.Matches...)
	}
	return list, nil
}
