package sparse

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// The layout of a file of hashed weights, little endian: magic "SYHW", format
// version u32, bits u32, classes u32, CRC-32C of what follows u32, then for each
// class the size of a step as the bits of a float32 and 1<<bits weights of a byte
// each, two's complement, in steps.
const (
	magic   = "SYHW"
	version = 1
	header  = 20
	// Bits is the number of bits of a hashed feature.
	Bits = 18
)

// Feature is a feature by the hash of its name, with its value.
type Feature struct {
	Key   uint32
	Value float32
}

// Table is a linear model over hashed features that reads its weights in place from
// the embedded bytes. It is immutable and safe for concurrent use.
type Table struct {
	steps []float64
	rows  []string
}

// Open checks a file of hashed weights for so many classes and keeps its bytes.
func Open(data string, classes int) (*Table, error) {
	if len(data) < header || data[:4] != magic {
		return nil, errors.New("not a file of hashed weights")
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint32([]byte(data[at : at+4]))) }
	if word(4) != version || word(8) != Bits || word(12) != classes {
		return nil, fmt.Errorf("hashed weights of version %d, %d bits, %d classes; want %d, %d, %d", word(4), word(8), word(12), version, Bits, classes)
	}
	if len(data) != header+classes*(4+1<<Bits) {
		return nil, fmt.Errorf("hashed weights are %d bytes long", len(data))
	}
	if checksum(data[header:]) != uint32(word(16)) {
		return nil, errors.New("hashed weights are damaged")
	}
	h := &Table{}
	for at := header; at < len(data); at += 4 + 1<<Bits {
		h.steps = append(h.steps, float64(math.Float32frombits(uint32(word(at)))))
		h.rows = append(h.rows, data[at+4:at+4+1<<Bits])
	}
	return h, nil
}

// Score returns the linear score of class c.
func (h *Table) Score(c int, features []Feature) float64 {
	sum, row := 0.0, h.rows[c]
	for _, f := range features {
		sum += float64(int8(row[f.Key])) * float64(f.Value)
	}
	return sum * h.steps[c]
}

// Encode renders weights, one row of 1<<Bits for each class.
func Encode(rows [][]float64) []byte {
	var body []byte
	for _, row := range rows {
		largest := 0.0
		for _, w := range row {
			largest = math.Max(largest, math.Abs(w))
		}
		step := float32(math.Max(largest/127, 1e-12))
		body = binary.LittleEndian.AppendUint32(body, math.Float32bits(step))
		for _, w := range row {
			body = append(body, byte(int8(math.Round(w/float64(step)))))
		}
	}
	out := []byte(magic)
	for _, x := range []uint32{version, Bits, uint32(len(rows)), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli))} {
		out = binary.LittleEndian.AppendUint32(out, x)
	}
	return append(out, body...)
}

// Key makes the key of a feature from its template and up to three parts, of Bits bits.
func Key(template uint32, a, b, c uint64) uint32 { return mix(template, a, b, c) >> (32 - Bits) }

// mix hashes a template and up to three parts.
func mix(template uint32, a, b, c uint64) uint32 {
	h := uint64(template)*0x9e3779b97f4a7c15 ^ a
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h ^= b * 0x94d049bb133111eb
	h = (h ^ h>>27) * 0x9e3779b97f4a7c15
	h ^= c * 0xd6e8feb86659fd93
	h = (h ^ h>>31) * 0xbf58476d1ce4e5b9
	return uint32(h >> 32)
}

// At returns a feature made of a template and up to three parts.
func At(value float32, template uint32, a, b, c uint64) Feature {
	return Feature{Key: Key(template, a, b, c), Value: value}
}

// Wide returns a feature as At does, but with a key of 32 bits, for models that look
// keys up rather than index by them.
func Wide(value float32, template uint32, a, b, c uint64) Feature {
	return Feature{Key: mix(template, a, b, c), Value: value}
}

// checksum is the CRC-32C of s, without a copy of all of it.
func checksum(s string) uint32 {
	var buf [4096]byte
	table, sum := crc32.MakeTable(crc32.Castagnoli), uint32(0)
	for s != "" {
		n := copy(buf[:], s)
		sum = crc32.Update(sum, table, buf[:n])
		s = s[n:]
	}
	return sum
}
