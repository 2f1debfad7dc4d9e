package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/evaluate"
	"github.com/saysonews/sayso/models/evaluate/gold"
	"github.com/saysonews/sayso/pipeline"
)

// TestGoldenDev compares the figures on PolNeAR's development articles with the
// committed ones, which name the weights they belong to: other figures with the same
// weights are a change of code that shows in review. The articles may not be
// committed; without them beside the repository the test is passed over.
func TestGoldenDev(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "corpora", "polnear")
	articles := filepath.Join(folder, "dev.jsonl")
	if _, err := os.Stat(articles); err != nil {
		t.Skipf("no development articles: %v", err)
	}
	marked, err := gold.Read(articles)
	if err != nil {
		t.Fatal(err)
	}
	names, err := gold.ReadSpeakers(filepath.Join(folder, "dev.speakers.tsv"), marked)
	if err != nil {
		t.Fatal(err)
	}
	var attributions evaluate.Attributions
	var speakers evaluate.Speakers
	docs := analyse(t, articles)
	for i, doc := range docs {
		text := doc.Article.Text
		want, err := marked[i].Attributions(text)
		if err != nil || marked[i].ID != doc.Article.ID {
			t.Fatal(doc.Article.ID, err)
		}
		a := &evaluate.Article{ID: doc.Article.ID, Text: text, Gold: want, Predicted: evaluate.Found(doc)}
		attributions.Add(a)
		if names[a.ID] != nil {
			names.Name(a.ID, a.Gold)
			speakers.Add(a)
		}
	}
	compareGolden(t, "dev.txt", fmt.Sprintf("# Quality on PolNeAR dev, %d articles, in per cent, with the weights\n%s\nattribution\n%s\nspeakers\n%s",
		len(docs), weights(t), &attributions, &speakers))
}

// weights lists the versions of the models that attributions and speakers rest on.
func weights(t *testing.T) string {
	t.Helper()
	all, err := pipeline.ModelVersions()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, v := range all {
		switch v.Name {
		case "syntax", "attribution", "identity":
			fmt.Fprintf(&b, "# %s %s\n", v.Name, v.Version)
		}
	}
	return b.String()
}
