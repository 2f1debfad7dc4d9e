package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/saysonews/sayso/models"
)

// maxPage bounds the bytes of a web page: text is a small part of most.
func (o Options) maxPage() int { return 4*o.MaxArticleBytes + 1<<20 }

// readPage reads a web page to the end of r.
func (s *Source) readPage(r *bufio.Reader, in input) (*models.Article, *BadArticle) {
	bad := in.bad("", "")
	raw, ok := s.slurp(r, s.opts.maxPage(), bad)
	if !ok {
		return nil, bad
	}
	rec := record{hasText: true}
	rec.values[fieldID] = bad.ID
	if a := s.page(raw, "", &rec, bad); a != nil {
		return a, nil
	}
	return nil, bad
}

// page makes the article of a web page, or says in bad why it cannot. contentType is
// that of the HTTP header, or empty. What r knows of the article goes before nothing
// that the page says, save its id; its address is what links are relative to.
func (s *Source) page(raw []byte, contentType string, r *record, bad *BadArticle) *models.Article {
	if head := raw[:min(len(raw), 1<<10)]; bytes.IndexByte(head, 0) >= 0 && !zeros(head, 0) && !zeros(head, 1) && !bytes.HasPrefix(head, bomLE) && !bytes.HasPrefix(head, bomBE) {
		bad.Reason, bad.Hint = "not text: a NUL byte in the page", "is it a file of another format?"
		return nil
	}
	text := s.pageText(raw, contentType, bad)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		bad.Reason, bad.Hint = fmt.Sprintf("not a web page: %v", err), "save it as text"
		return nil
	}
	base, _ := url.Parse(r.values[fieldURL]) // an address in no form has no relatives
	m := readMeta(doc, base)
	for f, value := range m.values {
		if value != "" && field(f) != fieldID {
			r.values[f] = value
		}
	}
	body := mainText(doc, r.values[fieldTitle])
	if len(body) < minMain && len(m.body) > 2*len(body) {
		body = m.body
	}
	if letters(body) == "" {
		bad.ID = r.values[fieldID]
		bad.Reason, bad.Hint = "no main text in the page", "is it a page of one article, not a list or a script?"
		return nil
	}
	title := r.values[fieldTitle]
	if title != "" && !sameWords(title, firstLine(body)) {
		body = title + "\n\n" + body
	}
	r.values[fieldText] = body
	return s.article(r, bad)
}

// minMain is the length in bytes under which the text of a page may be a teaser.
const minMain = 400

// pageText returns the page in UTF-8, from the encoding that a byte order mark, the
// HTTP header or the page itself names, or else that the bytes look like. Broken
// characters are U+FFFD, as browsers show them.
func (s *Source) pageText(raw []byte, contentType string, bad *BadArticle) string {
	encoding, name, _ := charset.DetermineEncoding(raw, contentType)
	head := raw[:min(len(raw), 1<<10)]
	switch {
	case zeros(head, 0), zeros(head, 1):
		encoding, name = charset.Lookup("utf-16le")
		if zeros(head, 0) {
			encoding, name = charset.Lookup("utf-16be")
		}
	case utf8.Valid(raw):
		if name == "utf-8" || name == "windows-1252" {
			return string(bytes.TrimPrefix(raw, bom))
		}
	case name == "utf-8" && windows1252(raw):
		s.note(bad, "read as Windows-1252, since it is not UTF-8")
		encoding, _ = charset.Lookup("windows-1252")
	}
	text, err := encoding.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	if name == "utf-8" && !utf8.Valid(raw) {
		s.note(bad, "bytes that are not UTF-8 replaced by U+FFFD")
	}
	return strings.ToValidUTF8(string(text), "\ufffd")
}
