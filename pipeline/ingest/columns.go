package ingest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/apache/arrow/go/v15/arrow/memory"

	"github.com/saysonews/sayso/models"
)

// rows reads the rows of a columnar file one at a time.
type rows interface {
	// columns are the names of the columns that can be read, those in structs with
	// the names of the structs and dots before them.
	columns() []string
	// choose says which columns, by number, the rows are wanted of.
	choose(wanted []int) error
	// next returns the values of the chosen columns, in their order, or io.EOF. They
	// hold until the next call.
	next() ([]string, error)
	// fault says what is wrong with the row that next returned, or is empty.
	fault() string
	// bytes is how many bytes of the file there are, or were read so far.
	bytes() int64
}

// maxList is the length in bytes beyond which a list of values is no value.
const maxList = 1 << 20

// faultList is the fault of a row with a longer one.
var faultList = fmt.Sprintf("a list longer than %d bytes", maxList)

// maxColumnMemory bounds what decoding a columnar file may hold at a time: a page of
// each column of a Parquet file, or a record batch of an Arrow file.
const maxColumnMemory = 1 << 30

var errColumnMemory = errors.New("a part of the file takes more than 1 GiB to decode")

// bounded is an allocator that panics beyond a bound, as the decoders take no error.
type bounded struct {
	memory.Allocator
	used int
}

func newBounded() *bounded { return &bounded{Allocator: memory.NewGoAllocator()} }

func (b *bounded) Allocate(size int) []byte {
	b.grow(size)
	return b.Allocator.Allocate(size)
}

func (b *bounded) Reallocate(size int, old []byte) []byte {
	b.grow(size - len(old))
	return b.Allocator.Reallocate(size, old)
}

func (b *bounded) Free(old []byte) {
	b.used -= len(old)
	b.Allocator.Free(old)
}

func (b *bounded) grow(size int) {
	if size > maxColumnMemory || b.used+size > maxColumnMemory {
		panic(errColumnMemory)
	}
	b.used += size
}

// guarded calls f and makes an error of a panic: the decoders of columnar files panic
// on some broken ones.
func guarded(f func() error) (err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("broken file: %w", v)
		default:
			err = fmt.Errorf("broken file: %v", v)
		}
	}()
	return f()
}

// readColumns reads one article a row of a Parquet or Arrow file.
func (s *Source) readColumns(r *bufio.Reader, in input, yield emit) bool {
	var table rows
	free := func() {}
	err := guarded(func() (err error) {
		if in.format == Arrow {
			table, err = openArrow(r)
		} else {
			table, free, err = openParquet(r, in)
		}
		return err
	})
	defer func() { free() }()
	if err != nil {
		return s.cutShort(in.bad(fmt.Sprintf("read %s file: %v", in.format, bare(err)), "is the file whole, and of this format?"), yield)
	}
	where, wanted, fault := s.wanted(table.columns())
	if fault != "" {
		return yield(nil, in.bad(fault, columnHint(table.columns())))
	}
	if err := guarded(func() error { return table.choose(wanted) }); err != nil {
		return s.cutShort(in.bad(fmt.Sprintf("read %s file: %v", in.format, bare(err)), "is the file whole?"), yield)
	}
	if in.format == Parquet && in.pack == plain && in.size() > 0 {
		s.read.Add(in.size()) // it is read here and there, past the counter
	}
	bomb := fuse{packed: table.bytes}
	for n := 1; ; n++ {
		var values []string
		err := guarded(func() (err error) { values, err = table.next(); return err })
		if bomb.row(values); err == nil && bomb.blown() {
			err = errBomb
		}
		bad := &BadArticle{Path: in.path, Line: n}
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			bad.Reason, bad.Hint = fmt.Sprintf("read row %d: %v", n, bare(err)), "the rest of the file is lost"
			return s.cutShort(bad, yield)
		}
		if !s.emit(s.whole(table, values, where, bad), bad, yield) {
			return false
		}
	}
}

// leastRow is what a row counts for beside its values, in bytes: a few may stand for
// millions of rows, and no row of an article takes less than two.
const leastRow = 1 << 10

// row counts a row of a columnar file, whose encodings expand without any compression.
func (f *fuse) row(values []string) {
	f.unpacked += leastRow
	for _, v := range values {
		f.unpacked += int64(len(v))
	}
}

// wanted finds the fields among the columns, and returns where they are among those
// that are wanted.
func (s *Source) wanted(columns []string) (where layout, wanted []int, fault string) {
	where, fault = s.opts.Map.layout(columns)
	for f, at := range where {
		for i, column := range at {
			where[f][i] = len(wanted)
			wanted = append(wanted, column)
		}
	}
	return where, wanted, fault
}

// whole makes the article of the row that table read last, or says in bad why it cannot.
func (s *Source) whole(table rows, values []string, where layout, bad *BadArticle) *models.Article {
	if bad.Reason = table.fault(); bad.Reason != "" {
		bad.Hint = "is the right column mapped?"
		return nil
	}
	return s.cells(values, where, bad)
}

// cells makes the article of a row, or says in bad why it cannot.
func (s *Source) cells(values []string, where layout, bad *BadArticle) *models.Article {
	var r record
	for f, at := range where {
		for _, i := range at {
			value := values[i]
			if !utf8.ValidString(value) {
				converted, ok := s.utf8Line([]byte(value), bad)
				if !ok {
					return nil
				}
				value = string(converted)
			}
			if r.values[f] = value; strings.TrimSpace(value) != "" {
				break
			}
		}
		if field(f) != fieldText {
			r.values[f] = strings.TrimSpace(r.values[f])
		}
	}
	return s.article(&r, bad)
}
