package output

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

func testOptions(dir string) Options {
	return Options{Dir: dir, RunID: "run-1", ModelVersion: "m1", ToolVersion: "t1", noSync: true}
}

func TestOptionsReportEveryFault(t *testing.T) {
	err := Options{RunID: "../x", Format: 7, MemoryBytes: -1, RowsPerFile: -1}.Validate()
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"output folder", "run id", "format", "memory", "rows per file"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error does not speak of %q: %v", want, err)
		}
	}
	for _, id := range []string{"", ".", "..", "a/b", "-a", strings.Repeat("a", 65), "a\nb"} {
		if (Options{Dir: "d", RunID: id}).Validate() == nil {
			t.Errorf("run id %q passes", id)
		}
	}
	if err := testOptions("d").Validate(); err != nil {
		t.Error(err)
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range []Format{Parquet, Arrow, Both} {
		if got, err := ParseFormat(f.String()); got != f || err != nil {
			t.Errorf("ParseFormat(%q) = %v, %v", f, got, err)
		}
	}
	if _, err := ParseFormat("csv"); err == nil {
		t.Error("csv passes")
	}
}

// TestSameBytes writes the same documents with limits that spill often, seldom and
// never: one and many part files apart, the bytes are the same.
func TestSameBytes(t *testing.T) {
	docs := newsDocuments(200)
	var want map[string]string
	for _, memory := range []int64{1, 50_000, 1 << 30} {
		o := testOptions(t.TempDir())
		o.Format, o.MemoryBytes, o.MaxSpeakerTables = Both, memory, 20
		mustWrite(t, o, docs)
		got := tree(t, o.Dir)
		if want == nil {
			want = got
			continue
		}
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("memory %d: %s differs", memory, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("memory %d: %d files, want %d", memory, len(got), len(want))
		}
	}
}

func TestLayout(t *testing.T) {
	for f, want := range map[Format][]string{
		Parquet: {".sayso", "_SUCCESS", "_dead_letters.jsonl", "articles", "sentences", "speakers", "speakers.parquet", "stances"},
		Arrow:   {".sayso", "_SUCCESS", "_dead_letters.jsonl", "arrow"},
		Both:    {".sayso", "_SUCCESS", "_dead_letters.jsonl", "arrow", "articles", "sentences", "speakers", "speakers.parquet", "stances"},
	} {
		o := testOptions(filepath.Join(t.TempDir(), "deep", "out"))
		o.Format = f
		mustWrite(t, o, newsDocuments(3))
		if diff := gocmp.Diff(want, ls(t, o.Dir)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", f, diff)
		}
		if f.arrow() {
			arrow := []string{"articles", "sentences", "speakers", "speakers.arrow", "stances"}
			if diff := gocmp.Diff(arrow, ls(t, filepath.Join(o.Dir, arrowRoot))); diff != "" {
				t.Errorf("%v (-want +got):\n%s", f, diff)
			}
		}
	}
}

func ls(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

// TestOneSchema compares the schema of every file of a table, and its metadata.
func TestOneSchema(t *testing.T) {
	o := testOptions(t.TempDir())
	o.Format, o.MaxSpeakerTables, o.RowsPerFile = Both, 5, 7
	mustWrite(t, o, newsDocuments(5))
	for _, table := range []string{"speakers", "sentences", "stances", "articles", "arrow/speakers", "arrow/sentences"} {
		files := tableFiles(t, filepath.Join(o.Dir, table))
		if len(files) < 2 && table != "articles" {
			t.Errorf("%s: %d files", table, len(files))
		}
		first, _ := readFile(t, files[0])
		if v, _ := first.Metadata().GetValue("sayso.schema_version"); v != SchemaVersion {
			t.Errorf("%s: schema version %q", table, v)
		}
		columns, _ := first.Metadata().GetValue("sayso.columns")
		docs := map[string]string{}
		if err := json.Unmarshal([]byte(columns), &docs); err != nil || len(docs) != first.NumFields() {
			t.Errorf("%s: %d columns documented, want %d: %v", table, len(docs), first.NumFields(), err)
		}
		for _, f := range files[1:] {
			if s, _ := readFile(t, f); !s.Equal(first) || !s.Metadata().Equal(first.Metadata()) {
				t.Errorf("%s: schema is not that of %s", f, files[0])
			}
		}
	}
}

// TestEmptyRun opens every table of a run without documents.
func TestEmptyRun(t *testing.T) {
	o := testOptions(t.TempDir())
	o.Format = Both
	if sum := mustWrite(t, o, nil); sum != (Summary{Files: 10, Bytes: sum.Bytes}) {
		t.Errorf("summary %+v", sum)
	}
	for _, root := range roots(Both) {
		for _, table := range []string{"speakers", "sentences", "stances", "articles"} {
			if rows := readTable(t, filepath.Join(o.Dir, root, table)); len(rows) != 0 {
				t.Errorf("%s has %d rows", table, len(rows))
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, name := range []string{"articles", "speakers", "_SUCCESS"} {
		foreign := t.TempDir()
		path := filepath.Join(foreign, name, "mine.txt")
		if name == successName {
			path = filepath.Join(foreign, name)
		}
		write(t, path, "precious")
		o := testOptions(foreign)
		o.Fresh = true
		if _, err := NewWriter(t.Context(), o); !errors.Is(err, ErrForeign) {
			t.Errorf("folder with foreign %s: %v", name, err)
		}
		if len(tree(t, foreign)) != 1 {
			t.Errorf("refusal of %s left something: %v", name, slices.Collect(maps.Keys(tree(t, foreign))))
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestBusy(t *testing.T) {
	dir := t.TempDir()
	w, err := NewWriter(t.Context(), testOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewWriter(t.Context(), testOptions(dir)); !errors.Is(err, ErrBusy) {
		t.Errorf("second writer: %v", err)
	}
	if err := w.Write(newsDocuments(1)[0]); err != nil {
		t.Errorf("the second writer disturbs the first: %v", err)
	}
	if _, err := w.Commit(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestFresh replaces tables by those of a run in another format, and leaves
// alone what is not a table.
func TestFresh(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "notes.txt"), "mine")
	o := testOptions(dir)
	o.Format = Both
	mustWrite(t, o, newsDocuments(5))
	old := tree(t, dir)

	o.Fresh, o.Format, o.RunID = true, Parquet, "run-2"
	w, err := NewWriter(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(newsDocuments(1)[0]); err != nil {
		t.Fatal(err)
	}
	for name, content := range old {
		if tree(t, dir)[name] != content {
			t.Fatalf("%s changed before the commit", name)
		}
	}
	if _, err := w.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{".sayso", "_SUCCESS", "_dead_letters.jsonl", "articles", "notes.txt", "sentences", "speakers", "speakers.parquet", "stances"}
	if diff := gocmp.Diff(want, ls(t, dir)); diff != "" {
		t.Errorf("after (-want +got):\n%s", diff)
	}
	for _, r := range readTable(t, filepath.Join(dir, "speakers")) {
		if r["run_id"] != "run-2" {
			t.Fatalf("row of %v is left", r["run_id"])
		}
	}
}

// TestHostileNames writes speakers whose names try to leave the folder or to hide.
func TestHostileNames(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "out")
	var docs []*models.Document
	for i, name := range append(names, "..", "a/../../b", strings.Repeat("x", 300), "unknown", "nul") {
		d := newsDocuments(1)[0]
		d.Article.ID = strings.Repeat("../", i) + "\x00"
		d.Speakers = []models.Speaker{{ID: models.SpeakerID(models.Person, name), Name: name, Kind: models.Person}}
		d.Stances = nil
		for k := range d.Attributions {
			d.Attributions[k].Speakers = []models.SpeakerRef{{}}
		}
		docs = append(docs, d)
	}
	sum := mustWrite(t, testOptions(dir), docs)
	if diff := gocmp.Diff([]string{"out"}, ls(t, root)); diff != "" {
		t.Errorf("outside the folder:\n%s", diff)
	}
	rows := map[string]map[any]bool{}
	for _, id := range ls(t, filepath.Join(dir, "speakers")) {
		if !models.ValidID(id) {
			t.Errorf("folder %q", id)
		}
		for _, r := range readTable(t, filepath.Join(dir, "speakers", id)) {
			if r["speaker_id"] != id {
				t.Errorf("row of %v in %s", r["speaker_id"], id)
			}
			if rows[id] == nil {
				rows[id] = map[any]bool{}
			}
			rows[id][r["speaker"]] = true
		}
	}
	seen := map[any]bool{}
	for _, names := range rows {
		maps.Copy(seen, names)
	}
	for _, d := range docs {
		if !seen[valid(d.Speakers[0].Name)] {
			t.Errorf("no rows of %q", d.Speakers[0].Name)
		}
	}
	if len(rows["ann-cole"]) != 3 {
		t.Errorf("ann-cole has names %v", rows["ann-cole"])
	}
	if sum.Speakers != int64(len(rows)) {
		t.Errorf("summary says %d speakers, found %d", sum.Speakers, len(rows))
	}
}

func TestDeadLetters(t *testing.T) {
	dir := t.TempDir()
	w, err := NewWriter(t.Context(), testOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	want := []DeadLetter{
		{Path: "in/a.txt", Stage: "ingest", Reason: "not \"text\"\n\xff"},
		{Article: "b", Path: "in/b.jsonl", Line: 7, Stage: "stance", Reason: "\u2028"},
	}
	for _, d := range want {
		if err := w.DeadLetter(d); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := w.Commit(t.Context())
	if err != nil || sum.DeadLetters != 2 {
		t.Fatalf("commit: %+v, %v", sum, err)
	}
	lines := strings.SplitAfter(tree(t, dir)[lettersName], "\n")
	if len(lines) != 3 || lines[2] != "" {
		t.Fatalf("lines %q", lines)
	}
	want[0].Reason = "not \"text\"\n\uFFFD"
	for i, d := range want {
		var got DeadLetter
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil || got != d {
			t.Errorf("line %d: %+v, %v", i, got, err)
		}
	}
}

// TestRefusedDocumentLeavesTheWriterUsable: a document with a span out of range is
// an error, and the next one is written.
func TestRefusedDocumentLeavesTheWriterUsable(t *testing.T) {
	w, err := NewWriter(t.Context(), testOptions(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	bad := newsDocuments(1)[0]
	bad.Attributions[3].Cue[0].End = 1 << 40
	if err := w.Write(bad); err == nil || !strings.Contains(err.Error(), "a4") {
		t.Errorf("write: %v", err)
	}
	if err := w.Write(newsDocuments(1)[0]); err != nil {
		t.Error(err)
	}
	if sum, err := w.Commit(t.Context()); err != nil || sum.Articles != 1 {
		t.Errorf("commit: %+v, %v", sum, err)
	}
}
