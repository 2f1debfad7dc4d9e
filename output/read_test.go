package output

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// fataler is what testing.TB and rapid.T share.
type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// row is a row read back, by column, as JSON has it.
type row = map[string]any

// readTable reads the files of a folder, or one file, in order of their paths.
func readTable(t fataler, path string) []row {
	t.Helper()
	var rows []row
	for _, p := range tableFiles(t, path) {
		_, recs := readFile(t, p)
		for _, rec := range recs {
			rows = append(rows, recordRows(t, rec)...)
			rec.Release()
		}
	}
	return rows
}

func tableFiles(t fataler, path string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(real(t, path), func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, p)
		}
		return err
	})
	if err != nil {
		t.Fatalf("list table: %v", err)
	}
	slices.Sort(list)
	return list
}

func readFile(t fataler, path string) (*arrow.Schema, []arrow.Record) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read table: %v", err)
	}
	if strings.HasSuffix(path, ".arrow") {
		return readArrow(t, b)
	}
	pf, err := pqfile.NewParquetReader(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("open %s: %v", path, err)
	}
	r, err := pqarrow.NewFileReader(pf, pqarrow.ArrowReadProperties{BatchSize: 1 << 10}, memory.NewGoAllocator())
	if err != nil {
		t.Fatalf("open %s: %v", path, err)
	}
	schema, err := r.Schema()
	if err != nil {
		t.Fatalf("schema of %s: %v", path, err)
	}
	rr, err := r.GetRecordReader(context.Background(), nil, nil)
	if err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	if kv := pf.MetaData().KeyValueMetadata(); kv != nil {
		meta := arrow.NewMetadata(kv.Keys(), kv.Values())
		schema = arrow.NewSchema(schema.Fields(), &meta)
	}
	var recs []arrow.Record
	for rr.Next() {
		rec := rr.Record()
		rec.Retain()
		recs = append(recs, rec)
	}
	return schema, recs
}

func readArrow(t fataler, b []byte) (*arrow.Schema, []arrow.Record) {
	t.Helper()
	r, err := ipc.NewFileReader(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("open arrow file: %v", err)
	}
	var recs []arrow.Record
	for i := 0; i < r.NumRecords(); i++ {
		rec, err := r.RecordAt(i)
		if err != nil {
			t.Fatalf("read arrow batch %d: %v", i, err)
		}
		recs = append(recs, rec)
	}
	return r.Schema(), recs
}

func recordRows(t fataler, rec arrow.Record) []row {
	t.Helper()
	var b bytes.Buffer
	if err := array.RecordToJSON(rec, &b); err != nil {
		t.Fatalf("print record: %v", err)
	}
	var rows []row
	for d := json.NewDecoder(&b); d.More(); {
		var r row
		if err := d.Decode(&r); err != nil {
			t.Fatalf("decode record: %v", err)
		}
		rows = append(rows, r)
	}
	return rows
}

// tree returns the content of every file below dir by its path.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatalf("read tree: %v", err)
	}
	for _, e := range list {
		if e.Name() != homeName {
			add(t, files, dir, e.Name())
		}
	}
	return files
}

// add adds the files below an entry of dir, which may be a link.
func add(t testing.TB, files map[string]string, dir, name string) {
	t.Helper()
	root := real(t, filepath.Join(dir, name))
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, p)
		files[path.Join(name, filepath.ToSlash(rel))] = string(b)
		return err
	})
	if err != nil {
		t.Fatalf("read tree: %v", err)
	}
}

// real follows the links of a path.
func real(t fataler, path string) string {
	t.Helper()
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatalf("follow links: %v", err)
	}
	return path
}
