// Package pipeline runs articles through the steps of the analysis.
//
// In goes a sequence of articles, out come results in the same order, whatever
// the number of workers:
//
//	ingest.Source -> Run: workers, each with an Analyzer -> Sink
//
// Load reads the models once; every worker shares them and has an Analyzer of its
// own for scratch memory. Models.NewAnalyzer builds the whole chain of steps, and
// is the one place that knows their order. An article that cannot be read, or
// that makes a step panic, becomes a DeadLetter and the run goes on.
//
// At most 2 x Workers + 2 articles are in memory at a time; reading waits for the
// slowest of them. Only this package imports conc.
package pipeline
