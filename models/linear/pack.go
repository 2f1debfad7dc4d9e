package linear

import (
	"errors"
	"fmt"
	"io"
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

// Unpack returns the weight file that Pack was given, or data itself if it is not
// packed. The result is written once, at its full size.
func Unpack(data string) (string, error) {
	if !packed(data) {
		return data, nil
	}
	var h zstd.Header
	if err := h.Decode([]byte(data[:min(len(data), zstd.HeaderMaxSize)])); err != nil || !h.HasFCS || h.FrameContentSize > maxUnpacked {
		return "", fmt.Errorf("size of packed weights: %w", ErrFormat)
	}
	d, err := zstd.NewReader(strings.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		return "", fmt.Errorf("open decoder: %w", err)
	}
	defer d.Close()
	var out strings.Builder
	// A damaged header must not take memory that no data stands behind.
	out.Grow(int(min(h.FrameContentSize, 64*uint64(len(data)))))
	n, err := io.Copy(&out, d)
	if err != nil || uint64(n) != h.FrameContentSize {
		return "", fmt.Errorf("unpack weights: %w", errors.Join(err, ErrFormat))
	}
	return out.String(), nil
}
