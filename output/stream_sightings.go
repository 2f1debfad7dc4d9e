package output

import "github.com/apache/arrow/go/v15/arrow/array"

// A sighting in a stream is a mark, then what putSighting wrote. A summary, of many
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
	marked   []byte
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

// add appends the sightings of one article.
func (s *sightings) add(records []record) {
	s.list.Append(true)
	for _, r := range records {
		s.item.Append(true)
		s.id.BinaryBuilder.Append(r.speaker())
		s.marked = append(append(s.marked[:0], sightingMark), r.body...)
		s.sighting.Append(s.marked)
	}
}
