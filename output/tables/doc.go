// Package tables reads the tables of a finished run back, as plain Go values.
//
// A Set is one consistent set of tables: Open resolves once where they lie, and a run
// that replaces them meanwhile does not show. Its methods go through the rows of a
// table in the order of the files. They decode the columns that a Query asks for and
// no others, pass over row groups whose statistics rule them out, and hold about one
// row group at a time, however long the table.
//
// What is absent, or null in the file, is "", 0 or the zero time. The error of a
// damaged file names it; nothing panics. All methods of a Set may be called at once.
package tables
