package output

import (
	"bytes"
	"encoding/binary"
	"time"
)

// record is a row of speakers on its way to its place: a key, which sorts as bytes
// sort, and a body of the speaker's sighting followed by the columns.
type record struct{ key, body []byte }

// recordOverhead is the memory of a record beside its bytes.
const recordOverhead = 48

// appendKey appends the sort key of a row: speaker id, time of publication (none
// first), article id, sentence. No key of one article is the beginning of another's.
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
	return binary.BigEndian.AppendUint32(b, uint32(sentence))
}

// speaker returns the speaker id that the key begins with.
func (r record) speaker() []byte {
	return r.key[:max(bytes.IndexByte(r.key, 0), 0)]
}

// article returns the part of the key that tells speaker and article.
func (r record) article() []byte {
	return r.key[:max(len(r.key)-4, 0)]
}
