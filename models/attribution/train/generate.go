package train

import (
	"fmt"
	"math"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/segment"
)

// The corpora, below the folder of corpora.
const (
	TrainPath = "polnear/train.jsonl"
	devPath   = "polnear/dev.jsonl"
)

// folds is the number of parts that the training articles are jackknifed in.
const folds = 4

// Settings are the options that the shipped weights were trained with.
func Settings() Options {
	return Options{Rows: 1 << 17, Hidden: 64, Epochs: 5, Rate: 0.02, Drop: 0.5, Seed: 1}
}

// Log is told the progress of training.
type Log func(format string, args ...any)

// Result is what training gives: the weight file, and the span F1 of the sequence
// model alone on development articles, in per cent.
type Result struct {
	Weights []byte
	Metrics map[string]float64
}

// Run trains package attribution on PolNeAR in the folder corpora. annotate parses a
// segmented document as the product does. It takes about five minutes on one core.
func Run(corpora string, annotate func(*models.Document), log Log) (*Result, error) {
	examples, err := Read(filepath.Join(corpora, TrainPath), annotate)
	if err != nil {
		return nil, err
	}
	dev, err := Read(filepath.Join(corpora, devPath), annotate)
	if err != nil {
		return nil, err
	}
	rules, err := attribution.Rules()
	if err != nil {
		return nil, err
	}
	f := Fit(rules, examples, Settings(), log)
	metrics := map[string]float64{}
	for k, x := range f.Sequence.Spans(rules, f.Counts, dev) {
		metrics["dev_sequence_span_"+[...]string{"content", "source", "cue"}[k]+"_f1"] = math.Round(10*x) / 10
	}
	return &Result{f.Encode(), metrics}, nil
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
