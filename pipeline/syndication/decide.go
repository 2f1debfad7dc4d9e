package syndication

import (
	"cmp"
	"slices"
	"strings"
)

// Item is an article that takes part in the decision.
type Item struct {
	Published int64   // microseconds since 1970, where Dated
	Dated     bool    // whether the article has a date
	ID        string  // no other item has it
	Sketch    *Sketch // must hold still while Decide runs
	Changed   bool    // whether anything above is new since the answer called previous
}

// mostOriginals is how many originals that share a pair of bins an article is compared with, at
// most: the first ones. It keeps forms filled in by the thousand from being compared each with each.
const mostOriginals = 16

// mostApart is how long after an article an edited copy may come, in microseconds: 14 days. What
// comes later in nearly the same words is the statement of each year, with another year in it.
const mostApart = 14 * 24 * 3600 * 1_000_000

// Decide returns, for each item, the index of the article that it is a copy of, or -1. The answer
// depends on the set of items alone, not on their order: each is a copy of the first one before it
// that is similar and itself no copy, as the package comment says.
//
// previous, when it has a place for each item, is the answer for a corpus that differs from this one
// in the items with Changed set and in those that left it, with the indices that the items have now.
// gone then holds the sketches of those that left, and the former sketches of those that changed
// (new ones had none). What stands in previous for a changed item is not looked at, and where a copy
// was of an article that left, -1 will do. The answer is the same as without previous.
//
// Time is near linear in the number of items, whatever they are. Beside sketches and items it takes
// some 150 bytes for an item, and up to 400 where nearly all articles share much with others.
func Decide(items []Item, previous []int32, gone []*Sketch) []int32 {
	d := newDecision(items)
	if len(previous) == len(items) {
		d.prepare(previous, gone)
	} else {
		d.prepare(nil, nil)
	}
	d.decide()
	answer := make([]int32, len(items))
	for i := range answer {
		answer[i] = d.answer(int32(i))
	}
	return answer
}

// decision is the work of one call. Texts that are word for word the same are one class, whose
// first article stands for all; classes are numbered in the order of these firsts.
type decision struct {
	items    []Item
	previous []int32          // nil to decide everything anew
	class    []int32          // of each item
	firsts   []int32          // the first item of each class
	classes  map[uint64]int32 // by the hash of their words
	copyOf   []int32          // the class that each class is a copy of, or -1
	index    *index

	dirty   []bool // classes to decide anew
	flipped []bool // classes that may have been copies and be none now, or the other way
}

func newDecision(items []Item) *decision {
	d := &decision{items: items, class: make([]int32, len(items))}
	order := make([]int32, len(items))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int { return before(&items[i], &items[j]) })
	d.classes = make(map[uint64]int32, len(items))
	for _, i := range order {
		key := items[i].Sketch.exact()
		c, ok := d.classes[key]
		if !ok || items[i].Sketch.Words() == 0 {
			c = int32(len(d.firsts))
			d.firsts = append(d.firsts, i)
			d.classes[key] = c
		}
		d.class[i] = c
	}
	d.copyOf = make([]int32, len(d.firsts))
	return d
}

// prepare builds the index, and marks what changed items and those that are gone may have had a
// part in. A changed item counts as gone too: its date may have changed, and with it the order.
func (d *decision) prepare(previous []int32, gone []*Sketch) {
	d.previous = previous
	d.dirty, d.flipped = make([]bool, len(d.firsts)), make([]bool, len(d.firsts))
	if previous != nil {
		gone = slices.Clip(gone)
		for i := range d.items {
			if d.items[i].Changed {
				gone = append(gone, d.items[i].Sketch)
			}
		}
		for _, g := range gone {
			if c, ok := d.classes[g.exact()]; ok {
				d.dirty[c], d.flipped[c] = true, true
			}
		}
	}
	d.classes = nil
	d.index = newIndex(len(d.firsts), d.sketch, gone, func(g int, c int32, full bool) {
		near := g < 0 || Similar(gone[g], d.sketch(c))
		d.dirty[c] = d.dirty[c] || near || full
		// The original of this one may be gone, and previous then cannot say that it was a copy.
		d.flipped[c] = d.flipped[c] || near && d.former(c) < 0
	})
}

func (d *decision) sketch(class int32) *Sketch { return d.items[d.firsts[class]].Sketch }

// before compares two items in the order in which they are considered.
func before(a, b *Item) int {
	switch {
	case a.Dated != b.Dated:
		if a.Dated {
			return -1
		}
		return 1
	case a.Dated && a.Published != b.Published:
		return cmp.Compare(a.Published, b.Published)
	}
	return strings.Compare(a.ID, b.ID)
}

// decide tells for each class, in order, whether it is a copy, and of which.
func (d *decision) decide() {
	for c := range int32(len(d.firsts)) {
		buckets := d.index.next(c)
		if d.previous == nil || d.dirty[c] || d.index.anyDirty(buckets) {
			d.copyOf[c] = d.first(c, buckets)
			if d.previous != nil && (d.flipped[c] || (d.copyOf[c] < 0) != (d.former(c) < 0)) {
				d.index.soil(buckets)
			}
		} else if f := d.former(c); f >= 0 {
			d.copyOf[c] = d.class[f]
		} else {
			d.copyOf[c] = -1
		}
		if d.copyOf[c] < 0 {
			d.index.add(c, buckets)
		}
	}
}

// former is the item that a class was a copy of, or -1.
func (d *decision) former(c int32) int32 { return d.previous[d.firsts[c]] }

// first returns the first original in some buckets that is similar to a class, or -1.
func (d *decision) first(c int32, buckets []int32) int32 {
	best := int32(-1)
	s := d.sketch(c)
	for _, b := range buckets {
		for _, o := range d.index.originals(b) {
			if best >= 0 && o >= best {
				break
			}
			if d.index.compared(o, c) {
				continue
			}
			if Similar(d.sketch(o), s) && d.near(o, c) {
				best = o
			}
		}
	}
	return best
}

// near says whether two classes are near enough in time for one to be an edited copy of the other.
func (d *decision) near(o, c int32) bool {
	a, b := &d.items[d.firsts[o]], &d.items[d.firsts[c]]
	return !a.Dated || !b.Dated || b.Published-a.Published <= mostApart
}

// answer is the item that an item is a copy of, or -1.
func (d *decision) answer(i int32) int32 {
	c := d.class[i]
	if o := d.copyOf[c]; o >= 0 {
		return d.firsts[o]
	}
	if d.firsts[c] != i {
		return d.firsts[c]
	}
	return -1
}
