package segment

// abbreviation returns the end and class of the abbreviation at pos whose first
// run of word characters ends at end, its full stop included; 0 if there is none.
func (t *scanner) abbreviation(end int) (int, class) {
	if end >= t.end || t.text[end] != '.' {
		return 0, 0
	}
	if e := t.acronym(); e > 0 {
		if e == t.pos+2 {
			return t.initial(e)
		}
		return e, classAbbr
	}
	w := t.text[t.pos:end]
	if t.lists.titles.has(w) {
		return end + 1, classTitle
	}
	if !t.lists.abbreviations.has(w) {
		return 0, 0
	}
	if (w == "No" || w == "Nos") && !t.numberFollows(end+1) {
		return 0, 0
	}
	return end + 1, classAbbr
}

// acronym returns the end of a run of single letters with full stops at pos, as
// in "U.S." or "Ph.D.", or 0.
func (t *scanner) acronym() int {
	i := t.pos
	for i+1 < t.end {
		n := t.acronymPart(i)
		if n == 0 {
			break
		}
		i += n
	}
	if i == t.pos || wordAt(t.text, i) && i-t.pos == 2 {
		return 0
	}
	return i
}

// acronymPart returns the length of one letter, or the "Ph" of "Ph.D.", with its
// full stop at i.
func (t *scanner) acronymPart(i int) int {
	if !letter(t.text[i]) {
		return 0
	}
	if t.text[i+1] == '.' {
		return 2
	}
	if i+2 < t.end && t.text[i+2] == '.' && (t.text[i:i+2] == "Ph" || t.text[i:i+2] == "Ed") && i+3 < t.end && t.text[i+3] == 'D' {
		return 3
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
	if c == 'I' && !t.afterName() {
		return 0, 0
	}
	if upperAt(t.text, i) && (t.afterName() || t.pos == 0 || !wordBefore(t.text, t.pos-1)) {
		return e, classInitial
	}
	if upperAt(t.text, i) && i > e {
		return e, classInitial
	}
	return 0, 0
}

// afterName reports whether the last token is a capitalised word.
func (t *scanner) afterName() bool {
	n := len(t.doc.Tokens)
	return n > 0 && upperAt(t.text, t.doc.Tokens[n-1].Start)
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
