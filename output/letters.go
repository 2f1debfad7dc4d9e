package output

import (
	"bufio"
	"errors"
	"fmt"
	"os"
)

// lettersName is the file of dead letters; it is there even when there are none.
const lettersName = "_dead_letters.jsonl"

// DeadLetter is an article that could not be processed.
type DeadLetter struct {
	// Article is its id, empty when the failure came before one was known.
	Article string
	// Path and Line locate it in the input; Line is 0 for one article a file.
	Path string
	Line int
	// Stage is the step that failed, such as "ingest" or "stance".
	Stage string
	// Reason is the message for people.
	Reason string
}

// AppendJSON appends d as one JSON object, without a newline.
func (d DeadLetter) AppendJSON(b []byte) []byte {
	b = appendString(append(b, `{"article":`...), d.Article)
	b = appendString(append(b, `,"path":`...), d.Path)
	b = appendInt(append(b, `,"line":`...), d.Line)
	b = appendString(append(b, `,"stage":`...), d.Stage)
	b = appendString(append(b, `,"reason":`...), d.Reason)
	return append(b, '}')
}

// letters is the file of dead letters being written.
type letters struct {
	f     *os.File
	w     *bufio.Writer
	line  []byte
	count int64
}

func openLetters(path string) (*letters, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create dead letters: %w", err)
	}
	return &letters{f: f, w: bufio.NewWriter(f)}, nil
}

func (l *letters) add(d DeadLetter) error {
	l.count++
	l.line = append(d.AppendJSON(l.line[:0]), '\n')
	if _, err := l.w.Write(l.line); err != nil {
		return fmt.Errorf("write dead letter: %w", err)
	}
	return nil
}

// close finishes the file; closing again does nothing.
func (l *letters) close() error {
	if l.f == nil {
		return nil
	}
	err := errors.Join(l.w.Flush(), l.f.Close())
	l.f = nil
	if err != nil {
		return fmt.Errorf("close dead letters: %w", err)
	}
	return nil
}
