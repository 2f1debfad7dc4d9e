// Package train fits the recogniser of names (package names) to texts whose names
// are annotated: those that CoreNLP marked in news and press releases (silver), and
// GUM's entities (gold). What comes out is the weight file of package identity and
// its figures; the same corpora give the same bytes each time.
package train
