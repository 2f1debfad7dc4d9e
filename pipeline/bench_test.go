package pipeline

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// exampleArticles reads the articles of testdata and counts their words, which are
// what whitespace parts.
func exampleArticles(b *testing.B) (articles []*models.Article, words int) {
	b.Helper()
	source, err := ingest.Open([]string{filepath.Join("..", "testdata", "articles")}, ingest.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for article, bad := range source.Articles() {
		if bad != nil {
			b.Fatal(bad)
		}
		articles = append(articles, article)
		words += len(strings.Fields(article.Text))
	}
	return articles, words
}

// report adds the figures that compare the stages: an operation is a pass over all
// articles, and seconds are those of the processor, which other work on the machine
// disturbs least.
func report(b *testing.B, articles, words int, seconds float64) {
	n := float64(b.N) * float64(words)
	b.ReportMetric(n/seconds, "words/cpu-s")
	b.ReportMetric(seconds*1e9/n, "cpu-ns/word")
	b.ReportMetric(float64(articles), "articles/op")
}

// BenchmarkStage times each step by itself, on documents that the steps before it
// have filled, and what turns documents into JSON and into rows of the tables.
//
//	GOMAXPROCS=1 go test ./pipeline -run '^$' -bench 'Stage|Chain'
func BenchmarkStage(b *testing.B) {
	m, err := Load(Stance)
	if err != nil {
		b.Fatal(err)
	}
	articles, words := exampleArticles(b)
	a := m.NewAnalyzer(Config{})
	b.Run("segment", func(b *testing.B) {
		b.ReportAllocs()
		from := cpuSeconds()
		for range b.N {
			for _, x := range articles {
				segment.Segment(x)
			}
		}
		report(b, len(articles), words, cpuSeconds()-from)
	})
	for k, s := range a.steps {
		b.Run(s.stage.String(), func(b *testing.B) {
			b.ReportAllocs()
			took := 0.0
			for range b.N {
				b.StopTimer()
				docs, casts := fill(a, articles, k)
				b.StartTimer()
				from := cpuSeconds()
				for i, doc := range docs {
					a.cast = casts[i]
					s.run(doc)
				}
				took += cpuSeconds() - from
			}
			report(b, len(articles), words, took)
		})
	}
	docs, _ := fill(a, articles, len(a.steps))
	for _, to := range []struct {
		name string
		call func(*models.Document) error
	}{
		{"annotation", func(doc *models.Document) error { _, err := output.AppendAnnotation(nil, doc); return err }},
		{"rows", func(doc *models.Document) error { _, err := output.Convert(doc); return err }},
	} {
		b.Run("output/"+to.name, func(b *testing.B) {
			b.ReportAllocs()
			from := cpuSeconds()
			for range b.N {
				for _, doc := range docs {
					if err := to.call(doc); err != nil {
						b.Fatal(err)
					}
				}
			}
			report(b, len(articles), words, cpuSeconds()-from)
		})
	}
}

// fill runs the first n steps over the articles.
func fill(a *Analyzer, articles []*models.Article, n int) ([]*models.Document, []*identity.Cast) {
	var docs []*models.Document
	var casts []*identity.Cast
	for _, x := range articles {
		a.cast = nil
		doc := segment.Segment(x)
		for _, s := range a.steps[:n] {
			s.run(doc)
		}
		docs, casts = append(docs, doc), append(casts, a.cast)
	}
	return docs, casts
}

// BenchmarkChain times the whole way of an article, from text to JSON.
func BenchmarkChain(b *testing.B) {
	m, err := Load(Stance)
	if err != nil {
		b.Fatal(err)
	}
	articles, words := exampleArticles(b)
	a := m.NewAnalyzer(Config{})
	var line []byte
	b.ReportAllocs()
	b.ResetTimer()
	from := cpuSeconds()
	for range b.N {
		for _, x := range articles {
			if line, err = output.AppendAnnotation(line[:0], a.Analyze(x)); err != nil {
				b.Fatal(err)
			}
		}
	}
	report(b, len(articles), words, cpuSeconds()-from)
}

// BenchmarkLoad times opening the models, which is most of what a run begins with.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		if _, err := Load(Stance); err != nil {
			b.Fatal(err)
		}
	}
}
