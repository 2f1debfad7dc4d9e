package linear

// Sum is the sum of the rows of some features. The zero Sum is empty.
type Sum struct {
	// Each word holds four sums of 16 bits: word i of even those of the even bytes
	// among the rows' ith eight bytes, word i of odd those of the others.
	even, odd [MaxHidden / 8]uint64
	count     int
}

const (
	laneMask = 0x00ff00ff00ff00ff
	// block is how many units are summed in registers at a time.
	block = 16
)

// Reset empties s.
func (n *Net) Reset(s *Sum) {
	s.count = 0
	clear(s.even[:n.hidden/8])
	clear(s.odd[:n.hidden/8])
}

// Copy makes s equal to t.
func (n *Net) Copy(s, t *Sum) {
	copy(s.even[:n.hidden/8], t.even[:n.hidden/8])
	copy(s.odd[:n.hidden/8], t.odd[:n.hidden/8])
	s.count = t.count
}

// Add adds the rows of features to s, which holds at most MaxFeatures. Features
// must lie in [0, Rows()).
func (n *Net) Add(s *Sum, features []int32) {
	s.count += len(features)
	if n.wide {
		n.addWide(s, features)
		return
	}
	for at := 0; at < n.hidden; at += block {
		n.column(features, at, (*[2]uint64)(s.even[at/8:]), (*[2]uint64)(s.odd[at/8:]))
	}
}

// column adds sixteen bytes of every row, from byte at on. Shifted words are summed
// unmasked: their even bytes, known from the other sum, are taken off at the end.
func (n *Net) column(features []int32, at int, evens, odds *[2]uint64) {
	rows, hidden := n.rows, n.hidden
	var even, odd, even2, odd2 uint64
	for len(features) >= 2 {
		o, p := int(features[0])*hidden+at, int(features[1])*hidden+at
		features = features[2:]
		r, s := (*[block]byte)(rows[o:]), (*[block]byte)(rows[p:])
		x, y := word(r, 0)+word(s, 0), word(r, 8)+word(s, 8)
		even += x & laneMask
		odd += x >> 8
		even2 += y & laneMask
		odd2 += y >> 8
	}
	if len(features) > 0 {
		r := (*[block]byte)(rows[int(features[0])*hidden+at:])
		x, y := word(r, 0), word(r, 8)
		even += x & laneMask
		odd += x >> 8
		even2 += y & laneMask
		odd2 += y >> 8
	}
	evens[0] += even
	evens[1] += even2
	odds[0] += odd - even>>16<<8
	odds[1] += odd2 - even2>>16<<8
}

// word reads eight little-endian bytes at i, which is constant where it is called.
func word(b *[block]byte, i int) uint64 {
	return uint64(b[i]) | uint64(b[i+1])<<8 | uint64(b[i+2])<<16 | uint64(b[i+3])<<24 |
		uint64(b[i+4])<<32 | uint64(b[i+5])<<40 | uint64(b[i+6])<<48 | uint64(b[i+7])<<56
}
