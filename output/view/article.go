package view

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output/tables"
)

// Article is an article with all that was found in it.
type Article struct {
	tables.Article
	// Rows are those of all speakers, in order of the text.
	Rows    []tables.SpeakerRow
	Stances []tables.Stance
}

// ArticleColumns are the columns of articles but for the text.
func ArticleColumns() []string {
	return []string{
		"article_id", "title", "outlet", "author", "url", "published_at", "language", "path", "line", "characters",
		"sentences", "attributions", "speakers", "stances", "sha256", "duplicate_of", "outlets", "run_id", "model_version",
	}
}

// Articles goes through the articles that f chooses, without their texts.
func Articles(s *tables.Set, f Filter, sort string, limit int) iter.Seq2[*tables.Article, error] {
	rows := func(yield func(*tables.Article, error) bool) {
		for a, err := range s.Articles(f.query(ArticleColumns()...)) {
			if err != nil {
				yield(nil, err)
				return
			}
			if f.outlet(&a.Head) && !yield(a, nil) {
				return
			}
		}
	}
	return sorted(rows, by(sort, articleOrder), limit)
}

// ArticleSorts names the orders of Articles, the usual one first: of the input.
func ArticleSorts() []string { return []string{"input", "date", "attributions"} }

func articleOrder(name string) order[tables.Article] {
	switch name {
	case "date":
		return func(a, b *tables.Article) int { return a.Published.Compare(b.Published) }
	case "attributions":
		return func(a, b *tables.Article) int { return cmp.Compare(b.Attributions, a.Attributions) }
	}
	return nil
}

// FindArticle says which articles a person may mean by name: the id, else the ids that
// begin with it, else those whose title or id has all its words. When there are none,
// near are up to five that have most of them.
func FindArticle(s *tables.Set, name string) (matches, near []tables.Article, err error) {
	slug, _ := models.Slug(name)
	words := strings.FieldsFunc(slug, func(r rune) bool { return r == '-' })
	var begun, worded []tables.Article
	var some []scored
	for a, err := range s.Articles(tables.Query{Columns: []string{"article_id", "title", "outlet", "published_at"}}) {
		if err != nil {
			return nil, nil, err
		}
		if a.ArticleID == name {
			return []tables.Article{*a}, nil, nil
		}
		if strings.HasPrefix(a.ArticleID, name) {
			begun = append(begun, *a)
		}
		switch n := shared(words, a.Title+" "+a.ArticleID); {
		case n == len(words) && n > 0:
			worded = append(worded, *a)
		case n > 0:
			some = append(some, scored{*a, n})
		}
	}
	if len(begun) > 0 {
		return begun, nil, nil
	}
	slices.SortStableFunc(some, func(a, b scored) int { return cmp.Compare(b.words, a.words) })
	for _, x := range some[:min(len(some), 5)] {
		near = append(near, x.article)
	}
	return worded, near, nil
}

type scored struct {
	article tables.Article
	words   int
}

// shared counts the words that text has.
func shared(words []string, text string) int {
	has := map[string]bool{}
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return !wordy(r) && r != '\'' && r != '’' }) {
		slug, _ := models.Slug(field)
		has[slug] = true
	}
	n := 0
	for _, w := range words {
		if has[w] {
			n++
		}
	}
	return n
}

// ReadArticle returns the article with this id, which must be there. Rows less sure
// than minConfidence, 0 to 1, are left out.
func ReadArticle(s *tables.Set, id string, minConfidence float64) (*Article, error) {
	a := &Article{}
	found := false
	only := tables.Query{Articles: []string{id}}
	for row, err := range s.Articles(only) {
		if err != nil {
			return nil, err
		}
		a.Article, found = *row, true
	}
	if !found {
		return nil, fmt.Errorf("read article %q: not in the tables", id)
	}
	speakers := []string{} // never nil: that would be all
	names := only
	names.Columns = []string{"speaker_ids"}
	for row, err := range s.Sentences(names) {
		if err != nil {
			return nil, err
		}
		speakers = append(speakers, row.SpeakerIDs...)
	}
	slices.Sort(speakers)
	rows := only
	rows.Speakers = slices.Compact(speakers)
	for row, err := range s.SpeakerRows(rows) {
		if err != nil {
			return nil, err
		}
		if row.Confidence >= minConfidence {
			a.Rows = append(a.Rows, *row)
		}
	}
	slices.SortStableFunc(a.Rows, func(x, y tables.SpeakerRow) int {
		return cmp.Or(cmp.Compare(x.SentenceIndex, y.SentenceIndex), cmp.Compare(begin(x.ContentSpans), begin(y.ContentSpans)))
	})
	for row, err := range s.Stances(only) {
		if err != nil {
			return nil, err
		}
		a.Stances = append(a.Stances, *row)
	}
	return a, nil
}

func begin(spans []tables.Span) int {
	if len(spans) == 0 {
		return 0
	}
	return spans[0].Start
}
