package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/linear"
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

// Weights that were written unpacked, with the manifest that belongs to them, must
// become what training writes now, and must not change again.
func TestPackEqualsTraining(t *testing.T) {
	weights := linear.Encode(1, []linear.Section{{Name: "a", Data: bytes.Repeat([]byte("uneven"), 4000)}})
	trained := output{files: map[string][]byte{weightsFile: weights}, format: packedFormat}
	if err := trained.pack(); err != nil {
		t.Fatal(err)
	}
	want, err := trained.manifest("m")
	if err != nil {
		t.Fatal(err)
	}
	older := output{files: map[string][]byte{weightsFile: weights}, format: linearFormat}
	before, err := older.manifest("m")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, data := range map[string][]byte{weightsFile: weights, manifestFile: before} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := repack(&options{root: folder}, model{name: "m"}, io.Discard); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{weightsFile: trained.files[weightsFile], manifestFile: want} {
			got, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, data) {
				t.Errorf("%s is not as training writes it:\n%s", name, got)
			}
		}
	}
}
