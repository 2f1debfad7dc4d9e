package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/saysonews/sayso/models"
)

// stdinID is the id of an article from standard input, which has no file name.
const stdinID = "stdin"

// stdinPath is what messages call standard input.
const stdinPath = "-"

// counter counts the bytes read through it into the source's total.
type counter struct {
	r io.Reader
	s *Source
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.s.read.Add(int64(n))
	return n, err
}

// input is a file under way.
type input struct {
	path   string // as messages name it
	format Format
	pack   compression
	file   *os.File // where the bytes lie in a file of this machine, else nil
}

// bad returns a fault of the whole file.
func (in input) bad(reason, hint string) *BadArticle {
	return &BadArticle{ID: in.id(), Path: in.path, Reason: reason, Hint: hint}
}

// id is the id of the article in a file of one article: its name without folder and
// extensions. A file of many articles gives none.
func (in input) id() string {
	if in.format != Text && in.format != HTML {
		return ""
	}
	if in.path == stdinPath {
		return stdinID
	}
	stem, _, _ := split(filepath.Base(in.path))
	return stem
}

// size is how many bytes there are, where they lie in a file that can be read at any
// time, or else -1.
func (in input) size() int64 {
	if in.file == nil {
		return -1
	}
	info, err := in.file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

func (s *Source) readFile(in input, yield emit) bool {
	file, err := os.Open(in.path)
	if err != nil {
		return s.left(in, s.cutShort(in.bad("open file: "+bare(err).Error(), "see that it is there and may be read"), yield))
	}
	defer file.Close()
	in.file = file
	return s.left(in, s.readStream(counter{file, s}, in, yield))
}

// left tells that a file is left, and hands goOn through.
func (s *Source) left(in input, goOn bool) bool {
	if s.opts.File != nil {
		s.opts.File(in.path, goOn && !s.cut)
	}
	s.cut = false
	return goOn
}

func (s *Source) readStdin(f Format, yield emit) bool {
	in := s.opts.Stdin
	if in == nil {
		in = strings.NewReader("")
	}
	buffered := bufio.NewReader(counter{in, s})
	pack := sniff(buffered)
	if f == ByName && pack != zipped {
		f = JSONL
	}
	return s.readStream(buffered, input{path: stdinPath, format: f, pack: pack}, yield)
}

// readStream reads the articles of a file from r, which starts at its first byte.
func (s *Source) readStream(r io.Reader, in input, yield emit) bool {
	s.stats.Files++
	if in.pack == zipped {
		return s.readZip(r, in, yield)
	}
	unpacked, free, err := decompress(r, in.pack)
	if err != nil {
		return s.cutShort(in.bad(err.Error(), "is the file whole, and packed as its name says?"), yield)
	}
	defer free()
	// Only files are read ahead: one does not wait for their bytes when the loop is left.
	if in.pack != plain && in.size() >= aheadLeast {
		early := newAhead(unpacked)
		defer early.close()
		unpacked = early
	}
	buffered := s.buffer(unpacked)
	defer func() { s.spare = buffered }()
	return s.readFormat(buffered, in, yield)
}

// buffer returns a buffered reader of r, the one of the file before where it is free.
func (s *Source) buffer(r io.Reader) *bufio.Reader {
	b := s.spare
	if s.spare = nil; b == nil {
		return bufio.NewReaderSize(r, 64<<10)
	}
	b.Reset(r)
	return b
}

// readFormat reads the articles of a file unpacked.
func (s *Source) readFormat(buffered *bufio.Reader, in input, yield emit) bool {
	switch in.format {
	case Parquet, Arrow:
		return s.readColumns(buffered, in, yield)
	case WARC:
		return s.readWARC(buffered, in, yield)
	case HTML:
		return yield(s.readPage(buffered, in))
	}
	buffered = decoded(buffered)
	switch in.format {
	case Text:
		return yield(s.readText(buffered, in))
	case CSV, TSV:
		return s.readTable(buffered, in.path, in.format, yield)
	}
	return s.readLines(buffered, in.path, yield)
}

// slurp reads r to its end, or says in bad why it cannot.
func (s *Source) slurp(r io.Reader, limit int, bad *BadArticle) ([]byte, bool) {
	var text bytes.Buffer
	switch _, err := text.ReadFrom(io.LimitReader(r, int64(limit)+1)); {
	case text.Len() > limit:
		bad.tooLong(limit)
		return nil, false
	case err != nil:
		s.cut = true
		bad.Reason, bad.Hint = "read file: "+bare(err).Error(), "is the file whole?"
		return nil, false
	}
	return text.Bytes(), true
}

// readText reads a plain-text article to the end of r.
func (s *Source) readText(r io.Reader, in input) (*models.Article, *BadArticle) {
	bad := in.bad("", "")
	raw, ok := s.slurp(r, s.opts.MaxArticleBytes, bad)
	if ok {
		raw, ok = s.utf8Line(raw, bad)
	}
	if !ok {
		return nil, bad
	}
	rec := record{hasText: true}
	rec.values[fieldID], rec.values[fieldText] = bad.ID, string(raw)
	rec.values[fieldTitle] = firstLine(rec.values[fieldText])
	if a := s.article(&rec, bad); a != nil {
		a.TitleInText = true
		return a, nil
	}
	return nil, bad
}

// readLines reads one JSON article a line to the end of r.
func (s *Source) readLines(r *bufio.Reader, path string, yield emit) bool {
	lines := NewLines(r, s.opts.maxLine())
	for lines.Next() {
		bad := &BadArticle{Path: path, Line: lines.Number()}
		var a *models.Article
		if lines.TooLong() {
			bad.tooLong(s.opts.MaxArticleBytes)
		} else {
			a = s.decode(lines.Bytes(), bad)
		}
		if !s.emit(a, bad, yield) {
			return false
		}
	}
	if err := lines.Err(); err != nil {
		return s.cutShort(&BadArticle{Path: path, Line: lines.Number() + 1, Reason: "read file: " + bare(err).Error(), Hint: "the rest of the file is lost"}, yield)
	}
	return true
}

// emit hands on an article, or the fault where there is none.
func (s *Source) emit(a *models.Article, bad *BadArticle, yield emit) bool {
	if a == nil {
		return yield(nil, bad)
	}
	return yield(a, nil)
}

func (e *BadArticle) tooLong(limit int) {
	e.Reason = fmt.Sprintf("longer than %d bytes", limit)
	e.Hint = "raise --max-article-bytes if it is one article"
}

// firstLine returns the first line with text, without the space around it.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}
