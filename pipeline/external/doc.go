// Package external scores texts with a program that a user brings: a long-lived child
// process that reads a line of JSON for each text,
//
//	{"id":17,"text":"The bridge is shut.","more":3}
//
// and answers each with a line, in any order within a batch:
//
//	{"id":17,"score":-0.4,"label":"negative"}
//
// The score lies in [-1, 1]; the label may be left out. Texts come in batches of 64 at
// most, each flushed; "more" is how many of the batch follow, and the next batch comes
// when this one is answered. So a program may answer line by line, or gather lines until
// "more" is 0. At the end of a run its input is closed.
//
// A program that dies, answers anything else, or takes longer than its time for a batch
// is killed with all it started, and started again after a pause. After so many failures
// the Scorer gives up and scores nothing more. What always holds: a text has the answer
// to its own id, memory is bounded by a batch and a line, and no process outlives Close.
package external
