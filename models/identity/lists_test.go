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
	if got := len(l.readers()) + 1; got != len(names) { // and figures.txt, which readGazetteer reads
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

// TestFiguresAreKnown holds the list of public figures to offices that a noun or
// title can mean, places that are listed, and years in order.
func TestFiguresAreKnown(t *testing.T) {
	l, err := loadLists()
	if err != nil {
		t.Fatal(err)
	}
	covered, homes := map[kind]bool{}, map[string]bool{"-": true, "European Union": true, "NATO": true, "United Nations": true}
	for i := range l.entries {
		for _, k := range l.entries[i].covers {
			covered[k] = true
		}
		homes[l.entries[i].canon] = true
	}
	g, err := readGazetteer(l)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range g.people {
		for _, h := range p.holdings {
			if !covered[h.role] || !homes[h.home] || h.from > h.to || h.from < 1900 {
				t.Errorf("%v: %s of %q in %d-%d", p.parts, l.names[h.role], h.home, h.from, h.to)
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
