// Package pq writes Parquet files of tables whose columns are values, lists of values
// and lists of structs, from values that come row by row.
//
// A Writer is made once for a table and writes one file after another, thousands of
// which may hold a row or two each: what the files share is encoded once, and its
// buffers serve them all. The files are those of format version 2.6: data pages of
// version 1, values plain or through a dictionary, whichever is smaller, levels as
// runs, and pages packed with zstd where that saves something. Minima and maxima stand
// in the footer for the columns that are not part of a list, unless they are told to be
// left out or are long.
//
// The bytes depend on the rows and on where they were cut into row groups and pages
// alone, never on what a Writer wrote before. A Writer is not safe for concurrent use;
// several may work side by side, as they share nothing.
//
// References are to the Apache Parquet format, https://parquet.apache.org/docs/.
package pq
