package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
)

// warcRecord is one record of a WARC file (ISO 28500), with the bytes of its block
// still to be read.
type warcRecord struct {
	header textproto.MIMEHeader
	block  *io.LimitedReader
}

var errNoWARC = errors.New("no WARC record where one should start")

// maxWARCHead bounds the header of a record, and that of an HTTP response.
const maxWARCHead = 64 << 10

// nextRecord reads the header of the next record, or io.EOF.
func nextRecord(r *bufio.Reader) (*warcRecord, error) {
	for {
		c, err := r.ReadByte()
		if err != nil {
			return nil, err
		}
		if c != '\r' && c != '\n' {
			r.UnreadByte()
			break
		}
	}
	header, first, err := readHead(r)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(first, "WARC/") {
		return nil, errNoWARC
	}
	size, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("record of length %.40q", header.Get("Content-Length"))
	}
	return &warcRecord{header: header, block: &io.LimitedReader{R: r, N: size}}, nil
}

// readHead reads a first line and the fields of a header after it.
func readHead(r *bufio.Reader) (header textproto.MIMEHeader, first string, err error) {
	header = make(textproto.MIMEHeader)
	for size := 0; ; {
		line, err := r.ReadSlice('\n')
		if size += len(line); err == bufio.ErrBufferFull || size > maxWARCHead {
			return nil, "", errors.New("a header without end")
		}
		if err == io.EOF {
			return nil, "", io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, "", err
		}
		text := strings.TrimRight(string(line), "\r\n")
		switch name, value, ok := strings.Cut(text, ":"); {
		case first == "":
			if first = text; first == "" {
				return nil, "", errNoWARC
			}
		case text == "":
			return header, first, nil
		case ok:
			header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
}

// readWARC reads one article from each response of a web page to the end of r.
// Records of other kinds, and of pages that are not HTML or were not found, are passed
// over: they are no articles. Those of what was fetched are counted.
func (s *Source) readWARC(r *bufio.Reader, in input, yield emit) bool {
	for n := 1; ; n++ {
		bad := &BadArticle{Path: in.path, Line: n}
		record, err := nextRecord(r)
		if err == io.EOF {
			return true
		}
		if err != nil {
			bad.Reason, bad.Hint = "read WARC record: "+bare(err).Error(), "the rest of the file is lost"
			return s.cutShort(bad, yield)
		}
		a, page := s.warcArticle(record, bad)
		if !page {
			s.noPage(record, bad)
		} else if !s.emit(a, bad, yield) {
			return false
		}
		_, err = io.Copy(io.Discard, record.block)
		switch {
		case err == nil && record.block.N == 0:
			continue
		case page && a == nil:
			s.cut = true // told already
			return true
		case err == nil:
			err = io.ErrUnexpectedEOF
		}
		bad.ID, bad.Reason, bad.Hint = "", "read WARC record: "+err.Error(), "the rest of the file is lost"
		return s.cutShort(bad, yield)
	}
}

// noPage counts a record of something fetched that is no web page, and tells of the first.
func (s *Source) noPage(record *warcRecord, place *BadArticle) {
	switch kind := strings.ToLower(record.header.Get("WARC-Type")); kind {
	case "response", "resource", "conversion", "revisit":
		if s.stats.NoPages++; s.stats.NoPages == 1 {
			s.opts.Log.Info("records that hold no web page, or one not found, are passed over and counted", "path", place.Path, "record", place.Line, "type", kind)
		}
	}
}

// warcArticle makes the article of a record. page is false where the record holds no
// web page.
func (s *Source) warcArticle(record *warcRecord, bad *BadArticle) (a *models.Article, page bool) {
	contentType := record.header.Get("Content-Type")
	switch strings.ToLower(record.header.Get("WARC-Type")) {
	case "response":
		if !strings.HasPrefix(contentType, "application/http") {
			return nil, false
		}
	case "resource", "conversion":
		if !isHTML(contentType) {
			return nil, false
		}
		return s.warcPage(record.block, contentType, record, bad), true
	default:
		return nil, false
	}
	block := bufio.NewReader(record.block)
	header, status, err := readHead(block)
	if err != nil {
		bad.Reason, bad.Hint = "read HTTP header: "+err.Error(), "the record is broken"
		return nil, true
	}
	contentType = header.Get("Content-Type")
	code := strings.Fields(status)
	if len(code) < 2 || code[1] != "200" || !isHTML(contentType) {
		return nil, false
	}
	body, free, err := httpBody(block, header)
	if err != nil {
		bad.Reason, bad.Hint = "read HTTP body: "+err.Error(), "the record is broken"
		return nil, true
	}
	defer free()
	return s.warcPage(body, contentType, record, bad), true
}

// warcPage makes the article of a page. Its id is that of the record, its address the
// one it was fetched from unless the page says another.
func (s *Source) warcPage(body io.Reader, contentType string, from *warcRecord, bad *BadArticle) *models.Article {
	r := &record{hasText: true}
	id := strings.Trim(from.header.Get("WARC-Record-ID"), "<>")
	r.values[fieldID] = strings.TrimPrefix(id, "urn:uuid:")
	r.values[fieldURL] = strings.Trim(from.header.Get("WARC-Target-URI"), "<>")
	bad.ID = r.values[fieldID]
	raw, ok := s.slurp(body, s.opts.maxPage(), bad)
	if !ok {
		return nil
	}
	return s.page(raw, contentType, r, bad)
}

func isHTML(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	return kind == "text/html" || kind == "application/xhtml+xml"
}

// httpBody undoes what the header says was done to the body of a response. Crawlers
// often undo it themselves and leave the header, so the bytes have the last word.
func httpBody(r *bufio.Reader, header textproto.MIMEHeader) (io.Reader, func(), error) {
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") && chunked(r) {
		r = bufio.NewReader(httputil.NewChunkedReader(r))
	}
	if pack := sniff(r); pack == gzipped || pack == zstandard {
		return decompress(r, pack)
	}
	return r, func() {}, nil
}

// chunked reports whether r starts with the length of a chunk in a line of its own.
func chunked(r *bufio.Reader) bool {
	head, _ := r.Peek(18)
	line, _, ok := bytes.Cut(head, []byte("\r\n"))
	digits, _, _ := bytes.Cut(line, []byte(";"))
	_, err := strconv.ParseUint(strings.TrimSpace(string(digits)), 16, 63)
	return ok && err == nil
}
