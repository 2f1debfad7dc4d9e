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

// Manifest tells what the trained data of one step is and where it comes from.
type Manifest struct {
	// Step is the package below this one that the data belongs to.
	Step string
	// Files are its data files. Hand-written lists are not among them: they
	// belong to the code.
	Files []ManifestFile
}

// ManifestFile is a row of data/MANIFEST.json.
type ManifestFile struct {
	Name    string `json:"name"`
	Version int    `json:"version"`
	Bytes   int64  `json:"bytes"`
	SHA256  string `json:"sha256"` // of the file, in hexadecimal
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
		if err := json.Unmarshal(text, &m.Files); err != nil {
			return nil, fmt.Errorf("read manifest of %s: %w", m.Step, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// Version names the data: the greatest version of its files, a hyphen and eight
// digits that change with any of them.
func (m Manifest) Version() string {
	version, sum := 0, sha256.New()
	for _, f := range m.Files {
		version = max(version, f.Version)
		fmt.Fprintf(sum, "%s %s\n", f.Name, f.SHA256)
	}
	return fmt.Sprintf("%d-%s", version, hex.EncodeToString(sum.Sum(nil))[:8])
}
