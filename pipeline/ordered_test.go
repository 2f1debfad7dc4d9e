package pipeline

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Results come in order of the inputs, also when early ones take longest.
func TestOrderedKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		var got []int
		err := ordered(context.Background(), workers, upTo(50), func(_, v int) int {
			if v%7 == 0 {
				time.Sleep(time.Millisecond)
			}
			return v
		}, func(v int) error {
			got = append(got, v)
			return nil
		})
		if err != nil || len(got) != 50 || !slices.IsSorted(got) {
			t.Errorf("%d workers: error %v, results %v", workers, err, got)
		}
	}
}

// A slot is never held by two calls at a time.
func TestOrderedSlotsAreExclusive(t *testing.T) {
	const workers = 3
	var held [workers]atomic.Int32
	err := ordered(context.Background(), workers, upTo(300), func(slot, v int) bool {
		defer held[slot].Add(-1)
		return held[slot].Add(1) == 1
	}, func(alone bool) error {
		if !alone {
			return errors.New("slot shared")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Reading waits for the slowest article: what is read but not emitted is bounded.
func TestOrderedIsBounded(t *testing.T) {
	const workers = 4
	var read, emitted, most atomic.Int64
	in := func(yield func(int) bool) {
		for i := range 500 {
			most.Store(max(most.Load(), read.Add(1)-emitted.Load()))
			if !yield(i) {
				return
			}
		}
	}
	release := make(chan struct{})
	time.AfterFunc(20*time.Millisecond, func() { close(release) })
	err := ordered(context.Background(), workers, in, func(_, v int) int {
		if v == 0 {
			<-release // all others wait behind the first
		}
		return v
	}, func(int) error { emitted.Add(1); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if got := most.Load(); got > 2*workers+4 {
		t.Errorf("%d inputs under way with %d workers, want at most %d", got, workers, 2*workers+4)
	}
}

// An error of emit ends the run: nothing more is emitted, and reading stops.
func TestOrderedStopsOnError(t *testing.T) {
	full := errors.New("disk full")
	var read, emitted int
	in := func(yield func(int) bool) {
		for read = range 10_000 {
			if !yield(read) {
				return
			}
		}
	}
	err := ordered(context.Background(), 2, in, func(_, v int) int { return v }, func(v int) error {
		if emitted++; v == 3 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || emitted != 4 || read > 1000 {
		t.Errorf("error %v after %d results and %d inputs", err, emitted, read)
	}
}

// A panic of emit is an error that names it, not a crash.
func TestOrderedGuardsEmit(t *testing.T) {
	err := ordered(context.Background(), 2, upTo(5), func(_, v int) int { return v }, func(int) error { panic("column of another length") })
	if err == nil || !strings.Contains(err.Error(), "column of another length") {
		t.Errorf("error %v", err)
	}
}

// A context that ends stops the reading, and its cause is the error.
func TestOrderedStopsOnContext(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	stopped := errors.New("stopped by signal")
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
			if i == 20 {
				cancel(stopped)
			}
		}
	}
	err := ordered(ctx, 3, endless, func(_, v int) int { return v }, func(int) error { return nil })
	if !errors.Is(err, stopped) {
		t.Errorf("error %v, want the cause", err)
	}
}
