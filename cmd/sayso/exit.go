package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// The exit codes, as exitHelp tells them.
const (
	exitDone      = 0
	exitFailed    = 1
	exitUsage     = 2
	exitErrors    = 3
	exitLocked    = 4
	exitInterrupt = 130
	exitPipe      = 141
	exitTerminate = 143
)

// exitHelp is part of the help of every command that reads articles.
const exitHelp = `Exit codes:
  0    done, nothing new included
  1    failed; running again may help (disk full, broken input device)
  2    wrong usage or configuration: nothing was written
  3    done, but with more bad articles than --max-errors allows
  4    another run is writing to the folder (see --lock-wait)
  130  interrupted (SIGINT); 143 terminated (SIGTERM)`

// usageError is a fault of the command line.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// tooManyErrors says that a run ended with more bad articles than allowed.
type tooManyErrors struct {
	bad, articles int64
	limit         errorLimit
}

func (e tooManyErrors) Error() string {
	return fmt.Sprintf("%d of %d articles could not be processed, more than --max-errors %s allows", e.bad, e.articles, e.limit.String())
}

// exit reports err on standard error and returns the code for it.
func (a *app) exit(ctx context.Context, err error) int {
	if err == nil {
		return exitDone
	}
	var sig signalError
	if errors.As(context.Cause(ctx), &sig) || errors.As(err, &sig) {
		fmt.Fprintf(a.stderr, "sayso: %v\n", sig)
		return sig.code()
	}
	if errors.Is(err, syscall.EPIPE) {
		return exitPipe // whoever read the output has seen enough
	}
	fmt.Fprintf(a.stderr, "sayso: %v\n", err)
	return a.code(err)
}

func (a *app) code(err error) int {
	var usage usageError
	var path *ingest.PathError
	var many tooManyErrors
	switch {
	case !a.started, errors.As(err, &usage), errors.As(err, &path), errors.Is(err, output.ErrForeign), errors.Is(err, output.ErrOutdated), errors.Is(err, output.ErrUnwritable):
		return exitUsage
	case errors.As(err, &many):
		return exitErrors
	case errors.Is(err, output.ErrBusy):
		return exitLocked
	}
	return exitFailed
}
