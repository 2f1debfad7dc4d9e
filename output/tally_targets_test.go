package output

import (
	"fmt"
	"path/filepath"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

// TestTargets holds that the index counts each stance of a speaker once however many
// rows an article has, those that the article tells included, over all articles; and
// lists the targets with most stances, of equals the first by id.
func TestTargets(t *testing.T) {
	var docs []*models.Document
	for k := range 3 {
		d := example()
		d.Article.ID = fmt.Sprintf("a-%d", k)
		told := d.Stances[0] // the article says so
		told.Target.ID, told.Target.Name, told.Attribution, told.Label, told.Score = "the-levy", "the levy", -1, models.Support, 0.5
		d.Stances = append(d.Stances, told)
		if k == 2 {
			d.Stances[0].Label, d.Stances[0].Score = models.Support, 0.9
			neutral := told
			neutral.Target.ID, neutral.Label, neutral.Score = "the-weather", models.NoStance, 0
			d.Stances = append(d.Stances, neutral)
		}
		if k == 0 {
			for i := range 20 {
				rare := told
				rare.Target.ID, rare.Target.Name = fmt.Sprintf("rare-%02d", i), fmt.Sprintf("rare %d", i)
				d.Stances = append(d.Stances, rare)
			}
		}
		docs = append(docs, d)
	}
	dir := t.TempDir()
	mustWrite(t, testOptions(dir), docs)
	rows := readTable(t, filepath.Join(dir, "speakers.parquet"))
	target := func(id, name, kind string, support, oppose float64) any {
		return row{"target_id": id, "target": name, "target_kind": kind, "support": support, "oppose": oppose}
	}
	want := []any{
		target("bo-lind", "Bo Lind", "person", 3, 0), target("the-levy", "the levy", "issue", 3, 0), target("the-pact", "the pact", "issue", 1, 2),
	}
	for i := range maxTargets - 3 {
		want = append(want, target(fmt.Sprintf("rare-%02d", i), fmt.Sprintf("rare %d", i), "issue", 1, 0))
	}
	if diff := gocmp.Diff(want, rows[0]["targets"]); diff != "" {
		t.Errorf("targets of %v (-want +got):\n%s", rows[0]["id"], diff)
	}
	if diff := gocmp.Diff([]any{}, rows[1]["targets"]); diff != "" {
		t.Errorf("targets of %v (-want +got):\n%s", rows[1]["id"], diff)
	}
}

// TestSentimentSource holds that the tables say what scored a sentence.
func TestSentimentSource(t *testing.T) {
	d := example()
	d.Sentences[1].Sentiment.Source = models.FromCommand
	dir := t.TempDir()
	mustWrite(t, testOptions(dir), []*models.Document{d})
	for table, want := range map[string][]any{"sentences": {"model", "command", "model", "model"}, "speakers": {"command", "model", "command"}} {
		var got []any
		for _, r := range readTable(t, filepath.Join(dir, table)) {
			got = append(got, r["sentiment_source"])
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", table, diff)
		}
	}
}
