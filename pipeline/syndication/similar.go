package syndication

import (
	"encoding/binary"
	"math/bits"
)

// What makes a copy; chosen on one half of edited articles and checked on the other (docs/ACCURACY.md).
// Shares are of the samples of one text's shingles.
const (
	leastWords   = 30   // below, only the same words are a copy
	leastShared  = 0.25 // of the samples of both texts together, those that both have
	leastHeld    = 0.70 // of the shorter text, what the other has too
	briefWords   = 150  // below, what is not shared may be all there is to tell, and
	leastBrief   = 0.90 // so much of the shorter text is to be in the other
	mostInside   = 0.03 // of the shorter text between its head and foot, what the other lacks, besides
	fewInside    = 2    // so many samples, and one more where much is cut: shingles across a cut are new
	mostHead     = 0.08 // of the shorter text, other beginnings, and 1 more
	leastNumbers = 0.80 // of the numbers, those that both have, where each has two that the other lacks
	muchCut      = 0.25 // of the longer text, what the shorter one lacks if much is cut
)

// Similar says whether one of two texts is a copy of the other. It does not matter which comes
// first. It takes well under a microsecond.
func Similar(a, b *Sketch) bool {
	if a.exact() == b.exact() && a.Words() == b.Words() {
		return a.Words() > 0
	}
	if min(a.Words(), b.Words()) < leastWords || float64(equalBins(a, b)) < leastShared*bins {
		return false
	}
	c := compare(a, b)
	if float64(c.shared) < leastShared*float64(c.all()) {
		return false
	}
	c.locate(a, b)
	short, long := &c.side[0], &c.side[1]
	if long.only < short.only || long.only == short.only && long.inside < short.inside {
		short, long = long, short
	}
	shared := float64(c.shared)
	held := shared + float64(short.inside)
	least := leastHeld
	if min(a.Words(), b.Words()) < briefWords {
		least = leastBrief
	}
	few := fewInside
	if float64(long.only) >= muchCut*(shared+float64(long.only)) {
		few++
	}
	return shared >= least*(shared+float64(short.only)) &&
		float64(short.inside) <= mostInside*held+float64(few) &&
		float64(min(short.head, long.head)) <= mostHead*held+1 &&
		numbersAgree(a, b)
}

// equalBins counts the bins that are the same in both, four at a time, those without a shingle too.
// It answers for most pairs alone.
func equalBins(a, b *Sketch) (n int) {
	const low, high = 0x7fff7fff7fff7fff, 0x8000800080008000
	for i := binsAt; i < binsAt+2*bins; i += 8 {
		x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:])
		n += 4 - bits.OnesCount64((x&low+low|x)&high)
	}
	return n
}

// comparison counts the samples of the union of two texts' shingles.
type comparison struct {
	shared int // those that both have
	side   [2]side
}

// side is about the samples that one text has alone.
type side struct {
	only   int
	head   int // those before the first that both have
	inside int // those between the first and the last that both have
}

func (c *comparison) all() int { return c.shared + c.side[0].only + c.side[1].only }

// compare counts what is shared and what is not. Of two samples in one bin the lesser is one of the
// union, and the other text would have it if it had that shingle.
func compare(a, b *Sketch) (c comparison) {
	for i := range bins {
		switch x, y := a.bin(i), b.bin(i); {
		case x < y:
			c.side[0].only++
		case y < x:
			c.side[1].only++
		case x != empty:
			c.shared++
		}
	}
	return c
}

// locate tells what was put before or after a text from what was changed within it.
func (c *comparison) locate(a, b *Sketch) {
	first, last := [2]byte{255, 255}, [2]byte{}
	for i := range bins {
		if x := a.bin(i); x == b.bin(i) && x != empty {
			first[0], last[0] = min(first[0], a.place(i)), max(last[0], a.place(i))
			first[1], last[1] = min(first[1], b.place(i)), max(last[1], b.place(i))
		}
	}
	for i := range bins {
		x, y := a.bin(i), b.bin(i)
		if x == y {
			continue
		}
		k, place := 0, a.place(i)
		if y < x {
			k, place = 1, b.place(i)
		}
		if place < first[k] {
			c.side[k].head++
		} else if first[k] < place && place < last[k] {
			c.side[k].inside++
		}
	}
}

// numbersAgree says whether the texts could have their numbers from one source. A cut text has fewer
// numbers, a correction changes one: what counts is those that each has and the other lacks.
func numbersAgree(a, b *Sketch) bool {
	shared, only := 0, [2]int{}
	for i, j := 0, 0; i < numbers && j < numbers; {
		x, y := a.number(i), b.number(j)
		switch {
		case x < y:
			only[0]++
			i++
		case y < x:
			only[1]++
			j++
		default:
			if x != empty {
				shared++
			}
			i++
			j++
		}
	}
	short := min(only[0], only[1])
	return short < 2 || float64(shared) >= leastNumbers*float64(shared+short)
}
