package report

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
)

// story is an article of the tests.
type story struct {
	id, title, outlet, url, text string
	date                         string
	said                         []said
	stances                      []position
}

// said is an attribution: each field but the name stands in the text.
type said struct {
	name, id              string
	kind                  models.SpeakerKind
	source, cue, content  string
	confidence, sentiment float64
}

// position is a stance of the speaker of attribution by, or of the first speaker as
// the article tells it when by is -1.
type position struct {
	by           int
	id, name     string
	kind         models.TargetKind
	label        models.StanceLabel
	words, about string
}

func (s story) document(t testing.TB) *models.Document {
	t.Helper()
	at := func(part string) models.Span {
		i := strings.Index(s.text, part)
		if i < 0 {
			t.Fatalf("%q is not in %q", part, s.text)
		}
		return models.Span{Start: i, End: i + len(part)}
	}
	d := &models.Document{Article: &models.Article{ID: s.id, Title: s.title, Outlet: s.outlet, URL: s.url, Text: s.text, Path: "in.jsonl", Line: 1}}
	if s.date != "" {
		day, err := time.Parse(time.DateOnly, s.date)
		if err != nil {
			t.Fatal(err)
		}
		d.Article.PublishedAt = day
	}
	start := 0
	for i, paragraph := range strings.SplitAfter(s.text, "\n\n") {
		end := start + len(strings.TrimRight(paragraph, "\n"))
		d.Sentences = append(d.Sentences, models.Sentence{Span: models.Span{Start: start, End: end}, Block: i, Kind: models.Paragraph})
		start += len(paragraph)
	}
	number := map[string]int{}
	for i, q := range s.said {
		n, known := number[q.id]
		if !known {
			n = len(d.Speakers)
			number[q.id] = n
			d.Speakers = append(d.Speakers, models.Speaker{ID: q.id, Name: q.name, Kind: q.kind})
		}
		a := models.Attribution{ID: "a" + thousands(i+1), Confidence: q.confidence, Content: []models.Span{at(q.content)}, Speakers: []models.SpeakerRef{{Speaker: n, Reason: models.ReasonName}}}
		a.Sentiment.Score = q.sentiment
		if q.source != "" {
			a.Source = []models.Span{at(q.source)}
		}
		if q.cue != "" {
			a.Cue = []models.Span{at(q.cue)}
		}
		for j := range d.Sentences {
			if sp := d.Sentences[j].Span; sp.Start <= a.Content[0].Start && a.Content[0].End <= sp.End {
				d.Sentences[j].Sentiment.Score = q.sentiment
			}
		}
		d.Attributions = append(d.Attributions, a)
	}
	for _, p := range s.stances {
		score := 0.5
		if p.label == models.Oppose {
			score = -0.5
		}
		d.Stances = append(d.Stances, models.Stance{
			Holder: d.Attributions[max(p.by, 0)].Speakers[0].Speaker, Target: models.Target{ID: p.id, Name: p.name, Kind: p.kind, Mention: at(p.about)},
			Label: p.label, Score: score, Evidence: at(p.words), Attribution: p.by, AccordingTo: -1,
		})
	}
	return d
}

// written writes the tables of stories and returns their folder.
func written(t testing.TB, letters []output.DeadLetter, stories ...story) string {
	t.Helper()
	dir := t.TempDir()
	w, err := output.NewWriter(context.Background(), output.Options{Dir: dir, RunID: "r1", ModelVersion: "m1", ToolVersion: "t1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stories {
		if err := w.Write(s.document(t)); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range letters {
		if err := w.DeadLetter(l); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// page returns the page of the tables in dir.
func page(t testing.TB, dir string, o Options) (string, Summary) {
	t.Helper()
	var b bytes.Buffer
	s, err := Write(&b, dir, o)
	if err != nil {
		t.Fatal(err)
	}
	if int64(b.Len()) != s.Bytes {
		t.Errorf("summary says %d bytes, page has %d", s.Bytes, b.Len())
	}
	return b.String(), s
}
