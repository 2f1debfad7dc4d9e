package segment

// contractions are words of two tokens without an apostrophe between them, with
// the length of the first; the treebanks split the careless spellings too.
var contractions = [...]struct {
	word string
	cut  int
}{
	{"cannot", 3}, {"gonna", 3}, {"wanna", 3}, {"gotta", 3}, {"lemme", 3}, {"gimme", 3}, {"outta", 3},
	{"dont", 2}, {"cant", 2}, {"didnt", 3}, {"doesnt", 4}, {"isnt", 2}, {"wasnt", 3}, {"arent", 3},
	{"havent", 4}, {"hasnt", 3}, {"hadnt", 3}, {"wouldnt", 5}, {"couldnt", 5}, {"shouldnt", 6}, {"werent", 4},
	{"im", 1}, {"ive", 1}, {"thats", 4}, {"whats", 4}, {"youre", 3}, {"theyre", 4}, {"alot", 1}, {"youll", 3}, {"theres", 5},
}

// clitics emits the word [pos, end), its clitics as tokens of their own.
func (t *scanner) clitics(end int) {
	w := t.lower[t.pos:end]
	for _, c := range contractions {
		if w == c.word {
			t.emit(t.pos+c.cut, classWord)
			t.emit(end, classWord)
			return
		}
	}
	if n := negation(w); n > 0 {
		t.emit(end-n, classWord)
		t.emit(end, classWord)
		return
	}
	if n := clitic(w); n > 0 {
		t.clitics(end - n)
		t.emit(end, classWord)
		return
	}
	t.emit(end, classWord)
	t.possessive()
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
