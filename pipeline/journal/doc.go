// Package journal tells the world what a run did: a record in a file, metrics for
// Prometheus, and events of OpenLineage.
//
// In goes a Record, which the caller fills while the run goes on; out come
//
//	Record.Write         DIR/runs/<run_id>.json, for people and scripts
//	Record.WriteMetrics  a file for the textfile collector of node_exporter
//	Lineage              START and COMPLETE, FAIL or ABORT, to a file or a server
//
// What always holds: a file appears whole or not at all, no secret of an address
// (user:password@, keys in a query) is written anywhere, the number of reasons of
// dead letters is bounded, and a server of lineage that does not answer never fails
// a run. A Record belongs to one goroutine.
package journal
