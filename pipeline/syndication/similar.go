package syndication

// What makes a copy; chosen on one half of edited articles and checked on the other (docs/ACCURACY.md).
const (
	leastWords   = 30   // below, only the same words are a copy
	leastShared  = 16   // samples that both have, or a quarter of those there are in a short text
	leastHeld    = 0.70 // of the shorter one, what the other has too
	mostInside   = 0.15 // of the shorter one between its head and foot, what the other lacks
	leastNumbers = 0.60 // of the shorter one's numbers, those that the other has too
)

// Similar says whether one of two texts is a copy of the other. It does not matter which comes
// first. It takes well under a microsecond.
func Similar(a, b *Sketch) bool {
	if a.exact() == b.exact() && a.Words() == b.Words() {
		return a.Words() > 0
	}
	if min(a.Words(), b.Words()) < leastWords {
		return false
	}
	c := compare(a, b)
	if c.shared < leastShared && 4*c.shared < c.filled {
		return false
	}
	short := min(c.only[0], c.only[1])
	if float64(c.shared) < leastHeld*float64(c.shared+short) {
		return false
	}
	side, sketch := 0, a
	if c.only[1] < c.only[0] || c.only[1] == c.only[0] && b.Words() < a.Words() {
		side, sketch = 1, b
	}
	if in := inside(a, b, sketch, side); float64(in) > mostInside*float64(c.shared+in) {
		return false
	}
	return numbersAgree(a, b)
}

// comparison counts the samples of the union of two texts' shingles.
type comparison struct {
	filled int    // all
	shared int    // those that both have
	only   [2]int // those that the first, the second has alone
}

func compare(a, b *Sketch) (c comparison) {
	for i := range bins {
		x, y := a.bin(i), b.bin(i)
		switch {
		case x>>8 == y>>8:
			if x != emptyBin {
				c.shared++
			}
		case x < y:
			c.only[0]++
		default:
			c.only[1]++
		}
	}
	c.filled = c.shared + c.only[0] + c.only[1]
	return c
}

// inside counts the samples that only one side has, between the first and the last that both have: what
// was changed within the text rather than put before or after it.
func inside(a, b, sketch *Sketch, side int) (n int) {
	first, last := byte(255), byte(0)
	for i := range bins {
		if x := a.bin(i); x>>8 == b.bin(i)>>8 && x != emptyBin {
			p := byte(sketch.bin(i))
			first, last = min(first, p), max(last, p)
		}
	}
	for i := range bins {
		x, y := a.bin(i), b.bin(i)
		if x>>8 == y>>8 || (x < y) != (side == 0) {
			continue
		}
		if p := byte(sketch.bin(i)); first < p && p < last {
			n++
		}
	}
	return n
}

// numbersAgree says whether the texts could have their numbers from one source. A cut text has fewer
// numbers, a correction changes one: what counts is those that each has and the other lacks.
func numbersAgree(a, b *Sketch) bool {
	shared, only := 0, [2]int{}
	for i, j := 0, 0; i < numbers && j < numbers; {
		x, y := a.number(i), b.number(j)
		switch {
		case x == y:
			if x == emptyNumber {
				i = numbers
				break
			}
			shared++
			i++
			j++
		case x < y:
			only[0]++
			i++
		default:
			only[1]++
			j++
		}
	}
	short := min(only[0], only[1])
	return short < 2 || float64(shared) >= leastNumbers*float64(shared+short)
}
