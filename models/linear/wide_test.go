package linear

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// random returns the same network of random weights twice: one as it is used here, one
// that works on words alone.
func random(t *testing.T, r *rand.Rand, hidden, rows, classes int) (used, plain *Net) {
	t.Helper()
	shape, weights := make([]byte, 12), make([]byte, rows*hidden)
	put32(shape, uint32(hidden))
	put32(shape[4:], 1)
	put32(shape[8:], uint32(classes))
	for i := range weights {
		weights[i] = byte(r.IntN(2*RowMax+1) + RowBias - RowMax)
	}
	stored := make([]byte, 2*classes*hidden+4*classes)
	for i := range classes * hidden {
		w := uint16(int16(r.IntN(2*HeadMax+1) - HeadMax))
		stored[2*i], stored[2*i+1] = byte(w), byte(w>>8)
	}
	for c := range classes {
		put32(stored[2*classes*hidden+4*c:], uint32(int32(r.IntN(1e6)-5e5)))
	}
	f, err := Open(string(Encode(1, []Section{{"n.shape", shape}, {"n.rows", weights}, {"n.0", stored}})), 1)
	if err != nil {
		t.Fatal(err)
	}
	if used, err = NewNet(f, "n"); err != nil {
		t.Fatal(err)
	}
	plain = &Net{hidden: hidden, rows: used.rows, heads: []head{newHead(string(stored), classes, hidden, false)}}
	return used, plain
}

// What is computed must be what the definition says, whichever registers are used:
// sums of rows cut at zero and HiddenMax, then products.
func TestNetsComputeTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, hidden := range []int{16, 64, 128, 192, 256} {
		t.Run(fmt.Sprint(hidden), func(t *testing.T) {
			const rows, classes = 300, 7
			used, plain := random(t, r, hidden, rows, classes)
			for range 200 {
				features := make([]int32, r.IntN(MaxFeatures+1))
				for i := range features {
					features[i] = int32(r.IntN(rows))
				}
				want := define(used.rows, plain, hidden, classes, features)
				allowed := r.Uint64() & (1<<classes - 1)
				for name, n := range map[string]*Net{"used": used, "plain": plain} {
					var s, copied Sum
					var u Units
					cut := r.IntN(len(features) + 1)
					n.Add(&copied, features[:cut])
					n.Copy(&s, &copied)
					n.Add(&s, features[cut:])
					n.Hidden(&s, &u)
					got := make([]int32, classes)
					n.Score(0, &u, got)
					if fmt.Sprint(got) != fmt.Sprint(want) {
						t.Fatalf("%s: scores %v, want %v", name, got, want)
					}
					best := -1
					for c := range classes {
						if allowed>>c&1 != 0 && (best < 0 || want[c] > want[best]) {
							best = c
						}
					}
					if c := n.Best(0, &u, allowed); allowed != 0 && c != best {
						t.Fatalf("%s: best of %b in %v is %d, want %d", name, allowed, want, c, best)
					}
				}
			}
		})
	}
}

// define computes the scores unit by unit; the weights of the head are read back from
// the pairs of the plain network.
func define(rows []byte, plain *Net, hidden, classes int, features []int32) []int32 {
	h := plain.heads[0]
	out := append([]int32(nil), h.bias...)
	for unit := range hidden {
		v := int32(0)
		for _, f := range features {
			v += int32(rows[int(f)*hidden+unit]) - RowBias
		}
		v = max(0, min(v, HiddenMax))
		for c := range classes {
			w := uint32(h.pairs[c/2*hidden+unit] >> (c % 2 * 32))
			out[c] += v * (int32(w) - weightBias)
		}
	}
	return out
}
