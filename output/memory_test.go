package output

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// TestMemoryDoesNotGrow compares the live memory of the second half of a run with
// that of the first: both fill, spill and flush everything many times.
func TestMemoryDoesNotGrow(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 100 MB of articles")
	}
	const articles, halves = 6000, 2
	o := testOptions(t.TempDir())
	o.MemoryBytes = 2 << 20
	w, err := NewWriter(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	filler := strings.Repeat("More of the same. ", 800)
	var peak [halves]uint64
	for i := range articles {
		d := newsDocument(rng, i)
		d.Article.Text += filler
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
		if i%250 == 0 {
			half := i * halves / articles
			peak[half] = max(peak[half], liveBytes())
		}
	}
	t.Logf("peaks of %d and %d MB", peak[0]>>20, peak[1]>>20)
	if peak[1] > peak[0]*3/2 { // what grows with the articles doubles
		t.Errorf("memory grew from %d to %d bytes", peak[0], peak[1])
	}
	if sum, err := w.Commit(t.Context()); err != nil || sum.Articles != articles {
		t.Errorf("commit: %+v, %v", sum, err)
	}
}

func liveBytes() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
