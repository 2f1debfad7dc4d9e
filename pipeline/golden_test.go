package pipeline_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/evaluate"
	"github.com/saysonews/sayso/models/evaluate/gold"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

const testdata = "../testdata"

// analyse runs all steps over the articles of a path, in order.
func analyse(t *testing.T, path string) []*models.Document {
	t.Helper()
	m, err := pipeline.Load(pipeline.Stance)
	if err != nil {
		t.Fatal(err)
	}
	source, err := ingest.Open([]string{path}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	an := m.NewAnalyzer(pipeline.Config{})
	var docs []*models.Document
	for article, bad := range source.Articles() {
		if bad != nil {
			t.Fatal(bad)
		}
		docs = append(docs, an.Analyze(article))
	}
	return docs
}

// TestGolden compares what is found in the example articles, and its figures
// against their gold annotation, with testdata/golden, so that a change of either
// shows in review. After a change that is meant:
//
//	go test ./pipeline -run Golden -update
func TestGolden(t *testing.T) {
	docs := analyse(t, filepath.Join(testdata, "articles"))
	t.Run("figures", func(t *testing.T) { compareGolden(t, "figures.txt", figures(t, docs)) })
	t.Run("said", func(t *testing.T) { compareGolden(t, "said.txt", said(docs)) })
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join(testdata, "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-committed +found); if that is meant: go test ./pipeline -run Golden -update\n%s", name, diff)
	}
}

// figures scores docs against the gold annotation of the same articles.
func figures(t *testing.T, docs []*models.Document) string {
	t.Helper()
	marked, err := gold.Read(filepath.Join(testdata, "gold", "attributions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]*gold.Document{}
	for _, g := range marked {
		byID[g.ID] = g
	}
	var attributions evaluate.Attributions
	var speakers evaluate.Speakers
	var stances evaluate.Stances
	blocks := evaluate.NewBlocks("headline", "standfirst", "heading", "link", "reference", "byline", "caption")
	for _, doc := range docs {
		text, g := doc.Article.Text, byID[doc.Article.ID]
		if g == nil {
			t.Fatalf("article %s has no gold annotation", doc.Article.ID)
		}
		want, errA := g.Attributions(text)
		parts, errB := g.Blocks(text)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		article := &evaluate.Article{ID: g.ID, Text: text, Gold: want, Predicted: evaluate.Found(doc)}
		attributions.Add(article)
		speakers.Add(article)
		stances.Add(g.Stances(), foundStances(doc))
		blocks.Add(text, parts, foundBlocks(doc))
	}
	if len(docs) != len(marked) {
		t.Fatalf("%d articles, %d with gold annotation", len(docs), len(marked))
	}
	return fmt.Sprintf("# Quality on testdata/articles against testdata/gold, %d articles, in per cent.\n"+
		"\nattribution\n%s\nspeakers\n%s\nstances\n%s\nwords of each kind of block (gold marks the plainer headings alone)\n%s",
		len(docs), &attributions, &speakers, &stances, blocks)
}

func foundStances(doc *models.Document) (out []evaluate.Stance) {
	for _, s := range doc.Stances {
		out = append(out, evaluate.Stance{Holder: doc.Speakers[s.Holder].Name, Target: s.Target.Name, Label: s.Label.String()})
	}
	return out
}

func foundBlocks(doc *models.Document) (out []evaluate.Block) {
	for _, b := range doc.Blocks {
		out = append(out, evaluate.Block{Span: b.Span, Kind: b.Kind.String()})
	}
	return out
}

// said lists who said what in each article, and who is for or against what.
func said(docs []*models.Document) string {
	var b strings.Builder
	b.WriteString("# What is found in testdata/articles: type, speaker (kind) | cue | content, then stances.\n")
	for _, doc := range docs {
		fmt.Fprintf(&b, "\n%s\n", doc.Article.ID)
		for i := range doc.Attributions {
			a := &doc.Attributions[i]
			fmt.Fprintf(&b, "  %-8s %s | %s | %s\n", a.Type, names(doc, a), words(doc, a.Cue), words(doc, a.Content))
		}
		for _, s := range doc.Stances {
			fmt.Fprintf(&b, "  %-8s %s: %s (%s)", s.Label, doc.Speakers[s.Holder].Name, s.Target.Name, s.Target.Kind)
			if s.AccordingTo >= 0 {
				fmt.Fprintf(&b, ", according to %s", doc.Speakers[s.AccordingTo].Name)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// names lists the speakers of an attribution with their kinds.
func names(doc *models.Document, a *models.Attribution) string {
	var list []string
	for _, ref := range a.Speakers {
		s := &doc.Speakers[ref.Speaker]
		list = append(list, fmt.Sprintf("%s (%s)", s.Name, s.Kind))
	}
	return strings.Join(list, ", ")
}

// words is the text of spans on one line.
func words(doc *models.Document, spans []models.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, strings.Join(strings.Fields(s.In(doc.Article.Text)), " "))
	}
	return strings.Join(parts, " … ")
}
