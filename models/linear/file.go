package linear

import (
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
)

// A weight file is a header, a table of named sections and their bytes:
//
//	magic, format version, feature version, checksum of what follows, sections
//	name (16 bytes), offset, length   for each section
//	the sections, each at a multiple of 64 bytes
//
// All numbers are little endian. The whole may be packed, see Pack. Versions of the format:
//
//	1: first
//	2: rows of seven bits, heads class by class
const (
	magic         = "SAYSOWTS"
	formatVersion = 2
	headerSize    = 24
	entrySize     = 32
	nameSize      = 16
	sectionAlign  = 64
)

// ErrFormat says that bytes are no weight file, one of another version, or damaged.
var ErrFormat = errors.New("not a usable weight file")

// File is an opened weight file. Its sections are parts of the bytes it was
// opened from, or of what these unpacked to.
type File struct {
	names    []string
	sections [][]byte
}

// Open unpacks a file if it is packed, checks header and checksum, and finds the
// sections. features is the version of the feature extraction that the weights must
// belong to.
func Open(packed string, features uint32) (*File, error) {
	data, err := Unpack(packed)
	if err != nil {
		return nil, err
	}
	if len(data) < headerSize || string(data[:8]) != magic {
		return nil, fmt.Errorf("read header: %w", ErrFormat)
	}
	head := string(data[:headerSize])
	if v := Uint32(head, 8); v != formatVersion {
		return nil, fmt.Errorf("format version %d, want %d: %w", v, formatVersion, ErrFormat)
	}
	if v := Uint32(head, 12); v != features {
		return nil, fmt.Errorf("feature version %d, want %d: %w", v, features, ErrFormat)
	}
	if Uint32(head, 16) != checksum(data[headerSize:]) {
		return nil, fmt.Errorf("checksum differs: %w", ErrFormat)
	}
	f := &File{}
	n := int(Uint32(head, 20))
	if n > (len(data)-headerSize)/entrySize {
		return nil, fmt.Errorf("read sections: %w", ErrFormat)
	}
	for i := range n {
		e := string(data[headerSize+i*entrySize:][:entrySize])
		start, size := Uint64(e, nameSize), Uint64(e, nameSize+8)
		if start > uint64(len(data)) || size > uint64(len(data))-start {
			return nil, fmt.Errorf("section %d lies outside: %w", i, ErrFormat)
		}
		f.names = append(f.names, trimZeros(e[:nameSize]))
		f.sections = append(f.sections, data[start:start+size])
	}
	return f, nil
}

// Section returns a copy of the section called name.
func (f *File) Section(name string) (string, error) {
	b, err := f.bytes(name)
	return string(b), err
}

// bytes returns the section called name where it lies.
func (f *File) bytes(name string) ([]byte, error) {
	i := slices.Index(f.names, name)
	if i < 0 {
		return nil, fmt.Errorf("find section %q: %w", name, ErrFormat)
	}
	return f.sections[i], nil
}

// Section is a named part of a weight file to write.
type Section struct {
	Name string // at most 16 bytes
	Data []byte
}

// Encode writes a weight file.
func Encode(features uint32, sections []Section) []byte {
	out := make([]byte, headerSize+entrySize*len(sections))
	for i, s := range sections {
		out = pad(out)
		e := out[headerSize+i*entrySize:]
		copy(e[:nameSize], s.Name)
		put64(e[nameSize:], uint64(len(out)))
		put64(e[nameSize+8:], uint64(len(s.Data)))
		out = append(out, s.Data...)
	}
	copy(out, magic)
	put32(out[8:], formatVersion)
	put32(out[12:], features)
	put32(out[16:], checksum(out[headerSize:]))
	put32(out[20:], uint32(len(sections)))
	return out
}

func pad(b []byte) []byte {
	for len(b)%sectionAlign != 0 {
		b = append(b, 0)
	}
	return b
}

func trimZeros(s string) string {
	for len(s) > 0 && s[len(s)-1] == 0 {
		s = s[:len(s)-1]
	}
	return s
}

// checksum is CRC-32C, for which processors have an instruction: it guards
// against damage, not against malice.
func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }
