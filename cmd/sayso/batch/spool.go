package batch

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/saysonews/sayso/models"
)

// spool keeps articles on disk, in order.
type spool struct {
	f   *os.File
	w   *bufio.Writer
	buf []byte
}

func newSpool(path string) (*spool, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create spool: %w", err)
	}
	return &spool{f: f, w: bufio.NewWriterSize(f, 1<<18)}, nil
}

// add appends an article with its number.
func (s *spool) add(k int, a *models.Article) error {
	b := binary.AppendUvarint(s.buf[:0], uint64(k))
	for _, v := range [...]string{a.ID, a.Title, a.Text, a.URL, a.Outlet, a.Author, a.Language, a.Path} {
		b = binary.AppendUvarint(b, uint64(len(v)))
		b = append(b, v...)
	}
	b = binary.AppendVarint(b, int64(a.Line))
	b = append(b, flag(a.TitleInText), flag(!a.PublishedAt.IsZero()))
	if !a.PublishedAt.IsZero() {
		b = binary.AppendVarint(b, a.PublishedAt.Unix())
		b = binary.AppendVarint(b, int64(a.PublishedAt.Nanosecond()))
	}
	s.buf = b
	if _, err := s.w.Write(b); err != nil {
		return fmt.Errorf("write spool: %w", err)
	}
	return nil
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// flush ends the writing.
func (s *spool) flush() error {
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("write spool: %w", err)
	}
	return nil
}

// each calls f with each article and its number, in the order of add, as often as it is
// called itself, until f fails. It ends without an error when f returns errStop.
func (s *spool) each(f func(k int, a *models.Article) error) error {
	if _, err := s.f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read spool: %w", err)
	}
	r := spoolReader{r: bufio.NewReaderSize(s.f, 1<<18)}
	for {
		if _, err := r.r.Peek(1); err == io.EOF {
			return nil
		}
		k := int(r.uint())
		a := r.article()
		if r.err != nil {
			return fmt.Errorf("read spool: %w", r.err)
		}
		if err := f(k, a); errors.Is(err, errStop) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var errStop = errors.New("stop reading")

func (s *spool) close() error { return s.f.Close() }

// spoolReader reads what add wrote. The first fault stays in err.
type spoolReader struct {
	r   *bufio.Reader
	err error
}

func (r *spoolReader) article() *models.Article {
	a := &models.Article{}
	for _, v := range [...]*string{&a.ID, &a.Title, &a.Text, &a.URL, &a.Outlet, &a.Author, &a.Language, &a.Path} {
		*v = r.string()
	}
	a.Line = int(r.int())
	a.TitleInText = r.flag()
	if r.flag() {
		sec := r.int()
		a.PublishedAt = time.Unix(sec, r.int()).UTC()
	}
	return a
}

func (r *spoolReader) string() string {
	n := r.uint()
	if n > 1<<31 {
		r.fail(errors.New("damaged"))
	}
	if r.err != nil {
		return ""
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r.r, b); err != nil {
		r.fail(err)
	}
	return string(b)
}

func (r *spoolReader) uint() uint64 {
	n, err := binary.ReadUvarint(r.r)
	r.fail(err)
	return n
}

func (r *spoolReader) int() int64 {
	n, err := binary.ReadVarint(r.r)
	r.fail(err)
	return n
}

func (r *spoolReader) flag() bool {
	b, err := r.r.ReadByte()
	r.fail(err)
	return b != 0
}

func (r *spoolReader) fail(err error) {
	if err != nil && r.err == nil {
		r.err = err
	}
}
