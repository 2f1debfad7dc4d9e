// Package corpus reads the annotated texts that models are trained and
// measured on: gold CoNLL-U treebanks, silver parses in tab-separated columns,
// and PolNeAR's articles with their attributions.
//
// What goes in is a file, plain or compressed with gzip or zstd by its suffix;
// what comes out are Documents of Sentences of Words in the order of the file.
// Project copies a parsed Document on to a segmented models.Document, so that a
// later step can be built and measured on given trees.
//
// Nothing that analyses text imports this package: training, measuring and
// tests do. No function here keeps state, and all are safe for concurrent use.
package corpus
