// Command sayso turns news articles into tables of who said what, how, and for
// or against whom.
//
// Each subcommand is a file of its own; newRoot wires them. main is one line over
// run, which maps errors to exit codes: see exit.go.
package main
