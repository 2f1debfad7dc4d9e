package output

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/SCHEMA.md anew")

func TestSchemaIsDocumented(t *testing.T) {
	const path = "../docs/SCHEMA.md"
	var b bytes.Buffer
	if err := WriteSchema(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("docs/SCHEMA.md is out of date (go test ./output -run Documented -update):\n%s", diff)
	}
}

func TestColumns(t *testing.T) {
	name := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	types := map[string]string{}
	for _, table := range Tables() {
		seen := map[string]bool{}
		for _, c := range table.Columns {
			if !name.MatchString(c.Name) || c.Doc == "" || seen[c.Name] {
				t.Errorf("%s.%s: bad name, no doc, or twice", table.Name, c.Name)
			}
			seen[c.Name] = true
			// Tables are joined and stacked: one name, one type.
			key := c.Name
			if key == "sentences" || key == "speakers" || key == "stances" || key == "articles" {
				continue // a count in one table, a list in another
			}
			if was, ok := types[key]; ok && was != c.Type.String() {
				t.Errorf("%s.%s is %s, elsewhere %s", table.Name, c.Name, c.Type, was)
			}
			types[key] = c.Type.String()
		}
	}
}

// TestSpeakerColumns holds the columns that others build on.
func TestSpeakerColumns(t *testing.T) {
	want := []string{
		"speaker_id", "speaker", "speaker_kind", "article_id", "title", "outlet", "author", "url", "published_at",
		"sentence_index", "sentence", "start", "end", "kind", "attribution_id", "quote_type", "content", "content_spans",
		"source_spans", "cue_spans", "source", "cue", "sentiment_score", "sentiment_label", "sentiment_bayes",
		"sentiment_lexicon", "confidence", "stances", "citations", "run_id", "model_version",
	}
	has := map[string]bool{}
	for _, c := range speakers().Columns {
		has[c.Name] = true
	}
	for _, name := range want {
		if !has[name] {
			t.Errorf("speakers has no column %s", name)
		}
	}
}
