package output

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// maxFanIn bounds how many runs are merged, and so open, at a time.
const maxFanIn = 64

// maxRecord bounds the key or body of a record in bytes.
const maxRecord = 1 << 31

// runBuffer is the read-ahead of one run.
const runBuffer = 64 << 10

// sorter sorts records in bounded memory: it keeps them until they exceed limit
// bytes, then writes them to a file as a sorted run, and merges the runs in the end
// (Knuth, The Art of Computer Programming 3, section 5.4.1). Records with equal keys
// keep the order in which they came.
type sorter struct {
	dir     string
	limit   int64
	held    []record
	bytes   int64 // of the records held
	runs    []string
	made    int // runs ever made, for their names
	records int64
}

func newSorter(dir string, limit int64) (*sorter, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("create folder of sorted runs: %w", err)
	}
	return &sorter{dir: dir, limit: limit}, nil
}

// add takes ownership of records that hold size bytes of memory.
func (s *sorter) add(records []record, size int64) error {
	s.held = append(s.held, records...)
	s.bytes += size
	s.records += int64(len(records))
	if s.bytes < s.limit {
		return nil
	}
	return s.spill()
}

func sortRecords(list []record) {
	slices.SortStableFunc(list, func(a, b record) int { return bytes.Compare(a.key, b.key) })
}

// spill writes the records held as a run.
func (s *sorter) spill() error {
	sortRecords(s.held)
	w, err := s.newRun()
	if err != nil {
		return err
	}
	for _, r := range s.held {
		w.add(r)
	}
	clear(s.held) // let go of the bytes
	s.held, s.bytes = s.held[:0], 0
	return w.close()
}

func (s *sorter) newRun() (*runWriter, error) {
	path := filepath.Join(s.dir, fmt.Sprintf("run-%06d", s.made))
	w, err := createRun(path)
	if err != nil {
		return nil, err
	}
	s.made++
	s.runs = append(s.runs, path)
	return w, nil
}

func createRun(path string) (*runWriter, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create sorted run: %w", err)
	}
	return &runWriter{f: f, w: bufio.NewWriterSize(f, 1<<18)}, nil
}

// merge calls emit with every record in order. The record is emit's until it
// returns. The runs are gone afterwards.
func (s *sorter) merge(emit func(record) error) error {
	for len(s.runs) > maxFanIn {
		if err := s.compact(); err != nil {
			return err
		}
	}
	sortRecords(s.held)
	sources := make([]source, 0, len(s.runs)+1)
	for _, path := range s.runs {
		sources = append(sources, &runReader{path: path})
	}
	err := mergeSources(append(sources, &heldReader{s.held}), emit)
	s.runs, s.held, s.bytes = nil, nil, 0
	return err
}

// compact merges the runs, group by group, into fewer. Groups are of neighbours, so
// that the order of equal keys holds.
func (s *sorter) compact() error {
	old := s.runs
	s.runs = nil
	for len(old) > 0 {
		n := min(len(old), maxFanIn)
		w, err := s.newRun()
		if err != nil {
			return err
		}
		var sources []source
		for _, path := range old[:n] {
			sources = append(sources, &runReader{path: path})
		}
		err = mergeSources(sources, func(r record) error { w.add(r); return w.err })
		if err := errors.Join(err, w.close()); err != nil {
			return err
		}
		old = old[n:]
	}
	return nil
}

// runWriter writes records as length, key, length, body.
type runWriter struct {
	f    *os.File
	w    *bufio.Writer
	head []byte
	err  error
}

func (w *runWriter) add(r record) {
	w.put(r.key)
	w.put(r.body)
}

func (w *runWriter) put(b []byte) {
	w.head = binary.AppendUvarint(w.head[:0], uint64(len(b)))
	if _, err := w.w.Write(w.head); err != nil && w.err == nil {
		w.err = err
	}
	if _, err := w.w.Write(b); err != nil && w.err == nil {
		w.err = err
	}
}

// close finishes the file; closing again does nothing.
func (w *runWriter) close() error {
	if w.f == nil {
		return nil
	}
	defer func() { w.f = nil }()
	if err := errors.Join(w.err, w.w.Flush(), w.f.Close()); err != nil {
		return fmt.Errorf("write sorted run: %w", err)
	}
	return nil
}

// source yields records in order.
type source interface {
	// next returns io.EOF after the last record. A record holds until the next call.
	next() (record, error)
	close() error
}

type heldReader struct{ list []record }

func (h *heldReader) next() (record, error) {
	if len(h.list) == 0 {
		return record{}, io.EOF
	}
	r := h.list[0]
	h.list = h.list[1:]
	return r, nil
}

func (h *heldReader) close() error { return nil }

// runReader reads a run, and removes it once closed unless it is to be kept.
type runReader struct {
	path string
	keep bool
	f    *os.File
	r    *bufio.Reader
	buf  []byte
}

func (r *runReader) next() (record, error) {
	if r.f == nil {
		f, err := os.Open(r.path)
		if err != nil {
			return record{}, fmt.Errorf("open sorted run: %w", err)
		}
		r.f, r.r = f, bufio.NewReaderSize(f, runBuffer)
	}
	if _, err := r.r.Peek(1); err != nil {
		return record{}, err
	}
	var err error
	if r.buf, err = r.get(r.buf[:0]); err != nil {
		return record{}, fmt.Errorf("read sorted run: %w", err)
	}
	n := len(r.buf)
	if r.buf, err = r.get(r.buf); err != nil {
		return record{}, fmt.Errorf("read sorted run: %w", err)
	}
	return record{key: r.buf[:n], body: r.buf[n:]}, nil
}

// get appends the next length-prefixed bytes to b.
func (r *runReader) get(b []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(r.r)
	if err != nil || n > maxRecord { // a damaged disk, or somebody else's file
		return b, io.ErrUnexpectedEOF
	}
	at := len(b)
	b = slices.Grow(b, int(n))[:at+int(n)]
	_, err = io.ReadFull(r.r, b[at:])
	return b, err
}

func (r *runReader) close() error {
	if r.f == nil {
		return nil
	}
	if r.keep {
		return r.f.Close()
	}
	return errors.Join(r.f.Close(), os.Remove(r.path))
}

// each calls f with the records of a source, and closes it.
func each(s source, f func(record) error) (err error) {
	defer func() { err = errors.Join(err, s.close()) }()
	for {
		r, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(r); err != nil {
			return err
		}
	}
}
