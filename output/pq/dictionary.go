package pq

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
)

// dictionary numbers the different values of a column in order of their first
// appearance.
type dictionary struct {
	width   int      // bytes of a value; 0 for strings
	arena   []byte   // the values in plain encoding
	ends    []uint32 // of each value in arena
	slots   []uint32 // open addressing: number + 1, 0 for none; a power of two of them
	used    []uint32 // slots taken, to clear a few of many
	seed    maphash.Seed
	last    []byte // the value before, and its number: columns repeat themselves
	lastAt  uint32
	lastSet bool

	// Of numbers, to compare them without looking into arena.
	keys     []uint64
	lastBits uint64
}

func newDictionary(width int) *dictionary {
	return &dictionary{width: width, seed: maphash.MakeSeed(), slots: make([]uint32, 64)}
}

func (d *dictionary) reset() {
	for _, s := range d.used {
		d.slots[s] = 0
	}
	d.arena, d.ends, d.used, d.keys, d.lastSet = d.arena[:0], d.ends[:0], d.used[:0], d.keys[:0], false
}

func (d *dictionary) len() int { return len(d.ends) }

// fixed returns the number of v, the bits of a value of d.width bytes.
func (d *dictionary) fixed(v uint64) uint32 {
	if d.lastSet && v == d.lastBits {
		return d.lastAt
	}
	mask := uint32(len(d.slots) - 1)
	slot := spread(v) & mask
	for {
		switch n := d.slots[slot]; {
		case n == 0:
			var b [8]byte
			binary.LittleEndian.PutUint64(b[:], v)
			d.keys = append(d.keys, v)
			d.add(b[:d.width], slot)
		case d.keys[n-1] == v:
			d.lastAt = n - 1
		default:
			slot = (slot + 1) & mask
			continue
		}
		d.lastBits, d.lastSet = v, true
		return d.lastAt
	}
}

// spread is the hash of a number (Knuth, The Art of Computer Programming 3, 6.4).
func spread(v uint64) uint32 { return uint32(v * 0x9E3779B97F4A7C15 >> 32) }

// number returns the number of the string v.
func (d *dictionary) number(v []byte) uint32 {
	if d.lastSet && bytes.Equal(v, d.last) {
		return d.lastAt
	}
	slot := d.find(v)
	if d.slots[slot] == 0 {
		d.add(v, slot)
	} else {
		d.lastAt = d.slots[slot] - 1
	}
	d.last, d.lastSet = d.value(int(d.lastAt)), true
	return d.lastAt
}

// find returns the slot of v, or the empty one where it goes.
func (d *dictionary) find(v []byte) uint32 {
	mask := uint32(len(d.slots) - 1)
	slot := d.hash(v) & mask
	for n := d.slots[slot]; n != 0 && !bytes.Equal(d.value(int(n-1)), v); n = d.slots[slot] {
		slot = (slot + 1) & mask
	}
	return slot
}

func (d *dictionary) hash(v []byte) uint32 {
	switch d.width {
	case 4:
		return spread(uint64(binary.LittleEndian.Uint32(v)))
	case 8:
		return spread(binary.LittleEndian.Uint64(v))
	}
	return uint32(maphash.Bytes(d.seed, v))
}

func (d *dictionary) add(v []byte, slot uint32) {
	d.lastAt = uint32(len(d.ends))
	if d.width == 0 {
		d.arena = binary.LittleEndian.AppendUint32(d.arena, uint32(len(v)))
	}
	d.arena = append(d.arena, v...)
	d.ends = append(d.ends, uint32(len(d.arena)))
	d.slots[slot] = d.lastAt + 1
	d.used = append(d.used, slot)
	if 2*len(d.ends) > len(d.slots) {
		d.grow()
	}
}

func (d *dictionary) grow() {
	d.slots = make([]uint32, 4*len(d.slots))
	d.used = d.used[:0]
	for n := range d.ends {
		slot := d.find(d.value(n))
		d.slots[slot] = uint32(n + 1)
		d.used = append(d.used, slot)
	}
}

// plain returns value n in plain encoding, value without the length before it.
func (d *dictionary) plain(n int) []byte {
	from := uint32(0)
	if n > 0 {
		from = d.ends[n-1]
	}
	return d.arena[from:d.ends[n]]
}

func (d *dictionary) value(n int) []byte {
	v := d.plain(n)
	if d.width == 0 {
		v = v[4:]
	}
	return v
}
