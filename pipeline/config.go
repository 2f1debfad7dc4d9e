package pipeline

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"github.com/saysonews/sayso/models/identity/alias"
	"github.com/saysonews/sayso/models/syntax"
	"github.com/saysonews/sayso/pipeline/external"
)

// Config says how to run. The zero value uses every processor.
type Config struct {
	// Workers is how many articles are analysed at a time; 0 means one for each
	// processor. The results do not depend on it.
	Workers int
	// MinConfidence, in [0, 1], leaves out attributions that are less sure.
	MinConfidence float64
	// Aliases says which names are one speaker and which are several; nil leaves
	// the names to the articles.
	Aliases *alias.File
	// Scorer is a program of the user's that scores sentiment; nil leaves it to the
	// model. Which articles it scored before it failed for good depends on time.
	Scorer *external.Scorer
	// Convention is the scheme of annotation of the trees. The steps after them were
	// trained on Gold: Silver is for a run that ends with the trees.
	Convention syntax.Convention
	// ArticleTimeout is how long an article may take; 0 is no limit. It is looked at
	// after each step, and no step is broken off: an article that passes it is a dead
	// letter once its step is done. Which ones do depends on the machine.
	ArticleTimeout time.Duration
	// Log hears of panics, with their stacks; nil discards them.
	Log *slog.Logger
	// Done, when set, is called after each article, good or bad, from one
	// goroutine at a time.
	Done func()
}

// maxWorkers guards against a slip of the keyboard; each worker holds scratch
// memory.
const maxWorkers = 1024

// Validate reports every fault of c at once.
func (c Config) Validate() error {
	var faults []error
	if c.Workers < 0 || c.Workers > maxWorkers {
		faults = append(faults, fmt.Errorf("workers %d: want 0 to %d", c.Workers, maxWorkers))
	}
	if c.ArticleTimeout < 0 {
		faults = append(faults, fmt.Errorf("article timeout %v: want 0 or more", c.ArticleTimeout))
	}
	if !(c.MinConfidence >= 0 && c.MinConfidence <= 1) { // also catches NaN
		faults = append(faults, fmt.Errorf("least confidence %g: want 0 to 1", c.MinConfidence))
	}
	return errors.Join(faults...)
}

// WorkerCount is the number of workers that c asks for.
func (c Config) WorkerCount() int { return c.withDefaults().Workers }

func (c Config) withDefaults() Config {
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Done == nil {
		c.Done = func() {}
	}
	return c
}
