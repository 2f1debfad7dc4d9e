package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// ownedRow is an encoded row with its constants.
type ownedRow struct{ Row, Run, Models string }

// genRow draws a row of t, with whatever its types allow.
func genRow(t *rapid.T, table Table) []byte {
	var e encoder
	for _, c := range table.Columns {
		if !c.constant {
			genValue(t, &e, c.Type, c.Nullable)
		}
	}
	return e.b
}

func genValue(t *rapid.T, e *encoder, typ arrow.DataType, null bool) {
	there := !null || rapid.Bool().Draw(t, "there")
	text := func() string {
		return rapid.SampledFrom(append([]string{"", strings.Repeat("långt ", 300)}, words...)).Draw(t, "text")
	}
	switch typ := typ.(type) {
	case *arrow.StringType:
		if s := text(); !null {
			e.string(s)
		} else if there {
			e.opt(s)
		} else {
			e.opt("")
		}
	case *arrow.Int32Type:
		n := int(rapid.Int32().Draw(t, "number"))
		if null {
			e.optInt(n, there)
		} else {
			e.int(n)
		}
	case *arrow.Int64Type:
		e.int(int(rapid.Int64().Draw(t, "number")))
	case *arrow.TimestampType:
		e.date(rapid.Int64().Draw(t, "time"), there)
	case *arrow.Float64Type:
		e.score(rapid.Float64().Draw(t, "score"))
	case *arrow.BooleanType:
		e.bool(rapid.Bool().Draw(t, "bool"))
	case *arrow.ListType:
		n := rapid.SampledFrom([]int{0, 0, 1, 2, 3, 40}).Draw(t, "elements")
		e.count(n)
		for range n {
			genValue(t, e, typ.Elem(), false)
		}
	case *arrow.StructType:
		for _, f := range typ.Fields() {
			genValue(t, e, f.Type, f.Nullable)
		}
	default:
		t.Fatalf("no rows of %s", typ)
	}
}

// writeRows writes rows as one file of each format and returns their paths.
func writeRows(t fataler, dir string, table Table, rows []ownedRow) []string {
	t.Helper()
	l := &layout{
		root: dir, format: Both, perFile: map[string]int64{table.Name: 1 << 40}, names: map[string]int{},
		metadata: func(t Table) arrow.Metadata { return metadata(Options{RunID: "r"}, t) },
	}
	w, err := newTableWriter(l, table)
	if err != nil {
		t.Fatalf("new table writer: %v", err)
	}
	w.open("table")
	for _, r := range rows {
		w.batch.setConstants(r.Run, r.Models)
		if err := w.add([]byte(r.Row)); err != nil {
			t.Fatalf("add row: %v", err)
		}
	}
	if err := w.end(true); err != nil {
		t.Fatalf("end: %v", err)
	}
	for _, p := range l.parts {
		for _, f := range p.Files {
			if c, err := checkFile(dir, filepath.FromSlash(f.Path)); c != f {
				t.Fatalf("checked while writing: %v, after: %v, %v", f, c, err)
			}
		}
	}
	paths, err := filesBelow(dir)
	if err != nil {
		t.Fatalf("list files: %v", err)
	}
	return paths
}

func readBack(path string, table Table) ([]ownedRow, error) {
	var got []ownedRow
	err := readRows(path, table, func(row []byte, run, models string) error {
		got = append(got, ownedRow{string(row), run, models})
		return nil
	})
	return got, err
}

// TestRowsReadBack writes random rows of every table and expects the same bytes.
func TestRowsReadBack(t *testing.T) {
	for _, table := range Tables() {
		t.Run(table.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				rows := genRows(t, table)
				dir, err := os.MkdirTemp("", "sayso-output-")
				if err != nil {
					t.Fatalf("make folder: %v", err)
				}
				defer os.RemoveAll(dir)
				for _, path := range writeRows(t, dir, table, rows) {
					got, err := readBack(path, table)
					if err != nil {
						t.Fatalf("read back: %v", err)
					}
					if diff := gocmp.Diff(rows, got); diff != "" {
						t.Fatalf("%s (-wrote +read):\n%s", path, diff)
					}
				}
			})
		})
	}
}

func genRows(t *rapid.T, table Table) []ownedRow {
	var rows []ownedRow
	for n := rapid.SampledFrom([]int{0, 1, 2, 7, 30}).Draw(t, "rows"); n > 0; n-- {
		rows = append(rows, ownedRow{
			string(genRow(t, table)), rapid.SampledFrom([]string{"r1", "r2"}).Draw(t, "run"), rapid.SampledFrom([]string{"", "m1", "m2"}).Draw(t, "models"),
		})
	}
	return rows
}

// filesBelow returns the paths of all files below dir, in order.
func filesBelow(dir string) (paths []string, err error) {
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, p)
		}
		return err
	})
	return paths, err
}

// TestManyRowsReadBack writes documents enough for pages, batches and row groups in
// number, large files and small ones.
func TestManyRowsReadBack(t *testing.T) {
	docs := newsDocuments(1500)
	for _, table := range []Table{speakers(), sentences(), stances(), articles()} {
		t.Run(table.Name, func(t *testing.T) {
			var rows []ownedRow
			for i, d := range docs {
				r, err := Convert(d)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range rowsOf(t, r, table) {
					rows = append(rows, ownedRow{row, fmt.Sprintf("r%d", i/100), "m"})
				}
			}
			paths := writeRows(t, t.TempDir(), table, rows)
			if len(paths) != 2 {
				t.Fatalf("files: %q", paths)
			}
			for _, path := range paths {
				n := 0
				err := readRows(path, table, func(row []byte, run, models string) error {
					if got := (ownedRow{string(row), run, models}); got != rows[n] {
						return fmt.Errorf("row %d: %q, wrote %q", n, got, rows[n])
					}
					n++
					return nil
				})
				if err != nil || n != len(rows) {
					t.Errorf("%s: %d of %d rows, %v", path, n, len(rows), err)
				}
			}
		})
	}
}

// rowsOf returns the rows of one of a document's tables.
func rowsOf(t testing.TB, r *Rows, table Table) (rows []string) {
	t.Helper()
	b := map[string][]byte{sentencesTable: r.sentences, stancesTable: r.stances, articlesTable: appendCopies(r.articles, "a", []string{"b"})}[table.Name]
	if table.Name == speakersTable {
		for _, s := range r.speakers {
			rows = append(rows, string(s.body))
		}
	}
	batch, err := newBatch(arrow.NewSchema(fieldsOf(table), nil), table, nil)
	if err != nil {
		t.Fatal(err)
	}
	for len(b) > 0 {
		rest, err := batch.add(b)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, string(b[:len(b)-len(rest)]))
		b = rest
	}
	return rows
}

// TestParquetSchema holds the schemas of our files to those that Arrow's library
// gives to such columns.
func TestParquetSchema(t *testing.T) {
	for _, table := range Tables() {
		want, err := pqarrow.ToParquet(arrow.NewSchema(fieldsOf(table), nil), nil, pqarrow.DefaultWriterProps())
		if err != nil {
			t.Fatal(err)
		}
		if err := fitsParquet(want, table); err != nil {
			t.Error(err)
		}
		f, err := pqfile.OpenParquetFile(writeRows(t, t.TempDir(), table, nil)[1], false)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		got := f.MetaData().Schema
		if got.NumColumns() != want.NumColumns() {
			t.Fatalf("%s: %d leaves, want %d", table.Name, got.NumColumns(), want.NumColumns())
		}
		for i := range want.Root().NumFields() {
			if !got.Root().Field(i).Equals(want.Root().Field(i)) {
				t.Errorf("%s: column %s differs", table.Name, want.Root().Field(i).Name())
			}
		}
		for i := range want.NumColumns() {
			g, w := got.Column(i), want.Column(i)
			if g.Path() != w.Path() || g.ConvertedType() != w.ConvertedType() || g.MaxDefinitionLevel() != w.MaxDefinitionLevel() || g.MaxRepetitionLevel() != w.MaxRepetitionLevel() {
				t.Errorf("%s: leaf %s, want %s", table.Name, g, w)
			}
		}
		kv := f.MetaData().KeyValueMetadata()
		meta := metadata(Options{RunID: "r"}, table)
		if diff := gocmp.Diff(arrow.NewMetadata(kv.Keys(), kv.Values()).ToMap(), meta.ToMap()); diff != "" {
			t.Errorf("%s: metadata: %s", table.Name, diff)
		}
	}
}

// TestReadRowsOfOtherTables names what does not fit.
func TestReadRowsOfOtherTables(t *testing.T) {
	wrote := stances()
	paths := writeRows(t, t.TempDir(), wrote, nil)
	for name, c := range map[string]struct {
		change func(*Table)
		want   string
	}{
		"renamed":  {func(t *Table) { t.Columns[3].Name = "writer" }, "column writer: in its place is author"},
		"retyped":  {func(t *Table) { t.Columns[6].Type = longType }, "column stance_index: is of another type"},
		"optional": {func(t *Table) { t.Columns[1].Nullable = false }, "column title: is of another type"},
		"new":      {func(t *Table) { t.Columns = append(t.Columns, column("more", intType, "")) }, "column more: missing"},
		"dropped":  {func(t *Table) { t.Columns = t.Columns[:len(t.Columns)-1] }, "column model_version: unknown to table stances"},
	} {
		table := stances()
		c.change(&table)
		for _, path := range paths {
			if _, err := readBack(path, table); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("%s, %s: %v, want %s", name, path, err, c.want)
			}
		}
	}
}

// TestReadRowsStops hands on the error of the caller, and its panic.
func TestReadRowsStops(t *testing.T) {
	row := ownedRow{string(genExample(speakerIndex())), "r", "m"}
	for _, path := range writeRows(t, t.TempDir(), speakerIndex(), []ownedRow{row, row}) {
		enough, calls := errors.New("enough"), 0
		err := readRows(path, speakerIndex(), func([]byte, string, string) error { calls++; return enough })
		if err != enough || calls != 1 {
			t.Errorf("%s: %d calls, %v", path, calls, err)
		}
		func() {
			defer func() {
				if v := recover(); v != "mine" {
					t.Errorf("%s: recovered %v", path, v)
				}
			}()
			readRows(path, speakerIndex(), func([]byte, string, string) error { panic("mine") })
		}()
	}
}

func genExample(table Table) []byte {
	return rapid.Custom(func(t *rapid.T) []byte { return genRow(t, table) }).Example(1)
}

// TestReadDamagedRows cuts and changes files at many places and expects rows or an
// error that names the file, no panic. The schema of an Arrow file, which stands in
// it twice, is left alone: see readRows.
func TestReadDamagedRows(t *testing.T) {
	dir := t.TempDir()
	o := testOptions(dir)
	o.Format = Both
	mustWrite(t, o, []*models.Document{example()})
	for _, name := range []string{"speakers/ann-zoe/part-000001-00000.parquet", "arrow/speakers/ann-zoe/part-000001-00000.arrow"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := readBack(path, speakers())
		if err != nil || len(want) != 2 {
			t.Fatalf("%s: %d rows, %v", path, len(want), err)
		}
		from, to := 0, len(whole)
		if filepath.Ext(path) == ".arrow" {
			mark := []byte{0xff, 0xff, 0xff, 0xff}
			from = 16 + bytes.Index(whole[16:], mark)
			to = bytes.LastIndex(whole, mark)
		}
		failed := 0
		for at := from; at < to; at += 29 {
			changed := append([]byte(nil), whole...)
			changed[at] ^= 0x55
			for _, b := range [][]byte{whole[:at], changed} {
				failed += readDamaged(t, path, b)
			}
		}
		if failed < (to-from)/29 {
			t.Errorf("%s: only %d of %d damages were noticed", path, failed, (to-from)/29*2)
		}
	}
}

// readDamaged returns 1 when reading b as a file fails, as it should.
func readDamaged(t *testing.T, path string, b []byte) int {
	t.Helper()
	if err := os.WriteFile(path, b, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := readBack(path, speakers())
	if err == nil {
		return 0
	}
	if !strings.Contains(err.Error(), path) {
		t.Fatalf("error does not name the file: %v", err)
	}
	return 1
}

// TestFilesSideBySide writes folders on several goroutines, as a run does, and expects
// the bytes that one alone writes.
func TestFilesSideBySide(t *testing.T) {
	table := speakers()
	var rows []ownedRow
	for _, d := range newsDocuments(40) {
		r, err := Convert(d)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rowsOf(t, r, table) {
			rows = append(rows, ownedRow{row, "r", "m"})
		}
	}
	dirs := make([]string, 8)
	var group sync.WaitGroup
	for i := range dirs {
		dirs[i] = t.TempDir()
		write := func() { writeRows(t, dirs[i], table, rows[:len(rows)-i%2*7]) }
		if i < 2 {
			write()
			continue
		}
		group.Add(1)
		go func() {
			defer group.Done()
			write()
		}()
	}
	group.Wait()
	for i, dir := range dirs {
		if diff := gocmp.Diff(tree(t, dirs[i%2]), tree(t, dir)); diff != "" {
			t.Fatalf("writer %d: other bytes", i)
		}
	}
}
