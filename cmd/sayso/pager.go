package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// pager is a program that people page through output with.
type pager struct {
	io.WriteCloser
	command *exec.Cmd
}

// startPager starts $PAGER, or less, before standard output. It returns nil when there
// is none, or none is wanted.
func startPager(ctx context.Context, a *app) *pager {
	line, set := os.LookupEnv("PAGER")
	if !set {
		line = "less"
	}
	if line = strings.TrimSpace(line); line == "" || line == "cat" {
		return nil
	}
	var command *exec.Cmd
	if runtime.GOOS == "windows" {
		words := strings.Fields(line)
		command = exec.CommandContext(ctx, words[0], words[1:]...)
	} else {
		if _, err := exec.LookPath(strings.Fields(line)[0]); err != nil {
			return nil
		}
		command = exec.CommandContext(ctx, "sh", "-c", line)
	}
	// It ends by itself when its input does; a signal is for it to understand.
	command.Cancel = func() error { return nil }
	command.Stdout, command.Stderr, command.Env = a.stdout, a.stderr, os.Environ()
	if _, set := os.LookupEnv("LESS"); !set {
		command.Env = append(command.Env, "LESS=FRX")
	}
	in, err := command.StdinPipe()
	if err != nil {
		return nil
	}
	if err := command.Start(); err != nil {
		return nil
	}
	return &pager{in, command}
}

// finish waits until people have read all, and passes err on unless it only says that
// they had read enough.
func (p *pager) finish(err error) error {
	closing := p.Close()
	wait := p.command.Wait()
	switch {
	case errors.Is(err, syscall.EPIPE):
		return nil
	case err != nil:
		return err
	case closing != nil && !errors.Is(closing, os.ErrClosed):
		return fmt.Errorf("page: %w", closing)
	case wait != nil:
		return fmt.Errorf("page with %s: %w", p.command.Path, wait)
	}
	return nil
}
