package loadgen

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// BenchmarkWrite makes articles of those that SAYSO_ARTICLES names, parted by commas, or of
// the examples of the tests.
func BenchmarkWrite(b *testing.B) {
	base := example()
	if paths := os.Getenv("SAYSO_ARTICLES"); paths != "" {
		source, err := ingest.Open(strings.Split(paths, ","), ingest.Options{})
		if err != nil {
			b.Fatal(err)
		}
		base = nil
		for a := range source.Articles() {
			if a != nil && len(base) < 10_000 {
				base = append(base, a)
			}
		}
	}
	o := Defaults()
	o.Articles = 20_000
	m, err := New(base, o)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		stats, err := m.Write(io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(stats.Bytes)
	}
	b.ReportMetric(float64(o.Articles)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

func example() []*models.Article {
	return []*models.Article{
		{Title: "Carol Lind leaves the council", Text: "Carol Lind, the mayor of Reach, said on Monday that she would go. “I have done what I could,” Ms. Lind said.\n\nHer deputy, David J. Ott, told reporters that Lind had been ill. The council meets on Friday to name another one for the office."},
		{Text: "Senator Pryce voted against the bill. His colleague Ann Moe-Dahl praised Pryce’s stand in the debate, and so did Sen. Quill. The Carol singers met in Washington."},
	}
}
