package main

import (
	"github.com/saysonews/sayso/models/identity/names"
	"github.com/saysonews/sayso/models/identity/train"
)

func trainIdentity(corpora string, log func(format string, args ...any)) (*output, error) {
	annotate, err := annotator()
	if err != nil {
		return nil, err
	}
	r, err := train.Run(corpora, annotate, train.Defaults(log))
	if err != nil {
		return nil, err
	}
	return &output{
		files: map[string][]byte{weightsFile: r.Weights}, version: names.Version, format: packedFormat,
		data: []source{gum, polnear, news, press}, seed: "1", metrics: metrics(r.Metrics),
	}, nil
}
