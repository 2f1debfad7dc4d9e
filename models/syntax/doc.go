// Package syntax gives every token of a segmented document its part-of-speech
// tag (Penn Treebank), its lemma, and its head and relation (Universal
// Dependencies v2).
//
// What goes in is a Document with sentences and tokens. What comes out is the
// same Document with Tag, Lemma, Head and Rel of every token filled: each
// sentence is one tree with one root, whose Head is -1.
//
// The tagger runs from left to right; the parser is an arc-hybrid transition
// parser trained with a dynamic oracle (Goldberg and Nivre, TACL 2013). Both
// score with one hidden layer over sparse features (package linear); lemmas come
// from rules and tables of exceptions. Time grows linearly with the length of a
// sentence. A Model is immutable and shared; an Analyzer is the scratch of one
// goroutine, and analysing allocates nothing once that has grown.
//
// The weights are embedded, and made by package train through cmd/modelgen.
package syntax
