package linear

import "math/bits"

// Units are the hidden units. Those of a Net that works on wide registers are all
// there, in the order of place; else the active ones alone: which, and how strongly.
type Units struct {
	wideUnits
	index [MaxHidden]uint8
	value [MaxHidden]uint16
	n     int
	total uint32 // of the active units' values
}

// head is a linear layer from the hidden units to classes.
type head struct {
	classes int
	bias    []int32
	// all holds the weights class by class, units in the order of place.
	all []int16
	// pairs holds, for two classes at a time, unit by unit, both weights, each raised
	// by weightBias into 32 bits: one product gives both classes'. Sums of up to
	// MaxHidden products stay within their 32 bits.
	pairs []uint64
}

const weightBias = HeadMax + 1

// place is where byte unit of a row comes to lie among the hidden sums: the even
// bytes before the odd ones.
func place(unit, hidden int) int { return unit%2*hidden/2 + unit/2 }

// newHead opens a stored head: weights of 16 bits, class by class, and the biases.
func newHead(w string, classes, hidden int, wide bool) head {
	h := head{classes: classes}
	for c := range classes {
		h.bias = append(h.bias, int32(Uint32(w, 2*classes*hidden+4*c)))
	}
	weight := func(c, unit int) int16 { return int16(Uint16(w, 2*(c*hidden+unit))) }
	if wide {
		h.all = make([]int16, classes*hidden)
		for i := range h.all {
			c, unit := i/hidden, i%hidden
			h.all[c*hidden+place(unit, hidden)] = weight(c, unit)
		}
		return h
	}
	h.pairs = make([]uint64, (classes+1)/2*hidden)
	for i := range classes * hidden {
		c, unit := i/hidden, i%hidden
		h.pairs[c/2*hidden+unit] |= uint64(weightBias+int(weight(c, unit))) << (c % 2 * 32)
	}
	return h
}

// Hidden cuts the units of s at zero and at HiddenMax.
func (n *Net) Hidden(s *Sum, u *Units) {
	if n.wide {
		n.hiddenWide(s, u)
		return
	}
	zero := int32(s.count) * RowBias
	k, total := 0, int32(0)
	for i := range n.hidden / 8 {
		x, y, unit := s.even[i], s.odd[i], 8*i
		for range 4 {
			v := min(int32(x&0xffff)-zero, HiddenMax)
			w := min(int32(y&0xffff)-zero, HiddenMax)
			x >>= 16
			y >>= 16
			u.index[k&(MaxHidden-1)] = uint8(unit)
			u.value[k&(MaxHidden-1)] = uint16(v)
			// Without a branch: half of the units are off, at random.
			on := int(uint32(-v) >> 31)
			k += on
			total += v & -int32(on)
			u.index[k&(MaxHidden-1)] = uint8(unit + 1)
			u.value[k&(MaxHidden-1)] = uint16(w)
			on = int(uint32(-w) >> 31)
			k += on
			total += w & -int32(on)
			unit += 2
		}
	}
	u.n, u.total = k, uint32(total)
}

// Score fills scores, of length Classes(head), from the hidden units.
func (n *Net) Score(head int, u *Units, scores []int32) {
	h := &n.heads[head]
	for c := 0; c < h.classes; c += 2 {
		if n.wide {
			scores[c] = h.wide(u, c, n.hidden)
			if c+1 < h.classes {
				scores[c+1] = h.wide(u, c+1, n.hidden)
			}
			continue
		}
		both := h.pair(u, c/2, n.hidden)
		scores[c] = h.settle(u, c, uint32(both))
		if c+1 < h.classes {
			scores[c+1] = h.settle(u, c+1, uint32(both>>32))
		}
	}
}

// pair returns the sums of products of classes 2*k and 2*k+1, in 32 bits each.
func (h *head) pair(u *Units, k, hidden int) uint64 {
	w := h.pairs[k*hidden:][:hidden]
	sum := uint64(0)
	index, value := u.index[:u.n], u.value[:u.n]
	for i, unit := range index {
		sum += uint64(value[i]) * w[unit]
	}
	return sum
}

// settle takes the bias of the weights off a sum and adds that of the class.
func (h *head) settle(u *Units, class int, sum uint32) int32 {
	return int32(sum-weightBias*u.total) + h.bias[class]
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
	b := best{class: -1}
	for allowed != 0 {
		c := bits.TrailingZeros64(allowed)
		if n.wide {
			b.offer(c, h.wide(u, c, n.hidden))
			allowed &= allowed - 1
			continue
		}
		c &^= 1
		both := h.pair(u, c/2, n.hidden)
		if allowed>>c&1 != 0 {
			b.offer(c, h.settle(u, c, uint32(both)))
		}
		if allowed>>c&2 != 0 {
			b.offer(c+1, h.settle(u, c+1, uint32(both>>32)))
		}
		allowed &^= 3 << c
	}
	return b.class
}

// best is the class with the highest score so far, -1 for none.
type best struct {
	class int
	score int32
}

func (b *best) offer(class int, score int32) {
	if b.class < 0 || score > b.score {
		b.class, b.score = class, score
	}
}
