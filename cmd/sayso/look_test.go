package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPager pages through a program that reads all, one that has seen enough, and
// where people want none.
func TestPager(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	for _, c := range []struct{ program, want string }{
		{"sed 's/^/> /'", "> one\n> two\n"}, {"head -n 1", "one\n"}, {"cat", ""}, {"", ""}, {"no-such-pager", ""},
	} {
		t.Setenv("PAGER", c.program)
		var out bytes.Buffer
		p := startPager(context.Background(), &app{stdout: &out, stderr: io.Discard})
		if p == nil {
			if c.want != "" {
				t.Errorf("%q: no pager", c.program)
			}
			continue
		}
		_, err := fmt.Fprint(p, "one\ntwo\n")
		if err := p.finish(err); err != nil {
			t.Errorf("%q: %v", c.program, err)
		}
		if out.String() != c.want {
			t.Errorf("%q shows %q, want %q", c.program, out.String(), c.want)
		}
	}
	t.Setenv("PAGER", "true")
	p := startPager(context.Background(), &app{stdout: io.Discard, stderr: io.Discard})
	var err error
	for line := strings.Repeat("x", 1<<16); err == nil; {
		_, err = io.WriteString(p, line)
	}
	if !errors.Is(err, syscall.EPIPE) {
		t.Fatalf("a pager that is gone: %v", err)
	}
	if err := p.finish(err); err != nil {
		t.Errorf("a pager that has seen enough is a failure: %v", err)
	}
}

func TestPeriod(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for s, want := range map[string][2]time.Time{
		"":                     {},
		"2023":                 {day(2023, 1, 1), day(2024, 1, 1)},
		"2023-12":              {day(2023, 12, 1), day(2024, 1, 1)},
		"2024-02-29":           {day(2024, 2, 29), day(2024, 3, 1)},
		"2023-01-31T00:00:00Z": {day(2023, 1, 31), day(2023, 1, 31).Add(time.Microsecond)},
	} {
		begin, end, err := period(s)
		if err != nil || !begin.Equal(want[0]) || !end.Equal(want[1]) {
			t.Errorf("period(%q) = %v, %v, %v", s, begin, end, err)
		}
	}
	for _, s := range []string{"soon", "2023-13", "2023-02-30", "23"} {
		if _, _, err := period(s); err == nil {
			t.Errorf("period(%q): no error", s)
		}
	}
}
