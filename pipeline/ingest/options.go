package ingest

import (
	"io"
	"log/slog"
	"time"
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
	// Shard is the part of the articles that is wanted.
	Shard Shard
	// Since and Until bound the time of publication of the articles that are wanted, both
	// inclusive; a zero time bounds nothing. With either, undated ones are passed over.
	Since, Until time.Time
	// File, unless nil, is told of each file when it is left, by the path that articles
	// and faults have, and of an archive by its own. whole says that all in it was read,
	// and every fault told; it is false when the file could not be opened or broke off, and
	// when the loop was left. It is not told of standard input, which cannot be read again.
	File func(path string, whole bool)
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
