package pq

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestHybrid packs values in runs of all lengths and unpacks them again by the letter
// of the format.
func TestHybrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 20).Draw(t, "width")
		var want []uint32
		for n := rapid.IntRange(0, 12).Draw(t, "runs"); n > 0; n-- {
			v := uint32(rapid.IntRange(0, 1<<width-1).Draw(t, "value"))
			for k := rapid.SampledFrom([]int{1, 1, 2, 3, 7, 8, 9, 15, 16, 17, 100, 3000}).Draw(t, "length"); k > 0; k-- {
				want = append(want, v)
			}
		}
		got := unpack(t, appendHybrid(nil, want, width), len(want), width)
		if !slices.Equal(got, want) {
			t.Fatalf("width %d: packed %d, unpacked %d", width, want, got)
		}
	})
}

// unpack reads n values of the hybrid of runs and packed groups.
func unpack(t *rapid.T, b []byte, n, width int) (values []uint32) {
	for len(values) < n {
		head, size := binary.Uvarint(b)
		if size <= 0 {
			t.Fatalf("ends after %d of %d values", len(values), n)
		}
		b = b[size:]
		if head&1 == 0 {
			v := uint32(0)
			for i := range (width + 7) / 8 {
				v |= uint32(b[i]) << (8 * i)
			}
			b = b[(width+7)/8:]
			values = append(values, slices.Repeat([]uint32{v}, int(head>>1))...)
			continue
		}
		groups := int(head >> 1)
		for i := range groups * 8 {
			v := uint32(0)
			for k := range width {
				bit := i*width + k
				v |= uint32(b[bit/8]>>(bit%8)&1) << k
			}
			if bits.Len32(v) > width {
				t.Fatalf("value %d of width %d", v, width)
			}
			values = append(values, v)
		}
		b = b[groups*width:]
	}
	for _, v := range values[n:] { // only the last group may have more
		if v != 0 || len(values)-n > 7 {
			t.Fatalf("%d values too many", len(values)-n)
		}
	}
	if len(b) > 0 {
		t.Fatalf("%d bytes too many", len(b))
	}
	return values[:n]
}
