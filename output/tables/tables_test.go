package tables

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
)

// document is an article in which two people speak, dated by its number.
func document(n int) *models.Document {
	text := fmt.Sprintf("Rain %d\n\nAnn Cole said it rained [2] hard. “No,” Ben Oyo said.", n)
	at := func(part string) models.Span {
		i := strings.Index(text, part)
		return models.Span{Start: i, End: i + len(part)}
	}
	d := &models.Document{
		Article: &models.Article{ID: fmt.Sprintf("art-%04d", n), Text: text, Title: fmt.Sprintf("Rain %d", n), TitleInText: true, Path: "in.jsonl", Line: n},
		Sentences: []models.Sentence{
			{Span: at(fmt.Sprintf("Rain %d", n)), Kind: models.Headline, Sentiment: models.Sentiment{Score: -0.5, Label: models.Negative}},
			{Span: at("Ann Cole said it rained [2] hard."), Block: 1, Sentiment: models.Sentiment{Score: 0.25, Bayes: float64(n), Coverage: 0.5}},
			{Span: at("“No,” Ben Oyo said."), Block: 1},
		},
		Speakers: []models.Speaker{
			{ID: "ann-cole", Name: "Ann Cole", Kind: models.Person, Aliases: []string{"Cole"}, Titles: []string{"Dr."}},
			{ID: "ben-oyo", Name: "Ben Oyo", Kind: models.Person},
			{ID: fmt.Sprintf("group-%d", n%50), Name: "Group", Kind: models.Group},
		},
	}
	if n%3 > 0 {
		d.Article.Outlet, d.Article.PublishedAt = "Post", time.Date(2020, 1, n, 0, 0, 0, 1000, time.UTC)
	}
	if n%2 == 0 {
		d.Sentences[1].Citations = []models.Citation{{Span: at("[2]"), Marker: "2", Title: "Source"}, {Span: at("[2]"), Marker: "2", Date: "1 May"}}
	}
	name := []models.SpeakerRef{{Speaker: 0, Reason: models.ReasonName, Mention: at("Ann Cole")}}
	if n%5 == 0 {
		name = append(name, models.SpeakerRef{Speaker: 2})
	}
	d.Attributions = []models.Attribution{
		{ID: "a1", Confidence: 0.75, Speakers: name, Source: []models.Span{at("Ann Cole")}, Cue: []models.Span{at("said")}, Content: []models.Span{at("it rained"), at("hard")}},
		{ID: "a2", Confidence: 0.5, Speakers: []models.SpeakerRef{{Speaker: 1}}, Content: []models.Span{at("“No,”")}},
	}
	for i := range n % 4 {
		d.Stances = append(d.Stances, models.Stance{
			Holder: i % 2, Target: models.Target{ID: fmt.Sprintf("issue-%d", i), Name: "Issue", Kind: models.TargetIssue, Mention: at("Ann")},
			Label: models.Oppose, Score: -0.5, Evidence: at("hard"), Attribution: i%2*2 - 1, AccordingTo: -1,
		})
	}
	return d
}

func write(t testing.TB, o output.Options, documents int) *Set {
	t.Helper()
	o.Dir, o.RunID, o.ModelVersion, o.ToolVersion = t.TempDir(), "r1", "m1", "t1"
	w, err := output.NewWriter(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	for n := range documents {
		if err := w.Write(document(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.DeadLetter(output.DeadLetter{Path: "bad.txt", Stage: "ingest", Reason: "no text"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	s, err := Open(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type object = map[string]any

// printed returns rows as their JSON.
func printed[R Row](t testing.TB, rows iter.Seq2[*R, error], columns []string) []object {
	t.Helper()
	e, err := NewEncoder[R](columns)
	if err != nil {
		t.Fatal(err)
	}
	var all []object
	for r, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		var o object
		if err := json.Unmarshal(e.AppendJSON(nil, r), &o); err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
	return all
}

// decoded returns the rows of files as arrow's own reader has them.
func decoded(t testing.TB, paths []string) []object {
	t.Helper()
	var all []object
	for _, p := range paths {
		f, err := pqfile.OpenParquetFile(p, false)
		if err != nil {
			t.Fatal(err)
		}
		r, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{BatchSize: 100}, memory.NewGoAllocator())
		if err != nil {
			t.Fatal(err)
		}
		table, err := r.ReadTable(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for rr := array.NewTableReader(table, 100); rr.Next(); {
			var b bytes.Buffer
			if err := array.RecordToJSON(rr.Record(), &b); err != nil {
				t.Fatal(err)
			}
			for d := json.NewDecoder(&b); d.More(); {
				var o object
				if err := d.Decode(&o); err != nil {
					t.Fatal(err)
				}
				for _, name := range []string{"published_at", "first_date", "last_date"} {
					if s, ok := o[name].(string); ok {
						o[name] = strings.TrimSuffix(strings.Replace(s, " ", "T", 1), "Z") + "Z"
					}
				}
				all = append(all, o)
			}
		}
		f.Close()
	}
	return all
}

// TestRowsAreWhatArrowReads holds every column of every table against arrow's own
// reader, over several files, row groups and batches.
func TestRowsAreWhatArrowReads(t *testing.T) {
	s := write(t, output.Options{MaxSpeakerTables: 5, RowsPerFile: 1300}, 1500)
	files := func(name string) []string {
		t.Helper()
		paths, err := s.files(name)
		if err != nil || len(paths) == 0 {
			t.Fatalf("files of %s: %v, %v", name, paths, err)
		}
		return paths
	}
	for _, c := range []struct {
		table string
		got   []object
		want  []object
	}{
		{"speakers.parquet", printed(t, s.Speakers(Query{}), nil), decoded(t, []string{s.path(indexName)})},
		{"speakers", printed(t, s.SpeakerRows(Query{}), nil), decoded(t, files("speakers"))},
		{"stances", printed(t, s.Stances(Query{}), nil), decoded(t, files("stances"))},
		{"sentences", printed(t, s.Sentences(Query{}), nil), decoded(t, files("sentences"))},
		{"articles", printed(t, s.Articles(Query{}), nil), decoded(t, files("articles"))},
	} {
		for _, list := range [][]object{c.got, c.want} {
			for _, o := range list { // columns that not every version of the tables has
				delete(o, "duplicate_of")
				delete(o, "outlets")
			}
		}
		if len(c.got) < 10 || len(c.got) != len(c.want) {
			t.Fatalf("%s: %d rows, arrow reads %d", c.table, len(c.got), len(c.want))
		}
		for i := range c.got {
			if !reflect.DeepEqual(c.want[i], c.got[i]) {
				t.Fatalf("%s, row %d (-arrow +got):\n%s", c.table, i, gocmp.Diff(c.want[i], c.got[i]))
			}
		}
	}
}

// TestQuery holds what a query chooses against choosing among all rows.
func TestQuery(t *testing.T) {
	s := write(t, output.Options{MaxSpeakerTables: 5, RowsPerFile: 100}, 300)
	all := printed(t, s.SpeakerRows(Query{}), nil)
	day := func(n int) time.Time { return time.Date(2020, 1, n, 0, 0, 0, 0, time.UTC) }
	of := func(ids ...string) func(object) bool {
		return func(o object) bool { return strings.Contains(strings.Join(ids, " ")+" ", o["speaker_id"].(string)+" ") }
	}
	for _, c := range []struct {
		name string
		q    Query
		keep func(object) bool
	}{
		{"own folder", Query{Speakers: []string{"ben-oyo"}}, of("ben-oyo")},
		{"shared folder", Query{Speakers: []string{"group-15"}}, of("group-15")},
		{"two", Query{Speakers: []string{"group-45", "ann-cole"}}, of("group-45", "ann-cole")},
		{"nobody", Query{Speakers: []string{"zoe"}}, func(object) bool { return false }},
		{"none", Query{Speakers: []string{}}, func(object) bool { return false }},
		{"article", Query{Articles: []string{"art-0011", "art-0250"}}, func(o object) bool { return o["article_id"] == "art-0011" || o["article_id"] == "art-0250" }},
		{"time", Query{Since: day(20), Until: day(30)}, func(o object) bool {
			at, _ := time.Parse(time.RFC3339, fmt.Sprint(o["published_at"]))
			return !at.Before(day(20)) && at.Before(day(30))
		}},
		{"all at once", Query{Speakers: []string{"ann-cole"}, Since: day(29)}, func(o object) bool {
			at, _ := time.Parse(time.RFC3339, fmt.Sprint(o["published_at"]))
			return !at.Before(day(29)) && o["speaker_id"] == "ann-cole"
		}},
	} {
		var want []object
		for _, o := range all {
			if c.keep(o) {
				want = append(want, o)
			}
		}
		if diff := gocmp.Diff(want, printed(t, s.SpeakerRows(c.q), nil)); diff != "" {
			t.Errorf("%s (-want +got):\n%.2000s", c.name, diff)
		}
	}
	some := []string{"holder_id", "evidence"}
	for _, o := range printed(t, s.Stances(Query{Columns: some, Targets: []string{"issue-1"}}), some) {
		if diff := gocmp.Diff(object{"holder_id": "ben-oyo", "evidence": "hard"}, o); diff != "" {
			t.Errorf("columns (-want +got):\n%s", diff)
		}
	}
	for _, err := range s.Sentences(Query{Columns: []string{"sentance"}}) {
		if err == nil || !strings.Contains(err.Error(), `no column "sentance"`) {
			t.Errorf("of a column that is not there: %v", err)
		}
	}
	for range s.Articles(Query{}) {
		break // stopping early is no fault
	}
}

func TestDeadLetters(t *testing.T) {
	s := write(t, output.Options{}, 1)
	var got []DeadLetter
	for d, err := range s.DeadLetters() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	if diff := gocmp.Diff([]DeadLetter{{Path: "bad.txt", Stage: "ingest", Reason: "no text"}}, got); diff != "" {
		t.Error(diff)
	}
	if r := s.Record(); r.RunID != "r1" || r.Summary.SpeakerRows != 3 || r.Summary.DeadLetters != 1 {
		t.Errorf("record: %+v", r)
	}
}

func TestOpenSaysWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir); !errors.Is(err, ErrUnfinished) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "_SUCCESS") {
		t.Errorf("of an empty folder: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "_SUCCESS"), []byte(`{"schema_version":"1","format":"arrow"}`), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrUnfinished) || !strings.Contains(err.Error(), "speakers.parquet") {
		t.Errorf("of Arrow tables: %v", err)
	}
	for text, want := range map[string]string{`{"schema_version":"99"}`: `version "99"`, `{`: "_SUCCESS"} {
		if err := os.WriteFile(filepath.Join(dir, "_SUCCESS"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("of %s: %v", text, err)
		}
	}
}

// TestLinks reads tables that lie behind a link which is turned to others meanwhile.
func TestLinks(t *testing.T) {
	one, two := write(t, output.Options{}, 1), write(t, output.Options{}, 7)
	dir := t.TempDir()
	link := filepath.Join(dir, ".sayso", "tables")
	if err := os.Mkdir(filepath.Dir(link), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(one.Root(), link); err != nil {
		t.Skip("no links here:", err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(link), os.Symlink(two.Root(), link)); err != nil {
		t.Fatal(err)
	}
	if n := len(printed(t, s.Articles(Query{}), nil)); n != 1 {
		t.Errorf("%d articles of the first tables, want 1", n)
	}
	if s, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	if n := len(printed(t, s.Articles(Query{}), nil)); n != 7 {
		t.Errorf("%d articles of the second tables, want 7", n)
	}
}

// TestDamagedTables cuts and changes a file at many places and expects an error that
// names it, or rows, but no panic.
func TestDamagedTables(t *testing.T) {
	s := write(t, output.Options{}, 40)
	paths, err := s.files("stances")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for at := 0; at < len(whole); at += 41 {
		changed := bytes.Clone(whole)
		changed[at] ^= 0x55
		for _, b := range [][]byte{whole[:at], changed} {
			if err := os.WriteFile(paths[0], b, 0o666); err != nil {
				t.Fatal(err)
			}
			for _, err := range s.Stances(Query{Targets: []string{"issue-1"}}) {
				if err != nil {
					failed++
					if !strings.Contains(err.Error(), paths[0]) {
						t.Fatalf("byte %d: error does not name the file: %v", at, err)
					}
				}
			}
		}
	}
	if failed < len(whole)/41 {
		t.Errorf("%d errors for %d damages", failed, 2*len(whole)/41)
	}
}

// TestStop ends a reading with the cause of its context.
func TestStop(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	why := errors.New("enough")
	rows := 0
	for _, err := range write(t, output.Options{RowsPerFile: 100}, 300).With(ctx).Sentences(Query{}) {
		if err != nil {
			if !errors.Is(err, why) {
				t.Errorf("stopped by %v", err)
			}
			break
		}
		rows++
		cancel(why)
	}
	if rows != 100 {
		t.Errorf("%d rows, want those of the file that was open", rows)
	}
}
