package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A signal ends a run that waits for silent input; nothing is committed.
func TestSignalEndsTheRun(t *testing.T) {
	for _, c := range []struct {
		sig  syscall.Signal
		code int
	}{{syscall.SIGINT, 130}, {syscall.SIGTERM, 143}} {
		ctx, cancel := context.WithCancelCause(context.Background())
		in, feed := io.Pipe()
		go func() {
			io.WriteString(feed, "{\"text\":\"One.\"}\n")
			cancel(signalError{sig: c.sig})
		}()
		out := filepath.Join(t.TempDir(), "out")
		var stdout, stderr bytes.Buffer
		if code := run(ctx, []string{"run", "-", "--out", out}, in, &stdout, &stderr); code != c.code {
			t.Errorf("%v: exit code %d, want %d: %s", c.sig, code, c.code, stderr.String())
		}
		if stdout.Len() > 0 {
			t.Errorf("%v: a summary was printed: %s", c.sig, stdout.String())
		}
		if left, err := os.ReadDir(out); err == nil && len(left) > 0 {
			t.Errorf("%v: %s was left behind", c.sig, left[0].Name())
		}
		feed.Close()
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// A reader that went away is no failure to tell of; a full disk is.
func TestOutputFails(t *testing.T) {
	for _, c := range []struct {
		err  syscall.Errno
		code int
	}{{syscall.EPIPE, 141}, {syscall.ENOSPC, 1}} {
		var stderr bytes.Buffer
		code := run(context.Background(), []string{"annotate", "-"}, strings.NewReader(`{"text":"One."}`), failingWriter{c.err}, &stderr)
		if code != c.code || (stderr.Len() == 0) != (c.err == syscall.EPIPE) {
			t.Errorf("%v: exit code %d, want %d; said %q", c.err, code, c.code, stderr.String())
		}
	}
}

func TestErrorLimit(t *testing.T) {
	for _, c := range []struct {
		limit    string
		bad, all int64
		exceeded bool
	}{{"", 5, 5, false}, {"0", 0, 5, false}, {"0", 1, 5, true}, {"2", 2, 5, false}, {"2", 3, 5, true}, {"20%", 1, 5, false}, {"20%", 2, 5, true}, {"0.5%", 1, 1000, false}, {"0%", 0, 0, false}} {
		var l errorLimit
		if c.limit != "" {
			if err := l.Set(c.limit); err != nil {
				t.Fatal(err)
			}
		}
		if l.String() != c.limit {
			t.Errorf("%q reads back as %q", c.limit, l.String())
		}
		if got := l.exceeded(c.bad, c.all); got != c.exceeded {
			t.Errorf("limit %q, %d of %d: exceeded %v", c.limit, c.bad, c.all, got)
		}
	}
	for _, s := range []string{"", "x", "-1", "1.5", "101%", "NaN", "%", "1e99"} {
		if err := new(errorLimit).Set(s); err == nil {
			t.Errorf("%q was taken for a limit", s)
		}
	}
}

func TestByteSize(t *testing.T) {
	for s, want := range map[string]byteSize{"1": 1, "500000": 500000, "512K": 512 << 10, "2m": 2 << 20, "2MB": 2 << 20, "1GiB": 1 << 30} {
		var b byteSize
		if err := b.Set(s); err != nil || b != want {
			t.Errorf("%q is %d, error %v, want %d", s, b, err, want)
		}
		var again byteSize
		if err := again.Set(b.String()); err != nil || again != b {
			t.Errorf("%q is written %q, which reads as %d", s, b.String(), again)
		}
	}
	for _, s := range []string{"", "0", "-1", "2G", "M", "1T", "1.5M", "99999999999999999999"} {
		var b byteSize
		if err := b.Set(s); err == nil {
			t.Errorf("%q was taken for %d bytes", s, b)
		}
	}
}
