package ingest

import (
	"bufio"
	"bytes"
	"io"
)

// Lines reads lines of bounded length. A longer line is passed over, never held.
// It belongs to one goroutine.
type Lines struct {
	r       *bufio.Reader
	max     int
	line    []byte // without its line end; refers to r's buffer or to long
	long    []byte // holds a line that does not fit r's buffer
	n       int
	tooLong bool
	err     error
}

// NewLines reads lines of at most max bytes from r.
func NewLines(r io.Reader, max int) *Lines {
	b, ok := r.(*bufio.Reader)
	if !ok {
		b = bufio.NewReaderSize(r, 64<<10)
	}
	return &Lines{r: b, max: max}
}

// Next goes on to the next line that is not blank and reports whether there is one.
func (l *Lines) Next() bool {
	for l.err == nil {
		l.skipEmpty()
		l.read()
		if l.err != nil && (l.err != io.EOF || len(l.line) == 0 && !l.tooLong) {
			return false // what stands before a failing read is half a line
		}
		l.n++
		if l.tooLong || len(bytes.TrimSpace(l.line)) > 0 {
			return true
		}
	}
	return false
}

// skipEmpty passes over the line ends at the start of what is buffered, at once: a file
// may be nothing but them.
func (l *Lines) skipEmpty() {
	buffered, _ := l.r.Peek(l.r.Buffered())
	n := 0
	for n < len(buffered) && buffered[n] == '\n' {
		n++
	}
	l.r.Discard(n)
	l.n += n
}

// read takes the next line, with its line end removed.
func (l *Lines) read() {
	l.line, l.tooLong = nil, false
	part, err := l.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		l.long = l.long[:0]
		for err == bufio.ErrBufferFull {
			l.keep(part)
			part, err = l.r.ReadSlice('\n')
		}
		l.keep(part)
		part = l.long
	}
	l.err = err
	l.line = bytes.TrimSuffix(bytes.TrimSuffix(part, []byte("\n")), []byte("\r"))
	if l.tooLong = l.tooLong || len(l.line) > l.max; l.tooLong {
		l.line = nil
	}
}

func (l *Lines) keep(part []byte) {
	if len(l.long)+len(part) > l.max+2 {
		l.tooLong = true
	}
	if !l.tooLong {
		l.long = append(l.long, part...)
	}
}

// Bytes returns the line without its line end. It holds until the next call of Next.
func (l *Lines) Bytes() []byte { return l.line }

// TooLong reports that the line is longer than the limit; Bytes is then empty.
func (l *Lines) TooLong() bool { return l.tooLong }

// Number is the one-based number of the line in the file, blank ones counted.
func (l *Lines) Number() int { return l.n }

// Err returns what ended the reading, nil at the end of the input.
func (l *Lines) Err() error {
	if l.err == io.EOF {
		return nil
	}
	return l.err
}
