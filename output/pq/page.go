package pq

import (
	"encoding/binary"
	"math/bits"

	"github.com/klauspost/compress/zstd"
)

// leastPacked is the size in bytes below which a page is not worth packing.
const leastPacked = 96

// packer holds what the columns of a Writer share to make pages.
type packer struct {
	zstd   *zstd.Encoder
	raw    []byte
	packed []byte
	ready  bool // whether packed is of the page that is appended next
	head   compact
}

func bitsFor(values int) int { return max(1, bits.Len(uint(max(values, 1)-1))) }

// full reports whether it is time to finish the page.
func (c *Column) full() bool {
	return c.entries >= pageEntries || c.size >= pageBytes && !c.coding || len(c.plain) >= pageBytes
}

// finishPage appends the page under way to the chunk. last tells that no other
// follows.
func (c *Column) finishPage(last bool) {
	if c.entries == 0 && c.finished > 0 {
		return
	}
	if c.coding && !c.inDict && !c.worth() {
		c.spell()
		c.coding = false
	}
	raw := c.packer.raw[:0]
	if c.maxRep > 0 {
		raw = appendLevels(raw, c.rep, c.maxRep)
	}
	if c.maxDef > 0 {
		raw = appendLevels(raw, c.def, c.maxDef)
	}
	encoding := encodingPlain
	if c.coding {
		encoding = encodingDictionary
		width := bitsFor(c.dict.len())
		raw = appendHybrid(append(raw, byte(width)), c.indices, width)
		c.inDict = true
	} else {
		raw = append(raw, c.plain...)
		c.inPlain = true
	}
	c.packer.raw = raw
	if c.finished == 0 {
		c.chooseCodec(raw, last)
	}
	c.pages = c.appendPage(c.pages, raw, pageData, c.entries, encoding)
	c.finished++
	c.values += int64(c.entries)
	c.clearPage()
}

// appendLevels appends levels, after the length that they take.
func appendLevels(b []byte, levels []uint8, most uint8) []byte {
	at := len(b)
	b = appendHybrid(append(b, 0, 0, 0, 0), levels, bits.Len8(most))
	binary.LittleEndian.PutUint32(b[at:], uint32(len(b)-at-4))
	return b
}

// chooseCodec decides whether the pages of the chunk are packed, at its first: a
// single page that does not shrink by a tenth is not.
func (c *Column) chooseCodec(raw []byte, last bool) {
	c.codec = codecZstd
	if !last {
		return
	}
	size := len(raw)
	if c.coding {
		size += len(c.dict.arena)
	}
	if size < leastPacked {
		c.codec = codecNone
		return
	}
	packed := 0
	if c.coding {
		packed = len(c.packer.pack(c.dict.arena))
	}
	packed += len(c.packer.pack(raw))
	if packed > size-size/10 {
		c.codec = codecNone
	}
	c.packer.ready = true
}

// pack returns raw packed, until the next call.
func (p *packer) pack(raw []byte) []byte {
	p.packed = p.zstd.EncodeAll(raw, p.packed[:0])
	return p.packed
}

// appendPage appends a page with its head.
func (c *Column) appendPage(b, raw []byte, kind, entries, encoding int) []byte {
	body := raw
	switch {
	case c.codec == codecNone:
	case c.packer.ready:
		body = c.packer.packed
	default:
		body = c.packer.pack(raw)
	}
	c.packer.ready = false
	h := &c.packer.head
	h.b, h.last = b, 0
	h.i32(1, kind)
	h.i32(2, len(raw))
	h.i32(3, len(body))
	if kind == pageDictionary {
		h.begin(7)
		h.i32(1, entries)
		h.i32(2, encoding)
		h.end()
	} else {
		h.begin(5)
		h.i32(1, entries)
		h.i32(2, encoding)
		h.i32(3, encodingRLE)
		h.i32(4, encodingRLE)
		h.end()
	}
	h.b = append(h.b, 0)
	c.raw += int64(len(h.b) - len(b) + len(raw))
	return append(h.b, body...)
}
