package batch

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

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
	// Unknown are ids of Job.Remove that the folder does not hold, NotRemoved those of
	// Job.Restore that were not kept out.
	Unknown, NotRemoved []string
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
	// resettled tells that held articles became or ceased to be copies, regated that
	// other ids than before are kept out.
	resettled, regated bool
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
	if err := r.read(); err != nil {
		return err
	}
	if r.DryRun {
		r.foretell()
		return nil
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

// foretell counts what a run would find to be copies, as far as all is read. What the
// tables hold is what they held.
func (r *run) foretell() {
	r.res.Summary = r.store.Summary()
	f := r.decide(r.takesPart)
	for _, at := range f.arrived {
		if at >= 0 && f.copyOf[at] >= 0 {
			r.res.Duplicates++
		}
	}
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
		if r.removed[id] {
			continue
		}
		if _, held := r.store.Find(id); held {
			r.res.Removed++
		} else if !r.store.Removed(id) {
			r.res.Unknown = append(r.res.Unknown, id)
		}
		r.removed[id] = true
		r.regated = r.regated || !r.store.Removed(id)
		if r.w != nil {
			r.w.Remove(id, true)
		}
	}
	for _, id := range r.Restore {
		if !r.store.Removed(id) {
			r.res.NotRemoved = append(r.res.NotRemoved, id)
			continue
		}
		r.regated = true
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
		a.ID = spelled(a.ID)
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

// spelled is an id as the tables hold it. One of bytes that are no UTF-8 has them as in an
// address, %FF, and ends in a checksum, which keeps it apart from other ids.
func spelled(id string) string {
	if utf8.ValidString(id) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	var b strings.Builder
	for len(id) > 0 {
		r, n := utf8.DecodeRuneInString(id)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "%%%02X", id[0])
		} else {
			b.WriteString(id[:n])
		}
		id = id[n:]
	}
	return fmt.Sprintf("%s~%x", b.String(), sum[:6])
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
