// Package names recognises names with trained weights: which words of a sentence
// are part of the name of a person, an organisation, a place or something else.
//
// It needs tagged and parsed tokens and, for each, a Word: what it looks like and
// which word lists it is on. It gives a Mark for each token: the likeliest class
// and the probability of all five. Only words with a capital letter and what joins
// them are looked at; the others are no names.
//
// The model is a linear-chain conditional random field (Lafferty, McCallum and
// Pereira, ICML 2001) whose token scores come from a network of one hidden layer
// over sparse features (package linear). What the article shows of a word
// elsewhere (in lower case, after a given name, after "in", before a verb of
// speech) is among the features, after Chieu and Ng (CoNLL 2003).
//
// A Model is immutable and shared by all goroutines; a Recogniser is the scratch
// of one. Nothing here allocates once the scratch has grown.
package names
