package output

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
)

// newsDocument makes an article of the size of a news report: 30 sentences of 20
// words, 12 attributions, 6 speakers out of a thousand, 4 stances.
func newsDocument(rng *rand.Rand, n int) *models.Document {
	var b strings.Builder
	d := &models.Document{Article: &models.Article{
		ID: fmt.Sprintf("article-%06d", n), Title: fmt.Sprintf("Talks %d fail again", n), Outlet: fmt.Sprintf("Outlet %d", n%20),
		URL: fmt.Sprintf("https://example.org/news/%d", n), PublishedAt: base.AddDate(0, 0, n%400), Path: fmt.Sprintf("in/%d.txt", n),
	}}
	score := func() models.Sentiment {
		return models.Sentiment{Score: rng.Float64()*2 - 1, Bayes: rng.NormFloat64(), Lexicon: rng.Float64(), Coverage: rng.Float64()}
	}
	for i := range 30 {
		s := models.Sentence{Block: i / 2, Sentiment: score()}
		s.Start = b.Len()
		for k := range 20 {
			if k > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "word%d", int(rng.ExpFloat64()*300))
		}
		s.End = b.Len()
		b.WriteString("\n")
		d.Sentences = append(d.Sentences, s)
	}
	for range 6 {
		s := models.Speaker{Name: fmt.Sprintf("Speaker %d", min(int(rng.ExpFloat64()*150), 999)), Kind: models.Person, Titles: []string{"Minister"}}
		s.ID = models.SpeakerID(s.Kind, s.Name)
		d.Speakers = append(d.Speakers, s)
	}
	for i := range 12 {
		s := d.Sentences[i*2].Span
		d.Attributions = append(d.Attributions, models.Attribution{
			ID: fmt.Sprintf("a%d", i+1), Type: models.QuoteType(i % 3), Confidence: rng.Float64(), Sentiment: score(),
			Content: []models.Span{{Start: s.Start + 15, End: s.End + (i%3)/2*60}}, Source: []models.Span{{Start: s.Start, End: s.Start + 6}},
			Cue: []models.Span{{Start: s.Start + 7, End: s.Start + 12}}, Speakers: []models.SpeakerRef{{Speaker: i % 6, Reason: models.ReasonName}},
		})
	}
	for i := range 4 {
		d.Stances = append(d.Stances, models.Stance{
			Holder: i, Target: models.Target{ID: "the-plan", Name: "the plan", Kind: models.TargetIssue}, Label: models.Support,
			Score: rng.Float64(), Evidence: d.Sentences[2*i].Span, Attribution: i, AccordingTo: -1,
		})
	}
	d.Article.Text = b.String()
	return d
}

func newsDocuments(n int) []*models.Document {
	rng := rand.New(rand.NewPCG(1, 2))
	docs := make([]*models.Document, n)
	for i := range docs {
		docs[i] = newsDocument(rng, i)
	}
	return docs
}

func BenchmarkConvert(b *testing.B) {
	docs := newsDocuments(100)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if _, err := Convert(docs[n%len(docs)]); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n*30)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkWriter writes whole runs of 5,000 articles: rows are those of all tables.
func BenchmarkWriter(b *testing.B) {
	docs := newsDocuments(5000)
	for _, f := range []Format{Parquet, Arrow, Both} {
		b.Run(f.String(), func(b *testing.B) {
			b.ReportAllocs()
			rows, size := int64(0), int64(0)
			for b.Loop() {
				sum := mustWrite(b, Options{Dir: b.TempDir(), RunID: "r", Format: f, noSync: true, MaxSpeakerTables: 100}, docs)
				rows += sum.Articles + sum.Sentences + sum.SpeakerRows + sum.Stances
				size += sum.Bytes
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(size)/float64(rows), "bytes/row")
		})
	}
}

// BenchmarkFolders writes a run with many small folders.
func BenchmarkFolders(b *testing.B) {
	docs := newsDocuments(500)
	b.ReportAllocs()
	folders := int64(0)
	for b.Loop() {
		folders += mustWrite(b, Options{Dir: b.TempDir(), RunID: "r", noSync: true}, docs).SpeakerTables
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(folders), "ms/folder")
}
