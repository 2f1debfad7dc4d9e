package models

import "time"

// Article is one news text as it came in, before any analysis.
type Article struct {
	// ID names the article, unique within a corpus.
	ID string
	// Text is the whole decoded text; every Span of the analysis points into it.
	Text string
	// Title is the headline. For plain-text files it is also the first line of Text.
	Title string
	// TitleInText says that Text opens with the headline on a line of its own,
	// so that segmentation must not take that line for body text.
	TitleInText bool
	// URL, Outlet, Author and Language are what the input said, or empty.
	URL, Outlet, Author, Language string
	// PublishedAt is the time of publication in UTC, or the zero time.
	PublishedAt time.Time
	// Path is the input file, and Line the one-based line within it (0 for a
	// format with one article a file). They locate the article in messages.
	Path string
	Line int
}
