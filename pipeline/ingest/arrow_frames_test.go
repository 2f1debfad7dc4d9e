package ingest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// A head that claims billions of fields or buffers must be refused before room is made
// for them: every word of the heads takes such a number in turn.
func TestDamagedArrowHeads(t *testing.T) {
	whole := arrowBytes(t, true, newsRecord(3, 0, ""))
	if n := bytes.Count(whole, []byte("\xff\xff\xff\xff")); n < 2 {
		t.Fatalf("%d messages, want a schema and a batch", n)
	}
	for at := 8; at+4 <= min(len(whole), 1200); at += 4 {
		for _, claim := range []uint32{0x10000000, 0x7fffffff} {
			data := slices.Clone(whole)
			binary.LittleEndian.PutUint32(data[at:], claim)
			readAll(t, data, Arrow)
		}
	}
}
