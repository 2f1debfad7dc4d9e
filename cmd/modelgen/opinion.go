package main

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	sentiment "github.com/saysonews/sayso/models/sentiment/train"
	stance "github.com/saysonews/sayso/models/stance/train"
	"github.com/saysonews/sayso/models/syntax"
)

// The sources of sentiment and stance.
var (
	reviews = source{"", "word counts of github.com/cdipaolo/sentiment v0.0.0-20200617002423-c697f64e7f10, from IMDB reviews", "MIT"}
	vader   = source{"", "VADER's word ratings (Hutto and Gilbert 2014) as in github.com/jonreiter/govader", "MIT"}
	rated   = source{sentiment.RatedPath, "sentences of New York Times editorials with mean human ratings, from the VADER repository", "MIT"}
	foreign = source{sentiment.OtherPath, "sentences of reviews and tweets with mean human ratings, from the VADER repository", "MIT"}
	targets = source{stance.TargetPath, "NewsMTSC (Hamborg and Donnay, EACL 2021)", "MIT"}
	pairs   = source{stance.PairPath, "directed sentiment (Park et al., Findings of ACL 2021), each sentence once", "use by citing"}
)

func trainSentiment(corpora string, log func(format string, args ...any)) (*output, error) {
	annotate, err := annotator()
	if err != nil {
		return nil, err
	}
	r, err := sentiment.Run(corpora, annotate, log)
	if err != nil {
		return nil, err
	}
	return &output{
		files: r.Files, version: 1, format: "list files; tables of packages sentiment, lexicon and sparse, format 1",
		data: []source{reviews, vader, rated, foreign, vectors}, seed: "none", metrics: metrics(r.Metrics),
	}, nil
}

func trainStance(corpora string, log func(format string, args ...any)) (*output, error) {
	annotate, err := annotator()
	if err != nil {
		return nil, err
	}
	r, err := stance.Run(corpora, annotate, log)
	if err != nil {
		return nil, err
	}
	return &output{
		files: r.Files, version: 2, format: "list files; sections of package linear; tables of packages lexicon and sparse",
		data: []source{targets, pairs, vader, vectors}, seed: "fixed in package train", metrics: metrics(r.Metrics),
	}, nil
}

// annotator returns the product's own tagger and parser.
func annotator() (func(*models.Document), error) {
	m, err := syntax.Load()
	if err != nil {
		return nil, fmt.Errorf("load syntax: %w", err)
	}
	return m.NewAnalyzer().Annotate, nil
}

func metrics(in map[string]float64) map[string]any {
	out := map[string]any{}
	for name, x := range in {
		out[name] = x
	}
	return out
}
