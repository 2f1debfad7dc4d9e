// Package train makes the weights of the syntax step: the lexicon with its word
// clusters, the tagger and the parser. What goes in is a folder of corpora, what
// comes out a weight file with the figures reached on the development sets.
// Training runs in one goroutine and gives the same bytes each time.
package train
