package linear

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// maxUnpacked bounds what a packed file may unpack to, in bytes.
const maxUnpacked = 256 << 20

// window bounds what an encoder refers back to, and so what unpacking holds beside
// the result: weights hardly repeat, and what is saved is their uneven distribution.
const window = 1 << 20

// packed reports whether data begins like a frame of zstd (RFC 8878, section 3.1.1).
func packed(data string) bool { return strings.HasPrefix(data, "\x28\xb5\x2f\xfd") }

// Pack compresses a weight file with zstd, the same bytes each time. A file that is
// packed stays as it is.
func Pack(file []byte) ([]byte, error) {
	if len(file) >= 4 && packed(string(file[:4])) {
		return file, nil
	}
	// The file has a checksum of its own.
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(window), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, fmt.Errorf("open encoder: %w", err)
	}
	return e.EncodeAll(file, nil), nil
}

// Unpack returns the weight file that Pack was given, or a copy of data if that is
// not packed.
func Unpack(data string) ([]byte, error) {
	if !packed(data) {
		return []byte(data), nil
	}
	var h zstd.Header
	if err := h.Decode([]byte(data[:min(len(data), zstd.HeaderMaxSize)])); err != nil || !h.HasFCS || h.FrameContentSize > maxUnpacked {
		return nil, fmt.Errorf("size of packed weights: %w", ErrFormat)
	}
	d, err := zstd.NewReader(strings.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		return nil, fmt.Errorf("open decoder: %w", err)
	}
	defer d.Close()
	// At once at its full size; but a damaged header must not take memory that no
	// data stands behind.
	out := bytes.NewBuffer(make([]byte, 0, min(h.FrameContentSize, 64*uint64(len(data)))))
	n, err := d.WriteTo(out)
	if err != nil || uint64(n) != h.FrameContentSize {
		return nil, fmt.Errorf("unpack weights: %w", errors.Join(err, ErrFormat))
	}
	return out.Bytes(), nil
}
