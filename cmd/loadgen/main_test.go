package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/pipeline/ingest"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out.jsonl.zst")
	if err := os.WriteFile(in, []byte("{\"id\":\"1\",\"text\":\"Mayor Ann Cole said that the port stays open. She spoke on Monday.\"}\nbroken\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		code   int
		stderr string
	}{
		{[]string{"-n", "700", "-out", out, in}, exitOK, "700 articles from 1"},
		{[]string{"-n", "5", in}, exitOK, "1 bad articles left out"},
		{[]string{"-help"}, exitOK, "loadgen -n 1000000"},
		{nil, exitUsage, "name articles"},
		{[]string{"-n", "0", in}, exitUsage, "0 articles"},
		{[]string{"-since", "soon", in}, exitUsage, "want a day"},
		{[]string{"-hat", in}, exitUsage, "flag provided but not defined"},
		{[]string{filepath.Join(dir, "none.jsonl")}, exitUsage, "no such file"},
		{[]string{"-hold", "1", in}, exitFailed, "read articles: none in"},
		{[]string{"-out", filepath.Join(dir, "no", "folder"), in}, exitFailed, "create file"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(c.args, &stdout, &stderr); code != c.code || !strings.Contains(stderr.String(), c.stderr) {
			t.Errorf("%q: code %d, %s", c.args, code, stderr.String())
		}
		if len(c.args) > 0 && c.args[0] == "-n" && c.args[1] == "5" && strings.Count(stdout.String(), "\n") != 5 {
			t.Errorf("%q: %s", c.args, stdout.String())
		}
	}
	source, err := ingest.Open([]string{out}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, bad := range source.Articles() {
		if bad != nil {
			t.Fatal(bad)
		}
		n++
	}
	if n != 700 {
		t.Errorf("%d articles", n)
	}
}
