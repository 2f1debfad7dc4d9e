package train

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sentiment"
)

// ratedPath is the file of rated sentences below the corpora folder.
const ratedPath = "nyt-editorials/dev.tsv"

// Generate writes the generated files of models/sentiment/data into outDir, byte
// for byte the same each time: the naive Bayes table, VADER's ratings, the
// calibration and MANIFEST.json. corporaDir is the folder of the training corpora;
// annotate fills tags, lemmas and trees of a segmented document.
//
// The calibration is fitted to what the embedded word lists give, so after a
// change to VADER's table or the Bayes table Generate is run twice.
func Generate(corporaDir, outDir string, annotate func(*models.Document)) error {
	counts, err := ReadCounts()
	if err != nil {
		return err
	}
	table, err := CompileBayes(counts)
	if err != nil {
		return err
	}
	rated, err := ReadRated(filepath.Join(corporaDir, ratedPath))
	if err != nil {
		return err
	}
	model, err := sentiment.Load()
	if err != nil {
		return err
	}
	Measure(rated, model, annotate)
	fit := FitCalibration(rated)
	files := []file{
		{"bayes.bin", "naive Bayes log-odds", table, "word counts of github.com/cdipaolo/sentiment v0.0.0-20200617002423-c697f64e7f10 (MIT), from IMDB reviews", map[string]float64{"words": float64(len(counts.Words))}},
		{"calibration.txt", "calibration", FormatCalibration(fit.Calibration), "2,568 sentences of New York Times editorials with human ratings, from the VADER repository (MIT)", map[string]float64{"pearson": round(fit.Pearson), "macro_f1": round(fit.MacroF1)}},
		{"vader.txt", "word valences", CompileVADER(), "VADER's ratings (Hutto and Gilbert 2014, MIT) as in github.com/jonreiter/govader (MIT)", nil},
	}
	return write(outDir, files)
}

// file is one generated file with what the manifest says of it.
type file struct {
	name, what string
	data       []byte
	source     string
	metrics    map[string]float64
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
	Metrics map[string]float64 `json:"metrics,omitempty"`
}

func write(outDir string, files []file) error {
	var entries []entry
	for _, f := range files {
		sum := sha256.Sum256(f.data)
		entries = append(entries, entry{
			Name: f.name, What: f.what, Version: 1, Bytes: len(f.data), SHA256: hex.EncodeToString(sum[:]),
			Trained: f.source, Command: "go run ./cmd/modelgen", Metrics: f.metrics,
		})
	}
	manifest, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		return fmt.Errorf("write sentiment manifest: %w", err)
	}
	files = append(files, file{name: "MANIFEST.json", data: append(manifest, '\n')})
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(outDir, f.name), f.data, 0o644); err != nil {
			return fmt.Errorf("write sentiment data: %w", err)
		}
	}
	return nil
}

// round keeps three decimals, as many as the metrics mean.
func round(x float64) float64 { return float64(int(x*1000+0.5)) / 1000 }
