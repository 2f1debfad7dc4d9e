package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Artifact is a trained file with what MANIFEST.json says of it.
type Artifact struct {
	Name    string
	What    string
	Version int
	Data    []byte
	// Trained names the training data and its terms.
	Trained string
	// Seed is that of the training, and Metrics the figures measured on
	// development data.
	Seed    uint64
	Metrics map[string]float64
}

// entry is an artifact's row of MANIFEST.json.
type entry struct {
	Name    string             `json:"name"`
	What    string             `json:"what"`
	Version int                `json:"version"`
	Bytes   int                `json:"bytes"`
	SHA256  string             `json:"sha256"`
	Trained string             `json:"training_data"`
	Command string             `json:"command"`
	Seed    uint64             `json:"seed,omitempty"`
	Metrics map[string]float64 `json:"metrics,omitempty"`
}

// WriteArtifacts writes the files and their MANIFEST.json into dir. command is
// what makes them again.
func WriteArtifacts(dir, command string, files []Artifact) error {
	var entries []entry
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		entries = append(entries, entry{
			Name: f.Name, What: f.What, Version: f.Version, Bytes: len(f.Data), SHA256: hex.EncodeToString(sum[:]),
			Trained: f.Trained, Command: command, Seed: f.Seed, Metrics: f.Metrics,
		})
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			return fmt.Errorf("write artifact: %w", err)
		}
	}
	manifest, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		return fmt.Errorf("encode manifest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "MANIFEST.json"), append(manifest, '\n'), 0o644); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return nil
}
