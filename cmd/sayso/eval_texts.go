package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/evaluate"
	"github.com/saysonews/sayso/models/evaluate/gold"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// texts returns the article of each gold document, by id: that of the document
// itself, read as a line of JSON would be, or that of --articles.
func (f *articleFlags) texts(docs []*gold.Document) (map[string]*models.Article, error) {
	paths, lines := []string{f.articles}, bytes.Buffer{}
	if f.articles == "" {
		paths[0] = "-"
		if err := writeTexts(&lines, docs); err != nil {
			return nil, err
		}
	}
	source, err := ingest.Open(paths, ingest.Options{MaxArticleBytes: 1 << 30, Stdin: &lines})
	if err != nil {
		return nil, err
	}
	found := map[string]*models.Article{}
	for article, bad := range source.Articles() {
		if bad != nil {
			return nil, fmt.Errorf("read texts: %w", bad)
		}
		found[article.ID] = article
	}
	for _, d := range docs {
		if found[d.ID] == nil {
			return nil, fmt.Errorf("read %s: no article %q in %s", d.Where, d.ID, f.articles)
		}
	}
	return found, nil
}

// writeTexts writes the articles of docs as lines of JSON.
func writeTexts(to *bytes.Buffer, docs []*gold.Document) error {
	lines := json.NewEncoder(to)
	for _, d := range docs {
		if d.Text == "" {
			return usageError{fmt.Errorf("read %s: article %q has no text: name the folder of the articles with --articles", d.Where, d.ID)}
		}
		err := lines.Encode(map[string]string{
			"id": d.ID, "title": d.Title, "text": d.Text, "outlet": d.Outlet, "published_at": d.PublishedAt,
		})
		if err != nil {
			return fmt.Errorf("write article %q: %w", d.ID, err)
		}
	}
	return nil
}

// readPredicted fills what was predicted from the file, and warns of articles that
// it lacks. One document on either side belongs to the other whatever its id.
func (f *articleFlags) readPredicted(log *slog.Logger, articles []*evaluate.Article) error {
	docs, err := gold.Read(f.predicted)
	if err != nil {
		return opened(err)
	}
	byID := map[string]*gold.Document{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	missing := 0
	for _, article := range articles {
		d := byID[article.ID]
		if len(docs) == 1 && len(articles) == 1 {
			d = docs[0]
		}
		if d == nil {
			missing++
			continue
		}
		d.DropUnsure(f.minConfidence)
		if article.Predicted, err = d.Attributions(article.Text); err != nil {
			return err
		}
	}
	if missing > 0 {
		log.Warn("articles without a prediction", "articles", missing, "of", len(articles))
	}
	return nil
}

// findAll fills what Sayso finds in the articles, by the steps up to last.
func findAll(ctx context.Context, config pipeline.Config, last pipeline.Stage, texts map[string]*models.Article, articles []*evaluate.Article) error {
	m, err := pipeline.Load(last)
	if err != nil {
		return err
	}
	to := &foundSink{articles: articles, log: config.Log}
	if _, err := pipeline.Run(ctx, config, m, inOrder(texts, articles), convertFound, to); err != nil {
		return fmt.Errorf("analyse articles: %w", err)
	}
	return nil
}

func inOrder(texts map[string]*models.Article, articles []*evaluate.Article) iter.Seq2[*models.Article, *ingest.BadArticle] {
	return func(yield func(*models.Article, *ingest.BadArticle) bool) {
		for _, a := range articles {
			if !yield(texts[a.ID], nil) {
				return
			}
		}
	}
}

func convertFound(doc *models.Document) ([]evaluate.Attribution, error) {
	return evaluate.Found(doc), nil
}

// foundSink gives the articles, in order, what was found in them. One that fails
// counts as one without attributions.
type foundSink struct {
	articles []*evaluate.Article
	log      *slog.Logger
	next     int
}

func (s *foundSink) Write(found []evaluate.Attribution) error {
	s.articles[s.next].Predicted = found
	s.next++
	return nil
}

func (s *foundSink) DeadLetter(d pipeline.DeadLetter) error {
	s.log.Error("article counts as one without attributions", "reason", deadReason(d))
	s.next++
	return nil
}
