package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/identity/suggest"
	read "github.com/saysonews/sayso/output/tables"
)

func newAliases(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "aliases",
		Short: "Find names that may be one speaker, for a file of aliases",
		Long: `A file of aliases says which names are one speaker and which are several. It is
YAML, a list of entries:

  - speaker: Ann Cole              # the name to show
    kind: person                   # or organisation, group, unnamed, document
    affiliation: Green Party
    aliases: [A. Cole, Annie Cole]
  - speaker: Ann Cole
    id: ann-cole-rower             # told apart from the one above
    only:                          # counts where all of this holds:
      outlet: [Example Sport]      # the article's outlet is one of these
      office: coach                # the title before the name has these words
      mentions: [regatta]          # the article's text has one of these
      from: 2015-01-01             # published on that day or later
      to: 2019-12-31               # published on that day or before

All but speaker may be left out. Names are compared as ids are: case, accents, middle
initials and the like do not count. An entry with "only" goes before one without.
Give the file to run, annotate and eval speakers with --aliases.`,
		Example: `  sayso aliases suggest tables > aliases.yaml    # then delete what is wrong
  sayso run articles/ --out tables --aliases aliases.yaml`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newSuggest(a))
	return c
}

// suggestFlags are the flags of sayso aliases suggest.
type suggestFlags struct {
	least, minConfidence float64
	limit                int
	json                 bool
}

func newSuggest(a *app) *cobra.Command {
	f := &suggestFlags{}
	c := &cobra.Command{
		Use:   "suggest DIR",
		Short: "Propose names that may be one speaker, from the tables of a run",
		Long: `Suggest reads the Parquet tables of a finished run in DIR and prints a file of
aliases, the likeliest first: short and long given names, middle names, spellings,
surnames alone, abbreviations of institutions. Comments tell what speaks for each, and
where either name is quoted, as article#attribution. Nothing is joined until a person
has read the file, deleted the entries that are wrong, and given it to --aliases.

Two speakers of one article are never proposed as one.`,
		Example: `  sayso aliases suggest tables > aliases.yaml
  sayso aliases suggest tables --min-score 0.9 --limit 50
  sayso aliases suggest tables --json | jq '[.score, .speaker.name, .other.name]'`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return f.suggest(c, a, args[0]) },
	}
	c.Flags().SortFlags = false
	c.Flags().Float64Var(&f.least, "min-score", 0.65, "leave out what scores less than this, 0 to 1")
	c.Flags().Float64Var(&f.minConfidence, "min-confidence", 0, "leave rows less sure than this out of account, 0 to 1")
	c.Flags().IntVar(&f.limit, "limit", 0, "print this many at most; 0 means all")
	c.Flags().BoolVar(&f.json, "json", false, "print one JSON object for each, not YAML")
	return c
}

func (f *suggestFlags) suggest(cmd *cobra.Command, a *app, dir string) error {
	switch {
	case !(f.least >= 0 && f.least <= 1):
		return usageError{fmt.Errorf("--min-score %g: want 0 to 1", f.least)}
	case !(f.minConfidence >= 0 && f.minConfidence <= 1):
		return usageError{fmt.Errorf("--min-confidence %g: want 0 to 1", f.minConfidence)}
	case f.limit < 0:
		return usageError{fmt.Errorf("--limit %d: want 0 or more", f.limit)}
	}
	given, err := identity.ReadGivenNames()
	if err != nil {
		return err
	}
	c := suggest.New(given)
	set, err := openTables(cmd, dir)
	if err != nil {
		return err
	}
	if err := f.collect(c, set); err != nil {
		return err
	}
	merges := c.Find(f.least, f.limit)
	if f.json {
		return suggest.WriteJSON(a.stdout, merges)
	}
	return suggest.Write(a.stdout, merges)
}

// collect reads the speakers of the tables into c.
func (f *suggestFlags) collect(c *suggest.Collection, set *read.Set) error {
	columns := []string{"id", "name", "kind", "aliases", "titles", "articles", "sentences"}
	for s, err := range set.Speakers(read.Query{Columns: columns}) {
		if err != nil {
			return err
		}
		c.AddSpeaker(suggest.Speaker{
			ID: s.ID, Name: s.Name, Kind: models.ParseSpeakerKind(s.Kind), Aliases: s.Aliases, Titles: s.Titles, Articles: s.Articles, Sentences: s.Sentences,
		})
	}
	columns = []string{"speaker_id", "speaker", "article_id", "outlet", "published_at", "attribution_id", "source", "confidence"}
	for r, err := range set.SpeakerRows(read.Query{Columns: columns}) {
		if err != nil {
			return err
		}
		if r.Confidence < f.minConfidence {
			continue
		}
		c.AddRow(&suggest.Row{
			ID: r.SpeakerID, Name: r.Speaker, Article: r.ArticleID, Attribution: r.AttributionID, Source: r.Source, Outlet: r.Outlet, Published: r.Published,
		})
	}
	return nil
}
