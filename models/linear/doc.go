// Package linear applies trained models: it hashes strings to features, opens
// weight files, which are embedded packed and unpacked once, and scores sparse features with
// networks of one hidden layer whose weights are bytes.
//
// What goes in are feature rows (small integers) and weight files written by
// package learn; what comes out are integer scores. A File or Net is immutable
// and shared by all goroutines; the scratch that scoring writes to belongs to
// the caller. Nothing here allocates while scoring.
package linear
