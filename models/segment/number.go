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
	if i > end && wordAt(t.text, i) {
		i = t.wordEnd(i)
		t.clitics(i)
		return
	}
	if i > end && unit(t.lower[end:i]) {
		t.emit(end, classWord)
		if e, c := t.abbreviation(i); e > 0 {
			t.emit(e, c)
			return
		}
		t.emit(i, classWord)
		return
	}
	if i == end+1 && (t.text[end]|0x20 == 'a' || t.text[end]|0x20 == 'p') && strings.HasPrefix(t.lower[end+1:t.end], ".m.") {
		t.emit(end, classWord)
		t.emit(end+4, classAbbr)
		return
	}
	t.clitics(t.wordEnd(i))
}

// unit reports whether w after a number is a token of its own.
func unit(w string) bool {
	switch w {
	case "am", "pm", "km", "kg", "mm", "cm", "m", "mb", "gb", "kb", "mph", "bn", "mg", "ml", "kw", "mw", "hz", "ft", "lbs", "lb", "oz":
		return true
	}
	return false
}

// numberEnd returns the end of the digits from i, with the marks that stand
// inside numbers, times and dates.
func (t *scanner) numberEnd(i int) int {
	for i < t.end {
		c := t.text[i]
		if !digit(c) && !(strings.IndexByte(".,:/", c) >= 0 && i+1 < t.end && digit(t.text[i+1])) {
			break
		}
		i++
	}
	if e := t.phone(i); e > 0 {
		return e
	}
	return i
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
		if parts == 1 && last == 3 && j-i == 5 {
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
