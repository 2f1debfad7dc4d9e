package tables

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
)

// Row is a row of one of the tables.
type Row interface {
	Speaker | SpeakerRow | Sentence | Stance | Article
}

// Encoder prints rows under the names of their columns.
type Encoder[R Row] struct{ fields []field[R] }

// NewEncoder returns an encoder of these columns, in the order of docs/SCHEMA.md; nil
// means all. A column that does not exist is an error.
func NewEncoder[R Row](columns []string) (*Encoder[R], error) {
	var all any
	switch any(*new(R)).(type) {
	case Speaker:
		all = speakerFields()
	case SpeakerRow:
		all = speakerRowFields()
	case Sentence:
		all = sentenceFields()
	case Stance:
		all = stanceFields()
	case Article:
		all = articleFields()
	}
	fields, err := choose(all.([]field[R]), columns)
	if err != nil {
		return nil, err
	}
	return &Encoder[R]{fields}, nil
}

// Columns returns the names of the columns.
func (e *Encoder[R]) Columns() []string {
	names := make([]string, len(e.fields))
	for i, f := range e.fields {
		names[i] = f.name
	}
	return names
}

// AppendJSON appends r as one JSON object without a newline: times by RFC 3339, what
// is missing null, control characters escaped.
func (e *Encoder[R]) AppendJSON(b []byte, r *R) []byte {
	for i, f := range e.fields {
		b = append(append(b, "{,"[min(i, 1)]), '"')
		b = f.json(append(append(b, f.name...), `":`...), r)
	}
	return append(b, '}')
}

// Cells returns r as one text for each column, lists as JSON, what is missing "".
func (e *Encoder[R]) Cells(r *R) []string {
	cells := make([]string, len(e.fields))
	var b []byte
	for i, f := range e.fields {
		b = f.text(b[:0], r)
		cells[i] = string(b)
	}
	return cells
}

// DeadLetter is an article that could not be processed.
type DeadLetter struct {
	Article string `json:"article"`
	Path    string `json:"path"`
	// Line is 0 for one article a file.
	Line   int    `json:"line"`
	Stage  string `json:"stage"`
	Reason string `json:"reason"`
}

// DeadLetters goes through the articles that could not be processed, in order of the
// input.
func (s *Set) DeadLetters() iter.Seq2[DeadLetter, error] {
	return func(yield func(DeadLetter, error) bool) {
		path := s.beside(lettersName)
		f, err := os.Open(path)
		if err != nil {
			yield(DeadLetter{}, fmt.Errorf("read dead letters: %w", err))
			return
		}
		defer f.Close()
		for d := json.NewDecoder(bufio.NewReader(f)); ; {
			var letter DeadLetter
			err := d.Decode(&letter)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(letter, fmt.Errorf("read dead letters %s: %w", path, err))
				return
			}
			if !yield(letter, nil) {
				return
			}
		}
	}
}
