package models

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
)

//go:embed */data/MANIFEST.json
var manifests embed.FS

// Manifest tells what the trained data of one step is: the part of its
// data/MANIFEST.json that the program shows.
type Manifest struct {
	// Step is the package below this one that the data belongs to.
	Step string `json:"-"`
	// Version goes up when the data means something else.
	Version int `json:"version"`
	// Files are its data files. Hand-written lists are not among them: they
	// belong to the code.
	Files []ManifestFile `json:"files"`
}

// ManifestFile names one data file.
type ManifestFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // of the file, in hexadecimal
}

// Manifests returns the manifest of each step that has trained data, in order of
// their names.
func Manifests() ([]Manifest, error) {
	steps, err := manifests.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list manifests: %w", err)
	}
	var all []Manifest
	for _, step := range steps {
		m := Manifest{Step: step.Name()}
		text, err := manifests.ReadFile(path.Join(m.Step, "data", "MANIFEST.json"))
		if err != nil {
			return nil, fmt.Errorf("read manifest: %w", err)
		}
		if err := json.Unmarshal(text, &m); err != nil {
			return nil, fmt.Errorf("read manifest of %s: %w", m.Step, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// Name names the data: its version, a hyphen and eight digits that change with any
// of its files.
func (m Manifest) Name() string {
	sum := sha256.New()
	for _, f := range m.Files {
		fmt.Fprintf(sum, "%s %s\n", f.Name, f.SHA256)
	}
	return fmt.Sprintf("%d-%s", m.Version, hex.EncodeToString(sum.Sum(nil))[:8])
}
