package export

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/output/tables"
)

// saved writes an article in which Ann Cole opposes the toll, into a folder whose name
// has a quote.
func saved(t *testing.T) *tables.Set {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Ann's")
	w, err := output.NewWriter(context.Background(), output.Options{Dir: dir, RunID: "r1", ModelVersion: "m1", ToolVersion: "t1"})
	if err != nil {
		t.Fatal(err)
	}
	d := &models.Document{
		Article:   &models.Article{ID: "a", Text: "Ann Cole said no.", Path: "a.txt", Outlet: "Post"},
		Sentences: []models.Sentence{{Span: models.Span{Start: 0, End: 17}}},
		Speakers:  []models.Speaker{{ID: "ann-cole", Name: "Ann Cole", Kind: models.Person}},
		Attributions: []models.Attribution{{
			ID: "a1", Speakers: []models.SpeakerRef{{Speaker: 0}}, Cue: []models.Span{{Start: 9, End: 13}}, Content: []models.Span{{Start: 14, End: 16}},
		}},
		Stances: []models.Stance{{
			Holder: 0, Target: models.Target{ID: "toll", Name: "toll", Kind: models.TargetIssue, Mention: models.Span{Start: 14, End: 16}},
			Label: models.Oppose, Score: -0.5, Evidence: models.Span{Start: 9, End: 16}, AccordingTo: -1,
		}},
	}
	if err := w.Write(d); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	s, err := tables.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestScriptQuotesPaths(t *testing.T) {
	s := saved(t)
	var b bytes.Buffer
	if err := WriteSQL(&b, s); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Ann''s/") || strings.Contains(b.String(), "Ann's/") {
		t.Errorf("a quote in a path is not doubled:\n%s", b.String())
	}
	if _, err := quotedPaths([]string{"/news[1]/part.parquet"}); err == nil || !strings.Contains(err.Error(), "patterns") {
		t.Errorf("a path that DuckDB takes for a pattern: %v", err)
	}
}

// TestDuckDB makes a database with the module duckdb of the Python named by SAYSO_PYTHON
// and asks its views.
func TestDuckDB(t *testing.T) {
	python := os.Getenv("SAYSO_PYTHON")
	if python == "" || exec.Command(python, "-c", "import duckdb").Run() != nil {
		t.Skip("SAYSO_PYTHON names no Python with duckdb")
	}
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "python3"), []byte("#!/bin/sh\nexec '"+python+"' \"$@\"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	path := filepath.Join(t.TempDir(), "news.duckdb")
	if err := DuckDB(context.Background(), saved(t), path, ""); err != nil {
		t.Fatal(err)
	}
	const ask = `import sys, duckdb
c = duckdb.connect(sys.argv[1], read_only=True)
one = lambda q: c.execute(q).fetchone()
assert one("SELECT count(*), min(stances[1]) FROM quotes") == (1, "oppose toll"), one("SELECT * FROM quotes")
assert one("SELECT label, target_id FROM quote_stances") == ("oppose", "toll")
assert one("SELECT holder, oppose, support, mean_score FROM stance_matrix") == ("Ann Cole", 1, 0, -0.5)
assert one("SELECT outlet, speaker, sentences, share FROM outlet_sources") == ("Post", "Ann Cole", 1, 1.0)
assert one("SELECT cue, sentences FROM cues") == ("said", 1)
assert one("SELECT count(*) FROM speaker_months") == one("SELECT count(*) FROM target_months") == (0,)
assert one("SELECT count(*) FROM dead_letters") == (0,)
assert one("SELECT run_id FROM run") == ("r1",)
assert one("SELECT count(*) FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL")[0] == 7
`
	if out, err := exec.Command(python, "-c", ask, path).CombinedOutput(); err != nil {
		t.Fatalf("ask the database: %v\n%s", err, out)
	}
}

func TestDuckDBMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	folder := t.TempDir()
	err := DuckDB(context.Background(), saved(t), filepath.Join(folder, "news.duckdb"), "")
	if err == nil || !strings.Contains(err.Error(), "no DuckDB found") {
		t.Errorf("without DuckDB: %v", err)
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
