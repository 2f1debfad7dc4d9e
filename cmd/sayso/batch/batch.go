package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/syndication"
)

// Job says what to bring up to date, and how.
type Job struct {
	Store *output.Store
	// Source gives the articles, nil for none.
	Source *ingest.Source
	// Parts are folders whose articles, disjoint, are to be joined to those of Store, with
	// the rows they have there.
	Parts []*output.Store
	// Reread reports whether a file was read to its end in this run, once the source has
	// been read: what was wrong with it before is forgotten then.
	Reread func(path string) bool
	// Config is that of the analysis; Load gives its models, when there is something to
	// analyse.
	Config pipeline.Config
	Load   func() (*pipeline.Models, error)
	// Version names the models and settings: what was read by others is read anew.
	Version string
	// Remove are ids to take out and keep out, Restore ids to let in again.
	Remove, Restore []string
	// DryRun has the input read and compared, and nothing written.
	DryRun bool
	// Stop, when done, has the job finish what is under way and commit it.
	Stop context.Context
	// Dead hears of every dead letter, Phase of what begins, with the number of articles
	// where it is known.
	Dead  func(output.DeadLetter)
	Phase func(name string, articles int64)
	Log   *slog.Logger
}

// The names of phases and of the stages in Result.Times.
const (
	Reading   = "reading"
	Deciding  = "deciding"
	Analysing = "analysing"
	Writing   = "writing"
)

// Result is what a job did.
type Result struct {
	// Of the articles of the input: New and Changed are those that joined the tables, or in
	// a dry run would be tried, KeptOut those that were removed before and are to stay out,
	// Duplicates those found to be copies.
	Read, New, Changed, Unchanged, KeptOut, Duplicates int64
	// Removed are articles taken out of the folder.
	Removed int64
	// Report counts what was analysed, Stages where its time went, and all dead letters.
	Report pipeline.Report
	// Committed tells a change of the tables, Summary what they hold then.
	Committed bool
	Summary   output.Summary
	// Stopped says that Stop ended the job before all was done, Left how many new and
	// changed articles are left over for the next one.
	Stopped bool
	Left    int64
	// Outdated is how many articles of the tables were read by other models or settings.
	Outdated int64
	Times    map[string]time.Duration
	// Words and Bytes are the length of the texts analysed.
	Words, Bytes int64
}

// run is a job under way.
type run struct {
	*plan
	Job
	ctx     context.Context
	spool   *spool
	w       *output.Writer
	models  *pipeline.Models
	res     Result
	since   time.Time
	letters []output.DeadLetter // of this run, up to maxLetters+1
	// resettled tells that held articles became or ceased to be copies.
	resettled bool
}

// Run does a job. When ctx ends, it gives up and leaves the folder as it was.
func Run(ctx context.Context, job Job) (res Result, err error) {
	r := &run{Job: job, ctx: ctx, since: time.Now()}
	r.plan = &plan{store: job.Store, version: job.Version, index: map[string]int{}, removed: map[string]bool{}, again: map[string]bool{}}
	r.res.Times = map[string]time.Duration{}
	if !job.DryRun {
		if r.w, err = job.Store.Begin(ctx); err != nil {
			return r.res, err
		}
		defer func() { err = errors.Join(err, r.w.Abort()) }()
		if r.spool, err = newSpool(filepath.Join(r.w.Scratch(), "spool")); err != nil {
			return r.res, err
		}
		defer func() { err = errors.Join(err, r.spool.close()) }()
	}
	if n := job.Store.Len(); n > 0 && len(job.Store.Sketch(0)) != syndication.Size {
		return r.res, fmt.Errorf("compare with held articles: their sketches are of another version: %w", output.ErrOutdated)
	}
	err = r.run()
	r.res.Report.Times[pipeline.Ingest] = r.res.Times[Reading]
	return r.res, err
}

// run does the phases one after another.
func (r *run) run() error {
	r.takeOut()
	r.enter(Reading, 0)
	if err := r.read(); err != nil || r.DryRun {
		return err
	}
	if err := r.join(); err != nil {
		return err
	}
	if err := r.spool.flush(); err != nil {
		return err
	}
	r.enter(Deciding, 0)
	f, err := r.analyse()
	if err != nil {
		return err
	}
	r.enter(Writing, 0)
	return r.write(f)
}

// enter ends a phase and begins another.
func (r *run) enter(name string, articles int64) {
	r.since = time.Now()
	if r.Phase != nil {
		r.Phase(name, articles)
	}
}

func (r *run) took(name string) {
	r.res.Times[name] += time.Since(r.since)
	r.since = time.Now()
}

// takeOut notes what is to be taken out, and let in again.
func (r *run) takeOut() {
	for _, id := range r.Remove {
		if _, held := r.store.Find(id); held && !r.removed[id] {
			r.res.Removed++
		}
		r.removed[id] = true
		if r.w != nil {
			r.w.Remove(id, true)
		}
	}
	for _, id := range r.Restore {
		r.store.Restore(id)
		if r.w != nil {
			r.w.Restore(id)
		}
	}
}

func (r *run) stopped() bool { return r.Stop != nil && r.Stop.Err() != nil }

// read reads the input into the plan and the spool.
func (r *run) read() error {
	defer r.took(Reading)
	if r.Source == nil {
		return nil
	}
	for a, bad := range r.Source.Articles() {
		if r.ctx.Err() != nil {
			return fmt.Errorf("read input: %w", context.Cause(r.ctx))
		}
		if r.stopped() {
			r.res.Stopped = true
			break
		}
		r.res.Read++
		if bad != nil {
			if err := r.dead(pipeline.DeadRead(bad)); err != nil {
				return err
			}
			continue
		}
		how := r.consider(a)
		r.count(how)
		if (how == isNew || how == changed) && r.spool != nil {
			if err := r.spool.add(len(r.arrivals)-1, a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *run) count(how part) {
	switch how {
	case unchanged:
		r.res.Unchanged++
	case isNew:
		r.res.New++
	case changed:
		r.res.Changed++
	case keptOut:
		r.res.KeptOut++
	}
}

// dead notes an article that cannot be processed.
func (r *run) dead(d *pipeline.DeadLetter) error {
	r.res.Report.DeadLetters++
	l := output.DeadLetter(*d)
	if r.Dead != nil {
		r.Dead(l)
	}
	if len(r.letters) <= maxLetters {
		r.letters = append(r.letters, l)
	}
	if r.w == nil {
		return nil
	}
	return r.w.DeadLetter(l)
}

// maxLetters is how many dead letters are compared with those of the run before. More are
// taken for a change.
const maxLetters = 10_000

// analyse analyses every article that is no copy. What fails or is left over when the job
// is stopped takes no part any more; that may make articles originals that were taken for
// copies, so that it decides again until nothing is left to do.
func (r *run) analyse() (*fate, error) {
	for {
		f := r.decide(r.takesPart)
		orphans := r.orphans(f)
		due := r.due(f)
		r.took(Deciding)
		if len(orphans) == 0 && due == 0 {
			return f, nil
		}
		if r.models == nil {
			var err error
			if r.models, err = r.Load(); err != nil {
				return nil, err
			}
		}
		r.enter(Analysing, int64(len(orphans))+due)
		if err := r.analyseThese(f, orphans); err != nil {
			return nil, err
		}
		r.took(Analysing)
	}
}

// takesPart reports whether an arrival will be held.
func (r *run) takesPart(a *arrival) bool {
	return a.state == written || a.state == waiting && !r.res.Stopped
}

// due is how many arrivals are to be analysed.
func (r *run) due(f *fate) (n int64) {
	for k := range r.arrivals {
		if r.isDue(f, k) {
			n++
		}
	}
	return n
}

func (r *run) isDue(f *fate, k int) bool {
	at := f.arrived[k]
	return at >= 0 && f.copyOf[at] < 0 && r.arrivals[k].state == waiting
}

// analyseThese analyses the held articles of orphans and the arrivals that are due.
func (r *run) analyseThese(f *fate, orphans map[string]bool) error {
	var reading error
	articles := func(yield func(*models.Article, *ingest.BadArticle) bool) {
		reading = r.store.Articles(func(id string) bool { return orphans[id] }, func(a *models.Article) error {
			a.TitleInText = ingest.TitleInText(a.Title, a.Text)
			if !yield(a, nil) {
				return errStop
			}
			return nil
		})
		if reading != nil || r.res.Stopped {
			return
		}
		reading = r.spool.each(func(k int, a *models.Article) error {
			if r.res.Stopped = r.res.Stopped || r.stopped(); r.res.Stopped {
				return errStop
			}
			if !r.isDue(f, k) {
				return nil
			}
			r.res.Bytes += int64(len(a.Text))
			if !yield(a, nil) {
				return errStop
			}
			return nil
		})
	}
	report, err := pipeline.Run(r.ctx, r.Config, r.models, iter.Seq2[*models.Article, *ingest.BadArticle](articles), convert, sink{r, orphans})
	report.DeadLetters = 0 // dead has counted them
	r.res.Report.Add(report)
	if errors.Is(reading, errStop) {
		reading = nil
	}
	return errors.Join(err, reading)
}

// analysed is an article with its rows.
type analysed struct {
	id    string
	rows  *output.Rows
	words int
}

func convert(doc *models.Document) (analysed, error) {
	rows, err := output.Convert(doc)
	return analysed{doc.Article.ID, rows, len(doc.Tokens)}, err
}

// sink takes what is analysed.
type sink struct {
	*run
	orphans map[string]bool
}

func (s sink) Write(a analysed) error {
	s.res.Words += int64(a.words)
	if s.orphans[a.id] {
		i, _ := s.store.Find(a.id)
		s.again[a.id] = true
		e := s.store.Entry(i)
		e.Version, e.CopyOf = s.version, ""
		return s.w.Add(a.rows, e)
	}
	k := s.index[a.id]
	s.arrivals[k].state = written
	return s.w.Add(a.rows, s.entry(k, ""))
}

// entry is what the folder is to remember of an arrival.
func (p *plan) entry(k int, copyOf string) output.Entry {
	a := &p.arrivals[k]
	a.copyOf = copyOf
	return output.Entry{ID: a.id, Content: a.content, Version: a.version, Published: a.published, Outlet: a.outlet, Sketch: p.sketches[k][:], CopyOf: copyOf}
}

func (s sink) DeadLetter(d pipeline.DeadLetter) error {
	if k, ok := s.index[d.Article]; ok && !s.orphans[d.Article] {
		s.arrivals[k].state = failed
	}
	return s.dead(&d)
}
