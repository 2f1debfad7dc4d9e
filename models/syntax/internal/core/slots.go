package core

import "github.com/saysonews/sayso/models/linear"

// layout hands out consecutive ranges of feature rows.
type layout struct{ next int32 }

func (l *layout) slot(values int) slot {
	s := slot{first: l.next, values: int32(values)}
	l.next += int32(values)
	return s
}

// slot is a range of rows, one for each value of a feature.
type slot struct{ first, values int32 }

// at is the row of value v; values past the range share its first row, which
// stands for "rare or none".
func (s slot) at(v int) int32 {
	if int32(v) >= s.values {
		return s.first
	}
	return s.first + int32(v)
}

// hashed is the row of a value that is hashed into the range.
func (s slot) hashed(h uint64) int32 {
	return s.first + int32(linear.Bucket(h, int(s.values)))
}

// Source is the treebank whose conventions are asked for.
type Source uint8

// The sources.
const (
	SourceGUM Source = iota
	SourceEWT
	SourceSilver // CoreNLP's
	SourceNews   // CoreNLP's, converted to the gold treebanks' conventions
	NumSources
)

// Gold reports whether the source is annotated by hand.
func (s Source) Gold() bool { return s == SourceGUM || s == SourceEWT }
