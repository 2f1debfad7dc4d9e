package external

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os/exec"
	"time"

	"github.com/saysonews/sayso/models"
)

// maxLine bounds a line that the program writes.
const maxLine = 64 << 10

// child is one life of the program.
type child struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines chan []byte   // what it writes; closed at the end of its output
	fault error         // why lines was closed, set before; nil for a plain end
	quit  chan struct{} // closed when nobody reads lines any more
}

// start runs the command line in a shell and a process group of its own.
func start(command string, log *slog.Logger) (*child, error) {
	c := &child{cmd: shell(command), lines: make(chan []byte), quit: make(chan struct{})}
	c.cmd.Stderr = &lineLog{log: log}
	c.cmd.WaitDelay = time.Second // what it started may still hold its standard error
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start sentiment command: %w", err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start sentiment command: %w", err)
	}
	if err := c.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start sentiment command: %w", err)
	}
	go c.read(out)
	return c, nil
}

// read passes on the lines of the program's output until it ends or nobody listens.
func (c *child) read(out io.Reader) {
	defer close(c.lines)
	lines := bufio.NewScanner(out)
	lines.Buffer(make([]byte, 4096), maxLine)
	for lines.Scan() {
		select {
		case c.lines <- bytes.Clone(lines.Bytes()):
		case <-c.quit:
			return
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		c.fault = fmt.Errorf("a line longer than %d bytes", maxLine)
	}
}

// ask sends the texts under ids from first on and fills answers.
func (c *child) ask(ctx context.Context, limit <-chan time.Time, first int64, texts []string, answers []Answer) error {
	request, err := encode(first, texts)
	if err != nil {
		return err
	}
	sent := make(chan error, 1)
	go func() { // beside the reading: the program may answer before it has read all
		_, err := c.in.Write(request)
		sent <- err
	}()
	known := make([]bool, len(texts))
	for left, unsent := len(texts), true; left > 0 || unsent; {
		select {
		case line, ok := <-c.lines:
			if !ok {
				return c.ended()
			}
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if err := take(line, first, known, answers); err != nil {
				return err
			}
			left--
		case err := <-sent:
			if unsent = false; err != nil {
				return fmt.Errorf("write to sentiment command: %w", err)
			}
		case <-limit:
			return fmt.Errorf("%d of %d texts not answered in time", left, len(texts))
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

func (c *child) ended() error {
	if c.fault != nil {
		return c.fault
	}
	return errors.New("its output ended before all texts were answered")
}

// encode writes a batch.
func encode(first int64, texts []string) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	for i, text := range texts {
		if err := to.Encode(struct {
			ID   int64  `json:"id"`
			Text string `json:"text"`
			More int    `json:"more"`
		}{first + int64(i), text, len(texts) - 1 - i}); err != nil {
			return nil, fmt.Errorf("write text: %w", err)
		}
	}
	return b.Bytes(), nil
}

// take reads one answer into its place.
func take(line []byte, first int64, known []bool, answers []Answer) error {
	var a struct {
		ID    *int64   `json:"id"`
		Score *float64 `json:"score"`
		Label *string  `json:"label"`
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return fmt.Errorf("not an answer: %.80q", line)
	}
	switch {
	case a.ID == nil || *a.ID < first || *a.ID >= first+int64(len(known)):
		return fmt.Errorf("an answer to no text that was asked: %.80q", line)
	case known[*a.ID-first]:
		return fmt.Errorf("text %d answered twice", *a.ID)
	case a.Score == nil || !(*a.Score >= -1 && *a.Score <= 1):
		return fmt.Errorf("no score in [-1, 1]: %.80q", line)
	}
	at := *a.ID - first
	known[at] = true
	answers[at] = Answer{Score: *a.Score}
	if a.Label == nil {
		return nil
	}
	for _, l := range [...]models.SentimentLabel{models.Negative, models.Neutral, models.Positive} {
		if l.String() == *a.Label {
			answers[at].Label, answers[at].Labelled = l, true
			return nil
		}
	}
	return fmt.Errorf("label %.40q: want negative, neutral or positive", *a.Label)
}

// end closes the program's input, gives it so long to end by itself, and kills what is
// left. A nil child has ended.
func (c *child) end(grace time.Duration) {
	if c == nil {
		return
	}
	_ = c.in.Close() // it may be gone already
	timer := time.NewTimer(grace)
	defer timer.Stop()
	for open := true; open; {
		select {
		case _, open = <-c.lines:
		case <-timer.C:
			open = false
		}
	}
	c.kill()
}

// kill ends the program and all it started, and waits for it.
func (c *child) kill() {
	if c == nil {
		return
	}
	close(c.quit)
	killGroup(c.cmd)
	_ = c.in.Close()
	_ = c.cmd.Wait()    // that it was killed is no news
	for range c.lines { // until the reader has gone
	}
}

// lineLog logs what the program writes to its standard error, a line at a time.
type lineLog struct {
	log  *slog.Logger
	line []byte
}

const maxLogged = 1 << 10

// Write takes what comes; bytes of a line beyond the first thousand are left out.
func (l *lineLog) Write(b []byte) (int, error) {
	for _, c := range b {
		switch {
		case c == '\n':
			if len(l.line) > 0 {
				l.log.Info("sentiment command", "says", string(bytes.ToValidUTF8(l.line, []byte("?"))))
			}
			l.line = l.line[:0]
		case len(l.line) < maxLogged:
			l.line = append(l.line, c)
		}
	}
	return len(b), nil
}
