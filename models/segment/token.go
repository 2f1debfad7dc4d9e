package segment

import (
	"github.com/saysonews/sayso/models"
)

// class is what the sentence rules need to know of a token.
type class uint8

const (
	classWord       class = iota // a word, number, address
	classAbbr                    // a word that ends with the full stop of an abbreviation
	classTitle                   // the same, of a title before a name
	classInitial                 // a single letter with its full stop
	classStop                    // a full stop
	classAsk                     // question and exclamation marks
	classEllipsis                // "..." or "…"
	classColon                   // a colon
	classOpen                    // an opening bracket
	classClose                   // a closing bracket
	classQuoteOpen               // an opening quotation mark
	classQuoteClose              // a closing quotation mark
	classBullet                  // a bullet
	classMark                    // any other mark
)

// scanner cuts one block into tokens.
type scanner struct {
	*segmenter
	text   string // up to the end of the block; shadows the whole text
	begin  int    // of the block
	end    int    // of the block
	pos    int    // of the next byte
	double bool   // inside double quotation marks
	single bool   // inside single quotation marks
}

// tokenize appends the tokens and citation marks of span to the document.
func (s *segmenter) tokenize(span models.Span) {
	t := scanner{segmenter: s, text: s.text[:span.End], begin: span.Start, end: span.End, pos: span.Start}
	for t.pos < t.end {
		r, size := runeAt(t.text, t.pos)
		switch {
		case spaceRune(r):
			t.pos += size
		case r == '[' && t.citation():
		case wordRune(r):
			t.word()
		default:
			t.mark(r, size)
		}
	}
}

// emit appends the token [pos, end) and moves past it.
func (t *scanner) emit(end int, c class) {
	t.doc.Tokens = append(t.doc.Tokens, models.Token{
		Span:  models.Span{Start: t.pos, End: end},
		Lower: t.lower[t.pos:end],
		Head:  -1,
	})
	t.segmenter.class = append(t.segmenter.class, c)
	t.pos = end
}

// word emits the tokens of the word that starts at pos.
func (t *scanner) word() {
	if end := t.address(); end > 0 {
		t.emit(end, classWord)
		return
	}
	if digit(t.text[t.pos]) {
		t.number()
		return
	}
	end := t.wordEnd(t.pos)
	if e, c := t.abbreviation(end); e > 0 {
		t.emit(e, c)
		return
	}
	if end+1 < t.end && t.text[end] == '$' && digit(t.text[end+1]) && end-t.pos <= 3 && allUpper(t.text[t.pos:end]) {
		t.emit(end+1, classMark) // "US$"
		return
	}
	if e := t.prefixed(end); e > 0 {
		if a := t.abbreviated(end + 1); a > 0 {
			t.emit(a, classAbbr)
			return
		}
		end = e
	}
	t.clitics(end)
}

// wordEnd returns the end of the run of word characters from i, with apostrophes,
// ampersands and low lines inside it.
func (t *scanner) wordEnd(i int) int {
	for i < t.end {
		r, size := runeAt(t.text, i)
		if !wordRune(r) && !(i > t.pos && t.joins(r, i, size)) {
			break
		}
		i += size
	}
	return i
}

// joins reports whether the mark r at i joins two parts of one word.
func (t *scanner) joins(r rune, i, size int) bool {
	switch r {
	case '_', 0xAD, 0x200D: // soft hyphen, zero-width joiner
		return wordAt(t.text, i+size)
	case '\'', '’':
		b := t.text[i-1]
		return wordAt(t.text, i+size) && !(digit(b) && digit(t.text[i+size]))
	case '‘', '`': // typed or converted in place of an apostrophe
		e := i + size
		for e < t.end && letter(t.text[e]) {
			e++
		}
		return e > i+size && e < i+size+3 && clitic("xx'"+t.lower[i+size:e]) > 0
	case '&':
		return upperAt(t.text, i+1) && i-t.pos <= 3
	}
	return false
}

// prefixed returns the end of the word after the hyphen when the word [pos, end)
// is a prefix, as in "re-elected", and 0 otherwise.
func (t *scanner) prefixed(end int) int {
	if end+1 >= t.end || t.text[end] != '-' || !wordAt(t.text, end+1) || !t.lists.prefixes.has(t.lower[t.pos:end]) {
		return 0
	}
	if r, _ := runeBefore(t.text, t.pos); r == '-' {
		return 0
	}
	if digit(t.text[end+1]) && end-t.pos == 1 {
		return 0
	}
	return t.wordEnd(end + 1)
}
