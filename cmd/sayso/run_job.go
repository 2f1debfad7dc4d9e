package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/cmd/sayso/batch"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
)

// run does the command.
func (f *runFlags) run(c *cobra.Command, a *app, paths []string) (err error) {
	r := &runJob{runFlags: f, app: a, begin: time.Now(), read: map[string]bool{}}
	if r.options, err = f.options(r.begin); err != nil {
		return err
	}
	r.options.MaxSpeakerTables, r.options.Fresh = f.speakerTables(c), f.fresh
	if f.inputFlags.part, err = f.choose(); err != nil {
		return err
	}
	f.inputFlags.part.File = func(path string, whole bool) {
		if _, asked := r.read[path]; asked {
			r.read[path] = whole
		}
	}
	if r.job, err = f.open(c, a, paths); err != nil {
		return err
	}
	defer r.job.config.Scorer.Close()
	if r.job.config.Aliases != nil {
		r.options.ModelVersion += " aliases=" + r.job.config.Aliases.Digest()
	}
	r.options.ModelVersion += recorded(r.job.own) + f.command.recorded()
	r.options.Workers = r.job.config.WorkerCount()
	a.signals.grace.Store(int64(f.grace))
	if f.dry {
		return r.do(c.Context())
	}
	if r.journal, err = f.journal.begin(c, r.job.log, r.options.RunID, f.out, paths, r.begin); err != nil {
		return err
	}
	err = r.do(c.Context())
	r.record()
	r.journal.finish(c.Context(), a, err)
	return err
}

// runJob is a run under way.
type runJob struct {
	*runFlags
	app     *app
	begin   time.Time
	options output.Options
	job     *job
	journal *runJournal     // nil for a dry run
	read    map[string]bool // files that had dead letters, and whether they were read whole now
	result  batch.Result

	ownLimit bool // whether limitMemory has set a limit
}

// do brings the tables up to date.
func (r *runJob) do(ctx context.Context) (err error) {
	defer r.job.progress.finish()
	store, err := r.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	parts, err := r.openParts()
	if err != nil {
		return err
	}
	letters, err := store.DeadLetters()
	if err != nil {
		return err
	}
	for _, l := range letters {
		r.read[l.Path] = false
	}
	r.limitMemory(int64(store.Len()))
	log := &deadLog{log: r.job.log, rest: filepath.Join(r.out, "_dead_letters.jsonl")}
	r.result, err = batch.Run(ctx, batch.Job{
		Store: store, Source: r.job.source, Parts: parts, Reread: func(path string) bool { return r.read[path] },
		Config: r.job.config, Load: func() (*pipeline.Models, error) { return pipeline.LoadWith(pipeline.Stance, r.job.own) },
		Version: r.version(), Remove: r.remove, Restore: r.restore, DryRun: r.dry, Stop: r.app.signals.stop,
		Dead: func(d output.DeadLetter) {
			log.note(pipeline.DeadLetter(d))
			if r.journal != nil {
				r.journal.note(pipeline.DeadLetter(d))
			}
		},
		Phase: func(name string, articles int64) {
			r.job.progress.enter(name)
			if articles > 0 {
				r.limitMemory(int64(store.Len()) + articles)
				r.job.progress.expect(articles)
			}
		},
		Log: r.job.log,
	})
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	r.remarks()
	if err := json.NewEncoder(r.app.stdout).Encode(r.summary()); err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	if r.result.Stopped {
		how := ", what was done until then is committed"
		if !r.result.Committed {
			how = ", nothing was committed"
		}
		var sig signalError
		errors.As(context.Cause(r.app.signals.stop), &sig)
		return signalError{sig.sig, how}
	}
	return r.check(pipeline.Report{Articles: r.result.Read - r.result.Report.DeadLetters, DeadLetters: r.result.Report.DeadLetters})
}

// openStore opens the folder, until a signal comes.
func (r *runJob) openStore(ctx context.Context) (*output.Store, error) {
	opts := r.options
	if r.dry {
		return output.OpenToRead(opts)
	}
	stop := r.app.signals.stop
	store, err := output.Open(stop, opts)
	if err != nil && stop.Err() != nil {
		return nil, context.Cause(stop)
	}
	return store, err
}

// openParts opens the folders to join.
func (r *runJob) openParts() ([]*output.Store, error) {
	var parts []*output.Store
	for _, dir := range r.parts {
		opts := r.options
		opts.Dir, opts.Fresh = dir, false
		var err error
		if opts.Format, err = output.FormatOf(dir); err != nil {
			return nil, usageError{err}
		}
		part, err := output.OpenToRead(opts)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// version names all that the rows of an article rest on beside the article.
func (r *runJob) version() string {
	return fmt.Sprintf("%s min-confidence=%g", r.options.ModelVersion, r.minConfidence)
}

// remarks logs what is worth knowing beside the summary.
func (r *runJob) remarks() {
	res := &r.result
	if len(r.remove)+len(r.restore)+len(r.parts) == 0 || res.Read > 0 {
		r.job.remarks(res.Read - res.Report.DeadLetters)
	}
	if len(res.Unknown) > 0 {
		r.job.log.Warn("--remove: no such article in the tables; it is kept out should it come", "ids", res.Unknown)
	}
	if len(res.NotRemoved) > 0 {
		r.job.log.Warn("--restore: no such article was removed", "ids", res.NotRemoved)
	}
	if res.KeptOut > 0 {
		r.job.log.Info("articles removed earlier are kept out (--restore lets them in)", "articles", res.KeptOut)
	}
	if st := r.job.source.Stats(); st.Undated > 0 {
		r.job.log.Warn("articles without a date passed over, for --since or --until", "articles", st.Undated)
	}
	switch {
	case r.dry:
		r.job.log.Info("dry run: nothing was written")
	case !res.Committed && !res.Stopped:
		r.job.log.Info("nothing new: the tables are as they were")
	}
	if res.Outdated > 0 {
		r.job.log.Warn("articles of the tables were read by other models or settings; they change when they are read again, or all with --full-refresh", "articles", res.Outdated)
	}
}

// summary is the line that ends a run. Its counts are of this run, tables of what the
// tables hold now.
type summary struct {
	RunID        string `json:"run_id"`
	Read         int64  `json:"read"`
	New          int64  `json:"new"`
	Changed      int64  `json:"changed"`
	Unchanged    int64  `json:"unchanged"`
	Removed      int64  `json:"removed"`
	Skipped      int64  `json:"skipped"`
	Left         int64  `json:"left,omitempty"` // over for the next run, by a signal
	Duplicates   int64  `json:"duplicates"`
	Articles     int64  `json:"articles"` // analysed
	Sentences    int64  `json:"sentences"`
	Attributions int64  `json:"attributions"`
	Stances      int64  `json:"stances"`
	Speakers     int64  `json:"speakers"` // in the tables
	DeadLetters  int64  `json:"dead_letters"`
	Warnings     int    `json:"warnings"`

	Tables  output.Summary `json:"tables"`
	Seconds float64        `json:"seconds"`
	Out     string         `json:"out"`
	DryRun  bool           `json:"dry_run,omitempty"`

	SentimentCommand *commandSummary `json:"sentiment_command,omitempty"`
}

func (r *runJob) summary() summary {
	res := &r.result
	return summary{
		RunID: r.options.RunID, Read: res.Read, New: res.New, Changed: res.Changed, Unchanged: res.Unchanged,
		Removed: res.Removed, Skipped: r.skipped(), Left: res.Left, Duplicates: res.Duplicates,
		Articles: res.Report.Articles, Sentences: res.Report.Sentences, Attributions: res.Report.Attributions, Stances: res.Report.Stances,
		Speakers: res.Summary.Speakers, DeadLetters: res.Report.DeadLetters, Warnings: r.job.source.Stats().Warnings,
		Tables: res.Summary, Seconds: math.Round(time.Since(r.begin).Seconds()*1000) / 1000, Out: r.out, DryRun: r.dry,
		SentimentCommand: r.command.summary(r.job.config.Scorer),
	}
}

// skipped is how many articles the flags left out.
func (r *runJob) skipped() int64 {
	st := r.job.source.Stats()
	return int64(st.OtherShard+st.OutOfRange+st.Undated) + r.result.KeptOut
}

// record puts what the run did into its record.
func (r *runJob) record() {
	j, res := r.journal, &r.result
	j.report(res.Report)
	c := &j.Counts
	c.Read, c.New, c.Changed, c.Unchanged, c.Removed = res.Read, res.New, res.Changed, res.Unchanged, res.Removed
	c.Duplicates, c.Skipped, c.DeadLetters = res.Duplicates, r.skipped(), res.Report.DeadLetters
	c.Speakers, c.SpeakerRows, c.Warnings = res.Summary.Speakers, res.Summary.SpeakerRows, int64(r.job.source.Stats().Warnings)
	j.Workers = r.options.Workers
	j.AddStage("syndication", res.Times[batch.Deciding])
	j.AddStage("write", res.Times[batch.Writing])
	if len(j.Inputs) == 1 { // of several it is not known which had what
		j.Inputs[0].Bytes, j.Inputs[0].Files, j.Inputs[0].Articles = r.job.source.Read(), int64(r.job.source.Stats().Files), res.Read-res.Report.DeadLetters
	}
	s := res.Summary
	for table, rows := range map[string]int64{"speakers": s.SpeakerRows, "speakers.parquet": s.Speakers, "sentences": s.Sentences, "stances": s.Stances, "articles": s.Articles} {
		j.wrote(table, rows, 0, 0)
	}
}
