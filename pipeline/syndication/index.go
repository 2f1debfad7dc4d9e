package syndication

import (
	"encoding/binary"
	"slices"
)

// bands is the number of pairs of bins. Texts that share a quarter of their shingles have a
// pair in common in 95 cases of 100, those that share 40 percent in 9,998 of 10,000.
const bands = bins / 2

// together is how many bands are read from a sketch at a time: sketches lie far apart in memory.
const together = 4

// index knows which classes share a pair of bins. Such classes are in one bucket; a bucket of one is
// none. It is read once from the first class to the last, and gathers the originals on the way.
type index struct {
	bands [bands]band
	at    [bands]int // where the reading stands
	now   []int32    // the buckets of the class that is read

	start []int32 // where the originals of each bucket begin, and after the last one
	count []uint8 // how many there are yet
	slots []int32
	dirty []bool  // buckets whose originals may differ from those of the last time
	stamp []int32 // of each class: the one that it was last compared with
}

// band says which classes share one pair of bins with another class, a bit for each class, and lists
// the buckets of these in the order of the classes.
type band struct {
	shares  []uint64
	buckets []int32
}

// newIndex finds the buckets of n classes. What shares a pair of bins with one of the gone is told
// to touched, and whether the bucket may be full; a gone of -1 means that there are too many to name.
func newIndex(n int, sketch func(int32) *Sketch, gone []*Sketch, touched func(gone int, class int32, full bool)) *index {
	x := &index{stamp: make([]int32, n), start: []int32{0}}
	var entries [together][]uint64
	for k := range entries {
		entries[k] = make([]uint64, 0, n+len(gone))
	}
	spare := make([]uint64, n+len(gone))
	bucketOf := make([]int32, n)
	for from := 0; from < bands; from += together {
		for i := range n {
			collect(&entries, sketch(int32(i)), from, i)
		}
		for i, g := range gone {
			collect(&entries, g, from, n+i)
		}
		for k := range entries {
			entries[k], spare = sortByKey(entries[k], spare)
			x.bands[from+k] = x.fill(entries[k], bucketOf, touched)
			entries[k] = entries[k][:0]
		}
	}
	x.count = make([]uint8, len(x.start)-1)
	x.dirty = make([]bool, len(x.start)-1)
	x.slots = make([]int32, x.start[len(x.start)-1])
	return x
}

// collect adds a sketch to the entries of the bands that begin at from: key above, number below.
func collect(entries *[together][]uint64, s *Sketch, from, number int) {
	if s.Words() < leastWords {
		return
	}
	for k := range entries {
		if key := pairKey(s, from+k); key != noPair {
			entries[k] = append(entries[k], uint64(key)<<32|uint64(number))
		}
	}
}

// pairKey is what two neighbouring bins of a sketch hold. It is noPair where neither holds anything.
func pairKey(s *Sketch, band int) uint32 {
	return binary.LittleEndian.Uint32(s[binsAt+4*band:])
}

const noPair = empty<<16 | empty

// fill makes a band from sorted entries. bucketOf is scratch of one place for each class, all zero.
func (x *index) fill(entries []uint64, bucketOf []int32, touched func(int, int32, bool)) (b band) {
	n := len(bucketOf)
	members := 0
	for len(entries) > 0 {
		end := 1
		for end < len(entries) && entries[end]>>32 == entries[0]>>32 {
			end++
		}
		run := entries[:end]
		entries = entries[end:]
		real, _ := slices.BinarySearchFunc(run, n, func(e uint64, n int) int { return int(uint32(e)) - n })
		tell(run[:real], run[real:], n, touched)
		if real < 2 {
			continue
		}
		members += real
		x.start = append(x.start, x.start[len(x.start)-1]+int32(min(real, mostOriginals)))
		for _, e := range run[:real] {
			bucketOf[uint32(e)] = int32(len(x.start) - 1) // one more than its number
		}
	}
	b = band{make([]uint64, n/64+1), make([]int32, 0, members)}
	for c, bucket := range bucketOf {
		if bucket > 0 {
			b.shares[c/64] |= 1 << (c % 64)
			b.buckets = append(b.buckets, bucket-1)
			bucketOf[c] = 0
		}
	}
	return b
}

// tell names the classes that share a pair of bins with some of the gone.
func tell(classes, gone []uint64, n int, touched func(int, int32, bool)) {
	if len(gone) == 0 {
		return
	}
	full := len(classes)+len(gone) > mostOriginals
	for _, c := range classes {
		if len(gone) > mostOriginals {
			touched(-1, int32(uint32(c)), full)
			continue
		}
		for _, g := range gone {
			touched(int(uint32(g))-n, int32(uint32(c)), full)
		}
	}
}

// next returns the buckets of a class. Classes are read in order, each once; the answer is good
// until the next call.
func (x *index) next(class int32) []int32 {
	x.now = x.now[:0]
	for b := range x.bands {
		if x.bands[b].shares[class/64]>>(class%64)&1 == 1 {
			x.now = append(x.now, x.bands[b].buckets[x.at[b]])
			x.at[b]++
		}
	}
	return x.now
}

// add notes a class as an original in its buckets, as far as they have room.
func (x *index) add(class int32, buckets []int32) {
	for _, b := range buckets {
		if at := x.start[b] + int32(x.count[b]); at < x.start[b+1] {
			x.slots[at] = class
			x.count[b]++
		}
	}
}

// originals are the first originals of a bucket, ascending.
func (x *index) originals(bucket int32) []int32 {
	start := x.start[bucket]
	return x.slots[start : start+int32(x.count[bucket])]
}

// compared says whether a class was compared with another before, and notes that it is now.
func (x *index) compared(original, class int32) bool {
	if x.stamp[original] == class {
		return true
	}
	x.stamp[original] = class
	return false
}

func (x *index) anyDirty(buckets []int32) bool {
	for _, b := range buckets {
		if x.dirty[b] {
			return true
		}
	}
	return false
}

// soil marks buckets whose members are to be decided anew from here on.
func (x *index) soil(buckets []int32) {
	for _, b := range buckets {
		x.dirty[b] = true
	}
}

// sortByKey sorts entries by their upper halves, and keeps the order of equal ones: by counting where
// there are many. It returns the sorted slice and the other one.
func sortByKey(entries, spare []uint64) (sorted, other []uint64) {
	const digit = 11
	if len(entries) < 1<<digit {
		slices.Sort(entries)
		return entries, spare
	}
	spare = spare[:len(entries)]
	for shift := 32; shift < 64; shift += digit {
		var at [1 << digit]int32
		for _, e := range entries {
			at[e>>shift&(1<<digit-1)]++
		}
		sum := int32(0)
		for i, n := range at {
			at[i] = sum
			sum += n
		}
		for _, e := range entries {
			d := e >> shift & (1<<digit - 1)
			spare[at[d]] = e
			at[d]++
		}
		entries, spare = spare, entries
	}
	return entries, spare
}
