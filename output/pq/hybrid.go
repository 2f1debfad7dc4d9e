package pq

import "encoding/binary"

// leastRun is how many equal values make a run of their own; shorter ones are packed.
const leastRun = 8

// appendHybrid appends values of width bits in the hybrid of runs and packed groups
// (Encodings, "Run Length Encoding / Bit-Packing Hybrid"). width is 1 to 32.
func appendHybrid[V uint8 | uint32](b []byte, values []V, width int) []byte {
	packed := 0 // values before i that are not written yet: a multiple of 8
	for i := 0; i < len(values); {
		n := 1
		for i+n < len(values) && values[i+n] == values[i] {
			n++
		}
		// A packed group must be full, and may take the head of a run for that.
		fill := (8 - packed%8) % 8
		if n-fill >= leastRun || packed == 0 && i+n == len(values) {
			fill = min(fill, n)
			b = appendPacked(b, values[i-packed:i+fill], width)
			b = appendRun(b, values[i], n-fill, width)
			i, packed = i+n, 0
			continue
		}
		i += n
		packed += n
	}
	return appendPacked(b, values[len(values)-packed:], width)
}

// appendRun appends n times v.
func appendRun[V uint8 | uint32](b []byte, v V, n, width int) []byte {
	if n == 0 {
		return b
	}
	b = binary.AppendUvarint(b, uint64(n)<<1)
	for bits := 0; bits < width; bits += 8 {
		b = append(b, byte(uint32(v)>>bits))
	}
	return b
}

// appendPacked appends values as groups of eight, the last filled up with zeros.
func appendPacked[V uint8 | uint32](b []byte, values []V, width int) []byte {
	if len(values) == 0 {
		return b
	}
	groups := (len(values) + 7) / 8
	b = binary.AppendUvarint(b, uint64(groups)<<1|1)
	word, bits := uint64(0), 0
	for _, v := range values {
		word |= uint64(v) << bits
		for bits += width; bits >= 8; bits -= 8 {
			b = append(b, byte(word))
			word >>= 8
		}
	}
	for rest := (groups*8-len(values))*width + bits; rest > 0; rest -= 8 {
		b = append(b, byte(word))
		word = 0
	}
	return b
}
