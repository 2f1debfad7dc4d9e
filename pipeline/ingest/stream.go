package ingest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"sync"

	"github.com/saysonews/sayso/models"
)

// Stream reads the articles of one Arrow IPC stream, batch by batch. Beside the columns
// that Mapping finds it takes "path" and "line", where there are any, for the places of
// the articles. It does not look whether two articles have one id, so that its memory is
// that of a batch: that is left to whoever sends the stream.
type Stream struct {
	source *Source
	in     io.Reader
	err    error

	mu   sync.Mutex
	ends []int64 // the number of rows up to the end of each batch that is not done
}

// Stream returns the articles of the Arrow stream in. They are read by ranging over
// Articles, once.
func (s *Source) Stream(in io.Reader) *Stream { return &Stream{source: s, in: counter{in, s}} }

// Err returns what ended the stream early, nil at its proper end. It is a *PathError where
// columns are missing, and holds once the loop over Articles is left.
func (t *Stream) Err() error { return t.err }

// Ended reports whether n articles, good and bad, are all those of some batches whole,
// counted from the start of the stream: what is made of them need not wait for more. It
// may be called from any goroutine, with n that do not fall.
func (t *Stream) Ended(n int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.ends) > 0 && t.ends[0] < n {
		t.ends = t.ends[1:]
	}
	return len(t.ends) > 0 && t.ends[0] == n
}

func (t *Stream) began(end int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ends = append(t.ends, end)
}

// Articles yields each article, or what is wrong with it, in order of the rows.
func (t *Stream) Articles() iter.Seq2[*models.Article, *BadArticle] {
	return func(yield func(*models.Article, *BadArticle) bool) {
		var table *arrowRows
		err := guarded(func() (err error) {
			table, err = openArrow(bufio.NewReaderSize(t.in, 64<<10))
			return err
		})
		if err != nil {
			t.err = fmt.Errorf("read Arrow stream: %w", err)
			return
		}
		where, wanted, fault := t.source.wanted(table.columns())
		if fault != "" {
			t.err = &PathError{Path: stdinPath, Err: errors.New(fault), Hint: columnHint(table.columns())}
			return
		}
		fields := len(wanted)
		wanted, places := placed(table.columns(), wanted)
		if t.err = table.choose(wanted); t.err != nil {
			return
		}
		for n := int64(1); ; n++ {
			var values []string
			err := guarded(func() (err error) { values, err = table.next(); return err })
			if err == io.EOF {
				return
			}
			if err != nil {
				t.err = fmt.Errorf("read row %d of Arrow stream: %w", n, err)
				return
			}
			if table.at == 1 {
				t.began(n - 1 + table.batch.NumRows())
			}
			bad := &BadArticle{Path: stdinPath, Line: int(n)}
			places.read(values[fields:], bad)
			if !t.source.emit(t.source.whole(table, values[:fields], where, bad), bad, yield) {
				return
			}
		}
	}
}

// places says which of the columns after the fields are path and line.
type places struct{ path, line bool }

// placed adds the columns that say where an article stands to those that are wanted.
func placed(columns []string, wanted []int) ([]int, places) {
	var p places
	for i, name := range columns {
		if name == "path" && !p.path {
			wanted, p.path = append(wanted, i), true
		}
	}
	for i, name := range columns {
		if name == "line" && !p.line {
			wanted, p.line = append(wanted, i), true
		}
	}
	return wanted, p
}

// read puts the place into bad. What is no number is no line.
func (p places) read(values []string, bad *BadArticle) {
	if p.path {
		if values[0] != "" {
			bad.Path = values[0]
		}
		values = values[1:]
	}
	if p.line {
		if n, err := strconv.ParseInt(values[0], 10, 32); err == nil && n >= 0 {
			bad.Line = int(n)
		}
	}
}

// Guard returns the Arrow IPC stream in, with an error in the place of a message whose
// head claims more than it has room for.
func Guard(in io.Reader) io.Reader { return &frames{in: bufio.NewReaderSize(in, 64<<10)} }
