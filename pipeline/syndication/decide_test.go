package syndication

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// story writes n words of a story from a place in it, with some of them replaced.
func story(plot, from, n int, swaps []int) string {
	words := make([]string, n)
	for i := range words {
		at := from + i
		words[i] = fmt.Sprintf("plot%cword%c%c", 'a'+plot, 'a'+at/26, 'a'+at%26)
	}
	for _, s := range swaps {
		words[s%n] = "other"
	}
	return strings.Join(words, " ")
}

// drawSketch draws a text like others, or bins that many share without being similar.
func drawSketch(t *rapid.T) *Sketch {
	var s Sketch
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0, 1, 2:
		var sketcher Sketcher
		s = sketcher.Sketch(story(rapid.IntRange(0, 1).Draw(t, "plot"), rapid.IntRange(0, 300).Draw(t, "from"),
			rapid.IntRange(20, 120).Draw(t, "words"), rapid.SliceOfN(rapid.IntRange(0, 119), 0, 3).Draw(t, "swaps")))
	default:
		r := rand.New(rand.NewPCG(rapid.Uint64Range(0, 200).Draw(t, "seed"), 1))
		binary.LittleEndian.PutUint32(s[8:], 100)
		few := 1 + r.IntN(4)
		for i := range Size - binsAt {
			s[binsAt+i] = 0xff
		}
		for i := range bins {
			v := 0
			if r.IntN(8) < few {
				v = 1 + r.IntN(3)
			}
			binary.LittleEndian.PutUint16(s[binsAt+2*i:], uint16(v))
		}
		// The same words have the same sketch.
		binary.LittleEndian.PutUint64(s[:], mix(hashBytes(s[binsAt:])))
	}
	return &s
}

func hashBytes(b []byte) (h uint64) {
	for _, c := range b {
		h = (h ^ uint64(c)) * prime
	}
	return h
}

func drawItem(t *rapid.T, id int) Item {
	return Item{
		Published: rapid.Int64Range(0, 30).Draw(t, "published") * mostApart / 10,
		Dated:     rapid.IntRange(0, 4).Draw(t, "dated") > 0,
		ID:        fmt.Sprint(id),
		Sketch:    drawSketch(t),
	}
}

func drawItems(t *rapid.T) (items []Item) {
	for i := range rapid.IntRange(0, 150).Draw(t, "n") {
		items = append(items, drawItem(t, i))
	}
	return items
}

// byID is an answer that does not know the items' order.
func byID(items []Item, answer []int32) map[string]string {
	m := map[string]string{}
	for i, a := range answer {
		m[items[i].ID] = ""
		if a >= 0 {
			m[items[i].ID] = items[a].ID
		}
	}
	return m
}

func TestDecideOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		want := byID(items, Decide(items, nil, nil))
		shuffled := rapid.Permutation(items).Draw(t, "order")
		if diff := cmp.Diff(want, byID(shuffled, Decide(shuffled, nil, nil))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestDecideGreedy compares with the rule in its plainest form, among so few that no bucket is full.
func TestDecideGreedy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		items = items[:min(len(items), mostOriginals)]
		slices.SortFunc(items, func(a, b Item) int { return before(&a, &b) })
		want := make([]int32, len(items))
		for i := range items {
			want[i] = -1
			for j := range i {
				a, b := items[j], items[i]
				near := !a.Dated || !b.Dated || b.Published-a.Published <= mostApart
				if a.Sketch.exact() == b.Sketch.exact() {
					want[i] = int32(j)
					if want[j] >= 0 {
						want[i] = want[j]
					}
					break
				}
				if want[j] < 0 && want[i] < 0 && near && meet(a.Sketch, b.Sketch) && Similar(a.Sketch, b.Sketch) {
					want[i] = int32(j)
				}
			}
		}
		if diff := cmp.Diff(want, Decide(items, nil, nil)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// meet says whether two texts are compared at all.
func meet(a, b *Sketch) bool {
	for band := range bands {
		if x := pairKey(a, band); x != noPair && x == pairKey(b, band) {
			return true
		}
	}
	return a.exact() == b.exact()
}

func TestDecideIncremental(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		next := len(items)
		answer := Decide(items, nil, nil)
		for range rapid.IntRange(1, 4).Draw(t, "runs") {
			var gone []*Sketch
			items, answer, gone = drawRun(t, items, answer, &next)
			got := Decide(items, answer, gone)
			want := Decide(items, nil, nil)
			if diff := cmp.Diff(byID(items, want), byID(items, got)); diff != "" {
				t.Fatal(diff)
			}
			answer = want
		}
	})
}

// drawRun removes, changes and adds items, and says what the next decision must be told.
func drawRun(t *rapid.T, items []Item, answer []int32, next *int) (now []Item, previous []int32, gone []*Sketch) {
	place := map[int32]int32{-1: -1}
	var from []int32
	for i, it := range items {
		it.Changed = false
		switch rapid.IntRange(0, 15).Draw(t, "fate") {
		case 0:
			gone = append(gone, it.Sketch)
			continue
		case 1:
			gone = append(gone, it.Sketch)
			id := it.ID
			it = drawItem(t, 0)
			it.ID, it.Changed = id, true
		case 2:
			gone = append(gone, it.Sketch)
			it.Published, it.Changed = it.Published-mostApart/2, true
		}
		place[int32(i)] = int32(len(now))
		now, from = append(now, it), append(from, int32(i))
	}
	for _, i := range from {
		to, ok := place[answer[i]]
		if !ok {
			to = -1
		}
		previous = append(previous, to)
	}
	for range rapid.IntRange(0, 5).Draw(t, "added") {
		it := drawItem(t, *next)
		*next++
		it.Changed = true
		now, previous = append(now, it), append(previous, -1)
	}
	return now, previous, gone
}

// corpus makes items of which some are copies, in groups that share boilerplate.
func corpus(n int) []Item {
	var s Sketcher
	items := make([]Item, n)
	for i := range items {
		r := rand.New(rand.NewPCG(3, uint64(i)))
		if i%10 == 0 {
			r = rand.New(rand.NewPCG(3, uint64(i/2)))
		}
		var b strings.Builder
		for range 120 {
			fmt.Fprintf(&b, "w%d ", r.IntN(5000))
		}
		b.WriteString(story(i%100%26, 0, 40, nil))
		sketch := s.Sketch(b.String())
		items[i] = Item{ID: fmt.Sprintf("%08d", i), Sketch: &sketch}
	}
	return items
}

// template makes n articles that fill in one form each in its own way: none is a copy.
func template(n int) []Item {
	var s Sketcher
	items := make([]Item, n)
	form := strings.Fields(story(0, 0, 120, nil))
	for i := range items {
		r := rand.New(rand.NewPCG(5, uint64(i)))
		words := slices.Clone(form)
		for j := 0; j < len(words); j += 12 {
			words[j] = fmt.Sprint(r.IntN(1e6))
		}
		sketch := s.Sketch(strings.Join(words, " "))
		items[i] = Item{ID: fmt.Sprintf("%08d", i), Sketch: &sketch}
	}
	return items
}

// TestDecideTemplate holds that forms filled in anew are no copies.
func TestDecideTemplate(t *testing.T) {
	items := template(3000)
	for i, o := range Decide(items, nil, nil) {
		if o >= 0 {
			t.Fatalf("%d is called a copy of %d", i, o)
		}
	}
}

func BenchmarkDecide(b *testing.B) {
	const n = 105_000
	mixed := corpus(n)
	for _, bench := range []struct {
		name    string
		items   []Item
		changed int
	}{
		{"all", mixed, n},
		{"changed=1000", mixed, 1000},
		{"template", template(n), n},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var previous []int32
			items := slices.Clone(bench.items)
			if bench.changed < n {
				previous = Decide(items, nil, nil)
				for i := range bench.changed {
					items[i*(n/bench.changed)].Changed = true
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				Decide(items, previous, nil)
			}
		})
	}
}
