package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"

	"github.com/saysonews/sayso/models"
)

// fingerprintVersion changes when what goes into a fingerprint does.
const fingerprintVersion = 1

// Fingerprint returns a number that two articles share only when all that can change
// their tables is the same, but for the id and where they lie: the first half of the
// SHA-256 of a byte of version, of text, title, outlet, author, url and language, each
// after its length in bytes (eight, little endian), of the time of publication in
// seconds since 1970 and nanoseconds (eight and four bytes, little endian) after a byte
// that says whether there is one, and of a byte that says whether the title stands in
// the text. It may be called from any goroutine.
func Fingerprint(a *models.Article) [16]byte {
	h := sha256.New()
	var scratch [4 << 10]byte
	h.Write([]byte{fingerprintVersion})
	for _, s := range [...]string{a.Text, a.Title, a.Outlet, a.Author, a.URL, a.Language} {
		addString(h, scratch[:], s)
	}
	b := append(scratch[:0], flag(!a.PublishedAt.IsZero()))
	if !a.PublishedAt.IsZero() {
		b = binary.LittleEndian.AppendUint64(b, uint64(a.PublishedAt.Unix()))
		b = binary.LittleEndian.AppendUint32(b, uint32(a.PublishedAt.Nanosecond()))
	}
	h.Write(append(b, flag(a.TitleInText)))
	return [16]byte(h.Sum(scratch[:0]))
}

// addString writes a string, through scratch, since a conversion would copy it whole.
func addString(h hash.Hash, scratch []byte, s string) {
	h.Write(binary.LittleEndian.AppendUint64(scratch[:0], uint64(len(s))))
	for len(s) > 0 {
		n := copy(scratch, s)
		h.Write(scratch[:n])
		s = s[n:]
	}
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}
