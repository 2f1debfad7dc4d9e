package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// memory is a sink that remembers.
type memory struct {
	lines []string
	dead  []DeadLetter
}

func (m *memory) Write(s string) error          { m.lines = append(m.lines, s); return nil }
func (m *memory) DeadLetter(d DeadLetter) error { m.dead = append(m.dead, d); return nil }

func source(t *testing.T, jsonl string) iter.Seq2[*models.Article, *ingest.BadArticle] {
	t.Helper()
	src, err := ingest.Open([]string{"-"}, ingest.Options{Stdin: strings.NewReader(jsonl)})
	if err != nil {
		t.Fatal(err)
	}
	return src.Articles()
}

func sentences(doc *models.Document) (string, error) {
	if strings.HasPrefix(doc.Article.Text, "Refuse") {
		return "", errors.New("refused")
	}
	if strings.HasPrefix(doc.Article.Text, "Panic") {
		panic("index out of range")
	}
	return fmt.Sprintf("%s %d", doc.Article.ID, len(doc.Sentences)), nil
}

const mixed = `{"id":"a","text":"One. Two came."}
not json
{"id":"b","text":"Panic now."}
{"id":"c","text":"Refuse this."}
{"id":"d","text":"It rained."}`

// A bad article, a panic and a refusal each become a dead letter with its stage,
// and the articles around them come out, whatever the number of workers.
func TestRunGoesOn(t *testing.T) {
	m, err := Load(Segment)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 4} {
		var log bytes.Buffer
		var sink memory
		done := 0
		report, err := Run(context.Background(), Config{Workers: workers, Log: slog.New(slog.NewTextHandler(&log, nil)), Done: func() { done++ }}, m, source(t, mixed), sentences, &sink)
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"a 2", "d 1"}; !slices.Equal(sink.lines, want) {
			t.Errorf("%d workers: results %q, want %q", workers, sink.lines, want)
		}
		want := []DeadLetter{
			{Path: "-", Line: 2, Stage: "ingest", Reason: sink.dead[0].Reason},
			{Article: "b", Path: "-", Line: 3, Stage: "output", Reason: "panic: index out of range"},
			{Article: "c", Path: "-", Line: 4, Stage: "output", Reason: "refused"},
		}
		if diff := cmp.Diff(want, sink.dead); diff != "" {
			t.Errorf("%d workers: dead letters (-want +got):\n%s", workers, diff)
		}
		report.Times = Times{} // see TestTimes
		if want := (Report{Articles: 2, DeadLetters: 3, Sentences: 3, Words: 5, Bytes: 24}); report != want {
			t.Errorf("%d workers: report %+v, want %+v", workers, report, want)
		}
		if done != 5 {
			t.Errorf("%d workers: Done called %d times, want 5", workers, done)
		}
		if !strings.Contains(log.String(), "sentences") {
			t.Errorf("the log holds no stack of the panic: %s", log.String())
		}
	}
}

// A panic inside a step names that step, and the worker goes on with fresh scratch.
func TestPanicNamesTheStep(t *testing.T) {
	a := &Analyzer{steps: []step{
		{Syntax, func(*models.Document) {}},
		{Identity, func(*models.Document) { panic("nil cast") }},
	}}
	out, clean := process(Config{}.withDefaults(), a, &models.Article{ID: "x", Text: "Hail."}, sentences)
	if clean || out.dead == nil || out.dead.Stage != "identity" || out.dead.Reason != "panic: nil cast" {
		t.Errorf("clean %v, dead letter %+v", clean, out.dead)
	}
}

func TestConfigReportsEveryFault(t *testing.T) {
	err := Config{Workers: -1, MinConfidence: 2}.Validate()
	if err == nil || !strings.Contains(err.Error(), "workers -1") || !strings.Contains(err.Error(), "confidence 2") {
		t.Errorf("error %v, want both faults", err)
	}
}

// What is held does not grow with the number of articles: sixteen bytes an id
// aside, the heap is as large at the end as after the first few hundred.
func TestMemoryDoesNotGrow(t *testing.T) {
	m, err := Load(Segment)
	if err != nil {
		t.Fatal(err)
	}
	const total, every = 3_000, 500
	in, feed := io.Pipe()
	go func() {
		for i := range total {
			fmt.Fprintf(feed, "{\"id\":\"%d\",\"text\":\"%s\"}\n", i, strings.Repeat("Rain fell on the hills. ", 40))
		}
		feed.Close()
	}()
	src, err := ingest.Open([]string{"-"}, ingest.Options{Stdin: in})
	if err != nil {
		t.Fatal(err)
	}
	heap := &heapSink{every: every}
	if _, err := Run(context.Background(), Config{Workers: 2}, m, src.Articles(), func(doc *models.Document) (int, error) { return len(doc.Tokens), nil }, heap); err != nil {
		t.Fatal(err)
	}
	first, last := heap.sizes[0], heap.sizes[len(heap.sizes)-1]
	if len(heap.sizes) != total/every || last > first+4<<20 {
		t.Errorf("heap after every %d articles: %d bytes", every, heap.sizes)
	}
}

// heapSink notes the size of the heap now and then.
type heapSink struct {
	n, every int
	sizes    []uint64
}

func (h *heapSink) Write(int) error {
	if h.n++; h.n%h.every == 0 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		h.sizes = append(h.sizes, m.HeapAlloc)
	}
	return nil
}

func (h *heapSink) DeadLetter(d DeadLetter) error { return errors.New(d.Reason) }
