package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// Stream writes the rows of all tables as one Arrow IPC stream, a row for each article,
// good or bad, as StreamColumns says. It is not safe for concurrent use: the rows come from
// one goroutine, in the order of the input. It holds one batch in memory.
type Stream struct {
	out     *bufio.Writer
	w       *ipc.Writer
	rows    *array.RecordBuilder
	article *nested
	tables  []*nested // sentences, stances, speakers
	seen    sightings
	columns []byte // of the rows of speakers of one article
	dead    *nested
	sketch  *array.BinaryBuilder
	letter  encoder
	size    int // bytes of the rows gathered
}

// StreamOptions say what stands in the constant columns and the metadata of a stream.
type StreamOptions struct {
	RunID, ModelVersion, ToolVersion string
	// Lean leaves out of the rows in lists what the row of the article says: its id,
	// title, outlet, author, url and date, the run and the models.
	Lean bool
}

// The columns of a stream.
const (
	streamArticle   = "article"
	streamSightings = "sightings"
	streamDead      = "dead_letter"
	streamSketch    = "sketch"
)

// streamBytes is the size of the rows that a batch is sent at, unless it is flushed before.
const streamBytes = 2 << 20

// NewStream returns a Stream that writes to w, the schema with the first batch.
func NewStream(w io.Writer, o StreamOptions) (*Stream, error) {
	schema := streamSchema(o)
	constants := map[string]string{"run_id": valid(o.RunID), "model_version": valid(o.ModelVersion)}
	out := bufio.NewWriterSize(w, 1<<18)
	s := &Stream{
		out:  out,
		w:    ipc.NewWriter(out, ipc.WithSchema(schema), ipc.WithAllocator(memory.NewGoAllocator())),
		rows: array.NewRecordBuilder(memory.NewGoAllocator(), schema),
	}
	var err error
	for i, c := range StreamColumns() {
		field := s.rows.Field(i)
		switch c.Name {
		case streamSightings:
			s.seen = newSightings(field)
			continue
		case streamSketch:
			s.sketch = field.(*array.BinaryBuilder)
			continue
		}
		n, failed := newNested(field, c, constants, o.Lean && c.List)
		err = errors.Join(err, failed)
		switch c.Name {
		case streamArticle:
			s.article = n
		case streamDead:
			s.dead = n
		default:
			s.tables = append(s.tables, n)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("prepare stream: %w", err)
	}
	return s, nil
}

// WriteRows adds the row of a document, with the sketch of its text, and sends the batch
// when it has grown large.
func (s *Stream) WriteRows(rows *Rows, sketch []byte) error {
	if err := s.article.one(appendCopies(rows.articles, "", rows.outlets())); err != nil {
		return err
	}
	s.seen.add(rows.sightings)
	s.columns = s.columns[:0]
	for _, r := range rows.speakers {
		s.columns = append(s.columns, r.body...)
	}
	for i, encoded := range [][]byte{rows.sentences, rows.stances, s.columns} {
		if err := s.tables[i].list(encoded); err != nil {
			return err
		}
		s.size += len(encoded)
	}
	s.dead.item.AppendNull()
	s.sketch.Append(sketch)
	s.size += len(rows.articles) + len(sketch)
	return s.send()
}

// DeadLetter adds the row of an article that could not be processed.
func (s *Stream) DeadLetter(d DeadLetter) error {
	s.letter.b = s.letter.b[:0]
	s.letter.opt(d.Article)
	s.letter.string(d.Path)
	s.letter.int(d.Line)
	s.letter.string(d.Stage)
	s.letter.string(d.Reason)
	if err := s.dead.one(s.letter.b); err != nil {
		return err
	}
	s.article.item.AppendNull()
	for _, t := range s.tables {
		t.empty()
	}
	s.seen.list.AppendEmptyValue()
	s.sketch.AppendNull()
	s.size += len(s.letter.b)
	return s.send()
}

func (s *Stream) send() error {
	if s.size < streamBytes {
		return nil
	}
	return s.Flush()
}

// Flush sends the rows gathered, if any, so that whoever reads has all that was written.
func (s *Stream) Flush() error {
	if s.article.item.Len() == 0 {
		return nil
	}
	rec := s.rows.NewRecord()
	defer rec.Release()
	s.size = 0
	if err := s.w.Write(rec); err != nil {
		return fmt.Errorf("write batch of stream: %w", err)
	}
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("write batch of stream: %w", err)
	}
	return nil
}

// Close sends what is left and ends the stream. It does not close the writer below.
func (s *Stream) Close() error {
	if err := s.Flush(); err != nil {
		return err
	}
	// Without a batch, closing writes the schema.
	if err := errors.Join(s.w.Close(), s.out.Flush()); err != nil {
		return fmt.Errorf("end stream: %w", err)
	}
	return nil
}

// nested is a column that holds the rows of a table: a struct, or a list of structs.
type nested struct {
	name    string
	item    *array.StructBuilder
	lists   *array.ListBuilder // nil for a struct
	fillers []filler
}

func newNested(field array.Builder, c StreamColumn, constants map[string]string, lean bool) (*nested, error) {
	n := &nested{name: c.Name}
	switch b := field.(type) {
	case *array.ListBuilder:
		n.lists, n.item = b, b.ValueBuilder().(*array.StructBuilder)
	case *array.StructBuilder:
		n.item = b
	}
	next := 0
	for _, c := range c.Table.Columns {
		if lean && ofArticle(c) {
			if skip := skipper(c); skip != nil {
				n.fillers = append(n.fillers, skip)
			}
			continue
		}
		b := n.item.FieldBuilder(next)
		next++
		if c.constant {
			value := constants[c.Name]
			n.fillers = append(n.fillers, func(*decoder) { b.(*array.StringBuilder).Append(value) })
			continue
		}
		f, err := fill(b, c.Nullable)
		if err != nil {
			return nil, fmt.Errorf("column %s.%s: %w", n.name, c.Name, err)
		}
		n.fillers = append(n.fillers, f)
	}
	return n, nil
}

// ofArticle reports whether the row of the article has the column too.
func ofArticle(c Column) bool {
	return c.constant || slices.ContainsFunc(articleColumns(), func(a Column) bool { return a.Name == c.Name })
}

// skipper returns what passes over a value of the column, nil where rows have none.
func skipper(c Column) filler {
	switch {
	case c.constant:
		return nil
	case c.Type == timeType:
		return func(d *decoder) {
			if d.byte() != 0 {
				d.varint()
			}
		}
	case c.Nullable:
		return func(d *decoder) {
			if n := d.uvarint(); n > 0 {
				d.take(n - 1)
			}
		}
	}
	return func(d *decoder) { d.string() }
}

// one appends the row that is encoded in b as a struct.
func (n *nested) one(b []byte) error {
	if rest, err := n.row(b); err != nil || len(rest) > 0 {
		return fmt.Errorf("%s: %w", n.name, errRow)
	}
	return nil
}

// list appends the rows that are encoded in b as one list.
func (n *nested) list(b []byte) (err error) {
	n.lists.Append(true)
	for len(b) > 0 {
		if b, err = n.row(b); err != nil {
			return fmt.Errorf("%s: %w", n.name, err)
		}
	}
	return nil
}

func (n *nested) row(b []byte) (rest []byte, err error) {
	d := decoder{b: b}
	n.item.Append(true)
	for _, f := range n.fillers {
		f(&d)
	}
	return d.b, d.err
}

func (n *nested) empty() { n.lists.AppendEmptyValue() }
