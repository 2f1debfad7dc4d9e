package pipeline

import "testing"

// Offsets count code points, and a mention must lie within the text.
func TestScoreOffsets(t *testing.T) {
	const text = "é😀ab"
	o := byteOffsets(text)
	for _, c := range []struct {
		start, end int
		want       string
	}{{0, 1, "é"}, {1, 2, "😀"}, {2, 4, "ab"}, {0, 4, text}, {0, 5, ""}, {-1, 2, ""}, {2, 2, ""}, {3, 1, ""}, {0, 1 << 62, ""}} {
		span, err := o.span(place{c.start, c.end})
		if (err != nil) != (c.want == "") || err == nil && span.In(text) != c.want {
			t.Errorf("%d to %d: %v, error %v, want %q", c.start, c.end, span, err, c.want)
		}
	}
}
