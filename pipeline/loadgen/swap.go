package loadgen

import (
	"slices"
	"strings"
)

// word is a stretch of ASCII letters of a text.
type word struct{ from, to int }

// swap is a name and what stands in its place.
type swap struct{ old, new string }

// swaps are the names of one article.
type swaps struct {
	m    *Maker
	d    *dice
	list []swap
}

// rename gives the people of an article invented names, the same in all of texts.
func (m *Maker) rename(d *dice, texts ...*string) {
	s := swaps{m: m, d: d}
	for _, t := range texts {
		s.find(*t)
	}
	if len(s.list) == 0 {
		return
	}
	for _, t := range texts {
		*t = s.apply(*t)
	}
}

// find collects the names of a text: a given name with a surname behind it, perhaps
// after an initial, and the surname behind a title.
func (s *swaps) find(text string) {
	var before, last word
	for w := range words(text) {
		if capital(text, w) && w.to-w.from > 1 && capital(text, last) {
			first := last
			if last.to-last.from == 1 && capital(text, before) { // an initial
				first = before
			}
			s.pair(text, first, last, w)
		}
		before, last = last, w
	}
}

// pair takes the name of which w may be the surname, and first the given name or title.
// last is the word before w, first itself or an initial.
func (s *swaps) pair(text string, first, last, w word) {
	name := text[first.from:first.to]
	stop := text[last.to] == '.' // of a title cut short, or an initial
	if gap := text[last.to:w.from]; gap != " " && gap != ". " || last != first && text[first.to:last.from] != " " {
		return
	}
	behind := s.m.names.role(text[w.from:w.to])
	switch of := s.m.names.role(name); {
	case of == noRole || of == noName || behind == noName:
	case of == titled:
		if behind == noRole && w.to-w.from > 2 {
			s.add(text[w.from:w.to], titled)
		}
	case behind != titled && (!stop || last != first):
		s.add(name, of)
		s.add(text[w.from:w.to], titled)
	}
}

// add gives a name an invented one: a given name one of the same sex, any other a surname.
func (s *swaps) add(old string, of role) {
	for _, sw := range s.list {
		if sw.old == old {
			return
		}
	}
	names, fresh := &s.m.names, ""
	switch of {
	case woman:
		fresh = pick(names.women, s.d)
	case man:
		fresh = pick(names.men, s.d)
	default:
		fresh = pick(names.starts, s.d) + pick(names.ends, s.d)
	}
	s.list = append(s.list, swap{old, fresh})
}

// apply returns text with the names in place of those they stand for.
func (s *swaps) apply(text string) string {
	slices.SortFunc(s.list, func(a, b swap) int { return strings.Compare(a.old, b.old) })
	var first [256]bool // whether a name starts with a byte
	for _, sw := range s.list {
		first[sw.old[0]] = true
	}
	var out strings.Builder
	out.Grow(len(text) + len(text)/16)
	from := 0
	for w := range words(text) {
		if !first[text[w.from]] {
			continue
		}
		old := text[w.from:w.to]
		if i, ok := slices.BinarySearchFunc(s.list, old, func(sw swap, old string) int { return strings.Compare(sw.old, old) }); ok {
			out.WriteString(text[from:w.from])
			out.WriteString(s.list[i].new)
			from = w.to
		}
	}
	out.WriteString(text[from:])
	return out.String()
}

// words yields the stretches of ASCII letters that no other letter touches.
func words(text string) func(func(word) bool) {
	return func(yield func(word) bool) {
		for at := 0; at < len(text); at++ {
			from := at
			for at < len(text) && (text[at]|0x20)-'a' < 26 {
				at++
			}
			cut := at < len(text) && text[at] >= 0x80 && !strings.HasPrefix(text[at:], "’")
			if at > from && !cut && !yield(word{from, at}) {
				return
			}
		}
	}
}

// capital reports whether w is there and begins with a capital.
func capital(text string, w word) bool { return w.to > w.from && text[w.from] < 'a' }
