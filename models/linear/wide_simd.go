//go:build goexperiment.simd && amd64

package linear

import "simd/archsimd"

// canWide reports whether wide registers can be used. Results are the same with and
// without them: all is whole numbers.
func canWide() bool { return archsimd.X86.AVX2() }

// wideUnits holds all units in the order of place.
type wideUnits struct{ all [MaxHidden]int16 }

// addWide is Add for rows of a multiple of wideBlock bytes: rows in pairs, which add
// without a carry, then even and odd bytes on their own.
func (n *Net) addWide(s *Sum, features []int32) {
	mask := archsimd.BroadcastUint16x16(0xff)
	for at := 0; at < n.hidden; at += wideBlock {
		even, odd := s.even[at/8:][:wideBlock/8], s.odd[at/8:][:wideBlock/8]
		e0, e1 := archsimd.LoadUint64x4Slice(even).AsUint16x16(), archsimd.LoadUint64x4Slice(even[4:]).AsUint16x16()
		o0, o1 := archsimd.LoadUint64x4Slice(odd).AsUint16x16(), archsimd.LoadUint64x4Slice(odd[4:]).AsUint16x16()
		rows, hidden, f := n.rows[at:], n.hidden, features
		for len(f) >= 2 {
			p, q := (*[wideBlock]byte)(rows[int(f[0])*hidden:]), (*[wideBlock]byte)(rows[int(f[1])*hidden:])
			f = f[2:]
			x := archsimd.LoadUint8x32Slice(p[:32]).Add(archsimd.LoadUint8x32Slice(q[:32])).AsUint16x16()
			y := archsimd.LoadUint8x32Slice(p[32:]).Add(archsimd.LoadUint8x32Slice(q[32:])).AsUint16x16()
			e0, o0 = e0.Add(x.And(mask)), o0.Add(x.ShiftAllRight(8))
			e1, o1 = e1.Add(y.And(mask)), o1.Add(y.ShiftAllRight(8))
		}
		if len(f) > 0 {
			p := (*[wideBlock]byte)(rows[int(f[0])*hidden:])
			x, y := archsimd.LoadUint8x32Slice(p[:32]).AsUint16x16(), archsimd.LoadUint8x32Slice(p[32:]).AsUint16x16()
			e0, o0 = e0.Add(x.And(mask)), o0.Add(x.ShiftAllRight(8))
			e1, o1 = e1.Add(y.And(mask)), o1.Add(y.ShiftAllRight(8))
		}
		e0.AsUint64x4().StoreSlice(even)
		e1.AsUint64x4().StoreSlice(even[4:])
		o0.AsUint64x4().StoreSlice(odd)
		o1.AsUint64x4().StoreSlice(odd[4:])
	}
}

// hiddenWide is Hidden. Sums of MaxFeatures rows fit 16 bits with a sign.
func (n *Net) hiddenWide(s *Sum, u *Units) {
	zero := archsimd.BroadcastInt16x16(int16(s.count * RowBias))
	low, high := archsimd.BroadcastInt16x16(0), archsimd.BroadcastInt16x16(HiddenMax)
	half := n.hidden / 2
	for i := 0; i < half; i += 16 {
		even := archsimd.LoadUint64x4Slice(s.even[i/4:]).AsInt16x16()
		odd := archsimd.LoadUint64x4Slice(s.odd[i/4:]).AsInt16x16()
		even.Sub(zero).Min(high).Max(low).StoreSlice(u.all[i:])
		odd.Sub(zero).Min(high).Max(low).StoreSlice(u.all[half+i:])
	}
}

// wide is the score of a class.
func (h *head) wide(u *Units, class, hidden int) int32 {
	w, v := h.all[class*hidden:][:hidden], u.all[:hidden]
	sum := archsimd.BroadcastInt32x8(0)
	for len(w) >= 16 && len(v) >= 16 {
		sum = sum.Add(archsimd.LoadInt16x16Slice(w).DotProductPairs(archsimd.LoadInt16x16Slice(v)))
		w, v = w[16:], v[16:]
	}
	var part [4]int32
	sum.GetLo().Add(sum.GetHi()).StoreSlice(part[:])
	return part[0] + part[1] + part[2] + part[3] + h.bias[class]
}
