package loadgen

import (
	"strings"
)

// text makes headline and text of article n.
func (m *Maker) text(n int, d *dice) (title, text string) {
	a := m.base[n%len(m.base)]
	title, text = a.Title, a.Text
	if n >= len(m.base) {
		b := m.base[d.below(len(m.base))]
		text = mixed(a.Text, b.Text, d)
	}
	m.rename(d, &title, &text)
	return title, text
}

// mixed is every other sentence of a, by chance, and then of b.
func mixed(a, b string, d *dice) string {
	var out strings.Builder
	out.Grow((len(a) + len(b)) / 2)
	for _, text := range [...]string{a, b} {
		for s := range sentences(text) {
			if d.next()&1 == 0 {
				out.WriteString(s)
			}
		}
		if n := out.Len(); n > 0 && out.String()[n-1] != '\n' && out.String()[n-1] != ' ' {
			out.WriteByte(' ')
		}
	}
	if strings.TrimSpace(out.String()) == "" {
		return a
	}
	return out.String()
}

// sentences yields the stretches of text up to a stop and a space, or to a line end. Put
// together they are the text.
func sentences(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		from := 0
		for at := 0; at < len(text); at++ {
			switch c := text[at]; {
			case c == '\n':
				for at+1 < len(text) && text[at+1] == '\n' {
					at++
				}
			case (c == '.' || c == '!' || c == '?') && at+2 < len(text) && text[at+1] == ' ' && text[at+2]-'A' < 26 && at-from > 30:
				at++
			default:
				continue
			}
			if !yield(text[from : at+1]) {
				return
			}
			from = at + 1
		}
		if from < len(text) {
			yield(text[from:])
		}
	}
}

// closings are what an outlet adds to an agency's text.
var closings = [...]string{
	"This story will be updated.", "Additional reporting by our staff.", "Reporting by news services.",
	"Read more in the weekend edition.", "A version of this article appears in print.",
}

// edited is a text as an outlet prints it that does not print all of it: without some of
// its later sentences, under a headline of its own, with a line added.
func edited(title, text string, d *dice) (string, string) {
	var out strings.Builder
	out.Grow(len(text) + 64)
	n, cut := 0, d.below(2) // whether the last tenth is left out
	for s := range sentences(text) {
		late := 10*(out.Len()+len(s)) > 9*len(text)
		if n++; n > 2 && (d.below(25) == 0 || late && cut == 1) {
			continue
		}
		out.WriteString(s)
	}
	text = strings.TrimRight(out.String(), " \n")
	if d.below(2) == 0 {
		text += "\n\n" + closings[d.below(len(closings))]
	}
	if title != "" && d.below(2) == 0 {
		title = "Report: " + title
	}
	return title, text
}
