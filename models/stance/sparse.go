package stance

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
	hashedMagic   = "SYHW"
	hashedVersion = 1
	hashedHeader  = 20
	// HashedBits is the number of bits of a hashed feature.
	HashedBits = 18
)

// Hashed is a feature by the hash of its name, with its value.
type Hashed struct {
	Key   uint32
	Value float32
}

// hashedWeights reads weights in place from the embedded bytes.
type hashedWeights struct {
	steps []float64
	rows  []string
}

func openHashed(data string, classes int) (*hashedWeights, error) {
	if len(data) < hashedHeader || data[:4] != hashedMagic {
		return nil, errors.New("not a file of hashed weights")
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint32([]byte(data[at : at+4]))) }
	if word(4) != hashedVersion || word(8) != HashedBits || word(12) != classes {
		return nil, fmt.Errorf("hashed weights of version %d, %d bits, %d classes; want %d, %d, %d", word(4), word(8), word(12), hashedVersion, HashedBits, classes)
	}
	if len(data) != hashedHeader+classes*(4+1<<HashedBits) {
		return nil, fmt.Errorf("hashed weights are %d bytes long", len(data))
	}
	if crc32.Checksum([]byte(data[hashedHeader:]), crc32.MakeTable(crc32.Castagnoli)) != uint32(word(16)) {
		return nil, errors.New("hashed weights are damaged")
	}
	h := &hashedWeights{}
	for at := hashedHeader; at < len(data); at += 4 + 1<<HashedBits {
		h.steps = append(h.steps, float64(math.Float32frombits(uint32(word(at)))))
		h.rows = append(h.rows, data[at+4:at+4+1<<HashedBits])
	}
	return h, nil
}

// score returns the linear score of class c.
func (h *hashedWeights) score(c int, features []Hashed) float64 {
	sum, row := 0.0, h.rows[c]
	for _, f := range features {
		sum += float64(int8(row[f.Key])) * float64(f.Value)
	}
	return sum * h.steps[c]
}

// EncodeHashed renders weights, one row of 1<<HashedBits for each class.
func EncodeHashed(rows [][]float64) []byte {
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
	out := []byte(hashedMagic)
	for _, x := range []uint32{hashedVersion, HashedBits, uint32(len(rows)), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli))} {
		out = binary.LittleEndian.AppendUint32(out, x)
	}
	return append(out, body...)
}

// hashKey makes the key of a feature from its template and up to three parts.
func hashKey(template uint32, a, b, c uint64) uint32 {
	h := uint64(template)*0x9e3779b97f4a7c15 ^ a
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h ^= b * 0x94d049bb133111eb
	h = (h ^ h>>27) * 0x9e3779b97f4a7c15
	h ^= c * 0xd6e8feb86659fd93
	h = (h ^ h>>31) * 0xbf58476d1ce4e5b9
	return uint32(h >> (64 - HashedBits))
}
