package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// stdinID is the id of a plain-text article from standard input, which has no
// file name.
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

func (s *Source) readFile(path string, f Format, c compression, yield emit) bool {
	file, err := os.Open(path)
	if err != nil {
		return yield(nil, &BadArticle{ID: fileID(path, f), Path: path, Reason: "open file: " + bare(err).Error()})
	}
	defer file.Close()
	return s.readStream(counter{file, s}, path, f, c, yield)
}

func (s *Source) readStdin(f Format, yield emit) bool {
	if f == ByName {
		f = JSONL
	}
	in := s.opts.Stdin
	if in == nil {
		in = strings.NewReader("")
	}
	buffered := bufio.NewReader(counter{in, s})
	return s.readStream(buffered, stdinPath, f, sniff(buffered), yield)
}

func (s *Source) readStream(r io.Reader, path string, f Format, c compression, yield emit) bool {
	s.stats.Files++
	unpacked, free, err := decompress(r, c)
	if err != nil {
		return yield(nil, &BadArticle{ID: fileID(path, f), Path: path, Reason: err.Error()})
	}
	defer free()
	buffered := bufio.NewReaderSize(unpacked, 64<<10)
	skipBOM(buffered)
	if f == Text {
		return yield(s.readText(buffered, path))
	}
	return s.readLines(buffered, path, yield)
}

// readText reads a plain-text article to the end of r.
func (s *Source) readText(r io.Reader, path string) (*models.Article, *BadArticle) {
	bad := &BadArticle{ID: fileID(path, Text), Path: path}
	limit := s.opts.MaxArticleBytes
	var text bytes.Buffer
	switch _, err := text.ReadFrom(io.LimitReader(r, int64(limit)+1)); {
	case text.Len() > limit:
		bad.tooLong(limit)
		return nil, bad
	case err != nil:
		bad.Reason = "read file: " + bare(err).Error()
		return nil, bad
	case !bad.utf8(text.Bytes()):
		return nil, bad
	}
	a := &models.Article{ID: bad.ID, Text: text.String(), TitleInText: true, Path: path}
	a.Title = firstLine(a.Text)
	if a.Title == "" {
		bad.Reason = "no text"
		return nil, bad
	}
	return a, nil
}

// readLines reads one JSON article a line to the end of r.
func (s *Source) readLines(r *bufio.Reader, path string, yield emit) bool {
	lines := NewLines(r, s.opts.maxLine())
	for lines.Next() {
		bad := &BadArticle{Path: path, Line: lines.Number()}
		if lines.TooLong() {
			bad.tooLong(s.opts.MaxArticleBytes)
			if !yield(nil, bad) {
				return false
			}
			continue
		}
		if a := s.decode(lines.Bytes(), bad); a != nil {
			bad = nil
			if !yield(a, nil) {
				return false
			}
		} else if !yield(nil, bad) {
			return false
		}
	}
	if err := lines.Err(); err != nil {
		return yield(nil, &BadArticle{Path: path, Line: lines.Number() + 1, Reason: "read file: " + bare(err).Error(), Hint: "the rest of the file is lost"})
	}
	return true
}

func (e *BadArticle) tooLong(limit int) {
	e.Reason = fmt.Sprintf("longer than %d bytes", limit)
	e.Hint = "raise --max-article-bytes if it is one article"
}

// utf8 reports whether b is valid UTF-8, and says in e where it is not.
func (e *BadArticle) utf8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		e.Reason, e.Hint = "not UTF-8 but UTF-16", "convert it with iconv -f UTF-16 -t UTF-8"
		return false
	}
	at := 0
	for at < len(b) {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	e.Reason, e.Hint = fmt.Sprintf("not UTF-8: byte %#02x at offset %d", b[at], at), "convert it, for instance with iconv -f WINDOWS-1252 -t UTF-8"
	return false
}

// fileID is the id of the article in a plain-text file: its name without folder
// and extensions. A file of many articles gives none.
func fileID(path string, f Format) string {
	if f != Text {
		return ""
	}
	if path == stdinPath {
		return stdinID
	}
	stem, _, _ := split(filepath.Base(path))
	return stem
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
