package segment

import (
	"strings"
	"unicode"
)

// mark emits the token of punctuation or symbols at pos.
func (t *scanner) mark(r rune, size int) {
	switch r {
	case '"':
		t.straight(size)
	case '“', '«', '„':
		t.double = true
		t.emit(t.pos+size, classQuoteOpen)
	case '”', '»':
		t.double = false
		t.emit(t.pos+size, classQuoteClose)
	case '\'', '`', '‘', '’', '‛':
		t.apostrophe(r, size)
	case '.', '…':
		t.stops(r, size)
	case '!', '?':
		t.emit(t.same("!?"), classAsk)
	case ':', ';':
		t.colon(r)
	case '(', '[', '{':
		t.emit(t.pos+1, classOpen)
	case ')', ']', '}':
		t.emit(t.pos+1, classClose)
	case '@', '#':
		t.handle(size)
	case '-', '*', '=', '_', '~', '+', '^', '|', '<', '>':
		t.emit(t.same(string(r)), classMark)
	case '•', '▪', '●', '■', '►':
		t.emit(t.pos+size, classBullet)
	default:
		t.emit(t.cluster(t.pos+size), classMark)
	}
}

// same returns the end of the run of bytes of set at pos.
func (t *scanner) same(set string) int {
	i := t.pos
	for i < t.end && strings.IndexByte(set, t.text[i]) >= 0 {
		i++
	}
	return i
}

// cluster returns the end of the symbol whose first code point ends at i: its
// combining marks, and what zero-width joiners tie to it, as in emoji.
func (t *scanner) cluster(i int) int {
	for i < t.end {
		r, size := runeAt(t.text, i)
		switch {
		case r == 0x200D:
			_, next := runeAt(t.text, i+size)
			i += size + next
		case r >= 0x300 && unicode.IsMark(r):
			i += size
		default:
			return i
		}
	}
	return i
}

// stops emits a full stop, an ellipsis, or a run of them.
func (t *scanner) stops(r rune, size int) {
	if r == '…' {
		t.emit(t.pos+size, classEllipsis)
		return
	}
	end := t.same(".")
	if end-t.pos > 1 {
		t.emit(end, classEllipsis)
		return
	}
	if t.text[t.pos:] != "." && digit(t.text[min(t.pos+1, t.end-1)]) && !wordBefore(t.text, t.pos) {
		t.emit(t.numberEnd(t.pos+1), classWord) // ".5"
		return
	}
	t.emit(end, classStop)
}

// straight emits a double quotation mark that does not show its direction. The
// neighbours decide where they are plain, otherwise the state does.
func (t *scanner) straight(size int) {
	before, _ := runeBefore(t.text, t.pos)
	after, _ := runeAt(t.text, t.pos+size)
	left := before == 0 || spaceRune(before) || before == '(' || before == '[' || before == '—' || before == '–'
	right := after == 0 || spaceRune(after) || strings.ContainsRune(".,;:!?)]—–", after)
	open := !t.double
	if left != right {
		open = left
	}
	t.double = open
	c := classQuoteClose
	if open {
		c = classQuoteOpen
	}
	t.emit(t.pos+size, c)
}

// handle emits "@name" or "#tag" as one token, or the sign alone.
func (t *scanner) handle(size int) {
	end := t.pos + size
	if !wordBefore(t.text, t.pos) && end < t.end && letter(t.text[end]) || t.text[t.pos] == '@' && end < t.end && t.text[end] == '_' {
		for end < t.end && (letter(t.text[end]) || digit(t.text[end]) || t.text[end] == '_') {
			end++
		}
	}
	t.emit(end, classWord)
}

// apostrophe emits a single quotation mark, a doubled one that stands for a
// double mark, or a word that begins with an apostrophe.
func (t *scanner) apostrophe(r rune, size int) {
	next := t.pos + size
	n, nsize := runeAt(t.text, next)
	if n == r {
		if r == '`' || r == '‘' {
			t.double = true
			t.emit(next+nsize, classQuoteOpen)
		} else {
			t.straight(size + nsize)
		}
		return
	}
	if e := t.elision(next); e > 0 && r != '‘' && r != '`' {
		t.emit(e, classWord)
		return
	}
	before, _ := runeBefore(t.text, t.pos)
	opens := r == '‘' || r == '`' || r != '’' && wordRune(n) && !wordRune(before) && !strings.ContainsRune(".,!?", before)
	t.single = opens
	c := classQuoteClose
	if opens {
		c = classQuoteOpen
	}
	t.emit(next, c)
}

// elision returns the end of a word that lost its start, as in '90s and 'em,
// whose first letter stands at i, or 0.
func (t *scanner) elision(i int) int {
	if wordBefore(t.text, t.pos) {
		return 0
	}
	e := i
	for e < t.end && (letter(t.text[e]) || digit(t.text[e])) {
		e++
	}
	if e-i >= 2 && digit(t.text[i]) && digit(t.text[i+1]) {
		decade := e == i+3 && t.text[i+2] == 's'
		before, _ := runeBefore(t.text, t.pos)
		if decade || e == i+2 && !(t.closesLater(e) && (t.fresh() || before != ' ')) {
			return e
		}
		return 0
	}
	switch t.text[i:e] {
	case "em", "til", "cause", "cuz", "tis", "twas", "Tis", "Twas":
		return e
	case "n":
		if n, size := runeAt(t.text, e); n == '\'' || n == '’' {
			return e + size
		}
		return e
	}
	return 0
}

// fresh reports whether no word stands before pos in its sentence.
func (t *scanner) fresh() bool {
	n := len(t.doc.Tokens)
	return n == 0 || !wordBefore(t.text, t.doc.Tokens[n-1].End) || t.doc.Tokens[n-1].End < t.begin
}

// colon emits a colon or semicolon.
func (t *scanner) colon(r rune) {
	c := classMark
	if r == ':' {
		c = classColon
	}
	t.emit(t.pos+1, c)
}
