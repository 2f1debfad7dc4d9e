package output

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
)

// BenchmarkSmallFile writes a folder with a file of a few rows, as most speakers have.
func BenchmarkSmallFile(b *testing.B) {
	var rows [][]byte
	for _, d := range newsDocuments(50) {
		r, err := Convert(d)
		if err != nil {
			b.Fatal(err)
		}
		for _, row := range rowsOf(b, r, speakers()) {
			rows = append(rows, []byte(row))
		}
	}
	for _, n := range []int{1, 10, 50} {
		b.Run(fmt.Sprintf("%d rows", n), func(b *testing.B) {
			w := benchTable(b, speakers())
			b.ReportAllocs()
			for k := 0; b.Loop(); k++ {
				w.open(filepath.Join("folders", fmt.Sprint(k)))
				for i := range n {
					if err := w.add(rows[(k+i)%len(rows)]); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.end(true); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(written(b, w))/float64(len(w.layout.parts)), "bytes/file")
		})
	}
}

// BenchmarkLargeFile writes sentences to large files.
func BenchmarkLargeFile(b *testing.B) {
	for _, format := range []Format{Parquet, Arrow} {
		b.Run(format.String(), func(b *testing.B) {
			var documents [][]byte
			size := 0
			for _, d := range newsDocuments(5000) {
				r, err := Convert(d)
				if err != nil {
					b.Fatal(err)
				}
				documents = append(documents, r.sentences)
				size += len(r.sentences)
			}
			w := benchTable(b, sentences())
			w.layout.format = format
			b.ReportAllocs()
			b.SetBytes(int64(size))
			for k := 0; b.Loop(); k++ {
				w.open("sentences")
				for _, rows := range documents {
					if err := w.add(rows); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.end(true); err != nil {
					b.Fatal(err)
				}
			}
			rows := int64(0)
			for _, p := range w.layout.parts {
				rows += p.Rows
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(written(b, w))/float64(rows), "bytes/row")
		})
	}
}

func benchTable(b *testing.B, t Table) *tableWriter {
	b.Helper()
	o := Options{RunID: "r1", ModelVersion: "m1"}
	w, err := newTableWriter(&layout{
		root: b.TempDir(), format: Parquet, perFile: map[string]int64{t.Name: 1 << 40}, names: map[string]int{},
		constants: map[string]string{"run_id": o.RunID, "model_version": o.ModelVersion},
		metadata:  func(t Table) arrow.Metadata { return metadata(o, t) },
	}, t)
	if err != nil {
		b.Fatal(err)
	}
	return w
}

// written returns the size of the files that w wrote.
func written(b *testing.B, w *tableWriter) (size int64) {
	b.Helper()
	for _, p := range w.layout.parts {
		for _, f := range p.Files {
			size += f.Bytes
		}
	}
	return size
}
