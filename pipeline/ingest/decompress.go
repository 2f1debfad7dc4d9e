package ingest

import (
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxZstdWindow bounds the memory that a zstd frame may ask for. It is what
// `zstd --long=27` writes, the most that its command line reads unasked.
const maxZstdWindow = 128 << 20

// decompress returns a reader of the unpacked bytes and a function that frees
// what the reader holds. It does not close r.
func decompress(r io.Reader, c compression) (io.Reader, func(), error) {
	if c == plain {
		return r, func() {}, nil
	}
	packed := &tally{r: r}
	switch c {
	case gzipped:
		z, err := gzip.NewReader(packed)
		if err != nil {
			return nil, nil, fmt.Errorf("read gzip header: %w", err)
		}
		return &fuse{r: z, packed: packed.count}, func() {}, nil
	case zstandard:
		z, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return nil, nil, fmt.Errorf("read zstd header: %w", err)
		}
		return &fuse{r: z, packed: packed.count}, z.Close, nil
	}
	return &fuse{r: bzip2.NewReader(packed), packed: packed.count}, func() {}, nil
}

// tally counts the bytes read through it.
type tally struct {
	r io.Reader
	n int64
}

func (t *tally) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.n += int64(n)
	return n, err
}

func (t *tally) count() int64 { return t.n }

// fuse ends the reading of a decompression bomb: of what expands far more than text
// does, and to a size that takes time. Text shrinks to a tenth, the same article over
// and over to a hundredth.
type fuse struct {
	r        io.Reader
	packed   func() int64 // bytes read of the packed input so far
	unpacked int64
}

const (
	fuseBytes = 256 << 20
	fuseRatio = 500
)

var errBomb = errors.New("a decompression bomb: it expands more than 500 times")

func (f *fuse) blown() bool { return f.unpacked > fuseBytes && f.unpacked/fuseRatio > f.packed() }

func (f *fuse) Read(p []byte) (int, error) { return f.read(f.r, p) }

func (f *fuse) read(r io.Reader, p []byte) (int, error) {
	if f.blown() {
		return 0, errBomb
	}
	n, err := r.Read(p)
	f.unpacked += int64(n)
	return n, err
}

// through returns a reader of r that f counts too.
func (f *fuse) through(r io.Reader) io.Reader { return fused{f, r} }

type fused struct {
	f *fuse
	r io.Reader
}

func (f fused) Read(p []byte) (int, error) { return f.f.read(f.r, p) }
