package main

import "github.com/saysonews/sayso/models/syntax/train"

// The sources that several models learn from.
var (
	gum     = source{"gum/train.conllu.gz", "GUM, gold Universal Dependencies", "annotation CC BY 4.0, texts CC BY 2.5 and CC BY 4.0"}
	ewt     = source{"ewt/train.conllu.gz", "Universal Dependencies English Web Treebank, gold", "CC BY-SA 4.0"}
	polnear = source{"polnear/train.ud2.conll.gz", "PolNeAR's articles, parsed by CoreNLP 4.5.10", "published for research (Newell, Margolin and Ruths, LREC 2018)"}
	news    = source{"silver/news.conll.zst", "US news 2012-2020, parsed by CoreNLP 4.5.10", "the texts are their publishers'; annotations only are learned from"}
	press   = source{"silver/press.conll.zst", "press releases of members of the US Congress, parsed by CoreNLP 4.5.10", "public domain (17 U.S.C. 105)"}
	vectors = source{"vectors/news-100d.tsv.gz", "word vectors of news and press releases", "statistics of texts"}
)

func trainSyntax(corpora string, log func(format string, args ...any)) (*output, error) {
	r, err := train.Run(corpora, train.Defaults(log))
	if err != nil {
		return nil, err
	}
	metrics := map[string]any{}
	for name, f := range r.Figures {
		metrics[name] = f
	}
	return &output{
		files:   map[string][]byte{weightsFile: r.Weights},
		version: train.Version, format: packedFormat,
		data: []source{gum, ewt, polnear, news, press, vectors},
		seed: "fixed in package train", metrics: metrics,
	}, nil
}
