package output

import (
	"bytes"
	"encoding/binary"
	"time"
)

// record is a row of speakers or a sighting on its way to its place: a key, which sorts
// as bytes sort, and a body. A sighting is what an article adds to a speaker's entry in
// the index.
type record struct{ key, body []byte }

// recordOverhead is the memory of a record beside its bytes.
const recordOverhead = 48

// appendKey appends the sort key of a row: speaker id, time of publication (none
// first), article id, sentence, and room for the article's ordinal. No key of one
// article is the beginning of another's.
func appendKey(b []byte, speaker string, published time.Time, article string, sentence int) []byte {
	b = append(b, speaker...)
	b = append(b, 0) // below every byte of a slug
	if published.IsZero() {
		b = append(b, make([]byte, 9)...)
	} else {
		b = append(b, 1)
		b = binary.BigEndian.AppendUint64(b, uint64(published.UnixMicro())^1<<63)
	}
	for i := 0; i < len(article); i++ {
		b = append(b, article[i])
		if article[i] == 0 {
			b = append(b, 0xFF)
		}
	}
	b = append(b, 0, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(sentence))
	return putOrdinal(b, 0)
}

// number sets the ordinal of the article that r is of.
func (r record) number(n uint32) { binary.BigEndian.PutUint32(r.key[len(r.key)-4:], n) }

// ordinal returns it.
func (r record) ordinal() uint32 {
	if len(r.key) < 4 {
		return 0
	}
	return binary.BigEndian.Uint32(r.key[len(r.key)-4:])
}

// speaker returns the speaker id that the key begins with.
func (r record) speaker() []byte {
	return r.key[:max(bytes.IndexByte(r.key, 0), 0)]
}
