// Package sparse applies linear models over hashed features: the words of a text
// and their pairs and arcs, each under a template, hashed to one of 1<<Bits weights
// of a byte each, which are read in place from an embedded file (feature hashing:
// Weinberger et al., ICML 2009).
package sparse
