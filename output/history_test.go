package output

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// corpus is what a folder should hold: documents, and which article each is a copy of.
type corpus struct {
	docs   map[string]*models.Document
	copyOf map[string]string
}

// TestHistory changes a folder at random, run by run: articles come, change, go, become
// copies and cease to be; runs are aborted; parts are merged. After each run the tables
// are those of one run over what there is then.
func TestHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "sayso-history-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		c := corpus{map[string]*models.Document{}, map[string]string{}}
		format := Format(rapid.IntRange(0, 2).Draw(t, "format"))
		for run := range rapid.IntRange(1, 6).Draw(t, "runs") {
			o := Options{
				Dir: filepath.Join(dir, "out"), RunID: fmt.Sprintf("r%d", run), ModelVersion: "m", Format: format, MaxSpeakerTables: rapid.IntRange(0, 3).Draw(t, "folders"),
				MemoryBytes: 2000, RowsPerFile: int64(rapid.IntRange(1, 9).Draw(t, "rows per file")), Workers: 2, noSync: true,
			}
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0:
				next := corpus{maps.Clone(c.docs), maps.Clone(c.copyOf)}
				w := begin(t, o)
				next.change(t, w)
				if err := w.Abort(); err != nil {
					t.Fatalf("abort: %v", err)
				}
			case 1:
				s, err := Open(context.Background(), o)
				if err != nil {
					t.Fatalf("open: %v", err)
				}
				if _, err := s.Compact(context.Background()); err != nil {
					t.Fatalf("compact: %v", err)
				}
				checkOwners(t, s)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			default:
				w := begin(t, o)
				w.small = rapid.IntRange(1, 4).Draw(t, "small parts")
				c.change(t, w)
				if _, err := w.Commit(context.Background()); err != nil {
					t.Fatalf("commit: %v", err)
				}
			}
			if exists(filepath.Join(o.Dir, successName)) {
				c.compare(t, o, filepath.Join(dir, fmt.Sprintf("scratch-%d", run)))
			}
		}
	})
}

// checkOwners wants a folder for each speaker with most rows, and for no other, and the
// index to say so.
func checkOwners(t fataler, s *Store) {
	t.Helper()
	rows := map[string]int{}
	list := []string{}
	where := map[string]string{}
	for i := range s.catalog.Parts {
		p := &s.catalog.Parts[i]
		if p.Table != speakersTable {
			continue
		}
		for _, r := range readTable(t, filepath.Join(s.generation(), p.source())) {
			id := r["speaker_id"].(string)
			if rows[id]++; rows[id] == 1 {
				list = append(list, id)
				where[id] = p.Folder
			} else if where[id] != p.Folder {
				t.Fatalf("rows of %s in %s and in %s", id, where[id], p.Folder)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(rows[b], rows[a]), cmp.Compare(a, b)) })
	for i, id := range list {
		if want := folderOf(id, i < s.opt.MaxSpeakerTables); where[id] != want {
			t.Fatalf("speaker %d by rows, %s with %d, is in %s, want %s of %d", i, id, rows[id], where[id], want, s.opt.MaxSpeakerTables)
		}
	}
	for i := range s.catalog.Parts {
		if p := &s.catalog.Parts[i]; p.Table == speakerIndexTable {
			for _, r := range readTable(t, filepath.Join(s.generation(), p.source())) {
				if id, _ := r["id"].(string); r["path"] != where[id] {
					t.Fatalf("the index says %s of %s, it is in %s", r["path"], id, where[id])
				}
			}
		}
	}
}

func begin(t fataler, o Options) *Writer {
	t.Helper()
	w, err := NewWriter(context.Background(), o)
	if err != nil {
		t.Fatalf("new writer: %v", err)
	}
	return w
}

// change makes random changes to c, and has w make them too.
func (c corpus) change(t *rapid.T, w *Writer) {
	was := maps.Clone(c.copyOf)
	written := map[string]bool{}
	for range rapid.IntRange(0, 5).Draw(t, "changes") {
		id := fmt.Sprintf("art%d", rapid.IntRange(0, 7).Draw(t, "article"))
		if written[id] {
			continue
		}
		if c.docs[id] != nil && rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
			w.Remove(id, false)
			delete(c.docs, id)
			delete(c.copyOf, id)
			written[id] = true
			continue
		}
		c.docs[id] = genDocument(t, id)
		delete(c.copyOf, id)
		written[id] = true
	}
	c.decide(t)
	for _, id := range slices.Sorted(maps.Keys(c.docs)) {
		if written[id] || was[id] != "" && c.copyOf[id] == "" {
			c.add(t, w, id)
		}
	}
	for id := range c.docs {
		w.Settle(id, c.copyOf[id])
	}
}

// decide chooses copies: now and then an article is one of another that is none.
func (c corpus) decide(t *rapid.T) {
	clear(c.copyOf)
	ids := slices.Sorted(maps.Keys(c.docs))
	for i, id := range ids[:max(len(ids)-1, 0)] {
		if rapid.IntRange(0, 2).Draw(t, "copy") == 0 {
			c.copyOf[id] = ids[len(ids)-1]
		}
		_ = i
	}
}

// add gives w the rows of an article. One that ends as a copy is at times added with all
// its rows first.
func (c corpus) add(t *rapid.T, w *Writer, id string) {
	d, e := c.docs[id], Entry{}
	if c.copyOf[id] != "" && rapid.Bool().Draw(t, "known as a copy") {
		d, e.CopyOf = &models.Document{Article: d.Article}, c.copyOf[id]
	}
	rows, err := Convert(d)
	if err != nil {
		t.Fatalf("convert: %v", err)
	}
	e.Published, e.Outlet = d.Article.PublishedAt, d.Article.Outlet
	if err := w.Add(rows, e); err != nil {
		t.Fatalf("add: %v", err)
	}
}

// compare writes c in one run and compares the tables, runs and places apart.
func (c corpus) compare(t *rapid.T, o Options, scratch string) {
	got := o.Dir
	o.Dir, o.RowsPerFile = scratch, 0
	w := begin(t, o)
	for _, id := range slices.Sorted(maps.Keys(c.docs)) {
		c.add(t, w, id)
	}
	for id := range c.docs {
		w.Settle(id, c.copyOf[id])
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatalf("commit from scratch: %v", err)
	}
	for _, root := range roots(o.Format) {
		for _, table := range []string{speakersTable, sentencesTable, stancesTable, articlesTable} {
			diffTables(t, table, filepath.Join(scratch, root, table), filepath.Join(got, root, table))
		}
		index := speakerIndexTable
		if root == arrowRoot {
			index = "speakers.arrow"
		}
		diffTables(t, index, filepath.Join(scratch, root, index), filepath.Join(got, root, index))
	}
}

func diffTables(t *rapid.T, name, want, got string) {
	t.Helper()
	if diff := gocmp.Diff(plainRows(t, want), plainRows(t, got)); diff != "" {
		t.Fatalf("%s (-one run +many):\n%s", name, diff)
	}
}

// plainRows are the rows of a table as sorted lines, without what runs and places tell.
func plainRows(t fataler, path string) []string {
	lines := []string{}
	for _, r := range readTable(t, path) {
		delete(r, "run_id")
		if p, ok := r["path"].(string); ok && filepath.Dir(p) == speakersTable {
			delete(r, "path")
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatalf("encode row: %v", err)
		}
		lines = append(lines, string(b))
	}
	slices.SortFunc(lines, func(a, b string) int { return cmp.Compare(a, b) })
	return lines
}

// TestKilledCommit kills a commit before each of its moves and has another run look at
// the folder: readers see the tables of before or of after, whole, at every moment.
func TestKilledCommit(t *testing.T) {
	for _, first := range []bool{true, false} {
		for step := 0; killAt(t, first, step); step++ {
			if step > 10 {
				t.Fatal("the commit has no end")
			}
		}
	}
}

func killAt(t *testing.T, first bool, step int) (cut bool) {
	dir := t.TempDir()
	o := testOptions(dir)
	write(t, filepath.Join(dir, "notes.txt"), "mine")
	before := map[string]string{"notes.txt": "mine"}
	if !first {
		mustWrite(t, o, newsDocuments(2))
		before = tree(t, dir)
	}
	o.RunID = "run-2"
	w, err := NewWriter(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(newsDocuments(1)[0]); err != nil {
		t.Fatal(err)
	}
	moves := 0
	w.store.folder.rename = func(from, to string) error {
		if moves == step {
			panic(errKilled)
		}
		moves++
		return os.Rename(from, to)
	}
	cut = killed(func() {
		if _, err := w.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	if cut {
		w.store.lock.f.Close() // as the system does
		if diff := gocmp.Diff(before, visible(t, dir)); diff != "" {
			t.Errorf("killed at %d (-before +seen):\n%s", step, diff)
		}
	}
	mustWrite(t, o, newsDocuments(2))
	if left, _ := filepath.Glob(filepath.Join(dir, homeName, "*")); len(left) != 2 {
		t.Errorf("killed at %d: left %v", step, left)
	}
	scratch := testOptions(t.TempDir())
	mustWrite(t, scratch, newsDocuments(2))
	if diff := gocmp.Diff(plainRows(t, filepath.Join(scratch.Dir, speakersTable)), plainRows(t, filepath.Join(dir, speakersTable))); diff != "" {
		t.Errorf("killed at %d, then run again:\n%s", step, diff)
	}
	return cut
}

// visible is what readers see: links that lead nowhere are nothing.
func visible(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	for _, name := range ls(t, dir) {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil && name != homeName {
			add(t, files, dir, name)
		}
	}
	return files
}

// killed runs f and reports whether it was cut off by a panic with errKilled.
func killed(f func()) (was bool) {
	defer func() {
		if r := recover(); r != nil {
			if r != errKilled {
				panic(r)
			}
			was = true
		}
	}()
	f()
	return false
}

type killError struct{}

func (killError) Error() string { return "killed" }

var errKilled error = killError{}
