package attribution

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/saysonews/sayso/models/linear"
)

// priorTable is an open hash table in bytes: entries of a key's upper half and its
// value, 4 bytes each, little endian, probed in order from the key's place; value 0
// is an empty entry.
type priorTable string

// Prior returns the value of key, 0 when it has none.
func (t priorTable) Prior(key uint64) uint8 {
	mask := len(t)/8 - 1
	for i := int(key) & mask; ; i = (i + 1) & mask {
		v := linear.Uint32(string(t), 8*i+4)
		if v == 0 || linear.Uint32(string(t), 8*i) == uint32(key>>32) {
			return uint8(v)
		}
	}
}

// encodePriors lays priors out as a priorTable at most half full.
func encodePriors(priors map[uint64]uint8) []byte {
	size := 2
	for size < 2*len(priors)+2 {
		size *= 2
	}
	out := make([]byte, 8*size)
	for _, key := range slices.Sorted(maps.Keys(priors)) {
		i := int(key) & (size - 1)
		for out[8*i+4] != 0 {
			i = (i + 1) & (size - 1)
		}
		binary.LittleEndian.PutUint32(out[8*i:], uint32(key>>32))
		out[8*i+4] = priors[key]
	}
	return out
}
