package corpus

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// maxLine bounds a line of a corpus in bytes: a PolNeAR article is one line.
const maxLine = 16 << 20

// Open opens a file for reading and decompresses it if its name ends in .gz or
// .zst. The caller closes it.
func Open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open corpus: %w", err)
	}
	switch {
	case strings.HasSuffix(path, ".gz"):
		r, err := gzip.NewReader(f)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("open corpus %s: %w", path, err)
		}
		return both{r, func() { r.Close(); f.Close() }}, nil
	case strings.HasSuffix(path, ".zst"):
		r, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1))
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("open corpus %s: %w", path, err)
		}
		return both{r, func() { r.Close(); f.Close() }}, nil
	}
	return f, nil
}

// both closes a decompressor and the file under it.
type both struct {
	io.Reader
	close func()
}

func (b both) Close() error {
	b.close()
	return nil
}

// EachLine calls f with every line of the file, without its line break.
func EachLine(path string, f func(line string) error) error {
	r, err := Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<20), maxLine)
	for n := 1; s.Scan(); n++ {
		if err := f(s.Text()); err != nil {
			return fmt.Errorf("read %s line %d: %w", path, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}
