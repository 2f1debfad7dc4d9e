package segment

import "unicode"

// abbreviation returns the end and class of the abbreviation at pos whose first
// run of word characters ends at end, its full stop included; 0 if there is none.
func (t *scanner) abbreviation(end int) (int, class) {
	if end >= t.end || t.text[end] != '.' {
		return 0, 0
	}
	if e := t.acronym(); e > t.pos+2 {
		if t.text[e-1] != '.' {
			return e, classWord
		}
		return e, classAbbr
	}
	if end == t.pos+1 && letter(t.text[t.pos]) {
		return t.initial(end + 1)
	}
	w := t.text[t.pos:end]
	if t.lists.titles.has(w) || t.capsTitle(end) {
		return end + 1, classTitle
	}
	if t.lists.abbreviations.has(w) || t.lists.numbered.has(w) && t.numberFollows(end+1) {
		return end + 1, classAbbr
	}
	return 0, 0
}

// capsTitle reports whether the word [pos, end) is a title, or the start of a
// place name, in capitals before a name in capitals, as in headings and datelines.
func (t *scanner) capsTitle(end int) bool {
	w := t.text[t.pos:end]
	if len(w) < 2 || len(w) > 4 || !allUpper(w) {
		return false
	}
	var b [4]byte
	copy(b[:], t.lower[t.pos:end])
	b[0] = w[0]
	i := t.skipSpace(end + 1)
	known := t.lists.titles.has(string(b[:len(w)])) || w == "ST" || w == "FT" || w == "MT"
	return known && i > end+1 && allUpper(t.text[i:min(i+3, t.end)])
}

// allUpper reports whether s is made of ASCII capitals.
func allUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return s != ""
}

// abbreviated returns the end of an abbreviation of several letters at i, full
// stop included, or 0: the second part of "non-U.S.".
func (t *scanner) abbreviated(i int) int {
	u := *t
	u.pos = i
	if e := u.acronym(); e > i+2 && t.text[e-1] == '.' {
		return e
	}
	return 0
}

// acronym returns the end of a run of single letters with full stops at pos, as
// in "U.S." or "Ph.D.", or 0. The last full stop may be missing ("U.S"), and a
// plural s may follow ("L.L.C.s").
func (t *scanner) acronym() int {
	i := t.pos
	for i+1 < t.end {
		n := t.acronymPart(i)
		if n == 0 {
			break
		}
		i += n
	}
	switch {
	case i == t.pos:
		return 0
	case !wordAt(t.text, i):
		return i
	case wordAt(t.text, i+1):
		// "U.S.A new": the last letter opens the next word.
		if i-t.pos == 2 {
			return 0
		}
		return i
	case t.text[i] == 's' && i-t.pos > 2, upperByte(t.text[i]) && letter(t.text[i-2]) && (upperByte(t.text[i-2]) || t.text[i-2] == 'h'),
		t.lower[t.pos:i+1] == "a.k.a", t.lower[t.pos:i+1] == "i.e", t.lower[t.pos:i+1] == "e.g":
		return i + 1
	case i-t.pos == 2:
		return 0
	}
	return i
}

func upperByte(c byte) bool { return 'A' <= c && c <= 'Z' }

// acronymPart returns the length of one letter with its full stop at i, or of
// the longer parts of "Ph.D." and "W.Va.".
func (t *scanner) acronymPart(i int) int {
	if !letter(t.text[i]) {
		return 0
	}
	if t.text[i+1] == '.' {
		return 2
	}
	if i+2 >= t.end || t.text[i+2] != '.' {
		return 0
	}
	switch t.text[i : i+2] {
	case "Ph", "Ed":
		if i+3 < t.end && t.text[i+3] == 'D' {
			return 3
		}
	case "Va", "Sc":
		if i == t.pos+2 {
			return 3
		}
	}
	return 0
}

// initial decides about a single letter with a full stop that ends at e: the
// initial of a name, or the last word of a sentence.
func (t *scanner) initial(e int) (int, class) {
	c := t.text[t.pos]
	if c >= 'a' {
		if c == 'v' || c == 'c' || c == 'p' {
			return e, classAbbr
		}
		return 0, 0
	}
	i := t.skipSpace(e)
	if i >= t.end {
		return 0, 0
	}
	if c == 'I' && !t.afterName() || c == 'X' && t.posted() {
		return 0, 0
	}
	switch next, _ := runeAt(t.text, i); {
	case next == '&' && i == e, // "S.&P."
		unicode.IsUpper(next),
		unicode.IsLower(next) && i > e, // "E. coli"
		t.nickname(i),
		t.text[max(t.pos-1, 0)] == '&':
		return e, classInitial
	}
	return 0, 0
}

// nickname reports whether a short name in quotation marks or brackets stands at
// i, as in: Robert C. "Bobby" Scott.
func (t *scanner) nickname(i int) bool {
	r, size := runeAt(t.text, i)
	if r != '"' && r != '“' && r != '(' && r != '‘' {
		return false
	}
	for j := i + size; j < t.end && j < i+20; {
		r, size := runeAt(t.text, j)
		if r == '"' || r == '”' || r == ')' || r == '’' {
			return j > i+size
		}
		if !wordRune(r) && r != ' ' && r != '-' {
			return false
		}
		j += size
	}
	return false
}

// afterName reports whether the last token is a capitalised word.
func (t *scanner) afterName() bool {
	n := len(t.doc.Tokens)
	return n > 0 && upperAt(t.text, t.doc.Tokens[n-1].Start)
}

// posted reports whether the last token is a word before the name of the network X,
// which is no initial: "wrote on X."
func (t *scanner) posted() bool {
	n := len(t.doc.Tokens)
	if n == 0 {
		return false
	}
	switch t.doc.Tokens[n-1].Lower {
	case "on", "to", "via", "from":
		return true
	}
	return false
}

// skipSpace returns the first offset from i that is no white space.
func (t *scanner) skipSpace(i int) int {
	for i < t.end {
		r, size := runeAt(t.text, i)
		if !spaceRune(r) {
			break
		}
		i += size
	}
	return i
}

// numberFollows reports whether a number follows i.
func (t *scanner) numberFollows(i int) bool {
	i = t.skipSpace(i)
	return i < t.end && (digit(t.text[i]) || t.text[i] == '#')
}
