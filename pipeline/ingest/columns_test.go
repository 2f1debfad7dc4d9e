package ingest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// newsRecord is a batch of n articles with columns of many types.
func newsRecord(n, from int, pad string) arrow.Record {
	meta := arrow.StructOf(arrow.Field{Name: "when", Type: arrow.FixedWidthTypes.Timestamp_us, Nullable: true}, arrow.Field{Name: "day", Type: arrow.FixedWidthTypes.Date32})
	sc := arrow.NewSchema([]arrow.Field{
		{Name: "nr", Type: arrow.PrimitiveTypes.Int64},
		{Name: "Headline", Type: arrow.BinaryTypes.String, Nullable: true},
		{Name: "body", Type: arrow.BinaryTypes.LargeString},
		{Name: "authors", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true},
		{Name: "source", Type: arrow.FixedWidthTypes.Boolean},
		{Name: "meta", Type: meta},
	}, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), sc)
	for i := from; i < from+n; i++ {
		b.Field(0).(*array.Int64Builder).Append(int64(i))
		if i%3 == 0 {
			b.Field(1).AppendNull()
		} else {
			b.Field(1).(*array.StringBuilder).Append(fmt.Sprint("Title ", i))
		}
		b.Field(2).(*array.LargeStringBuilder).Append(fmt.Sprintf("Text %d.%s", i, pad))
		list := b.Field(3).(*array.ListBuilder)
		list.Append(true)
		for k := range i % 3 {
			list.ValueBuilder().(*array.StringBuilder).Append(string(rune('A' + k)))
		}
		b.Field(4).(*array.BooleanBuilder).Append(true)
		s := b.Field(5).(*array.StructBuilder)
		s.Append(true)
		s.FieldBuilder(0).(*array.TimestampBuilder).Append(arrow.Timestamp(time.Date(2021, 3, 4, 5, 6, i%60, 0, time.UTC).UnixMicro()))
		s.FieldBuilder(1).(*array.Date32Builder).Append(arrow.Date32FromTime(time.Date(2021, 3, 4, 0, 0, 0, 0, time.UTC)))
	}
	return b.NewRecord()
}

func parquetBytes(t testing.TB, records ...arrow.Record) []byte {
	var out bytes.Buffer
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithMaxRowGroupLength(1000))
	w, err := pqarrow.NewFileWriter(records[0].Schema(), &out, props, pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func arrowBytes(t testing.TB, asFile bool, records ...arrow.Record) []byte {
	name := filepath.Join(t.TempDir(), "x")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	var w interface {
		Write(arrow.Record) error
		Close() error
	}
	if !asFile {
		w = ipc.NewWriter(f, ipc.WithSchema(records[0].Schema()))
	} else if w, err = ipc.NewFileWriter(f, ipc.WithSchema(records[0].Schema()), ipc.WithZstd()); err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	all, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The same rows come out of Parquet files and Arrow files and streams, from disk,
// from standard input and packed.
func TestColumns(t *testing.T) {
	first, second := newsRecord(1500, 0, ""), newsRecord(700, 1500, "")
	dir := t.TempDir()
	files := map[string][]byte{"a.parquet": parquetBytes(t, first, second), "a.arrow": arrowBytes(t, true, first, second), "s.arrow": arrowBytes(t, false, first, second)}
	m, err := ParseMapping("id=nr,published_at=meta.when")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		path := filepath.Join(dir, name)
		for _, pack := range []string{"", ".gz", ".zst"} {
			packed, err := packBytes(name+pack, data)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path+pack, packed, 0o644); err != nil {
				t.Fatal(err)
			}
			checkColumns(t, path+pack, Options{Map: m})
		}
		_, format, _ := split(name)
		checkColumns(t, "-", Options{Map: m, Format: format, Stdin: bytes.NewReader(data)})
	}
}

func checkColumns(t *testing.T, path string, opts Options) {
	t.Helper()
	src, err := Open([]string{path}, opts)
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for a, bad := range src.Articles() {
		if bad != nil {
			t.Fatal(bad)
		}
		title := fmt.Sprint("Title ", i)
		if i%3 == 0 {
			title = ""
		}
		author := [...]string{"", "A", "A, B"}[i%3]
		at := time.Date(2021, 3, 4, 5, 6, i%60, 0, time.UTC)
		if a.ID != fmt.Sprint(i) || a.Title != title || a.Text != fmt.Sprintf("Text %d.", i) || a.Author != author || a.Outlet != "" || !a.PublishedAt.Equal(at) || a.Line != i+1 {
			t.Fatalf("%s: row %d is %+v", path, i, a)
		}
		i++
	}
	if i != 2200 {
		t.Errorf("%s: %d rows", path, i)
	}
}

// What is missing is named; the columns there are, too.
func TestColumnsMissing(t *testing.T) {
	data := parquetBytes(t, newsRecord(1, 0, ""))
	m, _ := ParseMapping("text=story")
	src, err := Open([]string{"-"}, Options{Format: Parquet, Map: m, Stdin: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	for a, bad := range src.Articles() {
		if a != nil || !strings.Contains(bad.Error(), `no column "story"`) || !strings.Contains(bad.Error(), "meta.when") {
			t.Errorf("%v, %v", a, bad)
		}
	}
}

// A file cut short at any place gives some of its rows and a fault, in little memory.
func TestColumnsCut(t *testing.T) {
	record := newsRecord(300, 0, "")
	for format, data := range map[Format][]byte{Parquet: parquetBytes(t, record), Arrow: arrowBytes(t, true, record)} {
		for cut := 0; cut < len(data)-12; cut += 97 {
			articles, faults := readBytes(t, data[:cut], format)
			if faults == 0 && articles != 300 {
				t.Fatalf("%s cut to %d of %d bytes: %d articles and no fault", format, cut, len(data), articles)
			}
		}
		for at := 0; at < len(data); at += 53 {
			broken := bytes.Clone(data)
			broken[at] ^= 0xff
			readBytes(t, broken, format)
		}
	}
}

func readBytes(t testing.TB, data []byte, f Format) (articles, faults int) {
	t.Helper()
	src, err := Open([]string{"-"}, Options{Format: f, Stdin: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	for a := range src.Articles() {
		if a != nil {
			articles++
		} else {
			faults++
		}
	}
	return articles, faults
}

func FuzzColumns(f *testing.F) {
	record := newsRecord(3, 0, "")
	f.Add(parquetBytes(f, record), true)
	f.Add(arrowBytes(f, true, record), false)
	f.Fuzz(func(t *testing.T, data []byte, isParquet bool) {
		format := Arrow
		if isParquet {
			format = Parquet
		}
		readAll(t, data, format)
	})
}
