package terminal

import "strings"

// Flow is running text with marks, to be broken into lines.
type Flow struct {
	style Style
	runes []rune
	class []Class
}

// NewFlow returns an empty text.
func NewFlow(style Style) *Flow { return &Flow{style: style} }

// Add appends s in class c; what is no mark on the screen is made one.
func (f *Flow) Add(c Class, s string) {
	for _, r := range s {
		f.runes = append(f.runes, cleanRune(r))
		f.class = append(f.class, c)
	}
}

// Mark appends s in class c, in brackets where there is no colour to show it.
func (f *Flow) Mark(c Class, s string) {
	if !f.style.Colour {
		f.Add(c, brackets[c][0]+s+brackets[c][1])
		return
	}
	f.Add(c, s)
}

// Lines breaks the text at spaces into lines of at most width columns, each after
// indent; a width of 0 gives one line. A word that is longer stands alone.
func (f *Flow) Lines(indent string, width int) string {
	var b strings.Builder
	room := width - Width(indent)
	begin, end, at := 0, 0, 0 // of the line: in runes, and the columns taken
	b.WriteString(indent)
	for i := 0; i < len(f.runes); {
		from := i
		for i < len(f.runes) && f.runes[i] == ' ' {
			i++
		}
		word := i
		for i < len(f.runes) && f.runes[i] != ' ' {
			i++
		}
		if word == i {
			break // spaces at the end
		}
		wide := Width(string(f.runes[word:i]))
		if at > 0 && width > 0 && at+word-from+wide > room {
			f.write(&b, begin, end)
			b.WriteString("\n" + indent)
			begin, from, at = word, word, 0
		}
		end = i
		at += word - from + wide
	}
	f.write(&b, begin, end)
	b.WriteByte('\n')
	return b.String()
}

// write writes a stretch with the colours of its classes.
func (f *Flow) write(b *strings.Builder, from, to int) {
	for from < to {
		end := from
		for end < to && f.class[end] == f.class[from] {
			end++
		}
		text := string(f.runes[from:end])
		if f.style.Colour {
			text = f.style.In(f.class[from], text)
		}
		b.WriteString(text)
		from = end
	}
}
