package ingest

import (
	"fmt"
	"strconv"
)

// PathError is a path on the command line that cannot be read: a fault of the
// call, found before any article is read.
type PathError struct {
	Path string
	Hint string // what to do about it, or empty
	Err  error
}

// Error names the path, the fault and the hint.
func (e *PathError) Error() string {
	s := fmt.Sprintf("open input %s: %v", strconv.Quote(e.Path), e.Err)
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Unwrap returns the fault.
func (e *PathError) Unwrap() error { return e.Err }

// BadArticle is one article that could not be read. The articles after it are
// not touched by it, save that a file which cannot be decoded any further ends.
type BadArticle struct {
	// ID is the article's id where it is known, else empty.
	ID string
	// Path is the file, and Line the one-based line within it, or 0.
	Path string
	Line int
	// Reason says what is wrong in words that hold no path, Hint what to do.
	Reason, Hint string
}

// Error names the place, the reason and the hint.
func (e *BadArticle) Error() string {
	s := "read article " + e.Where() + ": " + e.Reason
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Where returns the file, with the line where there is one.
func (e *BadArticle) Where() string {
	if e.Line == 0 {
		return e.Path
	}
	return e.Path + ":" + strconv.Itoa(e.Line)
}
