package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"
)

const (
	// tries is how often an event is sent, and patience how long a try may take.
	tries    = 3
	patience = 5 * time.Second
	// lastWord bounds how long the end of a run waits for a server that does not
	// answer, within the grace that schedulers give after SIGTERM.
	lastWord = 10 * time.Second
)

// LineageOptions say where events of OpenLineage go and what the job is called.
type LineageOptions struct {
	// Target is a file, to which a line is appended for each event, or the http or
	// https address of a server. An address without a path gets that of the usual
	// endpoint, /api/v1/lineage.
	Target string
	// Namespace and Job name the job; the defaults are "sayso" and "sayso.run".
	Namespace, Job string
	// Parent is the run that this one is a part of, as namespace/job/uuid; what is not
	// of this form is left out.
	Parent string
	// Key is sent as a bearer token, when there is one.
	Key string
	// Log hears of what cannot be delivered; nil discards it.
	Log *slog.Logger
}

// Lineage tells of one run in events of OpenLineage. A nil one tells nothing. What
// cannot be delivered is a warning in the log, never an error. Start and End are called
// once each, from one goroutine.
type Lineage struct {
	options LineageOptions
	endpoint
	pause   time.Duration // before the second try; doubled before the third
	started chan struct{} // closed when the first event is delivered or given up
}

// endpoint is where events go: a file or an address.
type endpoint struct {
	file string
	url  *url.URL
}

// NewLineage checks the options; without a Target it returns nil.
func NewLineage(o LineageOptions) (*Lineage, error) {
	if o.Target == "" {
		return nil, nil
	}
	if o.Namespace == "" {
		o.Namespace = "sayso"
	}
	if o.Job == "" {
		o.Job = "sayso.run"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	to, err := parseTarget(o.Target)
	if err != nil {
		return nil, fmt.Errorf("lineage %s: %w", Redact(o.Target), err)
	}
	return &Lineage{options: o, endpoint: to, pause: 500 * time.Millisecond}, nil
}

func parseTarget(s string) (endpoint, error) {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return endpoint{file: s}, nil
	}
	if scheme == "file" {
		return endpoint{file: rest}, nil
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return endpoint{}, errors.New("not an address") // the error would show a password
	case u.Host == "" || scheme != "http" && scheme != "https":
		return endpoint{}, errors.New("want a file, or an address such as http://marquez:5000")
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = "/api/v1/lineage"
	}
	return endpoint{url: u}, nil
}

// Start tells that the run of r began, and does not wait for the delivery. It keeps
// nothing of r.
func (l *Lineage) Start(ctx context.Context, r *Record) {
	if l == nil {
		return
	}
	text, err := json.Marshal(l.options.event(startEvent, r.Started, r))
	l.started = make(chan struct{})
	go func() {
		defer close(l.started)
		l.deliver(ctx, startEvent, text, err)
	}()
}

// End tells how the closed record r ended: COMPLETE, ABORT when it was stopped, else
// FAIL. It waits for the delivery, ten seconds at most, even when ctx is done.
func (l *Lineage) End(ctx context.Context, r *Record) {
	if l == nil {
		return
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer stop()
	kind := failEvent
	switch r.Status {
	case Complete:
		kind = completeEvent
	case Stopped:
		kind = abortEvent
	}
	if l.started != nil {
		select {
		case <-l.started:
		case <-ctx.Done():
		}
	}
	text, err := json.Marshal(l.options.event(kind, r.Ended, r))
	l.deliver(ctx, kind, text, err)
}

// deliver hands over the text of an event, unless making it failed.
func (l *Lineage) deliver(ctx context.Context, kind string, text []byte, err error) {
	switch {
	case err != nil:
	case l.file != "":
		err = appendLine(l.file, text)
	default:
		err = l.send(ctx, text)
	}
	if err != nil {
		l.options.Log.Warn("lineage event not delivered", "event", kind, "to", Redact(l.options.Target), "error", Redact(err.Error()))
	}
}

// appendLine adds a line with one write, so that jobs may share a file.
func appendLine(path string, line []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Close())
}

// send posts the text, and again while another try may help.
func (l *Lineage) send(ctx context.Context, text []byte) error {
	pause := l.pause
	for n := 1; ; n++ {
		status, err := post(ctx, l.url, l.options.Key, text)
		switch {
		case err == nil && status >= 200 && status < 300:
			return nil
		case err == nil:
			err = fmt.Errorf("answered %d", status)
		}
		if final := status >= 300 && status < 500 && status != 408 && status != 429; final || n == tries {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return errors.Join(err, context.Cause(ctx))
		}
		pause *= 2
	}
}
