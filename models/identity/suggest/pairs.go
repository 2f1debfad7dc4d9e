package suggest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/models"
)

// Merge proposes that Other is Speaker under another name.
type Merge struct {
	Speaker, Other *Speaker
	// Score is in (0, 1), the higher the surer.
	Score float64
	// Why tells what speaks for it, the names first.
	Why []string
}

// maxBlock bounds how many speakers with a word in common are compared, those of
// most articles first.
const maxBlock = 400

// survey notes who bears which surname and which given names there are.
func (c *Collection) survey() {
	c.bearers, c.firsts, c.marked = map[string][]*Speaker{}, map[string]int{}, map[string]int{}
	for _, s := range c.speakers {
		for w := range s.marks {
			c.marked[w]++
		}
		if n := len(s.words); n > 1 && s.Kind == models.Person {
			c.bearers[s.words[n-1]] = append(c.bearers[s.words[n-1]], s)
			c.firsts[s.words[0]] += len(s.articles)
		}
	}
}

// candidates calls pair with each two speakers whose names have something in common,
// each pair once.
func (c *Collection) candidates(pair func(a, b *Speaker)) {
	blocks := map[string][]*Speaker{}
	for _, id := range slices.Sorted(maps.Keys(c.speakers)) {
		s := c.speakers[id]
		if len(s.articles) == 0 || !proper(s) {
			continue
		}
		for _, k := range s.blocks() {
			blocks[k] = append(blocks[k], s)
		}
	}
	seen := map[[2]*Speaker]bool{}
	for _, k := range slices.Sorted(maps.Keys(blocks)) {
		list := blocks[k]
		slices.SortStableFunc(list, func(a, b *Speaker) int { return cmp.Compare(b.Articles, a.Articles) })
		list = list[:min(len(list), maxBlock)]
		for i, a := range list {
			for _, b := range list[:i] {
				if key := [2]*Speaker{a, b}; !seen[key] && !seen[[2]*Speaker{b, a}] {
					seen[key] = true
					pair(a, b)
				}
			}
		}
	}
}

// blocks are the keys under which a speaker is compared with others.
func (s *Speaker) blocks() []string {
	kind := "person "
	if s.Kind != models.Person {
		kind = "body "
	}
	keys := []string{kind + strings.Join(s.words, "")}
	for _, w := range s.words {
		keys = append(keys, kind+w)
		if len(w) > 4 {
			keys = append(keys, kind+"~"+w[:4])
		}
	}
	if s.Kind == models.Person {
		return keys
	}
	initials := ""
	for _, w := range s.words {
		initials += w[:1]
	}
	if isAcronym(s.Name) {
		initials = strings.ToLower(strings.ReplaceAll(s.Name, ".", ""))
	}
	return append(keys, "initials "+initials)
}

// proper reports whether the name of s is a name rather than a description such as
// "his campaign": all its words but the small ones are capitalised, or its first.
func proper(s *Speaker) bool {
	if s.Kind == models.Person {
		return len(s.words) > 0
	}
	first, _, _ := strings.Cut(s.Name, " ")
	switch strings.ToLower(first) {
	case "his", "her", "their", "its", "our", "my", "your", "other", "some", "many", "no":
		return false
	}
	return s.Name != strings.ToLower(s.Name)
}

// weigh scores the pair, nil when nothing or something forbids it.
func (c *Collection) weigh(a, b *Speaker) *Merge {
	if (a.Kind == models.Person) != (b.Kind == models.Person) || together(a, b) {
		return nil
	}
	l := c.bodies(a, b)
	if a.Kind == models.Person {
		l = c.people(a, b)
	}
	if l.worth == 0 || sexes(a) != "" && sexes(b) != "" && sexes(a) != sexes(b) {
		return nil
	}
	m := &Merge{Speaker: a, Other: b, Score: l.worth, Why: []string{l.why}}
	if b.leads(a) {
		m.Speaker, m.Other = b, a
	}
	c.support(m)
	return m
}

// bare reports whether Other is but a surname.
func (m *Merge) bare() bool { return len(m.Other.words) == 1 && m.Other.Kind == models.Person }

// together reports whether two speakers speak in one article.
func together(a, b *Speaker) bool {
	if len(a.articles) > len(b.articles) {
		a, b = b, a
	}
	for x := range a.articles {
		if b.articles[x] {
			return true
		}
	}
	return false
}

// leads reports whether the name of s is the one to show of the two: a full one
// before a surname or initials, then that of more articles, then the longer.
func (s *Speaker) leads(o *Speaker) bool {
	a, b := len(s.words) > 1 && len(s.words[0]) > 1, len(o.words) > 1 && len(o.words[0]) > 1
	if a != b {
		return a
	}
	return cmp.Or(cmp.Compare(s.Articles, o.Articles), cmp.Compare(len(s.Name), len(o.Name)), cmp.Compare(o.ID, s.ID)) > 0
}

// sexes is what the honorifics of s tell: "f", "m" or "".
func sexes(s *Speaker) string {
	f := s.marks["mrs"] || s.marks["ms"] || s.marks["miss"]
	switch m := s.marks["mr"]; {
	case f && !m:
		return "f"
	case m && !f:
		return "m"
	}
	return ""
}

// bearer weighs a bare surname by who else of the run bears it, and reports whether
// the pair may stand: not where the word is a given name about as often, nor where
// others bear it.
func (c *Collection) bearer(groups map[*Speaker]*cluster, m *Merge) bool {
	word := m.Other.words[0]
	mine, all := 0, 0
	for _, s := range c.bearers[word] {
		all += len(s.articles)
		if s == m.Speaker || groups[s] != nil && groups[s] == groups[m.Speaker] {
			mine += len(s.articles)
		}
	}
	share := float64(mine) / float64(max(all, 1))
	switch {
	case c.firsts[word]*5 > all, c.given.Sex[word] != 0 && share < 1:
		return false
	case share == 1:
		m.add(0.15, "nobody else of the run bears it")
	case share >= 0.8:
		m.add(0.1, fmt.Sprintf("%d of %d articles with that surname are of this speaker", mine, all))
	default:
		return false
	}
	return true
}

// support adds what speaks for the pair beside the names, and against it.
func (c *Collection) support(m *Merge) {
	a, b := m.Speaker, m.Other
	if !m.bare() && (slices.Contains(a.Aliases, b.Name) || slices.Contains(b.Aliases, a.Name)) {
		m.add(0.25, "one article uses both names for the speaker")
	}
	if w, worth := c.sharedMarks(a, b); len(w) > 0 {
		m.add(worth, "both come with: "+strings.Join(w, ", "))
	} else if len(a.marks) > 1 && len(b.marks) > 1 {
		m.add(-0.15, "they come with different words")
	}
	switch n := c.company(a, b); {
	case n == 1:
		m.add(0.04, "another speaker beside both")
	case n > 1:
		m.add(min(0.04*float64(n), 0.12), fmt.Sprintf("%d other speakers beside both", n))
	}
	switch d, ok := apart(a, b); {
	case ok && d == 0:
		m.add(0.05, "in the same days")
	case ok && d <= 45*24*time.Hour:
		m.add(0.05, count(int64(d.Hours()/24), "day")+" apart")
	}
	for _, o := range slices.Sorted(maps.Keys(a.outlets)) {
		if b.outlets[o] {
			m.add(0.03, "both in "+o)
			break
		}
	}
}

func (m *Merge) add(worth float64, why string) {
	m.Score += worth
	m.Why = append(m.Why, why)
}

// sharedMarks are up to four words beside the names of both, rare ones first, and
// what they are worth: less where many speakers have them.
func (c *Collection) sharedMarks(a, b *Speaker) (words []string, worth float64) {
	for w := range a.marks {
		if b.marks[w] && !own(a, w) && !own(b, w) && w != "mr" && w != "mrs" && w != "ms" {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(x, y string) int { return cmp.Or(cmp.Compare(c.marked[x], c.marked[y]), cmp.Compare(x, y)) })
	words = words[:min(len(words), 4)]
	for _, w := range words {
		if c.marked[w]*50 <= len(c.speakers) || c.marked[w] < 5 {
			worth += 0.1
		} else {
			worth += 0.04
		}
	}
	return words, min(worth, 0.2)
}

// own reports whether a word is part of the name of s, or its possessive.
func own(s *Speaker, word string) bool {
	return slices.Contains(s.words, word) || slices.Contains(s.words, strings.TrimSuffix(word, "s"))
}

// company counts the speakers that speak beside both, those aside that speak in more
// than one in twenty articles.
func (c *Collection) company(a, b *Speaker) int {
	most := max(3, len(c.ids)/20)
	beside := map[*Speaker]bool{}
	for x := range a.articles {
		for _, s := range c.present[x] {
			beside[s] = true
		}
	}
	n := 0
	for x := range b.articles {
		for _, s := range c.present[x] {
			if beside[s] && s != a && s != b && len(s.articles) <= most {
				beside[s] = false
				n++
			}
		}
	}
	return n
}

// apart is the time between the spans of days of two speakers, 0 where they overlap.
func apart(a, b *Speaker) (time.Duration, bool) {
	if a.First.IsZero() || b.First.IsZero() {
		return 0, false
	}
	return max(0, a.First.Sub(b.Last), b.First.Sub(a.Last)), true
}
