package output

import (
	"bytes"

	"github.com/apache/arrow/go/v15/arrow/array"
)

// A sighting is what the index needs to know of a speaker in one article: a mark, then for
// each row of the speaker what putSighting and putOpinions wrote. A summary, of many
// sightings of one speaker, begins with another mark: see summary.
const (
	sightingMark = 's'
	summaryMark  = 'S'
)

// sightings gathers the sightings of an article.
type sightings struct {
	list     *array.ListBuilder
	item     *array.StructBuilder
	id       *array.StringBuilder
	sighting *array.BinaryBuilder
	columns  []byte
	seen     []byte
}

func newSightings(field array.Builder) sightings {
	list := field.(*array.ListBuilder)
	item := list.ValueBuilder().(*array.StructBuilder)
	return sightings{
		list: list, item: item,
		id:       item.FieldBuilder(0).(*array.StringBuilder),
		sighting: item.FieldBuilder(1).(*array.BinaryBuilder),
	}
}

// add appends the sightings of the records of one article, in which those of a speaker
// stand together, and returns the columns of speakers. They hold until the next call.
func (s *sightings) add(records []record) (columns []byte, err error) {
	s.columns, s.seen = s.columns[:0], s.seen[:0]
	s.list.Append(true)
	for i, r := range records {
		if i > 0 && !bytes.Equal(r.speaker(), records[i-1].speaker()) {
			s.end(records[i-1])
		}
		d := decoder{b: r.body}
		skipSighting(&d)
		if d.err != nil {
			return nil, d.err
		}
		s.seen = append(s.seen, r.body[:len(r.body)-len(d.b)]...)
		s.columns = append(s.columns, d.b...)
	}
	if len(records) > 0 {
		s.end(records[len(records)-1])
	}
	return s.columns, nil
}

func (s *sightings) end(r record) {
	s.item.Append(true)
	s.id.BinaryBuilder.Append(r.speaker())
	s.sighting.Append(append([]byte{sightingMark}, s.seen...))
	s.seen = s.seen[:0]
}

// skipSighting passes over what putSighting and putOpinions write.
func skipSighting(d *decoder) {
	d.string()
	d.string()
	if d.byte() != 0 {
		d.varint()
	}
	d.score()
	for range (&tally{}).sets() {
		for n := d.count(); n > 0; n-- {
			d.string()
		}
	}
	for n := d.count(); n > 0; n-- {
		d.string()
		d.string()
		d.string()
		d.byte()
	}
}
