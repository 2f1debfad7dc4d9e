package linear

import "math/bits"

// Sum is the sum of the rows of some features. The zero Sum is empty.
type Sum struct {
	lanes [MaxHidden / 4]uint64
	count int
}

// Units are the active hidden units: which, and how strongly.
type Units struct {
	index [MaxHidden]uint8
	value [MaxHidden]uint16
	n     int
}

const (
	laneMask = 0x00ff00ff00ff00ff
	// block is how many units are summed in registers at a time.
	block = 16
)

// Reset empties s.
func (n *Net) Reset(s *Sum) {
	s.count = 0
	clear(s.lanes[:n.hidden/4])
}

// Copy makes s equal to t.
func (n *Net) Copy(s, t *Sum) {
	copy(s.lanes[:n.hidden/4], t.lanes[:n.hidden/4])
	s.count = t.count
}

// Add adds the rows of features to s, which holds at most MaxFeatures. Features
// must lie in [0, Rows()).
func (n *Net) Add(s *Sum, features []int32) {
	lanes := s.lanes[:n.hidden/4]
	for at := 0; at < n.hidden && len(lanes) >= 4; at += block {
		n.column(features, at, (*[4]uint64)(lanes))
		lanes = lanes[4:]
	}
	s.count += len(features)
}

// column adds sixteen bytes of every row, from byte at on: the even bytes of
// each half to lanes 0 and 2, the odd ones to 1 and 3. Shifted words are summed
// unmasked: their even bytes, known from the other sum, are taken off at the end.
func (n *Net) column(features []int32, at int, lanes *[4]uint64) {
	rows, hidden := n.rows, n.hidden
	var even, odd, even2, odd2 uint64
	i := 0
	for ; i+1 < len(features); i += 2 {
		o, p := int(features[i])*hidden+at, int(features[i+1])*hidden+at
		r, s := rows[o:o+block], rows[p:p+block]
		x := Uint64(r, 0) + Uint64(s, 0)
		y := Uint64(r, 8) + Uint64(s, 8)
		even += x & laneMask
		odd += x >> 8
		even2 += y & laneMask
		odd2 += y >> 8
	}
	if i < len(features) {
		o := int(features[i])*hidden + at
		r := rows[o : o+block]
		x, y := Uint64(r, 0), Uint64(r, 8)
		even += x & laneMask
		odd += x >> 8
		even2 += y & laneMask
		odd2 += y >> 8
	}
	lanes[0] += even
	lanes[1] += odd - even>>16<<8
	lanes[2] += even2
	lanes[3] += odd2 - even2>>16<<8
}

// Hidden cuts the units of s at zero and at HiddenMax, and keeps the active ones
// in u.
func (n *Net) Hidden(s *Sum, u *Units) {
	zero := int32(s.count) * RowBias
	k := 0
	for i, x := range s.lanes[:n.hidden/4] {
		// Lane j of word i holds byte 2j + i%2 of the i/2th eight bytes.
		unit := i/2*8 + i%2
		for j := range 4 {
			v := min(int32(x&0xffff)-zero, HiddenMax)
			x >>= 16
			u.index[k&(MaxHidden-1)] = uint8(unit + 2*j)
			u.value[k&(MaxHidden-1)] = uint16(v)
			// Without a branch: half of the units are off, at random.
			k += int(uint32(-v) >> 31)
		}
	}
	u.n = k
}

// Score fills scores, of length Classes(head), from the active units.
func (n *Net) Score(head int, u *Units, scores []int32) {
	h := &n.heads[head]
	for c := range scores[:h.classes] {
		scores[c] = h.score(u, c, n.hidden)
	}
}

// score is that of one class.
func (h *head) score(u *Units, class, hidden int) int32 {
	w := h.weights[2*class*hidden:][:2*hidden]
	sum := h.bias[class]
	index, value := u.index[:u.n], u.value[:u.n]
	for k, i := range index {
		sum += int32(value[k]) * int32(int16(Uint16(w, 2*int(i))))
	}
	return sum
}

// Best returns the class of head with the highest score among those whose bit is
// set in allowed, the lowest of equals. If no bit is, it returns 0.
func (n *Net) Best(head int, u *Units, allowed uint64) int {
	h := &n.heads[head]
	if h.classes < 64 {
		allowed &= 1<<h.classes - 1
	}
	if allowed&(allowed-1) == 0 {
		return bits.TrailingZeros64(allowed) & 63
	}
	best, top := -1, int32(0)
	for ; allowed != 0; allowed &= allowed - 1 {
		c := bits.TrailingZeros64(allowed)
		if s := h.score(u, c, n.hidden); best < 0 || s > top {
			best, top = c, s
		}
	}
	return best
}
