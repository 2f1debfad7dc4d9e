package report

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// chunkSize is how much JSON goes into a block of data: enough to compress well, and
// little enough to open at once.
const chunkSize = 400_000

// maxPacked is how much base 64 the quotations may take: with DefaultSpeakers it keeps
// the page of any corpus below 15 MB.
const maxPacked = 12_500_000

// block is a piece of data that the page opens on demand.
type block struct {
	ID   string
	Data string // JSON, gzip, base 64
}

// packer fills blocks. It numbers the targets of the quotations in the order it meets
// them.
type packer struct {
	blocks  []block
	targets []*target
	number  map[*target]int
	chunks  [][]int // of each target
	size    int     // of the blocks, in bytes of base 64
	shown   int     // quotations in them
}

func (p *packer) target(t *target) int {
	n, known := p.number[t]
	if !known {
		n = len(p.targets)
		p.number[t], p.targets, p.chunks = n, append(p.targets, t), append(p.chunks, nil)
	}
	return n
}

func (p *packer) add(id string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("pack %s: %w", id, err)
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("pack %s: %w", id, err)
	}
	if _, err := z.Write(raw); err != nil {
		return fmt.Errorf("pack %s: %w", id, err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("pack %s: %w", id, err)
	}
	p.blocks = append(p.blocks, block{id, base64.StdEncoding.EncodeToString(b.Bytes())})
	p.size += base64.StdEncoding.EncodedLen(b.Len())
	return nil
}

// chunk is some quotations, and what they refer to. The page's script knows the order
// of the fields of each list.
type chunk struct {
	Articles [][]any `json:"a"` // title, outlet, date, address, id, other outlets
	Passages [][]any `json:"p"` // text, cut left, cut right
	Quotes   [][]any `json:"q"`

	articles map[int]int
	passages map[[2]any]int
	size     int
}

func newChunk() *chunk {
	return &chunk{Articles: [][]any{}, Passages: [][]any{}, Quotes: [][]any{}, articles: map[int]int{}, passages: map[[2]any]int{}}
}

// quotations packs all quotations, and returns the first and last chunk of each figure,
// -1 for one without, and the number of chunks.
func (p *packer) quotations(c *corpus) (byFigure [][2]int, n int, err error) {
	ch := newChunk()
	flush := func() {
		if len(ch.Quotes) > 0 && err == nil {
			err = p.add(fmt.Sprintf("q%d", n), ch)
			n, ch = n+1, newChunk()
		}
	}
	for i, f := range c.figures {
		span := [2]int{-1, -1}
		for j := f.from; j < f.to; j++ {
			if p.size > maxPacked {
				f.hidden += f.to - j
				c.totals.Hidden, f.to = c.totals.Hidden+f.to-j, j
				break
			}
			p.shown++
			q := &c.quotes[j]
			if span[0] < 0 {
				span[0] = n
			}
			span[1] = n
			ch.add(c, p, i, q)
			for _, s := range q.stances {
				t := p.target(s.target)
				if list := p.chunks[t]; len(list) == 0 || list[len(list)-1] != n {
					p.chunks[t] = append(list, n)
				}
			}
			if ch.size > chunkSize {
				flush()
			}
		}
		byFigure = append(byFigure, span)
	}
	flush()
	return byFigure, n, err
}

// add puts a quotation and what it refers to into the chunk.
func (ch *chunk) add(c *corpus, p *packer, figure int, q *quote) {
	a, known := ch.articles[q.article]
	if !known {
		src := &c.articles[q.article]
		a = len(ch.Articles)
		date := ""
		if !src.published.IsZero() {
			date = src.published.Format("2006-01-02")
		}
		ch.articles[q.article] = a
		ch.Articles = append(ch.Articles, []any{src.title, src.outlet, date, src.url, src.id, strings.Join(src.also, ", ")})
		ch.size += len(src.title) + len(src.outlet) + len(src.url) + len(src.id) + 30
	}
	where := [2]any{q.article, extent{q.passage.from, len(q.passage.text)}}
	t, known := ch.passages[where]
	if !known {
		t = len(ch.Passages)
		ch.passages[where] = t
		ch.Passages = append(ch.Passages, []any{q.passage.text, number(q.passage.cutLeft), number(q.passage.cutRight)})
		ch.size += len(q.passage.text) + 10
	}
	marks := []any{}
	for _, m := range q.passage.marks {
		marks = append(marks, string(m.kind), m.start, m.end)
	}
	stances := []any{}
	for _, s := range q.stances {
		stances = append(stances, p.target(s.target), s.label, hundredths(s.score))
	}
	score := 0.0
	if q.rows > 0 {
		score = q.sentiment / float64(q.rows)
	}
	mention := q.mention
	if q.kind == "told" {
		mention = q.by
	}
	ch.Quotes = append(ch.Quotes, []any{figure, a, t, q.kind, hundredths(score), hundredths(q.content), hundredths(q.confidence), q.reason, mention, marks, stances})
	ch.size += 80 + 12*len(marks) + 8*len(stances)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func hundredths(v float64) int { return int(math.Round(v * 100)) }
