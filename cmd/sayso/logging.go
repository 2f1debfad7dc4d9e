package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// logFlags are the flags about messages on standard error.
type logFlags struct {
	level, format string
	quiet         bool

	bar atomic.Pointer[progress] // what stands on the terminal, if anything does
}

var (
	logLevels  = []string{"debug", "info", "warn", "error"}
	logFormats = []string{"auto", "text", "json"}
)

func (l *logFlags) register(c *cobra.Command) {
	flags := c.PersistentFlags()
	flags.BoolVarP(&l.quiet, "quiet", "q", false, "show errors only, and no progress bar")
	flags.StringVar(&l.level, "log-level", "info", "least level to log: "+strings.Join(logLevels, ", "))
	flags.StringVar(&l.format, "log-format", "auto", "form of the log: text, json, or auto (text on a terminal)")
	complete(c, "log-level", logLevels)
	complete(c, "log-format", logFormats)
}

// complete offers the values of a flag to the shell.
func complete(c *cobra.Command, flag string, values []string) {
	// It fails only for a flag that does not exist, or that is completed already.
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// logger makes the logger that the flags ask for.
func (a *app) logger() (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.log.level)); err != nil {
		return nil, usageError{fmt.Errorf("--log-level %q: want one of %s", a.log.level, strings.Join(logLevels, ", "))}
	}
	if a.log.quiet {
		level = slog.LevelError
	}
	opts := &slog.HandlerOptions{Level: level}
	switch {
	case a.log.format == "json", a.log.format == "auto" && !isTerminal(a.stderr):
		return slog.New(slog.NewJSONHandler(besideBar{a}, opts)), nil
	case a.log.format == "text", a.log.format == "auto":
		return slog.New(slog.NewTextHandler(besideBar{a}, opts)), nil
	}
	return nil, usageError{fmt.Errorf("--log-format %q: want one of %s", a.log.format, strings.Join(logFormats, ", "))}
}

// besideBar writes to standard error, and takes the progress bar out of the way first.
type besideBar struct{ a *app }

func (w besideBar) Write(b []byte) (int, error) {
	if p := w.a.log.bar.Load(); p != nil {
		p.hide()
	}
	return w.a.stderr.Write(b)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
