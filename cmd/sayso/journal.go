package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/journal"
)

// journalFlags are the flags of what a run tells of itself.
type journalFlags struct {
	metrics, lineage, namespace, job string
}

func (f *journalFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.metrics, "metrics-file", "", "write figures of the run for Prometheus to this file, for the textfile collector; its name ends in .prom")
	flags.StringVar(&f.lineage, "lineage", "", "send events of OpenLineage to this http(s) address, or append them to this file")
	flags.StringVar(&f.namespace, "lineage-namespace", "", "namespace of the job in those events (default OPENLINEAGE_NAMESPACE, or sayso)")
	flags.StringVar(&f.job, "lineage-job", "", "name of the job in those events (default sayso.run. and the name of the output folder)")
}

// runJournal tells the world of one run. It belongs to one goroutine.
type runJournal struct {
	journal.Record

	flags   *journalFlags
	reasons journal.Reasons
	lineage *journal.Lineage
	log     *slog.Logger
}

// begin checks the flags, and tells that the run begins; its errors are usage errors.
// After it, finish must be called once.
func (f *journalFlags) begin(c *cobra.Command, log *slog.Logger, runID, out string, paths []string, at time.Time) (*runJournal, error) {
	v, err := readVersions()
	if err != nil {
		return nil, err
	}
	j := &runJournal{flags: f, log: log, Record: journal.Record{
		RunID: runID, Started: at.UTC(), Out: out, Command: slices.Clone(os.Args), Config: settings(c),
		Versions: journal.Versions{Tool: v.Version, Commit: v.Commit, Schema: v.Schema, Models: v.Models},
	}}
	for _, p := range paths {
		j.Inputs = append(j.Inputs, journal.Input{Path: p})
	}
	for _, t := range output.Tables() {
		told := journal.Table{Name: t.Name}
		for _, col := range t.Columns {
			told.Columns = append(told.Columns, journal.Column{Name: col.Name, Type: col.Type.String(), Doc: col.Doc})
		}
		j.Tables = append(j.Tables, told)
	}
	j.lineage, err = journal.NewLineage(journal.LineageOptions{
		Target: f.lineage, Parent: os.Getenv("OPENLINEAGE_PARENT_ID"), Key: os.Getenv("OPENLINEAGE_API_KEY"), Log: log,
		Namespace: cmp.Or(f.namespace, os.Getenv("OPENLINEAGE_NAMESPACE")),
		Job:       cmp.Or(f.job, "sayso.run."+filepath.Base(filepath.Clean(out))),
	})
	if err != nil {
		return nil, usageError{err}
	}
	j.lineage.Start(c.Context(), &j.Record)
	return j, nil
}

// settings are the values of all flags of a command.
func settings(c *cobra.Command) map[string]string {
	all := map[string]string{}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if settable(f) {
			all[f.Name] = f.Value.String()
		}
	})
	return all
}

// note counts a dead letter by its reason.
func (j *runJournal) note(d pipeline.DeadLetter) { j.reasons.Add(d.Stage, d.Reason) }

// report takes what the pipeline counted and measured.
func (j *runJournal) report(r pipeline.Report) {
	j.Counts.Sentences, j.Counts.Attributions, j.Counts.Stances = r.Sentences, r.Attributions, r.Stances
	j.Words, j.Bytes = r.Words, r.Bytes
	for i, d := range r.Times {
		j.AddStage(pipeline.Stage(i).String(), d)
	}
}

// wrote says how many rows a table holds, in which files.
func (j *runJournal) wrote(table string, rows, files, bytes int64) {
	for i := range j.Tables {
		if t := &j.Tables[i]; t.Name == table {
			t.Rows, t.Files, t.Bytes = rows, files, bytes
		}
	}
}

// finish closes the record of a run that ended with err, and writes it beside the tables,
// for Prometheus and as lineage. What cannot be written is a warning: the tables are what
// counts. Nothing is written to an output folder that the run did not make, and of a run
// that found the folder locked there is lineage alone.
func (j *runJournal) finish(ctx context.Context, a *app, err error) {
	j.ExitCode = a.exitCode(ctx, err)
	var many tooManyErrors
	var sig signalError
	switch {
	case err == nil, errors.As(err, &many):
		j.Status = journal.Complete
	case errors.As(context.Cause(ctx), &sig), errors.As(err, &sig), j.ExitCode == exitLocked:
		j.Status = journal.Stopped
	default:
		j.Status = journal.Failed
	}
	if err != nil {
		j.Error = err.Error()
	}
	j.Record.DeadLetters = j.reasons.Counts()
	j.Close(time.Now())
	if j.ExitCode != exitLocked { // else folder and figures are another run's
		j.write()
	}
	j.lineage.End(ctx, &j.Record)
}

// write leaves the record and the metrics.
func (j *runJournal) write() {
	if info, err := os.Stat(j.Out); err == nil && info.IsDir() {
		j.warn("run record not written", j.Write(j.Out))
	}
	if j.flags.metrics != "" {
		j.warn("metrics not written", j.WriteMetrics(j.flags.metrics))
	}
}

func (j *runJournal) warn(what string, err error) {
	if err != nil {
		j.log.Warn(what, "error", err)
	}
}

// exitCode is the code that a command ends with after err.
func (a *app) exitCode(ctx context.Context, err error) int {
	var sig signalError
	switch {
	case err == nil:
		return exitDone
	case errors.As(context.Cause(ctx), &sig), errors.As(err, &sig):
		return sig.code()
	}
	return a.code(err)
}
