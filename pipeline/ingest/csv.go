package ingest

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/saysonews/sayso/models"
)

// table reads the records of a CSV or TSV file: RFC 4180, with line ends of either
// kind. A record is held only up to a bound; one that is broken or too long is
// passed over to its end, and the next one follows. It belongs to one goroutine.
type table struct {
	r      *bufio.Reader
	comma  byte
	lax    bool // a quotation mark inside a field is a character like others
	max    int  // bytes of a record
	line   int  // lines read so far
	start  int  // line the record starts in, from 1
	size   int  // bytes of the record
	buf    []byte
	ends   []int // of the fields in buf
	values []string
	fault  string
}

const (
	faultQuote = "a quotation mark in the middle of a field"
	faultOpen  = "a quotation mark that is never closed"
	faultLong  = "longer than the limit"

	faultColumns = "more than 10,000 fields"
)

// maxColumns bounds the fields of a record.
const maxColumns = 10_000

// next reads a record that is not blank, and returns io.EOF at the end. A record
// with a fault has no values. Another error ends the file.
func (t *table) next() error {
	for {
		if err := t.record(); err != nil {
			return err
		}
		if t.fault != "" || t.size > 0 {
			break
		}
	}
	t.values = t.values[:0]
	if t.fault != "" {
		return nil
	}
	all, from := string(t.buf), 0
	for _, end := range t.ends {
		t.values = append(t.values, all[from:end])
		from = end
	}
	return nil
}

func (t *table) record() error {
	t.buf, t.ends, t.fault, t.size = t.buf[:0], t.ends[:0], "", 0
	t.start = t.line + 1
	for {
		more, err := t.field()
		if err == io.EOF && t.size == 0 {
			return io.EOF
		}
		if err != nil && err != io.EOF {
			return err
		}
		if len(t.ends) == maxColumns {
			t.fail(faultColumns)
		}
		if t.fault == "" {
			t.ends = append(t.ends, len(t.buf))
		}
		if !more {
			return nil
		}
	}
}

// field reads a field and what ends it, and reports whether another one follows in
// the record.
func (t *table) field() (more bool, err error) {
	from, first, quoted, lines := len(t.buf), true, false, 0
	for {
		c, err := t.r.ReadByte()
		if err != nil {
			if quoted {
				t.fail(faultOpen)
			}
			if t.size > 0 {
				t.line++
			}
			return false, err
		}
		switch {
		case quoted && c == '"':
			next, err := t.r.Peek(1)
			switch {
			case err == nil && next[0] == '"':
				t.r.Discard(1)
				t.keep('"')
			case err != nil || next[0] == t.comma || next[0] == '\n' || next[0] == '\r':
				quoted = false
			case t.lax && lines == 0:
				// The field was not quoted but starts with a quotation.
				body := strings.ReplaceAll(string(t.buf[from:]), `"`, `""`)
				t.buf = append(append(append(t.buf[:from], '"'), body...), '"')
				quoted = false
			default:
				quoted = false
				t.fail(faultQuote)
			}
		case quoted:
			if c == '\n' {
				t.line++
				lines++
			}
			t.keep(c)
		case c == t.comma:
			t.size++
			return true, nil
		case c == '\n':
			t.line++
			return false, nil
		case c == '\r' && t.beforeNewline():
		case c == '"' && first:
			quoted = true
			t.size++
		case c == '"' && !t.lax:
			t.fail(faultQuote)
		default:
			t.keep(c)
		}
		first = false
	}
}

func (t *table) beforeNewline() bool {
	next, err := t.r.Peek(1)
	return err != nil || next[0] == '\n'
}

func (t *table) keep(c byte) {
	t.size++
	switch {
	case t.fault != "":
	case t.size > t.max:
		t.fail(faultLong)
	default:
		t.buf = append(t.buf, c)
	}
}

func (t *table) fail(fault string) {
	t.size++
	if t.fault == "" {
		t.fault = fault
	}
}

// delimiter tells what parts the columns by the header: the one of four that
// stands there most often, a comma where none does.
func delimiter(r *bufio.Reader) byte {
	head, _ := r.Peek(r.Size()) // a short file is all header
	var count [256]int
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if !quoted {
			count[c]++
		}
	}
	best := byte(',')
	for _, c := range [...]byte{';', '\t', '|'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// readTable reads one article a record to the end of r; the first record names the
// columns.
func (s *Source) readTable(r *bufio.Reader, path string, f Format, yield emit) bool {
	t := &table{r: r, comma: '\t', lax: f == TSV, max: s.opts.maxLine()}
	if f == CSV {
		t.comma = delimiter(r)
	}
	columns, where, bad := s.header(t, path)
	if bad != nil {
		return yield(nil, bad)
	}
	for {
		err := t.next()
		bad := &BadArticle{Path: path, Line: t.start}
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			bad.Reason, bad.Hint = "read file: "+bare(err).Error(), "the rest of the file is lost"
			return s.cutShort(bad, yield)
		}
		if !s.emit(s.row(t, columns, where, bad), bad, yield) {
			return false
		}
	}
}

// header reads the names of the columns and finds the fields among them. A file
// that is empty has no header.
func (s *Source) header(t *table, path string) (columns []string, where layout, bad *BadArticle) {
	bad = &BadArticle{Path: path, Line: 1}
	switch err := t.next(); {
	case err == io.EOF:
		bad.Reason, bad.Hint = "no header", "the first line names the columns"
		return nil, where, bad
	case err != nil:
		s.cut = true
		bad.Reason = "read file: " + bare(err).Error()
		return nil, where, bad
	case t.fault != "":
		bad.Reason, bad.Hint = "no header: "+t.fault, "the first line names the columns"
		return nil, where, bad
	}
	for _, v := range t.values {
		name, ok := s.utf8Line([]byte(v), bad)
		if !ok {
			return nil, where, bad
		}
		columns = append(columns, strings.TrimSpace(string(name)))
	}
	if where, bad.Reason = s.opts.Map.layout(columns); bad.Reason != "" {
		bad.Hint = columnHint(columns)
		return nil, where, bad
	}
	return columns, where, nil
}

// row makes the article of a record, or says in bad why it cannot.
func (s *Source) row(t *table, columns []string, where layout, bad *BadArticle) *models.Article {
	switch {
	case t.fault == faultLong:
		bad.tooLong(s.opts.MaxArticleBytes)
		return nil
	case t.fault != "":
		bad.Reason, bad.Hint = t.fault, "a field with a quotation mark is quoted, and the mark doubled: \"He said \"\"yes\"\".\""
		return nil
	case len(t.values) != len(columns):
		bad.Reason = fmt.Sprintf("%d fields where the header has %d", len(t.values), len(columns))
		bad.Hint = "quote fields that hold the character between columns"
		return nil
	}
	return s.cells(t.values, where, bad)
}
