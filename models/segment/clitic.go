package segment

import "strings"

// contraction returns the length of the first part of a word of two tokens without
// an apostrophe between them, or 0. The treebanks split the careless spellings too.
func contraction(w string) int {
	switch w {
	case "im", "ive", "alot":
		return 1
	case "dont", "cant", "isnt":
		return 2
	case "cannot", "gonna", "wanna", "gotta", "lemme", "gimme", "outta", "didnt", "wasnt", "arent", "hasnt", "hadnt", "youre", "youll":
		return 3
	case "doesnt", "havent", "werent", "thats", "whats", "theyre":
		return 4
	case "wouldnt", "couldnt", "theres":
		return 5
	case "shouldnt":
		return 6
	}
	return 0
}

// clitics emits the word [pos, end), its clitics as tokens of their own.
func (t *scanner) clitics(end int) {
	w := t.lower[t.pos:end]
	if n := contraction(w); n > 0 {
		t.emit(t.pos+n, classWord)
		t.emit(end, classWord)
		return
	}
	var ends [maxClitics]int // of what stands before each clitic, last clitic first
	n := 0
	for start := end; n < maxClitics && apostrophes(w); n++ {
		cut := negation(w)
		if cut == 0 {
			cut = clitic(w)
		}
		if cut == 0 {
			break
		}
		start -= cut
		ends[n], w = start, w[:len(w)-cut]
	}
	for n--; n >= 0; n-- {
		t.emit(ends[n], classWord)
	}
	t.emit(end, classWord)
	t.possessive()
}

// maxClitics is how many clitics a word may have, as in "couldn't've".
const maxClitics = 3

// apostrophes reports whether w may hold an apostrophe.
func apostrophes(w string) bool {
	return strings.IndexByte(w, '\'') >= 0 || strings.IndexByte(w, 0xE2) >= 0 || strings.IndexByte(w, '`') >= 0
}

// negation returns the length of "n't" at the end of w, if there is more before it.
func negation(w string) int {
	for _, n := range [...]string{"n't", "n’t"} {
		if len(w) > len(n) && w[len(w)-len(n):] == n {
			return len(n)
		}
	}
	return 0
}

// clitic returns the length of a clitic at the end of w, apostrophe included.
func clitic(w string) int {
	for _, c := range [...]string{"s", "re", "ve", "ll", "d", "m"} {
		i := len(w) - len(c)
		if i < 2 || w[i:] != c {
			continue
		}
		if w[i-1] == '\'' || w[i-1] == '`' {
			return len(c) + 1
		}
		if i > 3 && (w[i-3:i] == "’" || w[i-3:i] == "‘") {
			return len(c) + 3
		}
	}
	return 0
}

// possessive emits the apostrophe after a word in s, as in "voters' rights",
// unless it closes a quotation.
func (t *scanner) possessive() {
	r, size := runeAt(t.text, t.pos)
	if r != '\'' && r != '’' || t.text[t.pos-1]|0x20 != 's' || wordAt(t.text, t.pos+size) {
		return
	}
	if n, _ := runeAt(t.text, t.pos+size); r == '\'' && n == '\'' {
		return
	}
	if t.single && !t.closesLater(t.pos+size) {
		return
	}
	t.emit(t.pos+size, classWord)
}

// closesLater reports whether a single closing mark stands within the next
// hundred bytes, so that the one before i is a possessive.
func (t *scanner) closesLater(i int) bool {
	for stop := min(t.end, i+100); i < stop; {
		r, size := runeAt(t.text, i)
		if r == '‘' {
			return false
		}
		if (r == '\'' || r == '’') && !wordAt(t.text, i+size) {
			return true
		}
		i += size
	}
	return false
}
