package external

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/saysonews/sayso/models"
)

// The defaults of Options, and how many texts a batch has.
const (
	DefaultTimeout  = time.Minute
	DefaultRestarts = 3
	batchSize       = 64
)

// Options say what to run. Command is required.
type Options struct {
	// Command is a command line for the system's shell.
	Command string
	// Timeout is how long a batch may take, the program's start included in the first.
	Timeout time.Duration
	// Restarts is how many times in all the program is started again.
	Restarts int
	// Log hears of failures and of what the program writes to its standard error; nil
	// discards them.
	Log *slog.Logger

	pause time.Duration // before the first restart; it doubles each time
}

// Validate reports every fault of o at once.
func (o Options) Validate() error {
	var faults []error
	if strings.TrimSpace(o.Command) == "" {
		faults = append(faults, errors.New("sentiment command: want a command line"))
	}
	if o.Timeout <= 0 {
		faults = append(faults, fmt.Errorf("sentiment timeout %s: want more than 0", o.Timeout))
	}
	if o.Restarts < 0 {
		faults = append(faults, fmt.Errorf("sentiment restarts %d: want 0 or more", o.Restarts))
	}
	return errors.Join(faults...)
}

// Answer is the score of one text.
type Answer struct {
	Score float64 // in [-1, 1]
	// Label is what the program says; it counts if Labelled.
	Label    models.SentimentLabel
	Labelled bool
}

// Stats count what a Scorer did.
type Stats struct {
	// Scored is how many texts were answered, Unscored how many were not, Restarts
	// how often the program was started again.
	Scored, Unscored int64
	Restarts         int
	// GaveUp says that the program failed too often.
	GaveUp bool
}

// Scorer asks one child process, which all workers share. It is safe for concurrent
// use; the texts of one call are asked together, one call at a time.
type Scorer struct {
	ctx  context.Context
	opts Options

	mu     sync.Mutex
	child  *child // nil while none runs
	next   int64  // id of the next text
	stats  Stats
	closed bool
}

// New returns a Scorer for the length of ctx. The program starts with the first text;
// Close must be called in the end.
func New(ctx context.Context, o Options) (*Scorer, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.pause == 0 {
		o.pause = 200 * time.Millisecond
	}
	return &Scorer{ctx: ctx, opts: o}, nil
}

// Score returns the answers to texts, in their order; ok is false when not all were
// answered: the program failed too often, or the run is over. It does not depend on
// what other calls ask.
func (s *Scorer) Score(texts []string) (answers []Answer, ok bool) {
	if len(texts) == 0 {
		return nil, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	answers = make([]Answer, len(texts))
	for at := 0; at < len(texts); at += batchSize {
		end := min(at+batchSize, len(texts))
		if !s.batch(texts[at:end], answers[at:end]) {
			s.stats.Unscored += int64(len(texts))
			return nil, false
		}
	}
	s.stats.Scored += int64(len(texts))
	return answers, true
}

// batch asks until the texts are answered or the program is given up.
func (s *Scorer) batch(texts []string, answers []Answer) bool {
	for !s.stats.GaveUp && !s.closed && s.ctx.Err() == nil {
		err := s.try(texts, answers)
		if err == nil {
			return true
		}
		s.child.kill()
		s.child = nil
		if s.ctx.Err() != nil {
			return false
		}
		s.failed(err)
	}
	return false
}

// try asks once, starting the program if need be.
func (s *Scorer) try(texts []string, answers []Answer) (err error) {
	limit := time.NewTimer(s.opts.Timeout)
	defer limit.Stop()
	if s.child == nil {
		if s.child, err = start(s.opts.Command, s.opts.Log); err != nil {
			return err
		}
	}
	first := s.next
	s.next += int64(len(texts))
	return s.child.ask(s.ctx, limit.C, first, texts, answers)
}

// failed counts a failure, and waits before the next start or gives up.
func (s *Scorer) failed(err error) {
	log := s.opts.Log.With("command", s.opts.Command, "error", err)
	if s.stats.Restarts >= s.opts.Restarts {
		s.stats.GaveUp = true
		log.Error("sentiment command given up: from here the built-in scores count", "restarts", s.stats.Restarts)
		return
	}
	s.stats.Restarts++
	log.Warn("sentiment command failed: starting it again", "restart", s.stats.Restarts, "of", s.opts.Restarts)
	pause := time.NewTimer(s.opts.pause << min(s.stats.Restarts-1, 6))
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-s.ctx.Done():
	}
}

// Stats returns the counts so far.
func (s *Scorer) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stats
}

// Close ends the program: its input is closed, and what has not ended within two
// seconds is killed. No text is scored afterwards. Closing a nil Scorer does nothing.
func (s *Scorer) Close() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.child.end(2 * time.Second)
	s.child = nil
}
