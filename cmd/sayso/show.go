package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	read "github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/view"
)

// showFlags are the flags of sayso show.
type showFlags struct {
	viewFlags
	why bool
}

func newShow(a *app) *cobra.Command {
	f := &showFlags{}
	c := &cobra.Command{
		Use:   "show DIR [ARTICLE]",
		Short: "Print an article with its quotations marked, and why each speaker was chosen",
		Long: `Show prints an article as it came in, with source, cue and content of each attribution
marked, and after the content who said it and its sentiment, -1 to 1. Without colour
[source], {cue} and «content» stand in brackets. Its stances follow.

ARTICLE is an id, the beginning of one, or words of the title. Without ARTICLE the
articles are listed; --since, --until, --outlet, --sort and --limit are for the list.
--json prints the article as one object, with its rows of speakers under "rows" and of
stances under "found"; --csv prints its rows of speakers.

` + viewHelp,
		Example: `  sayso show tables
  sayso show tables beacon-calder-strike
  sayso show tables "carbon tax vote" --why`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error { return f.run(c, a, args) },
	}
	c.Flags().SortFlags = false
	c.Flags().BoolVar(&f.why, "why", false, "tell what led to each speaker")
	c.Flags().Float64Var(&f.minConfidence, "min-confidence", 0, "leave out what is less sure than this, 0 to 1")
	f.registerRows(c, view.ArticleSorts())
	f.registerOutput(c)
	return c
}

func (f *showFlags) run(c *cobra.Command, a *app, args []string) error {
	if err := f.checkOutput(); err != nil {
		return err
	}
	filter, err := f.filter(c, view.ArticleSorts())
	if err != nil {
		return err
	}
	set, err := openTables(c, args[0])
	if err != nil {
		return err
	}
	if len(args) == 1 {
		return f.list(c, a, set, filter)
	}
	id, err := findArticle(set, args[1])
	if err != nil {
		return err
	}
	article, err := view.ReadArticle(set, id, f.minConfidence)
	if err != nil {
		return err
	}
	switch {
	case f.json:
		return writeArticle(a, article)
	case f.machine():
		return writeRows(a, &f.viewFlags, nil, each(article.Rows))
	}
	return f.show(c.Context(), a, func(s view.Screen) error { return view.WriteArticle(s, article, f.why) })
}

// list prints the articles.
func (f *showFlags) list(c *cobra.Command, a *app, set *read.Set, filter view.Filter) error {
	n := limited(view.Articles(set, filter, f.sort, over(f.limit)), f.limit)
	var err error
	if f.machine() {
		err = writeRows(a, &f.viewFlags, view.ArticleColumns(), n.rows())
	} else {
		err = f.show(c.Context(), a, func(s view.Screen) error { _, err := view.WriteArticles(s, n.rows()); return err })
	}
	if err == nil {
		n.remark(a, "articles")
	}
	return err
}

// each goes through the elements of a list.
func each[R any](list []R) func(func(*R, error) bool) {
	return func(yield func(*R, error) bool) {
		for i := range list {
			if !yield(&list[i], nil) {
				return
			}
		}
	}
}

// findArticle turns what people type into the id of an article.
func findArticle(set *read.Set, name string) (string, error) {
	matches, near, err := view.FindArticle(set, name)
	if err != nil {
		return "", err
	}
	switch len(matches) {
	case 1:
		return matches[0].ArticleID, nil
	case 0:
		if len(near) == 0 {
			return "", usageError{fmt.Errorf("%q: no such article; sayso show DIR lists them", name)}
		}
		return "", usageError{fmt.Errorf("%q: no such article; did you mean:%s", name, titles(near))}
	}
	return "", usageError{fmt.Errorf("%q may be:%s\nname one by its id", name, titles(matches))}
}

// titles is a list of articles, one a line.
func titles(list []read.Article) string {
	const most = 10
	var b strings.Builder
	for _, a := range list[:min(len(list), most)] {
		fmt.Fprintf(&b, "\n  %s  %s", printable(a.ArticleID), printable(a.Title))
	}
	if len(list) > most {
		fmt.Fprintf(&b, "\n  and %d more", len(list)-most)
	}
	return b.String()
}

// writeArticle prints an article as one JSON object.
func writeArticle(a *app, article *view.Article) error {
	w := bufio.NewWriter(a.stdout)
	article1, err1 := read.NewEncoder[read.Article](nil)
	rows, err2 := read.NewEncoder[read.SpeakerRow](nil)
	stances, err3 := read.NewEncoder[read.Stance](nil)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	b := article1.AppendJSON(nil, &article.Article)
	b = append(b[:len(b)-1], `,"rows":[`...)
	for i := range article.Rows {
		b = rows.AppendJSON(comma(b, i), &article.Rows[i])
	}
	b = append(b, `],"found":[`...)
	for i := range article.Stances {
		b = stances.AppendJSON(comma(b, i), &article.Stances[i])
	}
	_, err := w.Write(append(b, "]}\n"...))
	if err := errors.Join(err, w.Flush()); err != nil {
		return fmt.Errorf("write article: %w", err)
	}
	return nil
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}
