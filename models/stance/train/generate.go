package train

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/stance"
)

// The training data below the corpora folder.
const (
	targetPath = "newsmtsc/train.jsonl"
	pairPath   = "directed-sentiment/train.txt"
)

// Generate writes target.txt, pair.txt and MANIFEST.json into outDir, byte for byte
// the same each time. corporaDir is the folder of the training corpora; annotate
// fills tags, lemmas and trees of a segmented document.
func Generate(corporaDir, outDir string, annotate func(*models.Document)) error {
	model, err := stance.Load(stance.Options{})
	if err != nil {
		return err
	}
	targets, err := ReadTargets(filepath.Join(corporaDir, targetPath), model, annotate)
	if err != nil {
		return err
	}
	pairs, err := ReadPairs(filepath.Join(corporaDir, pairPath), model, annotate, map[string]bool{})
	if err != nil {
		return err
	}
	names := stance.TargetNames()
	fit := Validate(targets, len(stance.TargetClasses()), len(names))
	target := file{"target.txt", "weights of the sentiment towards a mention", format(targetHeader, fit.Weights, stance.TargetClasses(), names),
		"NewsMTSC train (Hamborg and Donnay 2021, MIT)", fit}
	names = stance.PairNames()
	fit = Validate(pairs, len(stance.PairClasses()), len(names))
	pair := file{"pair.txt", "weights of who is for or against whom", format(pairHeader, fit.Weights, stance.PairClasses(), names),
		"directed sentiment train without repeats (Park et al. 2021, use by citing)", fit}
	return write(outDir, []file{pair, target})
}

const (
	targetHeader = `# Weights of the sentiment towards a mention (models/stance/train). Generated; do
# not edit. The score of neutral is 0.
# Columns: class, feature, weight.
`
	pairHeader = `# Weights of who is for or against whom (models/stance/train). Generated; do not
# edit. The score of having no attitude is 0; both directions share the weights.
# Columns: class, feature, weight.
`
)

// format renders weights as a list file.
func format(header string, w Softmax, classes, features []string) []byte {
	var rows []string
	for c, class := range classes {
		for k, x := range w[c] {
			name := "constant"
			if k < len(features) {
				name = features[k]
			}
			rows = append(rows, fmt.Sprintf("%s\t%s\t%g\n", class, name, math.Round(x*1e4)/1e4))
		}
	}
	slices.Sort(rows)
	return []byte(header + strings.Join(rows, ""))
}

// file is one generated file with what the manifest says of it.
type file struct {
	name, what string
	data       []byte
	source     string
	fit        Fit
}

// entry is a file of MANIFEST.json.
type entry struct {
	Name    string             `json:"name"`
	What    string             `json:"what"`
	Version int                `json:"version"`
	Bytes   int                `json:"bytes"`
	SHA256  string             `json:"sha256"`
	Trained string             `json:"training_data"`
	Command string             `json:"command"`
	Metrics map[string]float64 `json:"metrics"`
}

func write(outDir string, files []file) error {
	var entries []entry
	for _, f := range files {
		sum := sha256.Sum256(f.data)
		entries = append(entries, entry{
			Name: f.name, What: f.what, Version: 1, Bytes: len(f.data), SHA256: hex.EncodeToString(sum[:]),
			Trained: f.source, Command: "go run ./cmd/modelgen",
			Metrics: map[string]float64{"cross_validated_macro_f1": round(f.fit.MacroF1), "cross_validated_accuracy": round(f.fit.Accuracy)},
		})
		if err := os.WriteFile(filepath.Join(outDir, f.name), f.data, 0o644); err != nil {
			return fmt.Errorf("write stance data: %w", err)
		}
	}
	manifest, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		return fmt.Errorf("write stance manifest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(outDir, "MANIFEST.json"), append(manifest, '\n'), 0o644); err != nil {
		return fmt.Errorf("write stance manifest: %w", err)
	}
	return nil
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
