package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/evaluate"
	"github.com/saysonews/sayso/models/evaluate/gold"
	"github.com/saysonews/sayso/pipeline"
)

// articleFlags are the flags of evaluations over whole articles.
type articleFlags struct {
	evalFlags
	articles, speakers string
	aliases            string
	worst              int
}

const goldFormats = `The gold file has one JSON object an article, with "id", "text" and "attributions",
each with "source", "cue" and "content": lists of spans [start,end] in Unicode code
points, the end exclusive. So have the predictions, but for the text: they are what
"sayso annotate" prints. Citron's documents, with "text" and "quotes", are read too,
and a folder of such files. Where gold has no texts, --articles names their folder.`

func newEvalAttribution(a *app) *cobra.Command {
	f := &articleFlags{}
	c := &cobra.Command{
		Use:   "attribution --gold FILE",
		Short: "Measure who-said-what: sources, cues and contents",
		Long: `Attribution compares attributions as sets of words, so that punctuation does not
count. Precision, recall and F1 of

  content@0.5   attributions whose contents overlap by half, matched one to one
  relation@0.5  those of them with overlapping sources, or no source on either side
  content@1.0, relation@1.0, full@1.0
                the same words in the content; in the source too; in the cue too
  tok.*         words of each role, whatever attribution they belong to
  span.*        contiguous spans with the same first and last character

` + goldFormats,
		Example: `  sayso eval attribution --gold dev.jsonl
  sayso eval attribution --gold dev.jsonl --worst 3
  sayso eval attribution --gold testdata/gold/attributions.jsonl --articles testdata/articles
  sayso annotate dev.jsonl > found.jsonl && sayso eval attribution --gold dev.jsonl --predicted found.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return f.attribution(c.Context(), a) },
	}
	f.registerArticles(c)
	c.Flags().IntVar(&f.worst, "worst", 0, "also show this many articles with the lowest relation@0.5 F1: what was missed, what is spurious")
	return c
}

func newEvalSpeakers(a *app) *cobra.Command {
	f := &articleFlags{}
	c := &cobra.Command{
		Use:   "speakers --gold FILE [--speakers TSV]",
		Short: "Measure to whom the sources were resolved",
		Long: `Speakers looks at the gold attributions that say who the speaker is, and at those of
them that were found: whether the person is the right one, another one or none, and
whether the kind and the name of an organisation or a group are right. Names are the
same when the words of one are among those of the other; for people the last word
must be the same too.

Who the speakers are stands in the gold attributions ("speakers": [{"name","kind"}]),
or in the table --speakers: article, attribution, kind and names joined by " | ",
separated by tabs.

` + goldFormats,
		Example: `  sayso eval speakers --gold dev.jsonl --speakers dev.speakers.tsv
  sayso eval speakers --gold testdata/gold/attributions.jsonl --articles testdata/articles`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return f.who(c.Context(), a) },
	}
	f.registerArticles(c)
	registerAliases(c, &f.aliases)
	c.Flags().StringVar(&f.speakers, "speakers", "", "table of who the speakers are (default: what the gold file says)")
	return c
}

func (f *articleFlags) registerArticles(c *cobra.Command) {
	f.register(c, "file or folder of annotated articles", `file or folder of predictions, as "sayso annotate" prints them`)
	c.Flags().StringVar(&f.articles, "articles", "", "folder or file of the articles, where gold holds spans alone")
}

// attributionFigures are the figures with the worst articles.
type attributionFigures struct {
	*evaluate.Attributions
	Worst []*evaluate.Comparison `json:"worst,omitempty"`
}

// String shows the worst articles under the figures.
func (f attributionFigures) String() string {
	var b strings.Builder
	b.WriteString(f.Attributions.String())
	for _, c := range f.Worst {
		b.WriteString("\n" + c.String())
	}
	return b.String()
}

func (f *articleFlags) attribution(ctx context.Context, a *app) error {
	if f.worst < 0 {
		return usageError{fmt.Errorf("--worst %d: want 0 or more", f.worst)}
	}
	articles, err := f.compared(ctx, a, pipeline.Attribution)
	if err != nil {
		return err
	}
	figures := attributionFigures{Attributions: &evaluate.Attributions{}}
	var each []*evaluate.Comparison
	for _, article := range articles {
		figures.Add(article)
		each = append(each, evaluate.Compare(article))
	}
	figures.Worst = evaluate.Worst(each, f.worst)
	return f.print(a, figures)
}

func (f *articleFlags) who(ctx context.Context, a *app) error {
	articles, err := f.compared(ctx, a, pipeline.Identity)
	if err != nil {
		return err
	}
	figures := &evaluate.Speakers{}
	for _, article := range articles {
		figures.Add(article)
	}
	if figures.Gold == 0 {
		return usageError{errors.New("gold does not say who the speakers are: give a table with --speakers")}
	}
	return f.print(a, figures)
}

// compared returns the gold articles with what was found in them, by the steps up
// to last unless --predicted says.
func (f *articleFlags) compared(ctx context.Context, a *app, last pipeline.Stage) ([]*evaluate.Article, error) {
	config, err := f.config(a)
	if err != nil {
		return nil, err
	}
	if config.Aliases, err = readAliases(f.aliases); err != nil {
		return nil, err
	}
	docs, err := gold.Read(f.gold)
	if err != nil {
		return nil, opened(err)
	}
	texts, err := f.texts(docs)
	if err != nil {
		return nil, err
	}
	articles, err := f.goldArticles(docs, texts)
	if err != nil {
		return nil, err
	}
	if f.predicted != "" {
		return articles, f.readPredicted(config.Log, articles)
	}
	return articles, findAll(ctx, config, last, texts, articles)
}

func (f *articleFlags) goldArticles(docs []*gold.Document, texts map[string]*models.Article) ([]*evaluate.Article, error) {
	var table gold.Speakers
	if f.speakers != "" {
		var err error
		if table, err = gold.ReadSpeakers(f.speakers, docs); err != nil {
			return nil, opened(err)
		}
	}
	var out []*evaluate.Article
	for _, d := range docs {
		text := texts[d.ID].Text
		marked, err := d.Attributions(text)
		if err != nil {
			return nil, err
		}
		if table != nil {
			table.Name(d.ID, marked)
		}
		out = append(out, &evaluate.Article{ID: d.ID, Text: text, Gold: marked})
	}
	return out, nil
}
