package journal

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var start = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// sample is the record of a run that went well.
func sample() *Record {
	r := &Record{
		RunID: "r1", Status: Complete, Started: start,
		Command:  []string{"sayso", "run", "s3://key:hush@bucket/news", "--token", "hush", "--out", "tables"},
		Config:   map[string]string{"lineage": "http://me:hush@host:5000", "workers": "2"},
		Versions: Versions{Tool: "v1.2.3", Schema: "1", Models: map[string]string{"syntax": "2"}},
		Out:      "tables", Workers: 2, Words: 900, Bytes: 5000,
		Inputs: []Input{{Path: "s3://key:hush@bucket/news", Bytes: 100, Files: 2, Articles: 9}},
		Tables: []Table{{Name: "articles", Rows: 8, Files: 1, Bytes: 77, Columns: []Column{{"article_id", "string", "its id"}}}},
		Counts: Counts{Read: 9, New: 5, Changed: 1, Unchanged: 2, DeadLetters: 1, Sentences: 40},
	}
	var dead Reasons
	dead.Add("ingest", "no text")
	r.DeadLetters = dead.Counts()
	r.AddStage("syntax", 3*time.Second)
	r.AddStage("stance", time.Second)
	r.Close(start.Add(2500 * time.Millisecond))
	return r
}

func TestRecordIsWrittenWholeAndWithoutSecrets(t *testing.T) {
	dir := t.TempDir()
	if err := sample().Write(dir); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "runs", "r1.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "hush") {
		t.Errorf("a secret is written:\n%s", text)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"run_id": "r1", "format": 1., "status": "complete", "seconds": 2.5, "started": "2026-03-04T05:06:07Z", "workers": 2.} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	if r, err := Read(dir, "r1"); err != nil || r.Counts != sample().Counts || r.Stages[0] != (Stage{"syntax", 3, .75}) {
		t.Errorf("read back %+v, %v", r, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "runs", ".*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Lists are lists, for scripts that walk over them.
func TestEmptyRecordHasNoNull(t *testing.T) {
	dir := t.TempDir()
	r := &Record{RunID: "r2", Status: Failed, Error: "disk full", Started: start}
	r.Close(start)
	if err := r.Write(dir); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(dir, "runs", "r2.json"))
	if strings.Contains(string(text), "null") {
		t.Errorf("%s", text)
	}
}

func TestRunIDNamesAFile(t *testing.T) {
	for _, id := range []string{"", "../x", ".x", "a/b", `a\b`, "c:d"} {
		if err := (&Record{RunID: id}).Write(t.TempDir()); err == nil {
			t.Errorf("%q was written", id)
		}
	}
}

func TestPruneKeepsTheNewest(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		path := filepath.Join(dir, fmt.Sprintf("z%d.json", 9-i))
		age := start.Add(time.Duration(i) * time.Minute)
		if err := os.WriteFile(path, nil, 0o644); err != nil || os.Chtimes(path, age, age) != nil {
			t.Fatal(err)
		}
	}
	for name, age := range map[string]time.Duration{temporary + "old": 2 * time.Hour, temporary + "new": time.Minute, "notes.txt": 9 * time.Hour} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o644); err != nil || os.Chtimes(path, start.Add(-age), start.Add(-age)) != nil {
			t.Fatal(err)
		}
	}
	if err := prune(dir, 2, start); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), temporary+"new notes.txt z5.json z6.json"; got != want {
		t.Errorf("%s are left, want %s", got, want)
	}
}

func TestReasonClass(t *testing.T) {
	for in, want := range map[string]string{
		`longer than 1,048,576 bytes`:           "longer than N bytes",
		`id "a-17" stands twice (line 4)`:       `id "…" stands twice`,
		`no "text" field (each line)`:           `no "text" field`,
		"not valid JSON: invalid character 'b'": "not valid JSON: invalid character '…'",
		"panic: index out of range [7]\nstack":  "panic: index out of range [N]",
		"":                                      "no reason given",
		`unclosed "quote`:                       `unclosed "quote"`,
		"took longer than 10s, until the end":   "took longer than Ns, until the end",
		strings.Repeat("é", 200):                strings.Repeat("é", maxReasonRunes),
		"bad \x00\xff byte":                     "bad byte",
	} {
		if got := ReasonClass(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestReasonsAreBounded(t *testing.T) {
	var r Reasons
	total := int64(0)
	for i := range 500 {
		r.Add("output", "kind "+strings.Repeat("x", i))
	}
	r.Add("output", "kind")
	counts := r.Counts()
	for _, c := range counts {
		total += c.Count
	}
	if len(counts) > maxReasons+1 || total != 501 || counts[0].Reason != otherReasons {
		t.Errorf("%d kinds of %d letters, first %+v", len(counts), total, counts[0])
	}
}

func TestRedact(t *testing.T) {
	for in, want := range map[string]string{
		"plain text, a:b@c":                           "plain text, a:b@c",
		"http://me:hush@host/x":                       "http://me:***@host/x",
		"http://me@host/x@y":                          "http://me@host/x@y",
		"post http://a:hush@b: refused":               "post http://a:***@b: refused",
		`Get "https://a:hu@sh@b/?a=1&sig=hush": EOF`:  `Get "https://a:***@b/?a=1&sig=***": EOF`,
		"azblob://c/f?sv=1&x-goog-signature=hush":     "azblob://c/f?sv=1&x-goog-signature=***",
		"python3 s.py --api-key hush --n 3":           "python3 s.py --api-key *** --n 3",
		"python3 s.py --token=hush\tTOKEN='hush' end": "python3 s.py --token=***\tTOKEN='hush' end",
		"": "",
	} {
		if got := Redact(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	if got := strings.Join(RedactAll([]string{"x", "--secret", "a b", "--password=p", "http://u:p@h"}), "|"); got != "x|--secret|***|--password=***|http://u:***@h" {
		t.Error(got)
	}
}
