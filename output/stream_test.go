package output

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

var streamRun = StreamOptions{RunID: "r1", ModelVersion: "m1", ToolVersion: "v1"}

// streamOf writes docs as a stream, with a dead letter and a flush after some of them.
func streamOf(t fataler, o StreamOptions, docs []*models.Document, dead, flush func(int) bool) []row {
	t.Helper()
	var b bytes.Buffer
	s, err := NewStream(&b, o)
	if err != nil {
		t.Fatalf("new stream: %v", err)
	}
	for i, d := range docs {
		rows, err := Convert(d)
		if err != nil {
			t.Fatalf("convert: %v", err)
		}
		if err := s.WriteRows(rows, []byte(d.Article.ID)); err != nil {
			t.Fatalf("write: %v", err)
		}
		if dead(i) {
			if err := s.DeadLetter(DeadLetter{Path: "p\xff", Line: i, Stage: "ingest", Reason: "no text"}); err != nil {
				t.Fatalf("dead letter: %v", err)
			}
		}
		if flush(i) {
			if err := s.Flush(); err != nil {
				t.Fatalf("flush: %v", err)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	return streamRows(t, b.Bytes())
}

func streamRows(t fataler, b []byte) []row {
	t.Helper()
	r, err := ipc.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("read stream: %v", err)
	}
	var rows []row
	for r.Next() {
		rows = append(rows, recordRows(t, r.Record())...)
	}
	if r.Err() != nil {
		t.Fatalf("read stream: %v", r.Err())
	}
	return rows
}

// TestStreamEqualsTables writes random documents both ways and compares the tables, that
// of the speakers made of sightings added up in random parts.
func TestStreamEqualsTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := genDocuments(t)
		coin := func(what string) func(int) bool {
			return func(int) bool { return rapid.Bool().Draw(t, what) }
		}
		dead := 0
		o := streamRun
		o.Lean = rapid.Bool().Draw(t, "lean")
		rows := streamOf(t, o, docs, func(i int) bool {
			said := coin("dead")(i)
			if said {
				dead++
			}
			return said
		}, coin("flush"))
		dir, err := os.MkdirTemp("", "sayso-stream-")
		if err != nil {
			t.Fatalf("make folder: %v", err)
		}
		defer os.RemoveAll(dir)
		mustWrite(t, Options{Dir: dir, RunID: "r1", ModelVersion: "m1", MaxSpeakerTables: -1, noSync: true}, docs)
		for _, table := range []string{sentencesTable, stancesTable, speakersTable} {
			var got []row
			for _, r := range rows {
				for _, v := range r[table].([]any) {
					got = append(got, whole(t, o, v.(row), r))
				}
			}
			equalRows(t, table, readTable(t, filepath.Join(dir, table)), got)
		}
		var good []row
		for _, r := range rows {
			switch a := r[streamArticle]; {
			case a != nil:
				good = append(good, a.(row))
				if r[streamSketch] == nil {
					t.Fatalf("no sketch: %v", r)
				}
			default:
				dead--
				if gocmp.Diff(r[streamDead].(row)["path"], "p\uFFFD") != "" || len(r[speakersTable].([]any)) > 0 || r[streamSketch] != nil {
					t.Fatalf("dead letter: %v", r)
				}
			}
		}
		if dead != 0 {
			t.Fatalf("%d dead letters too few", dead)
		}
		equalRows(t, articlesTable, readTable(t, filepath.Join(dir, articlesTable)), good)
		got := indexInParts(t, sortedSightings(t, docs, rows), func(i int) bool { return coin("cut")(i) })
		equalRows(t, speakerIndexTable, readTable(t, filepath.Join(dir, speakerIndexTable)), got)
	})
}

// whole gives a lean row what that of its article says.
func whole(t fataler, o StreamOptions, r, article row) row {
	t.Helper()
	if !o.Lean {
		return r
	}
	for _, c := range slices.Concat(articleColumns(), runColumns()) {
		if _, ok := r[c.Name]; ok {
			t.Fatalf("a lean row has %s", c.Name)
		}
		r[c.Name] = article[streamArticle].(row)[c.Name]
	}
	return r
}

// equalRows compares rows without their order.
func equalRows(t fataler, what string, want, got []row) {
	t.Helper()
	texts := func(rows []row) []string {
		list := make([]string, len(rows))
		for i, r := range rows {
			b, err := json.Marshal(r)
			if err != nil {
				t.Fatalf("%v", err)
			}
			list[i] = string(b)
		}
		slices.Sort(list)
		return list
	}
	if diff := gocmp.Diff(texts(want), texts(got)); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// placedSighting is a sighting with the place that it has among all.
type placedSighting struct {
	key      []byte
	id       string
	sighting []byte
}

// sortedSightings reads the sightings of the rows, and sorts them as the records of a run.
func sortedSightings(t fataler, docs []*models.Document, rows []row) []placedSighting {
	t.Helper()
	rows = slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r[streamArticle] == nil })
	var all []placedSighting
	for i, d := range docs {
		converted, err := Convert(d)
		if err != nil {
			t.Fatalf("convert: %v", err)
		}
		var keys [][]byte
		for _, r := range converted.sightings {
			keys = append(keys, r.key)
		}
		list := rows[i][streamSightings].([]any)
		if len(list) != len(keys) {
			t.Fatalf("%d sightings, want %d", len(list), len(keys))
		}
		for k, v := range list {
			var p placedSighting
			b, _ := json.Marshal(v)
			if err := json.Unmarshal(b, &struct {
				ID       *string `json:"speaker_id"`
				Sighting *[]byte `json:"sighting"`
			}{&p.id, &p.sighting}); err != nil {
				t.Fatalf("%v", err)
			}
			p.key = keys[k]
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b placedSighting) int { return bytes.Compare(a.key, b.key) })
	return all
}

// indexInParts adds up the stretches between the cuts, and then the summaries.
func indexInParts(t fataler, all []placedSighting, cut func(int) bool) []row {
	t.Helper()
	var summaries, part []placedSighting
	for i, s := range all {
		part = append(part, s)
		if i == len(all)-1 || cut(i) {
			for _, r := range streamRows(t, indexOf(t, part, true)) {
				p := placedSighting{id: r["speaker_id"].(string)}
				b, _ := json.Marshal(r["sighting"])
				if err := json.Unmarshal(b, &p.sighting); err != nil {
					t.Fatalf("%v", err)
				}
				summaries = append(summaries, p)
			}
			part = nil
		}
	}
	slices.SortStableFunc(summaries, func(a, b placedSighting) int { return cmp.Compare(a.id, b.id) })
	return streamRows(t, indexOf(t, summaries, false))
}

// indexOf sends sightings through Index.
func indexOf(t fataler, list []placedSighting, partial bool) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Index(sightingStream(t, list), &out, streamRun, partial); err != nil {
		t.Fatalf("index: %v", err)
	}
	return out.Bytes()
}

// sightingStream is a stream of the sightings, a batch each.
func sightingStream(t fataler, list []placedSighting) *bytes.Buffer {
	t.Helper()
	var in bytes.Buffer
	schema := arrow.NewSchema([]arrow.Field{{Name: "speaker_id", Type: arrow.BinaryTypes.LargeString}, {Name: "sighting", Type: arrow.BinaryTypes.Binary}}, nil)
	w := ipc.NewWriter(&in, ipc.WithSchema(schema))
	for _, s := range list {
		b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
		b.Field(0).(*array.LargeStringBuilder).Append(s.id)
		b.Field(1).(*array.BinaryBuilder).Append(s.sighting)
		if err := w.Write(b.NewRecord()); err != nil {
			t.Fatalf("write sightings: %v", err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("write sightings: %v", err)
	}
	return &in
}

// TestIndexBoundsForms adds up more names and targets than a row keeps, whole and in parts.
func TestIndexBoundsForms(t *testing.T) {
	whole, parts := newSummary("x"), newSummary("x")
	want := newTally("x")
	part := newSummary("x")
	for i := range 3 * maxForms {
		var e encoder
		name := strings.Repeat("n", 1+i%(2*maxForms))
		e.string(name)
		e.string("person")
		e.date(0, false)
		e.int(1)
		e.int(1000 * (i % 7))
		e.strings([]string{name + "a"})
		e.strings(nil)
		e.strings(nil)
		e.count(1)
		for range 3 {
			e.string(name)
		}
		e.bool(i%3 == 0)
		if err := want.add(e.b); err != nil {
			t.Fatal(err)
		}
		s := append([]byte{sightingMark}, e.b...)
		if err := cmp.Or(whole.add(s), part.add(s)); err != nil {
			t.Fatal(err)
		}
		if i%700 == 699 || i == 3*maxForms-1 {
			if err := parts.add(part.encode()); err != nil {
				t.Fatal(err)
			}
			part = newSummary("x")
		}
	}
	for name, s := range map[string]*summary{"whole": whole, "parts": parts} {
		if !bytes.Equal(want.row(), s.tally().row()) {
			t.Errorf("%s: other row than that of the tally", name)
		}
	}
}

// TestIndexRefuses names what is wrong with the stream.
func TestIndexRefuses(t *testing.T) {
	good := append([]byte{summaryMark}, newSummary("b").encode()[1:]...)
	for name, c := range map[string]struct {
		list []placedSighting
		want string
	}{
		"order":  {[]placedSighting{{id: "b", sighting: good}, {id: "a", sighting: good}}, "sorted by speaker_id"},
		"damage": {[]placedSighting{{id: "b", sighting: good[:len(good)-1]}}, "sighting of b"},
		"mark":   {[]placedSighting{{id: "b", sighting: []byte("?")}}, "sighting of b"},
		"empty":  {[]placedSighting{{id: "b"}}, "sighting of b"},
	} {
		err := Index(sightingStream(t, c.list), io.Discard, streamRun, false)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	for _, b := range []string{"", "hello", "\xff\xff\xff\xff\x10\x00\x00\x00"} {
		if err := Index(strings.NewReader(b), io.Discard, streamRun, false); err == nil {
			t.Errorf("%q is read as a stream", b)
		}
	}
}

// TestSketches reads the sketches of a stream of ours as they were given, and writes pairs.
func TestSketches(t *testing.T) {
	var in, out bytes.Buffer
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "sketch", Type: arrow.BinaryTypes.Binary}, {Name: "published_at", Type: timeType, Nullable: true}, {Name: "article_id", Type: stringType},
	}, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	b.Field(0).(*array.BinaryBuilder).AppendValues([][]byte{{1}, {2, 3}}, nil)
	b.Field(1).(*array.TimestampBuilder).AppendValues([]arrow.Timestamp{5, 6}, []bool{false, true})
	b.Field(2).(*array.StringBuilder).AppendValues([]string{"a", "b"}, nil)
	w := ipc.NewWriter(&in, ipc.WithSchema(schema))
	if err := cmp.Or(w.Write(b.NewRecord()), w.Close()); err != nil {
		t.Fatal(err)
	}
	var got []Sketched
	if err := ReadSketches(&in, func(s Sketched) error { got = append(got, s); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff([]Sketched{{ID: "a", Sketch: []byte{1}}, {ID: "b", Published: 6, Dated: true, Sketch: []byte{2, 3}}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	n := 0
	err := WriteCopies(&out, func(yield func(string, string) bool) {
		for ; n < 2*batchRows+1 && yield("b", "a"); n++ {
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if rows := streamRows(t, out.Bytes()); len(rows) != n || rows[0]["article_id"] != "b" || rows[n-1]["duplicate_of"] != "a" {
		t.Errorf("%d rows of %d: %v", len(rows), n, rows[0])
	}
	if err := ReadSketches(sightingStream(t, nil), nil); err != nil {
		t.Errorf("of no rows: %v", err)
	}
	if err := ReadSketches(sightingStream(t, []placedSighting{{id: "a"}}), nil); err == nil || !strings.Contains(err.Error(), "want columns article_id") {
		t.Errorf("of other columns: %v", err)
	}
}
