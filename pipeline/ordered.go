package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"

	"github.com/sourcegraph/conc/stream"
)

// ordered applies work to each input on up to workers goroutines and calls emit
// with the results, in order of the inputs and from one goroutine at a time. It
// stops reading when ctx is done or emit fails, waits for what is under way, and
// returns what stopped it. The slot, in [0, workers), is held by one call of work
// at a time, so that it can choose scratch memory. work must not panic.
func ordered[In, Out any](ctx context.Context, workers int, in iter.Seq[In], work func(slot int, v In) Out, emit func(Out) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	slots := make(chan int, workers)
	for i := range workers {
		slots <- i
	}
	s := stream.New().WithMaxGoroutines(workers)
	// A deferred wait keeps the workers from outliving a panic of the input.
	wait := sync.OnceFunc(s.Wait)
	defer wait()
	for v := range in {
		if ctx.Err() != nil {
			break
		}
		s.Go(func() stream.Callback {
			slot := <-slots
			out := work(slot, v)
			slots <- slot
			return func() {
				if ctx.Err() != nil {
					return
				}
				if err := guard(emit, out); err != nil {
					stop(err)
				}
			}
		})
	}
	wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// guard turns a panic of emit into an error: nothing can be written after it, but
// the caller can still clean up.
func guard[Out any](emit func(Out) error, out Out) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("write result: panic: %v\n%s", v, debug.Stack())
		}
	}()
	return emit(out)
}
