// Package export turns finished tables into what other programs open: one DuckDB file
// with views for the usual questions, or plain files of CSV or lines of JSON.
//
// What is made takes its name only once it is complete.
package export
