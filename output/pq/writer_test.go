package pq

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"
)

// columns has one of every kind, alone, optional, in lists and in lists of structs.
func columns() []Field {
	return []Field{
		{Name: "id", Kind: String},
		{Name: "text", Kind: String, Long: true},
		{Name: "note", Kind: String, Optional: true},
		{Name: "on", Kind: Bool},
		{Name: "n", Kind: Int32},
		{Name: "at", Kind: Micros, Optional: true},
		{Name: "score", Kind: Double},
		{Name: "names", Kind: List, Fields: []Field{{Kind: String}}},
		{Name: "spans", Kind: List, Fields: []Field{{Kind: Struct, Fields: []Field{
			{Name: "start", Kind: Int64}, {Name: "title", Kind: String, Optional: true},
		}}}},
	}
}

// entry is what a leaf holds, as text.
type entry struct {
	Def, Rep int16
	Value    string
}

// filler puts the same random rows into a Writer and into lists of entries.
type filler struct {
	rng    *rand.Rand
	w      *Writer
	leaves [][]entry
	wide   bool // many different values
	turn   int  // the row at which few values become many
}

func (f *filler) note(leaf int, def, rep uint8, v any) {
	f.leaves[leaf] = append(f.leaves[leaf], entry{int16(def), int16(rep), fmt.Sprint(v)})
}

func (f *filler) null(leaf int, def, rep uint8) {
	f.w.Columns()[leaf].Null(def, rep)
	f.leaves[leaf] = append(f.leaves[leaf], entry{Def: int16(def), Rep: int16(rep)})
}

func (f *filler) text(leaf int, rep uint8, def uint8) {
	s := fmt.Sprintf("word %d", f.rng.IntN(30))
	if f.wide {
		s = fmt.Sprintf("%s and %d", strings.Repeat("long ", f.rng.IntN(9)), f.rng.Int64())
	}
	f.w.Columns()[leaf].Bytes([]byte(s), rep)
	f.note(leaf, def, rep, s)
}

func (f *filler) int(leaf int, rep, def uint8) {
	n := int64(f.rng.IntN(50)) - 25
	if f.wide {
		n = int64(int32(f.rng.Uint32()))
	}
	f.w.Columns()[leaf].Int(n, rep)
	f.note(leaf, def, rep, n)
}

func (f *filler) row() {
	f.text(0, 0, 0)
	f.text(1, 0, 0)
	if f.rng.IntN(2) == 0 {
		f.null(2, 0, 0)
	} else {
		f.text(2, 0, 1)
	}
	on := f.rng.IntN(3) == 0
	f.w.Columns()[3].Bool(on, 0)
	f.note(3, 0, 0, on)
	f.int(4, 0, 0)
	if f.rng.IntN(5) == 0 {
		f.null(5, 0, 0)
	} else {
		f.int(5, 0, 1)
	}
	score := []float64{0, math.Copysign(0, -1), 1.5, -2.25, math.NaN(), f.rng.NormFloat64()}[f.rng.IntN(6)]
	f.w.Columns()[6].Float(score, 0)
	f.note(6, 0, 0, score)
	f.lists()
}

func (f *filler) lists() {
	n := f.rng.IntN(4)
	if n == 0 {
		f.null(7, 0, 0)
		f.null(8, 0, 0)
		f.null(9, 0, 0)
	}
	for i := range n {
		rep := uint8(min(i, 1))
		f.text(7, rep, 2)
		f.int(8, rep, 2)
		if f.rng.IntN(2) == 0 {
			f.null(9, 2, rep)
		} else {
			f.text(9, rep, 3)
		}
	}
}

// write writes rows in blocks, and a row group after every group blocks.
func (f *filler) write(t *testing.T, rows, block, group int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.w.Reset(&b); err != nil {
		t.Fatal(err)
	}
	f.leaves = make([][]entry, len(f.w.Columns()))
	for i := 1; rows > 0; i++ {
		n := min(rows, block)
		for range n {
			f.row()
			if f.turn--; f.turn == 0 {
				f.wide = true
			}
		}
		f.w.Flush(n)
		rows -= n
		if i%group == 0 {
			if err := f.w.EndGroup(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func newTestWriter(t *testing.T) *Writer {
	t.Helper()
	w, err := NewWriter(NewSchema(columns(), []Pair{{"key", "value"}, {"empty", ""}}, "test"))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWriterReadsBack writes files of one page and of many, of few values and of more
// than dictionaries hold, with one Writer, and reads them with Arrow's library. A new
// Writer must give the same bytes.
func TestWriterReadsBack(t *testing.T) {
	used := newTestWriter(t)
	for i, c := range []struct {
		rows, block, group int
		wide               bool
		turn               int
	}{
		{0, 1, 1, false, 0}, {1, 1, 1, false, 0}, {1, 1, 1, true, 0}, {10, 3, 100, false, 0}, {10, 3, 2, true, 0}, {300, 100, 100, false, 0},
		{50_000, 4096, 100, false, 0}, {50_000, 4096, 5, true, 0}, {20_000, 20_000, 1, true, 0}, {60_000, 4096, 100, false, 30_000}, {3, 1, 1, false, 0},
	} {
		f := filler{rng: rand.New(rand.NewPCG(1, uint64(i))), w: used, wide: c.wide, turn: c.turn}
		got := f.write(t, c.rows, c.block, c.group)
		fresh := filler{rng: rand.New(rand.NewPCG(1, uint64(i))), w: newTestWriter(t), wide: c.wide, turn: c.turn}
		if !bytes.Equal(got, fresh.write(t, c.rows, c.block, c.group)) {
			t.Errorf("%+v: the bytes depend on what the Writer wrote before", c)
		}
		compare(t, got, c.rows, f.leaves)
	}
}

func compare(t *testing.T, b []byte, rows int, want [][]entry) {
	t.Helper()
	r, err := file.NewParquetReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if r.NumRows() != int64(rows) {
		t.Fatalf("%d rows, want %d", r.NumRows(), rows)
	}
	if kv := r.MetaData().KeyValueMetadata(); *kv.FindValue("key") != "value" || *kv.FindValue("empty") != "" {
		t.Errorf("metadata %v", kv)
	}
	for leaf := range want {
		var got []entry
		for g := range r.NumRowGroups() {
			list := readLeaf(t, r.RowGroup(g), leaf)
			checkBounds(t, r.RowGroup(g), leaf, list)
			got = append(got, list...)
		}
		for i, e := range want[leaf] {
			if i >= len(got) || got[i] != e {
				t.Fatalf("%d rows, leaf %d, entry %d: read %+v, wrote %+v", rows, leaf, i, got[i:min(i+1, len(got))], e)
			}
		}
		if len(got) > len(want[leaf]) {
			t.Fatalf("%d rows, leaf %d: %d entries too many", rows, leaf, len(got)-len(want[leaf]))
		}
	}
}

// readLeaf reads a column chunk with Arrow's library.
func readLeaf(t *testing.T, g *file.RowGroupReader, leaf int) []entry {
	t.Helper()
	chunk, err := g.Column(leaf)
	if err != nil {
		t.Fatal(err)
	}
	switch c := chunk.(type) {
	case *file.ByteArrayColumnChunkReader:
		return readEntries(t, c.Descriptor().MaxDefinitionLevel(), c.ReadBatch, func(v parquet.ByteArray) string { return string(v) })
	case *file.Int32ColumnChunkReader:
		return readEntries(t, c.Descriptor().MaxDefinitionLevel(), c.ReadBatch, func(v int32) string { return fmt.Sprint(v) })
	case *file.Int64ColumnChunkReader:
		return readEntries(t, c.Descriptor().MaxDefinitionLevel(), c.ReadBatch, func(v int64) string { return fmt.Sprint(v) })
	case *file.Float64ColumnChunkReader:
		return readEntries(t, c.Descriptor().MaxDefinitionLevel(), c.ReadBatch, func(v float64) string { return fmt.Sprint(v) })
	case *file.BooleanColumnChunkReader:
		return readEntries(t, c.Descriptor().MaxDefinitionLevel(), c.ReadBatch, func(v bool) string { return fmt.Sprint(v) })
	}
	t.Fatalf("leaf %d is %T", leaf, chunk)
	return nil
}

func readEntries[V any](t *testing.T, full int16, read func(int64, []V, []int16, []int16) (int64, int, error), text func(V) string) (list []entry) {
	t.Helper()
	values, def, rep := make([]V, 999), make([]int16, 999), make([]int16, 999)
	for {
		clear(def)
		clear(rep)
		total, n, err := read(999, values, def, rep)
		if err != nil {
			t.Fatal(err)
		}
		if total == 0 {
			return list
		}
		v := 0
		for i := range int(total) {
			e := entry{Def: def[i], Rep: rep[i]}
			if def[i] == full {
				e.Value = text(values[v])
				v++
			}
			list = append(list, e)
		}
		if v != n {
			t.Fatalf("%d values by the levels, %d read", v, n)
		}
	}
}

// checkBounds holds minimum and maximum of a chunk to its values.
func checkBounds(t *testing.T, g *file.RowGroupReader, leaf int, list []entry) {
	t.Helper()
	chunk, err := g.MetaData().ColumnChunk(leaf)
	if err != nil {
		t.Fatal(err)
	}
	stats, err := chunk.Statistics()
	if err != nil {
		t.Fatal(err)
	}
	if leaf == 1 || leaf > 6 {
		if stats != nil {
			t.Errorf("leaf %d has statistics", leaf)
		}
		return
	}
	if stats == nil || !stats.HasMinMax() {
		for _, e := range list {
			if e.Value != "" && e.Value != "NaN" && len(e.Value) <= longBound && leaf != 0 && leaf != 2 {
				t.Errorf("leaf %d has no bounds, but %q", leaf, e.Value)
				return
			}
		}
		return
	}
	low, high := stats.EncodeMin(), stats.EncodeMax()
	nulls := int64(0)
	for _, e := range list {
		if e.Value == "" {
			nulls++
		} else if !within(stats, low, high, e.Value) {
			t.Errorf("leaf %d: %q is not within %q and %q", leaf, e.Value, low, high)
			return
		}
	}
	if stats.NullCount() != nulls {
		t.Errorf("leaf %d: %d nulls, want %d", leaf, stats.NullCount(), nulls)
	}
}

func within(stats metadata.TypedStatistics, low, high []byte, v string) bool {
	var n int64
	var f float64
	switch stats.Type() {
	case parquet.Types.Int32:
		fmt.Sscan(v, &n)
		return int64(int32(binary.LittleEndian.Uint32(low))) <= n && n <= int64(int32(binary.LittleEndian.Uint32(high)))
	case parquet.Types.Int64:
		fmt.Sscan(v, &n)
		return int64(binary.LittleEndian.Uint64(low)) <= n && n <= int64(binary.LittleEndian.Uint64(high))
	case parquet.Types.Double:
		fmt.Sscan(v, &f)
		return f != f || math.Float64frombits(binary.LittleEndian.Uint64(low)) <= f && f <= math.Float64frombits(binary.LittleEndian.Uint64(high))
	case parquet.Types.Boolean:
		return low[0] <= high[0] && (v == "true" && high[0] == 1 || v == "false" && low[0] == 0)
	}
	return string(low) <= v && v <= string(high)
}

// TestWriterAllocates holds a file of a few rows to a few allocations.
func TestWriterAllocates(t *testing.T) {
	w := newTestWriter(t)
	text, sink := []byte("a text of some words"), &bytes.Buffer{}
	write := func() {
		sink.Reset()
		if err := w.Reset(sink); err != nil {
			t.Fatal(err)
		}
		for range 20 {
			for i, c := range w.Columns() {
				switch {
				case c.kind == String:
					c.Bytes(text, 0)
				case c.kind == Bool:
					c.Bool(true, 0)
				case c.kind == Double:
					c.Float(0.5, 0)
				default:
					c.Int(int64(i), 0)
				}
			}
		}
		w.Flush(20)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	write()
	if n := testing.AllocsPerRun(50, write); n > 5 {
		t.Errorf("%v allocations", n)
	}
}

type fullDisk struct{ left int }

var errFull = errors.New("disk is full")

func (f *fullDisk) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return 0, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

// TestWriterFails hands on the fault of what it writes to, wherever that is.
func TestWriterFails(t *testing.T) {
	w := newTestWriter(t)
	for left := 0; ; left++ {
		disk := &fullDisk{left: left}
		err := w.Reset(disk)
		f := filler{rng: rand.New(rand.NewPCG(1, 1)), w: w, leaves: make([][]entry, len(w.Columns()))}
		f.row()
		w.Flush(1)
		err = errors.Join(err, w.Close())
		if err == nil && left > 100 {
			return
		}
		if !errors.Is(err, errFull) {
			t.Fatalf("%d bytes: %v", left, err)
		}
	}
}
