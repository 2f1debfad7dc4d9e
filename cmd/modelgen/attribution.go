package main

import "github.com/saysonews/sayso/models/attribution/train"

var attributions = source{train.TrainPath, "PolNeAR train: 840 US political news articles with 19,832 attributions (Newell, Margolin and Ruths, LREC 2018)", "published for research, no licence file"}

func trainAttribution(corpora string, log func(format string, args ...any)) (*output, error) {
	annotate, err := annotator()
	if err != nil {
		return nil, err
	}
	r, err := train.Run(corpora, annotate, log)
	if err != nil {
		return nil, err
	}
	return &output{
		files: map[string][]byte{weightsFile: r.Weights}, version: 1,
		format: packedFormat + "; ensembles of package boost",
		data:   []source{attributions}, seed: "1", metrics: metrics(r.Metrics),
	}, nil
}
