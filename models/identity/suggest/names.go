package suggest

import (
	"slices"
	"strings"
	"unicode"
)

// bodyWords are the words of an institution's name without articles, prepositions,
// possessives and legal forms.
func bodyWords(name string) []string {
	name = possessives().Replace(name + " ")
	var out []string
	for _, w := range fields(name) {
		switch w {
		case "the", "of", "for", "and", "on", "in", "at", "inc", "corp", "llc", "co", "ltd", "us", "usa", "":
			continue
		}
		out = append(out, w)
	}
	return out
}

// possessives takes the marks of possession off words.
func possessives() *strings.Replacer {
	return strings.NewReplacer("'s ", " ", "’s ", " ", "s' ", "s ", "s’ ", "s ")
}

// link is what two names are to each other.
type link struct {
	worth float64
	why   string
}

// people compares the names of two persons. The worth of none is 0.
func (c *Collection) people(a, b *Speaker) link {
	x, y := a.words, b.words
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case len(x) == 0 || slices.Equal(x, y):
		return link{}
	case strings.Join(x, "") == strings.Join(y, "") && len(x) > 1:
		return link{0.85, "the same letters"}
	case len(x) == 1:
		return c.surname(x[0], y)
	case x[len(x)-1] == y[len(y)-1]:
		return c.givenNames(x, y)
	case x[0] == y[0]:
		return surnames(x, y)
	case len(x) == len(y) && len(x) < 4 && sameSet(x, y):
		return link{0.55, "the same words in another order"}
	}
	return link{}
}

// surname is what a single word is to a full name: its last part.
func (c *Collection) surname(word string, full []string) link {
	if len(full) < 2 || full[len(full)-1] != word || len(word) < 3 || len(full[0]) < 2 {
		return link{}
	}
	return link{0.4, "the surname alone"}
}

// givenNames compares two names with one surname.
func (c *Collection) givenNames(x, y []string) link {
	g, h := x[0], y[0]
	switch {
	case g == h && subsequence(x, y) && !initialed(y):
		return link{0.7, "a middle name more"}
	case g == h, len(x) > 2 && len(y) > 2 && x[1] != y[1]:
		return link{} // two middle names that differ
	case c.given.Same(g, h):
		return link{0.75, short(g, h) + " is short for " + long(g, h)}
	case len(x)+1 == len(y) && subsequence(x, y[1:]):
		return link{0.7, "a given name more"}
	case (len(g) == 1 || len(h) == 1) && g[0] == h[0]:
		return link{0.45, "an initial for the given name"}
	case min(len(g), len(h)) > 2 && (strings.HasPrefix(g, h) || strings.HasPrefix(h, g)) && c.oneSex(g, h):
		return link{0.55, short(g, h) + " begins " + long(g, h)}
	case close(g, h) && c.oneSex(g, h) && !c.both(g, h):
		return link{0.6, "spelled nearly alike"}
	}
	return link{}
}

// initialed reports whether a name has several middle initials, which are given to
// tell its bearer from another.
func initialed(words []string) bool {
	return slices.ContainsFunc(words[1:len(words)-1], func(w string) bool { return len(w) < 3 })
}

// surnames compares two names with one given name.
func surnames(x, y []string) link {
	s, t := x[len(x)-1], y[len(y)-1]
	switch {
	case len(x)+1 == len(y) && slices.Equal(x, y[:len(x)]):
		return link{0.5, "a surname more"}
	case len(x) == len(y) && close(s, t) && len(x[0]) > 1 && slices.Equal(x[:len(x)-1], y[:len(y)-1]):
		return link{0.55, "spelled nearly alike"}
	}
	return link{}
}

// oneSex reports whether no list gives two given names to different sexes.
func (c *Collection) oneSex(g, h string) bool {
	a, b := c.given.Sex[g], c.given.Sex[h]
	return a == 0 || b == 0 || a == b || a == 'b' || b == 'b'
}

// both reports whether two given names are each well known, and so two names.
func (c *Collection) both(g, h string) bool { return c.given.Sex[g] != 0 && c.given.Sex[h] != 0 }

// bodies compares the names of two institutions or groups.
func (c *Collection) bodies(a, b *Speaker) link {
	x, y := a.words, b.words
	if len(x) > len(y) {
		a, b, x, y = b, a, y, x
	}
	switch {
	case len(x) == 0 || len(x) == 1 && len(y) > 1 && !isAcronym(a.Name):
		return link{}
	case sameSet(x, y) && (len(x) > 1 || len(y) > 1 || a.Kind == b.Kind):
		return link{0.8, "the same words"}
	case isAcronym(a.Name) && stands(a.Name, b.Name):
		return link{0.55, "its initials"}
	case len(x) == len(y) && len(x) > 1 && nearly(x, y):
		return link{0.6, "spelled nearly alike"}
	case len(y) == len(x)+1 && len(x) > 1 && slices.Equal(x, y[1:]) && c.calls(y[0], y[1]):
		return link{0.7, "the given name more"}
	}
	return link{}
}

// calls reports whether a person of the run has that given name and surname.
func (c *Collection) calls(given, surname string) bool {
	return slices.ContainsFunc(c.bearers[surname], func(s *Speaker) bool { return s.words[0] == given })
}

// isAcronym reports whether a name is two to seven capitals, full stops aside.
func isAcronym(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.':
			return false
		}
	}
	return letters > 1 && letters < 8
}

// stands reports whether the acronym is made of the initials of a name, its small
// words counted or not.
func stands(acronym, name string) bool {
	letters := strings.ToLower(strings.ReplaceAll(acronym, ".", ""))
	var all, large strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		first := []rune(w)[0]
		all.WriteRune(unicode.ToLower(first))
		if unicode.IsUpper(first) {
			large.WriteRune(unicode.ToLower(first))
		}
	}
	return len(letters) > 2 && (letters == all.String() || letters == large.String())
}

// subsequence reports whether x is y with words left out.
func subsequence(x, y []string) bool {
	i := 0
	for _, w := range y {
		if i < len(x) && x[i] == w {
			i++
		}
	}
	return i == len(x)
}

func sameSet(x, y []string) bool {
	a, b := slices.Clone(x), slices.Clone(y)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func short(a, b string) string {
	if len(a) < len(b) || len(a) == len(b) && a < b {
		return title(a)
	}
	return title(b)
}

func long(a, b string) string {
	if short(a, b) == title(a) {
		return title(b)
	}
	return title(a)
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// nearly reports whether two lists of words differ in one, and there by little.
func nearly(x, y []string) bool {
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			differ++
			if !close(x[i], y[i]) {
				return false
			}
		}
	}
	return differ == 1
}

// close reports whether one edit makes one word of the other, two in a long one. Of
// short words, and of the first letter, none.
func close(a, b string) bool {
	most := 0
	switch n := min(len(a), len(b)); {
	case n > 8:
		most = 2
	case n > 4:
		most = 1
	}
	return most > 0 && a[0] == b[0] && edits(a, b) <= most
}

// edits is the Damerau-Levenshtein distance of two ASCII words, transpositions of
// neighbours counted once (optimal string alignment).
func edits(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	next := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
