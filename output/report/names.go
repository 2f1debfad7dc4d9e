package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// namer finds the names of figures in what is said.
type namer struct {
	// byFirst has the names by their first word.
	byFirst map[string][]named
}

type named struct {
	words  []string
	figure int
}

// newNamer knows the full names of the people and organisations among the figures: a
// surname alone may be anybody's. A name that two figures share is nobody's.
func newNamer(figures []*figure) *namer {
	owner := map[string]int{}
	var order []string
	for i, f := range figures {
		if f.kind != "person" && f.kind != "organisation" {
			continue
		}
		for _, name := range append([]string{f.name}, f.aliases...) {
			words := split(name)
			if !tells(words, f.kind) {
				continue
			}
			k := strings.Join(words, " ")
			if other, taken := owner[k]; !taken {
				owner[k], order = i, append(order, k)
			} else if other != i {
				owner[k] = -1
			}
		}
	}
	n := &namer{map[string][]named{}}
	for _, k := range order {
		if words := strings.Split(k, " "); owner[k] >= 0 {
			n.byFirst[words[0]] = append(n.byFirst[words[0]], named{words, owner[k]})
		}
	}
	return n
}

// tells reports whether a name of these words is likely to mean the figure wherever
// it stands.
func tells(words []string, kind string) bool {
	if len(words) == 0 {
		return false
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	// Not "H.R.": initials are parts of too many names.
	long := slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) > 2 })
	return long && len(words) > 1 || kind == "organisation" && utf8.RuneCountInString(words[0]) > 3
}

// split cuts a text into words of letters and digits.
func split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// find calls each with the figures that a text names. Of names that begin at the same
// word the longest counts.
func (n *namer) find(text string, each func(figure int)) {
	words := split(text)
	for i := 0; i < len(words); i++ {
		best := named{figure: -1}
		for _, c := range n.byFirst[words[i]] {
			if len(c.words) > len(best.words) && begins(words[i:], c.words) {
				best = c
			}
		}
		if best.figure >= 0 {
			each(best.figure)
			i += len(best.words) - 1
		}
	}
}

func begins(words, with []string) bool {
	if len(words) < len(with) {
		return false
	}
	for i, w := range with {
		if words[i] != w {
			return false
		}
	}
	return true
}
