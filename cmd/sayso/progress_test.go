package main

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/saysonews/sayso/cmd/sayso/batch"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// atRate does n articles a second, told twice a second, for some seconds.
func atRate(p *progress, from time.Time, n, seconds int) (last state) {
	for i := range 2*seconds + 1 {
		if i > 0 {
			p.articles.Add(int64(n) / 2)
		}
		last = p.state(from.Add(time.Duration(i) * time.Second / 2))
	}
	return last
}

func TestProgressReckonsTimeLeft(t *testing.T) {
	read := int64(2500000)
	if got, want := (&progress{phase: batch.Reading, bytes: 1e7, read: func() int64 { return read }}).state(noon).String(), "reading 2.5 of 10.0 MB"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	read = 0
	p := &progress{phase: batch.Analysing, bytes: 9000, read: func() int64 { return read }}
	p.state(noon)
	read = 3000
	p.articles.Add(60)
	if got, want := p.state(noon.Add(6*time.Second)).String(), "analysing 60 articles, 10/s, 12s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.expect(1000)
	s := atRate(p, noon.Add(time.Minute), 20, 10)
	if got, want := s.String(), "analysing 260 of 1060 articles, 20/s, 40s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.enter(batch.Writing)
	if got, want := p.state(noon.Add(2*time.Minute)).String(), "writing 260 of 1060 articles"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A rate that changes is followed within a minute, and a stall shows.
func TestProgressFollowsTheRate(t *testing.T) {
	p := &progress{phase: batch.Analysing}
	atRate(p, noon, 1000, 300)
	if s := atRate(p, noon.Add(300*time.Second), 10, 120); s.rate < 10 || s.rate > 40 {
		t.Errorf("rate %g two minutes after it fell from 1000 to 10", s.rate)
	}
	if s := (&progress{}).state(noon); s.rate != 0 || s.left != 0 || s.String() != "" {
		t.Errorf("%+v", s)
	}
}

// firstLine tells when something was written to it.
type firstLine struct {
	bytes.Buffer
	once    sync.Once
	written chan struct{}
}

func (w *firstLine) Write(b []byte) (int, error) {
	defer w.once.Do(func() { close(w.written) })
	return w.Buffer.Write(b)
}

// Without a terminal there is a line of the log at intervals, and none after the end.
func TestProgressLog(t *testing.T) {
	out := &firstLine{written: make(chan struct{})}
	p := &progress{phase: batch.Reading, bytes: 200, read: func() int64 { return 50 }, log: slog.New(slog.NewJSONHandler(out, nil)), leave: make(chan struct{})}
	p.step()
	p.left.Go(func() { p.run(time.Millisecond) })
	<-out.written
	p.finish()
	p.finish()
	if !strings.Contains(out.String(), `"msg":"progress","phase":"reading","articles":1,"percent":25`) {
		t.Errorf("logged %s", out)
	}
	size := out.Len()
	time.Sleep(5 * time.Millisecond)
	if out.Len() != size {
		t.Error("logged after the end")
	}
}

// A bar shows phase, rate and share, and gives way to the log.
func TestProgressBar(t *testing.T) {
	var out bytes.Buffer
	p := &progress{phase: batch.Analysing, total: 100, log: slog.New(slog.DiscardHandler), leave: make(chan struct{})}
	p.bar = progressbar.NewOptions64(-1, progressbar.OptionSetWriter(&out), progressbar.OptionSetPredictTime(false), progressbar.OptionSetWidth(10), progressbar.OptionSetSpinnerChangeInterval(0))
	atRate(p, noon, 10, 4)
	p.show(noon.Add(5 * time.Second))
	if s := out.String(); !strings.Contains(s, "analysing 40 of 100 articles, 8.0/s, 8s left") || !strings.Contains(s, "40%") {
		t.Errorf("shown: %q", s)
	}
	out.Reset()
	p.expect(10) // fewer than before
	p.articles.Add(5)
	p.show(noon.Add(6 * time.Second))
	if s := out.String(); !strings.Contains(s, "analysing 45 of 50 articles") || !strings.Contains(s, "90%") {
		t.Errorf("shown: %q", s)
	}
	p.total, p.bytes, p.read = 0, 1e9, func() int64 { return 1e9 } // full, by bytes
	p.show(noon.Add(7 * time.Second))
	p.total = 1000
	out.Reset()
	p.show(noon.Add(8 * time.Second))
	if s := out.String(); !strings.Contains(s, "analysing 45 of 1000 articles") {
		t.Errorf("shown: %q", s)
	}
	a := &app{stderr: &out}
	a.log.bar.Store(p)
	if _, err := io.WriteString(besideBar{a}, "a line of the log\n"); err != nil || !strings.HasSuffix(out.String(), "\ra line of the log\n") {
		t.Errorf("written: %q", out.String())
	}
	p.finish()
}

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Millisecond:                    "1s",
		12345 * time.Millisecond:            "12s",
		94 * time.Second:                    "1m30s",
		3*time.Hour + 29*time.Second:        "3h0m",
		26*time.Hour + 10*time.Minute:       "26h10m",
		59*time.Minute + 58*time.Second + 1: "1h0m0s",
	} {
		if got := short(d); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
}
