package models

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The data files are those that the manifests name, byte for byte.
func TestManifestsMatchTheData(t *testing.T) {
	all, err := Manifests()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		var listed []string
		for _, f := range m.Files {
			listed = append(listed, f.Name)
			data, err := os.ReadFile(filepath.Join(m.Step, "data", f.Name))
			if err != nil {
				t.Error(err)
				continue
			}
			sum := sha256.Sum256(data)
			if got := hex.EncodeToString(sum[:]); got != f.SHA256 || int64(len(data)) != f.Bytes {
				t.Errorf("%s/data/%s has %d bytes and checksum %s; its manifest says %d and %s", m.Step, f.Name, len(data), got, f.Bytes, f.SHA256)
			}
		}
		trained, err := filepath.Glob(filepath.Join(m.Step, "data", "*.bin"))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range trained {
			if !slices.Contains(listed, filepath.Base(p)) {
				t.Errorf("%s is in no manifest", p)
			}
		}
	}
}

// The name of the data changes with any of its files.
func TestManifestName(t *testing.T) {
	m := Manifest{Version: 2, Files: []ManifestFile{{Name: "a.bin", SHA256: "00"}, {Name: "b.bin", SHA256: "11"}}}
	before := m.Name()
	m.Files[1].SHA256 = "12"
	if after := m.Name(); after == before || before[:2] != "2-" || len(before) != 10 {
		t.Errorf("name %q, then %q", before, after)
	}
}
