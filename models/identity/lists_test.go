package identity

import (
	"io/fs"
	"testing"
	"time"

	"github.com/saysonews/sayso/models/lexicon"
)

func TestListsAreSorted(t *testing.T) {
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no word lists", err)
	}
	for _, n := range names {
		text, err := files.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range lexicon.Lint(string(text)) {
			t.Errorf("%s: %v", n, fault)
		}
	}
}

// TestListsAreAllRead holds the files to the readers: none is forgotten.
func TestListsAreAllRead(t *testing.T) {
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	l := &lists{}
	if got := len(l.readers()) + 4; got != len(names) { // and those that readGazetteer reads
		t.Errorf("%d readers for %d files", got, len(names))
	}
}

func TestHypernymsAreKnown(t *testing.T) {
	l, err := loadLists()
	if err != nil {
		t.Fatal(err)
	}
	used := map[kind]bool{}
	for i := range l.entries {
		used[l.entries[i].role], used[l.entries[i].org] = true, true
	}
	for i := range l.entries {
		for _, k := range l.entries[i].covers {
			if !used[k] {
				t.Errorf("%q is covered by a hypernym but is no office, person or body", l.names[k])
			}
		}
	}
}

func TestLoadIsQuick(t *testing.T) {
	best := time.Hour
	for range 5 {
		start := time.Now()
		if _, err := Load(); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	if best > 100*time.Millisecond {
		t.Errorf("loading takes %v, more than 0.1 s", best)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
