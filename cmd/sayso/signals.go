package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// signalError is the cause of a context that a signal ended.
type signalError struct {
	sig os.Signal
	how string // what it ended with, when that is to be told
}

func (e signalError) Error() string { return "stopped by signal: " + e.sig.String() + e.how }

func (e signalError) code() int {
	if e.sig == syscall.SIGTERM {
		return exitTerminate
	}
	return exitInterrupt
}

// signals hears of SIGINT and SIGTERM. The first one ends stop, and at once or after the
// grace that a command has asked for the context of the command; a second one ends that
// at once, and a third kills the process.
type signals struct {
	stop  context.Context
	grace atomic.Int64 // nanoseconds
}

// withSignals returns the context of a command, and what hears of signals.
func withSignals(parent context.Context) (context.Context, *signals, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	s := &signals{}
	var halt context.CancelCauseFunc
	s.stop, halt = context.WithCancelCause(ctx)
	ch := make(chan os.Signal, 2)
	signal.Notify(ch, os.Interrupt, syscall.SIGTERM)
	go func() {
		var first os.Signal
		select {
		case first = <-ch:
		case <-ctx.Done():
			return
		}
		halt(signalError{sig: first})
		grace := time.NewTimer(time.Duration(s.grace.Load()))
		defer grace.Stop()
		select {
		case <-grace.C:
			how := ""
			if s.grace.Load() > 0 {
				how = fmt.Sprintf(" (not done within a grace of %v)", time.Duration(s.grace.Load()))
			}
			cancel(signalError{first, how})
		case second := <-ch:
			cancel(signalError{second, " (twice)"})
		case <-ctx.Done():
		}
		signal.Stop(ch)
	}()
	return ctx, s, func() {
		signal.Stop(ch)
		cancel(nil)
	}
}

// interruptible is a reader whose Read gives up when ctx ends, so that a signal
// is heard while standard input is silent. A Read given up on leaves one
// goroutine waiting for the device.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	buf := make([]byte, len(p)) // p is the caller's again once Read returns
	done := make(chan result, 1)
	go func() {
		n, err := i.r.Read(buf)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return copy(p, buf[:r.n]), r.err
	case <-i.ctx.Done():
		return 0, context.Cause(i.ctx)
	}
}
