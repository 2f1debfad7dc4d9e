// Package quotation pairs the quotation marks of an article: straight and curly,
// double and single, nested, unbalanced, and those that open every paragraph but
// close only the last.
//
// Find is an automaton over the marks, block by block, with one look ahead. It is
// linear in the text: where an opening mark meets a quotation that is still open, it
// looks at a bounded number of marks ahead. What holds of its answer: quotations
// are in order, do not overlap, lie within one block each, start with a mark and
// hold at least one token.
package quotation

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// side is what a mark looks like from its spelling and its neighbours.
type side uint8

const (
	either side = iota
	opening
	closing
)

// mark is one quotation mark of a block.
type mark struct {
	token int
	side  side
	// firm says that the glyph itself tells the side.
	firm bool
}

// Find returns the outermost quotations of doc, which must be segmented.
func Find(doc *models.Document) []models.Quote {
	f := finder{doc: doc, text: doc.Article.Text, single: singleStyle(doc)}
	for b := range doc.Blocks {
		if doc.Blocks[b].Kind.Speech() && doc.Blocks[b].First < doc.Blocks[b].Last {
			f.block(b)
		}
	}
	return f.quotes
}

type finder struct {
	doc    *models.Document
	text   string
	single bool // the article quotes with single marks
	marks  []mark
	quotes []models.Quote
	group  int
	// open says that the block before ended inside a quotation.
	open bool
}

// tokens returns the range of tokens of block b.
func (f *finder) tokens(b int) (first, last int) {
	blk := f.doc.Blocks[b]
	return f.doc.Sentences[blk.First].First, f.doc.Sentences[blk.Last-1].Last
}

func (f *finder) block(b int) {
	first, last := f.tokens(b)
	f.marks = f.marks[:0]
	for i := first; i < last; i++ {
		if m, ok := f.mark(i); ok {
			f.marks = append(f.marks, m)
		}
	}
	continued := f.open
	f.open = false
	if len(f.marks) == 0 {
		return
	}
	starts := f.marks[0].token == first && f.marks[0].side != closing
	f.pair(b, last, continued && starts)
}

// pair walks the marks of block b. continued says that the first one takes up the
// quotation that the block before left open.
func (f *finder) pair(b, last int, continued bool) {
	start, depth := -1, 0
	for k := 0; k < len(f.marks); k++ {
		m := f.marks[k]
		switch {
		case start < 0 && m.side != closing:
			start, depth = m.token, 1
		case start < 0: // a closing mark with nothing to close
		case m.side == opening && f.nests(k, b):
			depth++
		case m.side == opening:
			f.add(start, f.sentenceBefore(start, m.token), continued, false)
			continued, start, depth = false, m.token, 1
		default:
			if depth--; depth == 0 {
				f.add(start, m.token+1, continued, true)
				continued, start = false, -1
			}
		}
	}
	if start >= 0 {
		f.add(start, last, continued, false)
		f.open = f.continuesAfter(b)
	}
}

// lookAhead bounds the marks that nests looks at, so that a block of nothing but
// opening marks takes linear time.
const lookAhead = 64

// nests reports whether opening mark k lies inside the quotation already open
// rather than telling that its end is missing: the rest of the block closes both,
// or the quotation runs on into the next block.
func (f *finder) nests(k, b int) bool {
	depth := 1
	rest := f.marks[k:]
	for _, m := range rest[:min(len(rest), lookAhead)] {
		if m.side == opening {
			depth++
		} else if depth--; depth == 0 {
			return true
		}
	}
	return depth == 1 && len(rest) <= lookAhead && f.continuesAfter(b)
}

// continuesAfter reports whether the next block of speech begins with an opening
// mark, as the paragraphs of one long quotation do.
func (f *finder) continuesAfter(b int) bool {
	for n := b + 1; n < len(f.doc.Blocks); n++ {
		blk := f.doc.Blocks[n]
		if !blk.Kind.Speech() || blk.First >= blk.Last {
			continue
		}
		m, ok := f.mark(f.doc.Sentences[blk.First].First)
		return ok && m.side != closing
	}
	return false
}

// sentenceBefore returns the end of the last sentence that ends before token at,
// or at itself when the quotation begins in the same sentence.
func (f *finder) sentenceBefore(start, at int) int {
	s := f.doc.Tokens[at].Sentence
	if first := f.doc.Sentences[s].First; first > start {
		return first
	}
	return at
}

func (f *finder) add(first, last int, continued, closed bool) {
	if last <= first+1 && !closed {
		return // a lone mark
	}
	if !continued {
		f.group++
	}
	f.quotes = append(f.quotes, models.Quote{
		Span:  models.Span{Start: f.doc.Tokens[first].Start, End: f.doc.Tokens[last-1].End},
		Group: f.group - 1, First: first, Last: last, Closed: closed,
	})
}

// mark reads token i as a quotation mark of the article's outer style.
func (f *finder) mark(i int) (mark, bool) {
	t := f.doc.Tokens[i]
	w := f.text[t.Start:t.End]
	if t.End-t.Start > 3 {
		return mark{}, false
	}
	before, after := f.around(t.Span)
	switch w {
	case "“", "„", "«", "``":
		if w == "“" && before == letters && after == space {
			return mark{i, closing, false}, true
		}
		return mark{i, opening, true}, true
	case "”", "»":
		if w == "”" && before == space && after == letters {
			return mark{i, opening, false}, true
		}
		return mark{i, closing, true}, true
	case "\"", "''":
		return mark{i, straight(before, after), false}, true
	case "‘", "’", "'", "`":
		if f.single {
			return f.singleMark(i, w, before, after)
		}
	}
	return mark{}, false
}

// singleMark tells single quotation marks from apostrophes.
func (f *finder) singleMark(i int, w string, before, after neighbour) (mark, bool) {
	if w == "‘" || w == "`" {
		return mark{i, opening, true}, true
	}
	switch s := straight(before, after); {
	case w == "'" && s == opening && f.elided(i):
		return mark{}, false
	case w == "'" && s == opening:
		return mark{i, opening, false}, true
	case before == letters && f.plural(i):
		return mark{}, false
	case before != space && after != letters:
		return mark{i, closing, false}, true
	}
	return mark{}, false
}

// elided reports whether the mark at i stands for left-out letters or figures, as
// in '90s and 'em.
func (f *finder) elided(i int) bool {
	if i+1 >= len(f.doc.Tokens) {
		return false
	}
	next := f.doc.Tokens[i+1]
	if c := f.text[next.Start]; c >= '0' && c <= '9' {
		return true
	}
	switch next.Lower {
	case "em", "tis", "twas", "til", "n", "cause", "round":
		return true
	}
	return false
}

// plural reports whether the mark at i is the possessive of a plural (voters'):
// an s before it, a word in lower case after it, and a closing mark further on.
func (f *finder) plural(i int) bool {
	t := f.doc.Tokens[i]
	if t.Start == 0 || f.text[t.Start-1]|0x20 != 's' || i+1 >= len(f.doc.Tokens) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(f.text[f.doc.Tokens[i+1].Start:]); !unicode.IsLower(r) {
		return false
	}
	for j := i + 1; j < len(f.doc.Tokens) && j < i+200; j++ {
		u := f.doc.Tokens[j]
		switch f.text[u.Start:u.End] {
		case "‘":
			return false
		case "’", "'":
			before, after := f.around(u.Span)
			switch straight(before, after) {
			case opening:
				return false
			case closing:
				return true
			}
		}
	}
	return false
}

// neighbour classes the character beside a mark.
type neighbour uint8

const (
	space   neighbour = iota // white space, a bracket, a dash, the edge of the text
	letters                  // letters and figures
	stops                    // other punctuation
)

func (f *finder) around(s models.Span) (before, after neighbour) {
	r, size := utf8.DecodeLastRuneInString(f.text[:s.Start])
	before = classify(r, size)
	if r == ']' || r == ')' {
		before = stops
	}
	r, size = utf8.DecodeRuneInString(f.text[s.End:])
	after = classify(r, size)
	if r == '[' || r == '(' || r == '$' || r == '…' || r == '#' || r == '@' {
		after = letters
	}
	return before, after
}

func classify(r rune, size int) neighbour {
	switch {
	case size == 0, unicode.IsSpace(r), r == '(', r == '[', r == '—', r == '–', r == '-', r == ')', r == ']':
		return space
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return letters
	}
	return stops
}

// straight reads the side of a mark without one of its own from its neighbours.
func straight(before, after neighbour) side {
	switch {
	case before == space && after != space:
		return opening
	case before != space && after != letters:
		return closing
	case before == stops && after == letters:
		return either // glued sentences: said."Besides
	case before == letters && after == letters:
		return either
	}
	return either
}

// singleStyle reports whether the article's outer quotation marks are single.
func singleStyle(doc *models.Document) bool {
	f := finder{doc: doc, text: doc.Article.Text}
	double, single := 0, 0
	for i, t := range doc.Tokens {
		if t.End-t.Start > 3 {
			continue
		}
		switch f.text[t.Start:t.End] {
		case "“", "\"", "``", "„", "«", "''":
			double++
		case "‘":
			single += 2
		case "'":
			if before, after := f.around(t.Span); straight(before, after) == opening && !f.elided(i) {
				single += 2
			}
		}
	}
	return single > double
}
