package ingest

import (
	"bufio"
	"fmt"
	"strings"
)

// Format is how articles stand in a file.
type Format uint8

// The formats.
const (
	ByName  Format = iota // told by the file's name; JSONL for standard input
	Text                  // one plain-text article
	JSONL                 // one JSON object a line
	CSV                   // a header, then one article a record
	TSV                   // the same, with tabs
	HTML                  // one web page
	WARC                  // web pages as a crawler keeps them
	Parquet               // one article a row
	Arrow                 // the same, an IPC file or stream
)

var formatNames = [...]string{ByName: "auto", Text: "txt", JSONL: "jsonl", CSV: "csv", TSV: "tsv", HTML: "html", WARC: "warc", Parquet: "parquet", Arrow: "arrow"}

// String returns the name used on the command line, such as "txt".
func (f Format) String() string { return formatNames[f] }

// FormatNames returns the names of all formats, "auto" first.
func FormatNames() []string { return append([]string(nil), formatNames[:]...) }

// ParseFormat returns the format of that name.
func ParseFormat(name string) (Format, error) {
	for f, n := range formatNames {
		if n == name {
			return Format(f), nil
		}
	}
	return 0, fmt.Errorf("unknown input format %q: want one of %s", name, strings.Join(formatNames[:], ", "))
}

// extensions are the ends of names that tell a format.
var extensions = [...]struct {
	end    string
	format Format
}{
	{".txt", Text}, {".jsonl", JSONL}, {".ndjson", JSONL}, {".csv", CSV}, {".tsv", TSV}, {".html", HTML}, {".htm", HTML},
	{".warc", WARC}, {".parquet", Parquet}, {".arrow", Arrow}, {".feather", Arrow},
}

// Extensions is what messages say of the names of files that are read.
const Extensions = ".txt .jsonl .csv .tsv .html .warc .parquet .arrow, also .gz .zst .bz2 .zip"

// compression is how the bytes of a file are packed.
type compression uint8

const (
	plain compression = iota
	gzipped
	zstandard
	bzipped
	zipped // an archive of files of any format but another archive
)

var packings = [...]struct {
	end   string
	pack  compression
	magic string
}{
	{".gz", gzipped, "\x1f\x8b"}, {".zst", zstandard, "\x28\xb5\x2f\xfd"}, {".bz2", bzipped, "BZh"}, {".zip", zipped, "PK\x03\x04"},
}

// split tells the format and compression of a file by its name, and returns the
// name without the extensions that told them. The format is ByName when the
// name is of no known kind.
func split(name string) (stem string, f Format, c compression) {
	stem = name
	for _, p := range packings {
		if stem = trimSuffixFold(name, p.end); stem != name {
			c = p.pack
			break
		}
	}
	for _, e := range extensions {
		if s := trimSuffixFold(stem, e.end); s != stem {
			return s, e.format, c
		}
	}
	return stem, ByName, c
}

// readable reports whether a file of that name is read: an archive tells the formats
// within.
func readable(f Format, c compression) bool { return f != ByName || c == zipped }

// sniff tells the compression of standard input, which has no name, by its
// first bytes.
func sniff(r *bufio.Reader) compression {
	head, _ := r.Peek(4) // a short input is a plain one
	for _, p := range packings {
		if strings.HasPrefix(string(head), p.magic) {
			return p.pack
		}
	}
	return plain
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
