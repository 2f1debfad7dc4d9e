// Package gold reads the files that figures are taken from: articles with marked
// attributions (PolNeAR's lines of JSON, those of this repository's testdata, and
// the documents of Citron), what a program found in them, who the speakers are,
// rated sentences, sentiment towards mentions (NewsMTSC) and stance between two
// mentions (Park et al., 2021).
//
// Files count offsets in Unicode code points, the end exclusive. Attributions
// come out in bytes of the text; a Question keeps code points, as it is asked that
// way. Every error names the file and, where there is one, the line. Nothing keeps
// state; all functions are safe for concurrent use.
package gold
