package ingest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// BenchmarkRead reads articles from packed lines of JSON as a nightly run does: from the
// files that SAYSO_ARTICLES names, parted by commas, or else from a file made here.
func BenchmarkRead(b *testing.B) {
	paths := strings.Split(os.Getenv("SAYSO_ARTICLES"), ",")
	if paths[0] == "" {
		paths = []string{filepath.Join(b.TempDir(), "articles.jsonl.zst")}
		if err := os.WriteFile(paths[0], manyArticles(b, 20_000), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	articles, size := 0, 0
	for b.Loop() {
		src, err := Open(paths, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for a := range src.Articles() {
			if a != nil {
				articles++
				size += len(a.Text)
			}
		}
	}
	b.SetBytes(int64(size / b.N))
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
}

// manyArticles are n articles of some 400 words each, as packed lines of JSON.
func manyArticles(tb testing.TB, n int) []byte {
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out)
	if err != nil {
		tb.Fatal(err)
	}
	for i := range n {
		fmt.Fprintf(w, `{"id":"made-%d","outlet":"Example Post","title":"Port of Lund %d","published_at":"2021-03-%02d","text":"Port of Lund %d.`, i, i, i%28+1, i)
		for k := range 20 {
			fmt.Fprintf(w, `\n\n“The port stays open for ship %d of the %d that came,” said Mayor Ana Ruiz on Tuesday, and the council's \"last word\" on it was given.`, i*k, i+k)
		}
		fmt.Fprintln(w, `"}`)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}
