package loadgen

import (
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// Stats count what was written.
type Stats struct {
	Articles, Exact, Near int
	Bytes                 int64 // of JSON, unpacked
}

// chunk is how many articles are made at a time.
const chunk = 256

// made are the lines of some articles.
type made struct {
	lines []byte
	Stats
}

// Write writes all articles to w as lines of JSON, in order of their numbers. What is
// held at a time are a few hundred articles for each worker.
func (m *Maker) Write(w io.Writer) (Stats, error) {
	workers := max(1, m.opts.Workers)
	chunks := make(chan chan made, workers)
	stop := make(chan struct{})
	defer close(stop)
	slots := make(chan []byte, 2*workers+1) // buffers of lines, used again
	for range cap(slots) {
		slots <- nil
	}
	go m.start(chunks, slots, stop)
	var all Stats
	for c := range chunks {
		part := <-c
		if _, err := w.Write(part.lines); err != nil {
			return all, fmt.Errorf("write articles: %w", err)
		}
		all.Articles += part.Articles
		all.Exact += part.Exact
		all.Near += part.Near
		all.Bytes += int64(len(part.lines))
		slots <- part.lines[:0]
	}
	return all, nil
}

// start makes the chunks, as many at a time as there is room for in chunks.
func (m *Maker) start(chunks chan<- chan made, slots <-chan []byte, stop <-chan struct{}) {
	defer close(chunks)
	for n := 0; n < m.opts.Articles; n += chunk {
		var buffer []byte
		select {
		case buffer = <-slots:
		case <-stop:
			return
		}
		c := make(chan made, 1)
		select {
		case chunks <- c:
		case <-stop:
			return
		}
		go func() { c <- m.make(n, min(n+chunk, m.opts.Articles), buffer) }()
	}
}

func (m *Maker) make(from, to int, lines []byte) made {
	part := made{lines: lines}
	for n := from; n < to; n++ {
		a, kind := m.Article(n)
		part.Articles++
		switch kind {
		case Exact:
			part.Exact++
		case Near:
			part.Near++
		}
		part.lines = appendLine(part.lines, &a)
	}
	return part
}

// appendLine appends an article as a line of JSON.
func appendLine(b []byte, a *models.Article) []byte {
	b = appendString(append(b, `{"id":`...), a.ID)
	if a.Title != "" {
		b = appendString(append(b, `,"title":`...), a.Title)
	}
	b = appendString(append(b, `,"outlet":`...), a.Outlet)
	b = appendString(append(b, `,"url":`...), a.URL)
	b = append(b, `,"published_at":"`...)
	b = a.PublishedAt.AppendFormat(b, time.RFC3339)
	b = appendString(append(b, `","text":`...), a.Text)
	return append(b, "}\n"...)
}

// appendString appends s as a string of JSON. s is in UTF-8, as ingest reads it.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for at := 0; at < len(s); at++ {
		c := s[at]
		if c >= ' ' && c != '"' && c != '\\' || c >= utf8.RuneSelf {
			continue
		}
		b = append(b, s[from:at]...)
		from = at + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[from:]...), '"')
}
