package external

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

// logged keeps what is logged.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logged) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

// What the program writes to its standard error is logged by lines, long ones cut.
func TestLineLog(t *testing.T) {
	var to logged
	w := &lineLog{log: to.logger()}
	for _, part := range []string{"one", " line\n\n", strings.Repeat("x", 5000), "\n\xff\n", "unfinished"} {
		if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	said := to.String()
	if strings.Count(said, "\n") != 3 || !strings.Contains(said, `says="one line"`) || strings.Contains(said, strings.Repeat("x", maxLogged+1)) || strings.Contains(said, "unfinished") {
		t.Errorf("log: %s", said)
	}
}
