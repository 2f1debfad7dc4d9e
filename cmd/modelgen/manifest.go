package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// output is what training a model gives.
type output struct {
	files   map[string][]byte // by name in the data folder
	version int               // of the features
	format  string
	data    []source
	seed    string
	metrics map[string]any
}

// source is a part of the training data.
type source struct {
	Path    string `json:"path"` // in the folder of corpora
	What    string `json:"what"`
	Licence string `json:"licence"`
}

// manifest is the form of MANIFEST.json.
type manifest struct {
	Name    string         `json:"name"`
	Version int            `json:"version"`
	Format  string         `json:"format"`
	Files   []file         `json:"files"`
	Data    []source       `json:"training_data"`
	Command string         `json:"command"`
	Seed    string         `json:"seed"`
	Metrics map[string]any `json:"metrics"`
}

type file struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// manifestFile is the name of the manifest in each data folder.
const manifestFile = "MANIFEST.json"

func describe(name string, data []byte) file {
	sum := sha256.Sum256(data)
	return file{name, len(data), hex.EncodeToString(sum[:])}
}

func (o *output) manifest(name string) ([]byte, error) {
	m := manifest{
		Name: name, Version: o.version, Format: o.format, Data: o.data, Seed: o.seed, Metrics: o.metrics,
		Command: "GOEXPERIMENT=simd go run ./cmd/modelgen -corpora DIR -model " + name,
	}
	for n, data := range o.files {
		m.Files = append(m.Files, describe(n, data))
	}
	slices.SortFunc(m.Files, func(a, b file) int { return cmp.Compare(a.Name, b.Name) })
	out, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode manifest: %w", err)
	}
	return append(out, '\n'), nil
}
