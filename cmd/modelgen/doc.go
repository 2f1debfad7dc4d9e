// Command modelgen trains the models whose weights are embedded in the program, from a
// folder of corpora, and writes each model's data folder anew: the weights and a
// MANIFEST.json that names them, their training data and the figures reached.
//
//	modelgen -corpora DIR [-root DIR] [-model NAME[,NAME...]]
//	modelgen -pack [-root DIR] [-model NAME[,NAME...]]
//
// Weights of package linear are written packed (linear.Pack). With -pack nothing is
// trained: weights that lie unpacked in the data folders are packed as they are.
//
// A model learns from what the models before it find, as they are embedded in the
// modelgen that trains it: after one has changed, run modelgen anew for the next, in
// the order syntax, attribution, identity, sentiment, stance.
//
// The same corpora give the same bytes each time. Built with GOEXPERIMENT=simd
// it is several times faster on amd64 and gives the same bytes as without.
package main
