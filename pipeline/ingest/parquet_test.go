package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
)

// encoded are files of the same rows in every encoding, packing and version of page that
// the library writes.
func encoded(t testing.TB, rows int) map[string][]byte {
	record := newsRecord(rows, 0, " And some more.")
	files := make(map[string][]byte)
	for _, codec := range []compress.Compression{compress.Codecs.Uncompressed, compress.Codecs.Snappy, compress.Codecs.Gzip, compress.Codecs.Brotli, compress.Codecs.Zstd} {
		for version, v := range map[string]parquet.DataPageVersion{"1": parquet.DataPageV1, "2": parquet.DataPageV2} {
			for _, e := range []parquet.Encoding{parquet.Encodings.PlainDict, parquet.Encodings.Plain, parquet.Encodings.DeltaByteArray, parquet.Encodings.DeltaLengthByteArray} {
				props := []parquet.WriterProperty{parquet.WithCompression(codec), parquet.WithDataPageVersion(v), parquet.WithDataPageSize(2000), parquet.WithMaxRowGroupLength(500)}
				if e != parquet.Encodings.PlainDict {
					props = append(props, parquet.WithDictionaryDefault(false), parquet.WithEncodingFor("Headline", e), parquet.WithEncodingFor("body", e), parquet.WithEncodingFor("authors.list.element", e), parquet.WithEncodingFor("nr", parquet.Encodings.DeltaBinaryPacked))
				}
				var out bytes.Buffer
				w, err := pqarrow.NewFileWriter(record.Schema(), &out, parquet.NewWriterProperties(props...), pqarrow.DefaultWriterProps())
				if err == nil {
					err = w.Write(record)
				}
				if err == nil {
					err = w.Close()
				}
				if err != nil {
					t.Fatalf("%v %s %v: %v", codec, version, e, err)
				}
				files[fmt.Sprintf("%v, pages %s, %v", codec, version, e)] = out.Bytes()
			}
		}
	}
	return files
}

// All encodings, packings and versions of pages give the same articles.
func TestParquetEncodings(t *testing.T) {
	m, err := ParseMapping("id=nr,published_at=meta.when")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range encoded(t, 1200) {
		src, err := Open([]string{"-"}, Options{Format: Parquet, Map: m, Stdin: bytes.NewReader(data)})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for a, bad := range src.Articles() {
			if bad != nil {
				t.Fatalf("%s: %v", name, bad)
			}
			title := ""
			if n%3 > 0 {
				title = fmt.Sprint("Title ", n)
			}
			if a.ID != fmt.Sprint(n) || a.Text != fmt.Sprintf("Text %d. And some more.", n) || a.Title != title || a.Author != [...]string{"", "A", "A, B"}[n%3] || a.PublishedAt.Second() != n%60 {
				t.Fatalf("%s: row %d is %+v", name, n, a)
			}
			n++
		}
		if n != 1200 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
}

// A file that claims gigabytes at any place of it is refused before room is made for
// them.
func TestDamagedParquet(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	claims := [][]byte{{0xfe, 0xff, 0xff, 0xff, 0x0f}, {0xff, 0xff, 0xff, 0xff, 0x07}, {0x80, 0x80, 0x80, 0x80, 0x04}}
	for name, whole := range encoded(t, 40) {
		if !strings.HasPrefix(name, "UNCOMPRESSED") && !strings.Contains(name, "DELTA_BYTE") {
			continue
		}
		worst, at := uint64(0), 0
		for i := 4; i+5 < len(whole); i += 5 {
			data := slices.Clone(whole)
			copy(data[i:], claims[i/5%len(claims)])
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			readAll(t, data, Parquet)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > worst {
				worst, at = used, i
			}
		}
		if worst > 300<<20 {
			t.Errorf("%s: %d MiB for a claim at byte %d", name, worst>>20, at)
		}
	}
}

// Values by the million that a few bytes stand for end in a fault, not in as many articles.
func TestParquetBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	text := strings.Repeat("Some words. ", 500)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), arrow.NewSchema([]arrow.Field{{Name: "text", Type: arrow.BinaryTypes.String}}, nil))
	for range 60_000 {
		b.Field(0).(*array.StringBuilder).Append(text)
	}
	data := parquetBytes(t, b.NewRecord())
	src, err := Open([]string{"-"}, Options{Format: Parquet, Stdin: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	rows, last := 0, ""
	for _, bad := range src.Articles() {
		rows++
		if bad != nil {
			last = bad.Reason
		}
	}
	if !strings.Contains(last, "bomb") || int64(rows)*int64(len(text)) > fuseBytes+1<<20 {
		t.Errorf("%d rows, the last one %q, of a file of %d bytes", rows, last, len(data))
	}
}

// A list too long to be a value is a fault of its row alone, in both formats.
func TestLongList(t *testing.T) {
	sc := arrow.NewSchema([]arrow.Field{{Name: "text", Type: arrow.BinaryTypes.String}, {Name: "authors", Type: arrow.ListOf(arrow.BinaryTypes.String)}}, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), sc)
	for i, n := range []int{1, 3000, 2} {
		b.Field(0).(*array.StringBuilder).Append(fmt.Sprintf("Text %d.", i))
		list := b.Field(1).(*array.ListBuilder)
		list.Append(true)
		for range n {
			list.ValueBuilder().(*array.StringBuilder).Append(strings.Repeat("x", 500))
		}
	}
	record := b.NewRecord()
	for f, data := range map[Format][]byte{Parquet: parquetBytes(t, record), Arrow: arrowBytes(t, true, record)} {
		src, err := Open([]string{"-"}, Options{Format: f, Stdin: bytes.NewReader(data)})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for a, bad := range src.Articles() {
			if bad != nil {
				got = append(got, fmt.Sprint("!", bad.Line, " ", bad.Reason))
				continue
			}
			got = append(got, fmt.Sprint(a.Text, len(a.Author)))
		}
		if s := strings.Join(got, "|"); s != "Text 0.500|!2 a list longer than 1048576 bytes|Text 2.1002" {
			t.Errorf("%v: %s", f, s)
		}
	}
}

// Metadata is passed over to its end, and refused where it claims more than there is.
func TestThrift(t *testing.T) {
	for _, c := range []struct {
		data string
		ok   bool
	}{
		{"\x00", true},
		{"\x15\x02\x16\x04\x11\x12\x18\x02ab\x17abcdefgh\x13\x05\x14\x01\x00", true}, // numbers, bools, a string, a double
		{"\x19\x35\x02\x04\x06\x1a\x21\x01\x02\x1b\x01\x58\x02\x01a\x00", true},      // a list, a set and a map
		{"\x05\xc8\x01\x02\x1c\x15\x02\x00\x00", true},                               // a field by its number, a struct
		{"", false}, {"\x15", false}, {"\x18\x05ab\x00", false}, {"\x19\xf5\xff\xff\xff\xff\x07", false}, {"\x1d\x00", false},
		{"\x1b\xff\xff\xff\xff\x07\x55", false}, {"\x15\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00", false}, {strings.Repeat("\x1c", 100), false},
		{strings.Repeat("\x19\x19", 100), false}, {"\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", false},
	} {
		r := bufio.NewReader(strings.NewReader(c.data))
		th := thrift{r: r, left: int64(len(c.data))}
		err := th.skip(thriftStruct, 0)
		if rest, _ := io.ReadAll(r); (err == nil) != c.ok || c.ok && len(rest) > 0 {
			t.Errorf("%q: %v, %q left", c.data, err, rest)
		}
	}
}

func FuzzParquet(f *testing.F) {
	for name, data := range encoded(f, 6) {
		if strings.HasPrefix(name, "UNCOMPRESSED") {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		readAll(t, data, Parquet)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
			t.Errorf("%d MiB", used>>20)
		}
	})
}
