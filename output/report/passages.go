package report

import (
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/output/tables"
)

// How much of an article a quotation is shown in, in code points: its paragraph, when
// that is no longer than maxParagraph, else this much beside its own sentences.
const (
	maxParagraph = 900
	beside       = 240
	maxPassage   = 2400
)

// extent is a stretch of an article, in code points.
type extent struct{ start, end int }

// cut gives each quotation its passage.
func cut(set *tables.Set, c *corpus) error {
	about := newAbout(c)
	ids := make([]string, len(c.articles))
	numbers := make(map[string]int, len(ids))
	for i := range c.articles {
		ids[i], numbers[c.articles[i].id] = c.articles[i].id, i
	}
	if len(ids) == 0 {
		return nil
	}
	blocks, err := paragraphs(set, numbers)
	if err != nil {
		return err
	}
	quotes := make([][]int, len(ids))
	for i := range c.quotes {
		a := c.quotes[i].article
		quotes[a] = append(quotes[a], i)
	}
	for a, err := range set.Articles(tables.Query{Columns: []string{"article_id", "outlet", "outlets", "text"}}) {
		if err != nil {
			return err
		}
		n, wanted := numbers[a.ArticleID]
		if !wanted || len(quotes[n]) == 0 {
			continue
		}
		for _, o := range a.Outlets {
			if o != a.Outlet {
				c.articles[n].also = append(c.articles[n].also, o)
			}
		}
		text := []rune(a.Text)
		for _, q := range quotes[n] {
			about.add(&c.quotes[q], text)
			c.quotes[q].cut(text, blocks[n])
		}
	}
	c.edges = about.edges()
	return nil
}

// paragraphs returns the extents of the blocks of each article, in order.
func paragraphs(set *tables.Set, numbers map[string]int) ([][]extent, error) {
	all := make([][]extent, len(numbers))
	article, block, number := "", -1, -1
	for s, err := range set.Sentences(tables.Query{Columns: []string{"article_id", "start", "end", "block_index"}}) {
		if err != nil {
			return nil, err
		}
		if s.ArticleID != article {
			article, block, number = s.ArticleID, -1, -1
			if n, wanted := numbers[article]; wanted {
				number = n
			}
		}
		if number < 0 {
			continue
		}
		if s.BlockIndex != block {
			block = s.BlockIndex
			all[number] = append(all[number], extent{s.Start, s.End})
		}
		last := &all[number][len(all[number])-1]
		last.start, last.end = min(last.start, s.Start), max(last.end, s.End)
	}
	return all, nil
}

// cut takes the quotation's passage out of the article's text.
func (q *quote) cut(text []rune, blocks []extent) {
	e := extent{min(max(q.start, 0), len(text)), min(max(q.end, q.start, 0), len(text))}
	whole := e
	for _, b := range blocks {
		b.start = max(b.start, 0)
		if b.start < e.end && e.start < b.end {
			whole.start, whole.end = min(whole.start, b.start), max(whole.end, min(b.end, len(text)))
		}
	}
	shown := whole
	if whole.end-whole.start > maxParagraph {
		shown.start = wordStart(text, max(whole.start, e.start-beside), e.start)
		shown.end = wordEnd(text, min(whole.end, e.end+beside), e.end)
	}
	if shown.end-shown.start > maxPassage {
		shown.end = wordEnd(text, shown.start+maxPassage, shown.start)
	}
	q.passage = passage{from: shown.start, cutLeft: shown.start > whole.start, cutRight: shown.end < whole.end}
	q.passage.text = flow(text[shown.start:shown.end], shown.start, blocks)
	q.passage.marks = place(q.spans, text, shown)
	q.spans = nil
}

// flow returns the text with line breaks between blocks alone: those within one were
// made for the width of some screen.
func flow(text []rune, from int, blocks []extent) string {
	out := slices.Clone(text)
	for i, r := range out {
		if r != '\n' && r != '\r' {
			continue
		}
		p := from + i
		if slices.ContainsFunc(blocks, func(b extent) bool { return b.start <= p && p < b.end }) {
			out[i] = ' '
		}
	}
	return string(out)
}

// wordStart moves a cut to the right until a word begins, no further than limit.
func wordStart(text []rune, i, limit int) int {
	for i > 0 && i < limit && !unicode.IsSpace(text[i-1]) {
		i++
	}
	return i
}

// wordEnd moves a cut to the left until a word ends, no further than limit.
func wordEnd(text []rune, i, limit int) int {
	for i > limit && i < len(text) && !unicode.IsSpace(text[i]) {
		i--
	}
	return i
}

// place turns marks of the article into marks of the passage, joining those of a kind
// that meet: the gaps between sentences of one quotation are white space.
func place(marks []mark, text []rune, shown extent) []mark {
	slices.SortFunc(marks, func(a, b mark) int {
		if a.kind != b.kind {
			return int(a.kind) - int(b.kind)
		}
		if a.start != b.start {
			return a.start - b.start
		}
		return a.end - b.end
	})
	var joined []mark
	for _, m := range marks {
		m.start, m.end = max(m.start, shown.start), min(m.end, shown.end)
		if m.start >= m.end {
			continue
		}
		if n := len(joined); n > 0 && joined[n-1].kind == m.kind && blank(text, joined[n-1].end, m.start) {
			joined[n-1].end = max(joined[n-1].end, m.end)
			continue
		}
		joined = append(joined, m)
	}
	units := offsets(text[shown.start:shown.end])
	for i := range joined {
		joined[i].start, joined[i].end = units[joined[i].start-shown.start], units[joined[i].end-shown.start]
	}
	return joined
}

// blank reports whether nothing but white space lies between.
func blank(text []rune, from, to int) bool {
	return from >= to || strings.TrimSpace(string(text[from:to])) == ""
}

// offsets returns the offset in UTF-16 units of each code point, and of the end.
func offsets(text []rune) []int {
	units := make([]int, len(text)+1)
	for i, r := range text {
		units[i+1] = units[i] + 1
		if r > 0xFFFF {
			units[i+1]++
		}
	}
	return units
}
