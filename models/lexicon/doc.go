// Package lexicon holds what the steps share to apply word lists: the reader of
// list files and the matching of words and phrases against tokens.
//
// A list file is UTF-8 text with a header of lines that begin with '#', which
// says what a row means, and one row a line below it, fields separated by tabs,
// sorted by their bytes, each row once. Lint holds the files to that.
package lexicon
