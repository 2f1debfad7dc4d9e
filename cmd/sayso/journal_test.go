package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/journal"
)

// begun is the journal of a run to a folder, that writes metrics and lineage beside it.
func begun(t *testing.T, out string) *runJournal {
	t.Helper()
	dir := filepath.Dir(out)
	f, c := &journalFlags{}, &cobra.Command{}
	f.register(c)
	c.Flags().Int("workers", 3, "")
	c.SetContext(context.Background())
	if err := c.ParseFlags([]string{"--metrics-file", filepath.Join(dir, "m.prom"), "--lineage", filepath.Join(dir, "l.jsonl")}); err != nil {
		t.Fatal(err)
	}
	j, err := f.begin(c, slog.New(slog.DiscardHandler), "r1", out, []string{"news"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// How a run ended is told by its error, in all three places.
func TestJournalTellsHowARunEnded(t *testing.T) {
	stopped, cancel := context.WithCancelCause(context.Background())
	cancel(signalError{sig: syscall.SIGTERM})
	for _, c := range []struct {
		ctx          context.Context
		err          error
		status, kind string
		code         int
	}{
		{context.Background(), nil, journal.Complete, "COMPLETE", 0},
		{context.Background(), tooManyErrors{bad: 2, articles: 3}, journal.Complete, "COMPLETE", 3},
		{context.Background(), errors.New("disk full"), journal.Failed, "FAIL", 1},
		{context.Background(), usageError{errors.New("no")}, journal.Failed, "FAIL", 2},
		{stopped, fmt.Errorf("run: %w", context.Cause(stopped)), journal.Stopped, "ABORT", 143},
	} {
		out := filepath.Join(t.TempDir(), "tables")
		if err := os.Mkdir(out, 0o755); err != nil {
			t.Fatal(err)
		}
		j := begun(t, out)
		j.note(pipeline.DeadLetter{Stage: "ingest", Reason: "no text"})
		j.report(pipeline.Report{Sentences: 7, Times: pipeline.Times{pipeline.Syntax: time.Second}})
		j.wrote("articles", 5, 1, 99)
		j.finish(c.ctx, &app{started: true}, c.err)
		r, err := journal.Read(out, "r1")
		if err != nil {
			t.Fatal(err)
		}
		if r.Status != c.status || r.ExitCode != c.code || r.Counts.Sentences != 7 || r.Config["workers"] != "3" || len(r.DeadLetters) != 1 || (r.Error == "") != (c.err == nil) {
			t.Errorf("%v: %+v", c.err, r)
		}
		events, _ := os.ReadFile(filepath.Join(filepath.Dir(out), "l.jsonl"))
		metrics, _ := os.ReadFile(filepath.Join(filepath.Dir(out), "m.prom"))
		if !strings.Contains(string(events), `"eventType":"`+c.kind+`"`) || !strings.Contains(string(events), `"name":"sayso.run.tables"`) || !strings.Contains(string(events), `"rowCount":5`) != (c.kind != "COMPLETE") {
			t.Errorf("%v: events %s", c.err, events)
		}
		if !strings.Contains(string(metrics), fmt.Sprintf("sayso_run_exit_code{out=%q} %d\n", out, c.code)) || !strings.Contains(string(metrics), `stage="syntax"} 1`) {
			t.Errorf("%v: metrics %s", c.err, metrics)
		}
	}
}

// A run that never made its folder leaves none, and what cannot be written is no error.
func TestJournalMakesNoFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "tables")
	j := begun(t, out)
	j.flags.metrics = filepath.Join(out, "gone", "m.prom")
	j.finish(context.Background(), &app{}, errors.New("locked"))
	if _, err := os.Stat(out); err == nil {
		t.Error("the folder was made")
	}
}

// A run that finds the folder locked leaves the figures of the one at work alone.
func TestJournalOfLockedFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "tables")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	j := begun(t, out)
	j.finish(context.Background(), &app{started: true}, fmt.Errorf("open: %w", output.ErrBusy))
	for _, left := range []string{filepath.Join(out, journal.Folder), j.flags.metrics} {
		if _, err := os.Stat(left); err == nil {
			t.Errorf("%s was written", left)
		}
	}
	if events, _ := os.ReadFile(j.flags.lineage); !strings.Contains(string(events), `"eventType":"ABORT"`) {
		t.Errorf("events %s", events)
	}
}

func TestJournalRefusesTargets(t *testing.T) {
	f := &journalFlags{lineage: "ftp://host"}
	c := &cobra.Command{}
	c.SetContext(context.Background())
	var usage usageError
	if _, err := f.begin(c, slog.Default(), "r", "out", nil, time.Now()); !errors.As(err, &usage) {
		t.Errorf("%v", err)
	}
}
