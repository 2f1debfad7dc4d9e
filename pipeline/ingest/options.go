package ingest

import (
	"io"
	"log/slog"
)

// DefaultMaxArticleBytes is the largest article read unless told otherwise. A
// long magazine piece has about 60,000 bytes.
const DefaultMaxArticleBytes = 2 << 20

// Options say how to read. The zero value reads every path by its name.
type Options struct {
	// Format is that of standard input and of files whose names tell none; files
	// in a folder are always read by name.
	Format Format
	// Map says which columns and fields of JSON hold what.
	Map Mapping
	// MaxArticleBytes bounds the text of one article in bytes of UTF-8, unpacked;
	// DefaultMaxArticleBytes when it is not positive. A longer one is a BadArticle.
	MaxArticleBytes int
	// Stdin is what the path "-" reads; nil is an empty input.
	Stdin io.Reader
	// Log hears of what was set right or passed over; nil discards it.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.MaxArticleBytes <= 0 {
		o.MaxArticleBytes = DefaultMaxArticleBytes
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// maxLine bounds a line of JSON so that an article within the limit fits even
// when each of its bytes is written as \u00XX, with room for the other fields.
func (o Options) maxLine() int { return 6*o.MaxArticleBytes + 64<<10 }
