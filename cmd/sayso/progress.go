package main

import (
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/saysonews/sayso/cmd/sayso/batch"
	"github.com/saysonews/sayso/pipeline/ingest"
)

const (
	barInterval = 200 * time.Millisecond
	logInterval = 30 * time.Second
	scale       = 1000 // of a bar
)

// progress shows how far a job has come: as a bar on a terminal, else as a line of the
// log each half minute, for those who read the logs of schedulers. The zero value shows
// nothing. step may be called from any goroutine, the rest from one.
type progress struct {
	bar  *progressbar.ProgressBar // nil where there is no terminal
	log  *slog.Logger             // nil when nothing is to be shown
	read func() int64             // bytes, which tell how much is left where articles do not

	articles atomic.Int64
	draw     sync.Mutex // of the terminal
	shown    bool       // whether the bar stands there
	mu       sync.Mutex // of what follows
	phase    string
	bytes    int64 // all of them; 0 when not known
	total    int64 // articles; 0 when not known
	meter    meter

	leave chan struct{}
	left  sync.WaitGroup
}

// newProgress begins to show how the reading of src goes on, unless --quiet is given.
func (a *app) newProgress(src *ingest.Source) *progress {
	p := &progress{phase: batch.Analysing, leave: make(chan struct{})}
	log, err := a.logger()
	if err != nil || a.log.quiet {
		return p
	}
	p.log, p.read, p.bytes = log, src.Read, src.Size()
	interval := logInterval
	if isTerminal(a.stderr) {
		interval = barInterval
		p.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(a.stderr),
			progressbar.OptionSetPredictTime(false),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(20),
			progressbar.OptionSetSpinnerChangeInterval(0), // it draws when told, not by itself
		)
		a.log.bar.Store(p)
	}
	p.left.Go(func() { p.run(interval) })
	return p
}

// run shows the state at intervals until finish.
func (p *progress) run(interval time.Duration) {
	ticks := time.NewTicker(interval)
	defer ticks.Stop()
	for {
		select {
		case now := <-ticks.C:
			p.show(now)
		case <-p.leave:
			return
		}
	}
}

// expect says how many articles there are still to do, once that is known: the time left
// is reckoned by them then, not by bytes.
func (p *progress) expect(articles int64) {
	p.mu.Lock()
	p.total = p.articles.Load() + articles
	p.meter = meter{}
	p.mu.Unlock()
	p.mark()
}

// enter begins a phase. The articles are counted on; the rate begins anew.
func (p *progress) enter(phase string) {
	p.mu.Lock()
	p.phase, p.meter = phase, meter{}
	p.mu.Unlock()
	if p.bar != nil {
		p.show(time.Now())
	} else {
		p.mark()
	}
}

// mark begins to measure the rate.
func (p *progress) mark() {
	if p.log != nil {
		p.state(time.Now())
	}
}

// step notes one article done.
func (p *progress) step() { p.articles.Add(1) }

// finish takes the bar away and ends the lines of the log.
func (p *progress) finish() {
	if p.log == nil {
		return
	}
	close(p.leave)
	p.left.Wait()
	p.log = nil
	p.hide()
}

// hide takes the bar away until it is shown the next time. The bar is a nicety: its
// errors are dropped.
func (p *progress) hide() {
	p.draw.Lock()
	defer p.draw.Unlock()
	if p.shown {
		_ = p.bar.Clear()
	}
	p.shown = false
}

// show tells the state at a time.
func (p *progress) show(now time.Time) {
	s := p.state(now)
	if p.bar == nil {
		p.log.Info("progress", s.attrs()...)
		return
	}
	p.draw.Lock()
	defer p.draw.Unlock()
	if s.all > 0 {
		// A bar that was full once is not shown any more: it must neither get there nor
		// be made shorter.
		p.bar.ChangeMax64(scale)
		_ = p.bar.Set64(min(s.done*scale/s.all, scale-1))
	}
	p.bar.Describe(s.String())
	p.shown = true
}

// state reckons how far the job is.
func (p *progress) state(now time.Time) state {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := state{phase: p.phase, articles: p.articles.Load(), total: p.total, done: p.articles.Load(), all: p.total}
	if s.all == 0 && p.bytes > 0 {
		s.done, s.all = p.read(), p.bytes
	}
	if p.phase == batch.Writing {
		s.done = s.all
	}
	p.meter.note(now, float64(s.articles), float64(s.done))
	s.rate = p.meter.articles
	if left := float64(s.all - s.done); left > 0 && p.meter.done > 0 {
		s.left = time.Duration(min(left/p.meter.done, 1e9) * float64(time.Second))
	}
	return s
}

// state is how far a job is.
type state struct {
	phase           string
	articles, total int64 // done, and to do if that is known
	done, all       int64 // of articles or of bytes; all is 0 when not known
	rate            float64
	left            time.Duration // 0 when not known
}

// String is the state for a terminal: "analysing 1200 of 5000 articles, 230/s, 17s left".
func (s state) String() string {
	out := fmt.Sprintf("%s %d articles", s.phase, s.articles)
	switch {
	case s.total > 0:
		out = fmt.Sprintf("%s %d of %d articles", s.phase, s.articles, s.total)
	case s.articles == 0 && s.all > 0: // nothing but bytes is counted yet
		out = fmt.Sprintf("%s %.1f of %.1f MB", s.phase, float64(s.done)/1e6, float64(s.all)/1e6)
	case s.articles == 0:
		out = s.phase
	}
	switch {
	case s.phase == batch.Writing || s.rate == 0:
	case s.rate < 10:
		out += fmt.Sprintf(", %.1f/s", s.rate)
	default:
		out += fmt.Sprintf(", %.0f/s", s.rate)
	}
	if s.left > 0 {
		out += ", " + short(s.left) + " left"
	}
	return out
}

// attrs is the state for the log.
func (s state) attrs() []any {
	list := []any{"phase", s.phase, "articles", s.articles}
	if s.total > 0 {
		list = append(list, "of", s.total)
	}
	if s.all > 0 {
		list = append(list, "percent", 100*min(s.done, s.all)/s.all)
	}
	list = append(list, "articles_per_second", float64(int64(s.rate*10+.5))/10)
	if s.left > 0 {
		list = append(list, "left", short(s.left))
	}
	return list
}

// short rounds a duration to what is worth saying.
func short(d time.Duration) string {
	switch {
	case d > time.Hour:
		s := d.Round(time.Minute).String()
		return s[:len(s)-len("0s")]
	case d > time.Minute:
		return d.Round(10 * time.Second).String()
	}
	return max(d.Round(time.Second), time.Second).String()
}

// meter measures rates a second, the last half minute counting most.
type meter struct {
	at             time.Time
	seen, seenDone float64
	articles, done float64 // the rates
	span           float64 // seconds measured
}

// note takes the counts at a time.
func (m *meter) note(now time.Time, articles, done float64) {
	if !m.at.IsZero() {
		dt := now.Sub(m.at).Seconds()
		if dt <= 0 {
			return
		}
		m.span += dt
		weight := dt / min(m.span, max(dt, 30)) // a plain mean over the first half minute
		m.articles += weight * ((articles-m.seen)/dt - m.articles)
		m.done += weight * ((done-m.seenDone)/dt - m.done)
	}
	m.at, m.seen, m.seenDone = now, articles, done
}
