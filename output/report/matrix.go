package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the matrix has room for.
const (
	matrixRows = 24
	matrixCols = 16
)

// contested returns the targets of a stance for or against that are the same thing in
// all articles, those of most holders first.
func (c *corpus) contested() []*target {
	list := slices.DeleteFunc(slices.Clone(c.targets), func(t *target) bool { return t.support+t.oppose == 0 || t.common() })
	slices.SortStableFunc(list, func(a, b *target) int { return b.holders - a.holders })
	return list
}

// common reports whether a target is named by a common noun, as "the bill" is: in
// another article that is another bill. Issues of the list, built in or a user's, and
// proper names are written with a capital.
func (t *target) common() bool {
	r, _ := utf8.DecodeRuneInString(t.name)
	switch {
	case unicode.IsUpper(r) || !unicode.IsLetter(r):
		return false
	case t.kind == "document":
		return true
	}
	return t.kind == "issue" && !strings.ContainsAny(t.name, " -")
}

// matrix is who stands how towards whom and what: the targets that most figures have a
// stance on, and the figures with a stance on most of those.
func (c *corpus) matrix() node {
	targets := c.contested()
	figures := c.holders(targets[:min(len(targets), matrixCols)])
	// Whom and what nobody of these has a stance on gives way to others.
	targets = slices.DeleteFunc(targets, func(t *target) bool {
		return !slices.ContainsFunc(figures, func(f *figure) bool { return c.pairs[pair{f.id, t.id}] != nil })
	})
	targets = targets[:min(len(targets), matrixCols)]
	if len(figures) == 0 {
		return el("p", "No stance of a speaker was found on anything that has a name.")
	}
	top := el("tr", el("td"))
	for _, t := range targets {
		top.kids = append(top.kids, el("th", attr{"scope", "col"}, el("a", attr{"href", state("", t.id, "")}, attr{"title", t.name}, el("span", t.name))))
	}
	body := el("tbody")
	for _, f := range figures {
		row := el("tr", el("th", attr{"scope", "row"}, anchor(state(f.id, "", ""), f.name)))
		for _, t := range targets {
			row.kids = append(row.kids, cell(f, t, c.pairs[pair{f.id, t.id}]))
		}
		body.kids = append(body.kids, row)
	}
	return all(
		el("p", class("legend"), "The number is how many stances were found; a stronger colour stands for more. Each cell leads to the words it rests on."),
		el("p", class("keys"), el("span", class("key support"), "▲ for"), " ", el("span", class("key oppose"), "▼ against"), " ", el("span", class("key mixed"), "both equally")),
		el("div", class("scroll"), attr{"tabindex", "0"}, attr{"role", "region"}, attr{"aria-label", "Speakers and targets"},
			el("table", class("matrix"), el("caption", "The targets that most speakers take a stance on, and the speakers with a stance on most of them"), el("thead", top), body)))
}

// holders returns the figures with a stance on most of the targets.
func (c *corpus) holders(targets []*target) []*figure {
	type holder struct {
		*figure
		targets, stances int
	}
	var list []holder
	for _, f := range c.figures {
		h := holder{figure: f}
		for _, t := range targets {
			if p := c.pairs[pair{f.id, t.id}]; p != nil {
				h.targets, h.stances = h.targets+1, h.stances+p.all()
			}
		}
		if h.targets > 0 && !f.nobody() {
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(a, b holder) int { return cmp.Or(b.targets-a.targets, b.stances-a.stances) })
	var figures []*figure
	for _, h := range list[:min(len(list), matrixRows)] {
		figures = append(figures, h.figure)
	}
	return figures
}

// cell is a figure's stances on a target, none when p is nil.
func cell(f *figure, t *target, p *sides) node {
	if p == nil {
		return el("td")
	}
	label := f.name + " on " + t.name + ": " + thousands(p.support) + " for, " + thousands(p.oppose) + " against"
	if p.neutral > 0 {
		label += ", " + thousands(p.neutral) + " neutral"
	}
	shown := ""
	if p.support > 0 {
		shown = "▲" + thousands(p.support)
	}
	if p.oppose > 0 {
		shown += " ▼" + thousands(p.oppose)
	}
	if shown == "" {
		shown = "·"
	}
	return el("td", class(p.shade()), el("a", attr{"href", state(f.id, t.id, "")}, attr{"aria-label", label}, attr{"title", label}, shown))
}

// shade is the class of a cell.
func (s *sides) shade() string {
	b := s.support - s.oppose
	switch {
	case b > 0:
		return "support s" + strength(b)
	case b < 0:
		return "oppose s" + strength(-b)
	case s.support > 0:
		return "mixed"
	}
	return "neutral"
}

// strength is one of three shades.
func strength(n int) string {
	switch {
	case n >= 6:
		return "3"
	case n >= 2:
		return "2"
	}
	return "1"
}
