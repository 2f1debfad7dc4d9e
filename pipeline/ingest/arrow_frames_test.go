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

// Half a slot at the end of a table's list of fields counts, as it does for the library:
// what it leads to is looked at.
func TestHalfASlot(t *testing.T) {
	b := make([]byte, 32)
	b[0] = 16                   // the table lies at 16,
	b[16] = 12                  // its list of fields 12 bytes before that, at 4
	b[4], b[8], b[10] = 7, 4, 6 // of seven bytes: the second field is cut
	for slots, want := range map[byte]int{6: 0, 7: 22, 8: 22} {
		b[4], b[6], b[8] = slots, 8, 4
		b[10] = 0
		table, ok := flatTable(b, 0)
		if b[8] = 0; !ok {
			t.Fatal("no table")
		}
		b[4+4], b[4+6] = 4, 6
		if got := table.field(1); got != want {
			t.Errorf("%d bytes of fields: field 1 at %d, want %d", slots, got, want)
		}
	}
}
