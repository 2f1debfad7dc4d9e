package segment

import "strings"

// number emits the tokens of the number that starts at pos.
func (t *scanner) number() {
	end := t.numberEnd(t.pos)
	// Letters glued to a number stay ("1980s", "1st", "5G", "747s"), but units of
	// time and of measure after it are words of their own.
	i := end
	for i < t.end && letter(t.text[i]) {
		i++
	}
	switch {
	case i == end && t.decade(end):
		t.emit(t.wordEnd(end), classWord)
	case i == end || wordAt(t.text, i):
		t.clitics(t.wordEnd(i))
	case unit(t.lower[end:i]) || amount(t.lower[end:i]) && t.counts():
		t.emit(end, classWord)
	case i == end+1 && strings.HasPrefix(t.lower[end+1:t.end], ".m.") && (t.lower[end] == 'a' || t.lower[end] == 'p'):
		t.emit(end, classWord)
	default:
		t.clitics(t.wordEnd(i))
	}
}

// decade reports whether the number [pos, end) is a decade with an apostrophe
// before its s, as in "the 1970's", which is one token.
func (t *scanner) decade(end int) bool {
	r, size := runeAt(t.text, end)
	n := end - t.pos
	return (r == '\'' || r == '’') && (n == 2 || n == 4) && t.text[end-1] == '0' &&
		end+size < t.end && t.text[end+size] == 's' && !wordAt(t.text, end+size+1)
}

// unit reports whether w after a number is a token of its own.
func unit(w string) bool {
	switch w {
	case "am", "pm", "km", "kg", "mm", "cm", "mb", "gb", "kb", "mph", "bn", "mg", "ml", "kw", "mw", "hz", "ft", "lbs", "lb", "oz",
		"million", "billion", "trillion", "hrs", "yrs", "min", "mins", "pts":
		return true
	}
	return false
}

// amount reports whether w after a number is short for a thousand, a million, a
// billion or a metre.
func amount(w string) bool { return w == "k" || w == "m" || w == "b" }

// counts reports whether the number at pos stands alone, so that a letter after
// it is no part of a name such as "F-35B".
func (t *scanner) counts() bool {
	r, _ := runeBefore(t.text, t.pos)
	return r != '-' && !wordRune(r)
}

// numberEnd returns the end of the digits from i, with the marks that stand
// inside numbers, times and dates.
func (t *scanner) numberEnd(i int) int {
	for i < t.end {
		c := t.text[i]
		if !digit(c) && !(strings.IndexByte(".:/", c) >= 0 && i+1 < t.end && digit(t.text[i+1])) && !(c == ',' && t.thousands(i+1)) {
			break
		}
		i++
	}
	if e := t.phone(i); e > 0 {
		return e
	}
	return i
}

// thousands reports whether exactly three digits stand at i.
func (t *scanner) thousands(i int) bool {
	return i+3 <= t.end && digit(t.text[i]) && digit(t.text[i+1]) && digit(t.text[i+2]) && (i+3 == t.end || !digit(t.text[i+3]))
}

// phone returns the end of a telephone number or numeric date with hyphens whose
// first part ends at i: at least two more parts, or a part of four digits after
// one of three.
func (t *scanner) phone(i int) int {
	parts, last := 1, i-t.pos
	for parts < 5 && i+1 < t.end && t.text[i] == '-' && digit(t.text[i+1]) {
		j := i + 1
		for j < t.end && digit(t.text[j]) {
			j++
		}
		if parts == 1 && (last == 3 || last == 5) && j-i == 5 && !(j < t.end && t.text[j] == '-') {
			return j
		}
		last = j - i - 1
		i = j
		parts++
	}
	if parts < 3 || wordAt(t.text, i) {
		return 0
	}
	return i
}
