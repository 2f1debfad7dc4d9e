package train

import (
	"fmt"
	"io"
	"math"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/segment"
)

// folds is the number of parts that the training articles are jackknifed in.
const folds = 4

// Settings are the options that the shipped weights were trained with.
func Settings() Options {
	return Options{Passes: 2, Rows: 1 << 17, Hidden: 64, Epochs: 5, Rate: 0.02, Drop: 0.5, Seed: 1}
}

// Generate trains the weights of package attribution on PolNeAR under corporaDir
// and writes them with their manifest to outDir. annotate parses a segmented
// document as the product does; log is told the progress. It takes about ten
// minutes on one core.
func Generate(corporaDir, outDir string, annotate func(*models.Document), log io.Writer) error {
	examples, err := Read(filepath.Join(corporaDir, "polnear", "train.jsonl"), annotate)
	if err != nil {
		return err
	}
	dev, err := Read(filepath.Join(corporaDir, "polnear", "dev.jsonl"), annotate)
	if err != nil {
		return err
	}
	rules, err := attribution.Rules()
	if err != nil {
		return err
	}
	model := Fit(rules, examples, Settings(), log)
	f := model.Spans(rules, dev)
	round := func(x float64) float64 { return math.Round(10*x) / 10 }
	return corpus.WriteArtifacts(outDir, "go run ./cmd/modelgen", []corpus.Artifact{{
		Name: "weights.bin", What: "sequence model and rankers", Version: int(attribution.FeatureVersion),
		Data: model.Encode(), Seed: Settings().Seed,
		Trained: "PolNeAR train, 840 US political news articles (Newell, Margolin and Ruths, LREC 2018; published for research, no licence file)",
		Metrics: map[string]float64{"dev_sequence_span_content_f1": round(f[0]), "dev_sequence_span_source_f1": round(f[1]), "dev_sequence_span_cue_f1": round(f[2])},
	}})
}

// Read reads annotated articles and parses them with annotate.
func Read(path string, annotate func(*models.Document)) ([]*Example, error) {
	articles, err := corpus.ReadPolNeAR(path)
	if err != nil {
		return nil, fmt.Errorf("read attributions: %w", err)
	}
	var out []*Example
	for _, a := range articles {
		doc := segment.Segment(a.Article)
		annotate(doc)
		out = append(out, NewExample(doc, a.Attributions))
	}
	return out, nil
}
