package ingest

import (
	"fmt"
	"strings"
)

// Format is how articles stand in a file.
type Format uint8

// The formats.
const (
	ByName Format = iota // told by the file's name; JSONL for standard input
	Text                 // one plain-text article
	JSONL                // one JSON object a line
)

var formatNames = [...]string{ByName: "auto", Text: "txt", JSONL: "jsonl"}

// String returns the name used on the command line: "auto", "txt" or "jsonl".
func (f Format) String() string { return formatNames[f] }

// ParseFormat returns the format of that name.
func ParseFormat(name string) (Format, error) {
	for f, n := range formatNames {
		if n == name {
			return Format(f), nil
		}
	}
	return 0, fmt.Errorf("unknown input format %q: want one of %s", name, strings.Join(formatNames[:], ", "))
}

// compression is how the bytes of a file are packed.
type compression uint8

const (
	plain compression = iota
	gzipped
	zstandard
)

// split tells the format and compression of a file by its name, and returns the
// name without the extensions that told them. The format is ByName when the
// name is of no known kind.
func split(name string) (stem string, f Format, c compression) {
	stem, c = trimSuffixFold(name, ".gz"), gzipped
	if stem == name {
		stem, c = trimSuffixFold(name, ".zst"), zstandard
	}
	if stem == name {
		c = plain
	}
	if s := trimSuffixFold(stem, ".txt"); s != stem {
		return s, Text, c
	}
	if s := trimSuffixFold(stem, ".jsonl"); s != stem {
		return s, JSONL, c
	}
	return stem, ByName, c
}

// trimSuffixFold removes a suffix of ASCII letters in either case, unless it is
// the whole name.
func trimSuffixFold(name, suffix string) string {
	cut := len(name) - len(suffix)
	if cut > 0 && strings.EqualFold(name[cut:], suffix) {
		return name[:cut]
	}
	return name
}
