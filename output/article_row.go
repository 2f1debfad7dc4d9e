package output

import (
	"time"

	"github.com/saysonews/sayso/models"
)

// articleRow takes an encoded row of articles apart.
type articleRow struct {
	decoder
	article models.Article
	// own is the length of the row up to the counts, text the part from the checksum
	// to the text; the columns about copies come last.
	own        int
	characters int64
	text       []byte
	copyOf     string
	outlets    []string
}

// parse reads the row. It fails in err.
func (r *articleRow) parse() {
	row, a := r.b, &r.article
	a.ID = string(r.string())
	a.Title, a.Outlet, a.Author, a.URL = r.opt(), r.opt(), r.opt(), r.opt()
	if r.byte() != 0 {
		a.PublishedAt = time.UnixMicro(r.varint()).UTC()
	}
	a.Language = r.opt()
	a.Path = string(r.string())
	a.Line = int(r.varint())
	r.own = len(row) - len(r.b)
	r.characters = r.varint()
	for range articleCounts {
		r.varint()
	}
	from := len(row) - len(r.b)
	r.string() // checksum
	a.Text = string(r.string())
	r.text = row[from : len(row)-len(r.b)]
	r.copyOf = r.opt()
	for n := r.count(); n > 0; n-- {
		r.outlets = append(r.outlets, string(r.string()))
	}
}

// articleCounts is how many columns count rows of other tables.
const articleCounts = 4

// opt takes a nullable string, empty for null.
func (d *decoder) opt() string {
	n := d.uvarint()
	if n == 0 {
		return ""
	}
	return string(d.take(n - 1))
}

// appendCopies appends the columns of a row of articles that tell of copies.
func appendCopies(row []byte, copyOf string, outlets []string) []byte {
	e := encoder{b: row}
	e.opt(copyOf)
	e.strings(outlets)
	return e.b
}

// retell is a row of articles with other columns about copies. One that has become a
// copy has no rows in other tables to count.
func retell(row []byte, copyOf string, outlets []string) ([]byte, error) {
	r := articleRow{decoder: decoder{b: row}}
	r.parse()
	if r.err != nil {
		return nil, r.err
	}
	if copyOf == "" {
		e := encoder{b: row[:len(row)-len(appendCopies(nil, r.copyOf, r.outlets))]}
		return appendCopies(append([]byte(nil), e.b...), copyOf, outlets), nil
	}
	e := encoder{b: append([]byte(nil), row[:r.own]...)}
	e.int(int(r.characters))
	for range articleCounts {
		e.int(0)
	}
	e.b = append(e.b, r.text...)
	return appendCopies(e.b, copyOf, outlets), nil
}
