package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"", exitUsage, "-corpora"},
		{"-corpora x -model tagger", exitUsage, `unknown model "tagger"`},
		{"-corpora x more", exitUsage, `unknown argument "more"`},
		{"-corpora no/such/folder -model syntax", exitFailed, "no/such/folder"},
		{"-help", exitOK, "-model"},
	} {
		var stderr bytes.Buffer
		if code := run(strings.Fields(c.args), &stderr); code != c.code {
			t.Errorf("%q: exit %d, want %d", c.args, code, c.code)
		}
		if !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%q: says %q, want %q in it", c.args, stderr.String(), c.says)
		}
	}
}

func TestManifestNamesFilesInOrder(t *testing.T) {
	o := output{files: map[string][]byte{"b": []byte("x"), "a": nil}}
	m, err := o.manifest("m")
	if err != nil {
		t.Fatal(err)
	}
	want := `"sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"`
	s := string(m)
	if !strings.Contains(s, want) || strings.Index(s, `"name": "a"`) > strings.Index(s, `"name": "b"`) {
		t.Errorf("manifest %s", s)
	}
}
