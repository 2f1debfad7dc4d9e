package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

const parentID = "urn/prod/dag.task/0190a0b1-7c00-7000-8000-0123456789ab"

// told runs START and the end of r into a file, and returns the events.
func told(t *testing.T, r *Record) []map[string]any {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lineage.jsonl")
	l, err := NewLineage(LineageOptions{Target: path, Parent: parentID})
	if err != nil {
		t.Fatal(err)
	}
	l.Start(context.Background(), r)
	l.End(context.Background(), r)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("hush")) {
		t.Errorf("a secret is told:\n%s", text)
	}
	var events []map[string]any
	for line := range bytes.Lines(text) {
		e := map[string]any{}
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	return events
}

// at follows keys and indexes into an event.
func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			s, _ := v.([]any)
			if p >= len(s) {
				return nil
			}
			v = s[p]
		}
	}
	return v
}

// What the specification (2-0-2) requires of each event.
func TestEventsKeepToTheSpecification(t *testing.T) {
	id := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for status, kind := range map[string]string{Complete: "COMPLETE", Failed: "FAIL", Stopped: "ABORT"} {
		r := sample()
		r.Status, r.Error = status, "why"
		events := told(t, r)
		if len(events) != 2 || at(events[0], "eventType") != "START" || at(events[1], "eventType") != kind {
			t.Fatalf("%s: told %v", status, events)
		}
		for _, e := range events {
			if _, err := time.Parse(time.RFC3339Nano, at(e, "eventTime").(string)); err != nil {
				t.Error(err)
			}
			if at(e, "schemaURL") != eventSchema || at(e, "producer") != producer || at(e, "job", "namespace") != "sayso" || at(e, "job", "name") != "sayso.run" {
				t.Errorf("%v", e)
			}
			if s, _ := at(e, "run", "runId").(string); !id.MatchString(s) || s != at(events[0], "run", "runId") {
				t.Errorf("run id %q", s)
			}
			if at(e, "run", "facets", "parent", "job", "namespace") != "urn/prod" || at(e, "run", "facets", "parent", "job", "name") != "dag.task" {
				t.Errorf("parent %v", at(e, "run", "facets", "parent"))
			}
			checkFacets(t, e)
		}
		if got := at(events[1], "run", "facets", "errorMessage", "message"); (got == "why") != (status != Complete) {
			t.Errorf("%s: error message %v", status, got)
		}
	}
}

// checkFacets looks for what every facet must have, wherever facets stand.
func checkFacets(t *testing.T, v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, below := range v {
			all, isMap := below.(map[string]any)
			if strings.HasSuffix(strings.ToLower(key), "facets") && isMap {
				for name := range all {
					if url, _ := at(all, name, "_schemaURL").(string); at(all, name, "_producer") != producer || !strings.HasPrefix(url, "https://openlineage.io/spec/facets/") {
						t.Errorf("facet %s: %v", name, all[name])
					}
				}
			}
			checkFacets(t, below)
		}
	case []any:
		for _, below := range v {
			checkFacets(t, below)
		}
	}
}

func TestEventsNameTheData(t *testing.T) {
	e := told(t, sample())[1]
	out, _ := filepath.Abs("tables")
	for _, c := range []struct {
		want any
		path []any
	}{
		{"s3://bucket", []any{"inputs", 0, "namespace"}},
		{"news", []any{"inputs", 0, "name"}},
		{9., []any{"inputs", 0, "inputFacets", "inputStatistics", "rowCount"}},
		{"file", []any{"outputs", 0, "namespace"}},
		{filepath.ToSlash(out) + "/articles", []any{"outputs", 0, "name"}},
		{"article_id", []any{"outputs", 0, "facets", "schema", "fields", 0, "name"}},
		{8., []any{"outputs", 0, "outputFacets", "outputStatistics", "rowCount"}},
		{"v1.2.3", []any{"run", "facets", "processing_engine", "version"}},
		{"BATCH", []any{"job", "facets", "jobType", "processingType"}},
	} {
		if got := at(e, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
}

func TestRunIDsDiffer(t *testing.T) {
	a := LineageOptions{Namespace: "n", Job: "j"}
	b := LineageOptions{Namespace: "n", Job: "k"}
	if a.runUUID("r1") == a.runUUID("r2") || a.runUUID("r1") == b.runUUID("r1") {
		t.Error("run ids do not tell runs apart")
	}
}

// server answers with one status after the other, and keeps what it was sent.
type server struct {
	mu       sync.Mutex
	statuses []int
	got      []*http.Request
	bodies   []string
}

func (s *server) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(q.Body)
	s.got, s.bodies = append(s.got, q), append(s.bodies, string(body))
	status := 201
	if len(s.statuses) > 0 {
		status, s.statuses = s.statuses[0], s.statuses[1:]
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte("{}"))
}

func TestPost(t *testing.T) {
	s := &server{statuses: []int{503, 201}}
	h := httptest.NewServer(s)
	defer h.Close()
	var logged bytes.Buffer
	l, err := NewLineage(LineageOptions{Target: h.URL, Key: "k", Log: slog.New(slog.NewTextHandler(&logged, nil))})
	if err != nil {
		t.Fatal(err)
	}
	l.pause = time.Millisecond
	l.Start(context.Background(), sample())
	l.End(context.Background(), sample())
	if len(s.got) != 3 || logged.Len() > 0 {
		t.Fatalf("%d requests, logged %s", len(s.got), &logged)
	}
	q := s.got[0]
	if q.URL.Path != "/api/v1/lineage" || q.Method != "POST" || q.Header.Get("Authorization") != "Bearer k" || q.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%s %s %v", q.Method, q.URL, q.Header)
	}
	if !strings.Contains(s.bodies[1], `"START"`) || !strings.Contains(s.bodies[2], `"COMPLETE"`) || s.bodies[0] != s.bodies[1] {
		t.Errorf("%v", s.bodies)
	}
}

// A server that refuses, fails or is not there costs a warning and nothing else.
func TestUndeliveredIsAWarning(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	refusing, failing := &server{statuses: []int{400, 400}}, &server{statuses: []int{500, 500, 500, 500, 500, 500}}
	a, b := httptest.NewServer(refusing), httptest.NewServer(failing)
	defer a.Close()
	defer b.Close()
	unknown := httptest.NewUnstartedServer(&server{}) // of a certificate that nobody vouches for
	unknown.Config.ErrorLog = log.New(io.Discard, "", 0)
	unknown.StartTLS()
	defer unknown.Close()
	for target, tried := range map[string]func() int{
		strings.Replace(gone.URL, "//", "//me:hush@", 1): func() int { return 0 },
		a.URL + "/other":                     func() int { return len(refusing.got) },
		unknown.URL:                          func() int { return 0 },
		b.URL:                                func() int { return len(failing.got) / tries },
		filepath.Join(t.TempDir(), "gone/x"): func() int { return 0 },
	} {
		var logged bytes.Buffer
		l, err := NewLineage(LineageOptions{Target: target, Log: slog.New(slog.NewTextHandler(&logged, nil))})
		if err != nil {
			t.Fatal(err)
		}
		l.pause = time.Millisecond
		l.Start(context.Background(), sample())
		l.End(context.Background(), sample())
		if n := strings.Count(logged.String(), "lineage event not delivered"); n != 2 || strings.Contains(logged.String(), "hush") {
			t.Errorf("%s: %d warnings\n%s", target, n, &logged)
		}
		if n := tried(); n != 0 && n != 2 {
			t.Errorf("%s: %d events tried", target, n)
		}
	}
	if refusing.got[0].URL.Path != "/other" {
		t.Errorf("posted to %s", refusing.got[0].URL)
	}
}

// The end is told although the run's context is done, and a server that hangs is left.
func TestEndAfterSignal(t *testing.T) {
	s := &server{}
	h := httptest.NewServer(s)
	defer h.Close()
	l, err := NewLineage(LineageOptions{Target: h.URL})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := sample()
	r.Status = Stopped
	l.End(ctx, r)
	if len(s.bodies) != 1 || !strings.Contains(s.bodies[0], `"ABORT"`) {
		t.Errorf("%v", s.bodies)
	}
}

func TestTargets(t *testing.T) {
	for _, bad := range []string{"ftp://x", "http://", "http://me:hush@[x", "s3://b/k"} {
		if _, err := NewLineage(LineageOptions{Target: bad}); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if l, err := NewLineage(LineageOptions{Target: "https://host:1234"}); err != nil || l.url.String() != "https://host:1234/api/v1/lineage" {
		t.Errorf("https: %v", err)
	}
	var none *Lineage
	none.Start(context.Background(), sample())
	none.End(context.Background(), sample())
}

func TestDatasetName(t *testing.T) {
	for in, want := range map[string]string{
		"s3://bucket/a/b.parquet": "s3://bucket a/b.parquet",
		"gs://bucket/a/?x=y":      "gs://bucket a",
		"s3://bucket?region=x":    "s3://bucket /",
		"file:///data/x":          "file /data/x",
		"/data/y/":                "file /data/y",
		"-":                       "file /dev/stdin",
	} {
		namespace, name := datasetName(in)
		if got := namespace + " " + name; got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}
