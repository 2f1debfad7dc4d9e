package terminal

import "slices"

// Mark is a stretch of a text, in characters, half open.
type Mark struct {
	Start, End int
	Class      Class
}

// Note is a text put in after the character before At.
type Note struct {
	At    int
	Class Class
	Text  string
}

// Marked appends text with its marks and notes. Where marks overlap the later one has
// the colour; brackets show all.
func (f *Flow) Marked(text []rune, marks []Mark, notes []Note) {
	class := make([]Class, len(text))
	for _, m := range marks {
		for i := max(m.Start, 0); i < min(m.End, len(text)); i++ {
			class[i] = m.Class
		}
	}
	for i := 0; i <= len(text); i++ {
		if !f.style.Colour {
			f.close(i, marks)
		}
		for _, n := range notes {
			if n.At == i {
				f.Add(n.Class, n.Text)
			}
		}
		if i == len(text) {
			return
		}
		if !f.style.Colour {
			f.open(i, marks)
		}
		f.runes = append(f.runes, cleanRune(text[i]))
		f.class = append(f.class, class[i])
	}
}

// close ends the marks before character i, the later first.
func (f *Flow) close(i int, marks []Mark) {
	for _, m := range slices.Backward(marks) {
		if m.End == i && m.Start < m.End {
			f.Add(m.Class, brackets[m.Class][1])
		}
	}
}

func (f *Flow) open(i int, marks []Mark) {
	for _, m := range marks {
		if m.Start == i && m.Start < m.End {
			f.Add(m.Class, brackets[m.Class][0])
		}
	}
}
