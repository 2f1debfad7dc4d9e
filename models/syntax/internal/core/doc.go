// Package core is what the syntax step and its training share, so that both see
// the same features: the lexicon, the view of a word, the features of the tagger
// and of the parser, and the parser's transition system.
package core
