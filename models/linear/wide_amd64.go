package linear

import "golang.org/x/sys/cpu"

// canWide reports whether registers of 256 bits can be used. Results are the same
// with and without them: all is whole numbers.
func canWide() bool { return cpu.X86.HasAVX2 }

// wideUnits holds all units in the order of place.
type wideUnits struct{ all [MaxHidden]int16 }

// addWide is Add for rows of a multiple of block bytes.
func (n *Net) addWide(s *Sum, features []int32) {
	if len(features) == 0 {
		return
	}
	if !fetch(&n.rows[0], &features[0], len(features), n.hidden, n.Rows()) {
		panic("linear: feature out of range") // as an index out of range would
	}
	for at := 0; at < n.hidden; {
		even, odd := &s.even[at/8], &s.odd[at/8]
		switch left := n.hidden - at; {
		case left >= 128:
			add128(even, odd, &n.rows[at], &features[0], len(features), n.hidden)
			at += 128
		case left >= 64:
			add64(even, odd, &n.rows[at], &features[0], len(features), n.hidden)
			at += 64
		default:
			add16(even, odd, &n.rows[at], &features[0], len(features), n.hidden)
			at += 16
		}
	}
}

// hiddenWide is Hidden. Sums of MaxFeatures rows fit 16 bits with a sign.
func (n *Net) hiddenWide(s *Sum, u *Units) {
	half, zero := n.hidden/2, int16(s.count*RowBias)
	cut(&s.even[0], &u.all[0], half, zero, HiddenMax)
	cut(&s.odd[0], &u.all[half], half, zero, HiddenMax)
}

// wide is the score of a class.
func (h *head) wide(u *Units, class, hidden int) int32 {
	return dot(&h.all[class*hidden], &u.all[0], hidden) + h.bias[class]
}

// fetch asks for the first 128 bytes of the rows of n features ahead of their use,
// and reports whether all features are below rows.
//
//go:noescape
func fetch(table *byte, features *int32, n, hidden, rows int) bool

// add128 adds 128 bytes of the row of each of n features, of hidden bytes each, to
// sums of 16 bits: even bytes and odd ones on their own. Rows are added in pairs
// first, which makes no carry from byte to byte.
//
//go:noescape
func add128(even, odd *uint64, table *byte, features *int32, n, hidden int)

// add64 is add128 for 64 bytes of each row.
//
//go:noescape
func add64(even, odd *uint64, table *byte, features *int32, n, hidden int)

// add16 is add128 for 16 bytes of each row.
//
//go:noescape
func add16(even, odd *uint64, table *byte, features *int32, n, hidden int)

// cut takes zero from n sums, a multiple of 8, and cuts them at zero and at high.
//
//go:noescape
func cut(sums *uint64, units *int16, n int, zero, high int16)

// dot is the sum of n products, n a multiple of 16.
//
//go:noescape
func dot(weights, units *int16, n int) int32
