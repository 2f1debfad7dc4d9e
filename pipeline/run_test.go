package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
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
		if want := (Report{Articles: 2, DeadLetters: 3, Sentences: 3}); report != want {
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
