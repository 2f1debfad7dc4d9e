package report

import (
	"cmp"
	"slices"
	"strings"
)

// What the page shows at once of lists that may be long.
const (
	topSpeakers = 12
	topOutlets  = 12
	listedFirst = 40 // rows of the table of speakers before the script adds more
	smallCharts = 12
	fewRows     = 5 // too few sentences for a chart of their own
)

// overview is the section that the page opens on.
func (c *corpus) overview() map[string]node {
	t := c.totals
	return map[string]node{
		"title": text(c.options.title()), "options": c.options.note(), "tiles": c.tiles(), "most": c.most(), "outlets": c.published(), "timeline": c.timeline(),
		"low": text(thousands(t.Low)), "rows": text(thousands(t.Rows)), "unknown": text(thousands(t.Unknown)),
		"low share": text(share(t.Low, t.Rows)), "unknown share": text(share(t.Unknown, t.Rows)),
	}
}

// note says what the options leave out.
func (o Options) note() node {
	var n node
	add := func(s string) { n.kids = append(n.kids, el("p", class("note"), s)) }
	if o.MinConfidence > 0 {
		add("Attributions with a confidence below " + axis(o.MinConfidence)[1:] + " are left out, as asked.")
	}
	switch {
	case !o.Since.IsZero() && !o.Until.IsZero():
		add("Only articles from " + day(o.Since) + " until before " + day(o.Until) + " count, as asked; those without a date do not.")
	case !o.Since.IsZero():
		add("Only articles from " + day(o.Since) + " on count, as asked; those without a date do not.")
	case !o.Until.IsZero():
		add("Only articles before " + day(o.Until) + " count, as asked; those without a date do not.")
	}
	return n
}

// tiles are the figures at the head of the page.
func (c *corpus) tiles() node {
	var n node
	add := func(kind, name, value string) {
		n.kids = append(n.kids, el("div", class(kind), el("dt", name), el("dd", value)))
	}
	articles := "Articles"
	if n := c.totals.Copies; n > 0 {
		articles += ", " + plural(n, "of them a copy", "of them copies")
	}
	add("tile", articles, thousands(c.totals.Articles))
	if named := c.named(); named > 0 {
		add("tile", "Outlets", thousands(named))
	}
	add("tile", "Speakers", thousands(c.speakers()))
	add("tile", "Sentences somebody says", thousands(c.totals.Rows))
	add("tile", "Stances", thousands(c.totals.Stances))
	add("tile wide", "Dates", period(c.totals.First, c.totals.Last))
	return n
}

// named is the number of outlets.
func (c *corpus) named() int {
	n := len(c.outlets)
	for _, o := range c.outlets {
		if o.Name == "" {
			n--
		}
	}
	return n
}

// speakers is the number of speakers who are somebody.
func (c *corpus) speakers() (n int) {
	for _, k := range c.kinds() {
		n += k.Count
	}
	return n
}

// kinds counts the speakers who are somebody by kind, most first.
func (c *corpus) kinds() []tallied {
	var list []tallied
	for kind, n := range c.totals.kinds {
		if kind != "unknown" && kind != "author" {
			list = append(list, tallied{kind, n})
		}
	}
	slices.SortFunc(list, func(a, b tallied) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name)) })
	return list
}

// bar is a line of a list with lengths.
type bar struct {
	name, link string
	count      int
}

// lengths is a table of bars.
func lengths(caption, head, what string, list []bar) node {
	most := 1
	for _, b := range list {
		most = max(most, b.count)
	}
	body := el("tbody")
	for _, b := range list {
		meter := el("svg", class("meter"), attr{"viewBox", "0 0 100 8"}, attr{"preserveAspectRatio", "none"}, attr{"aria-hidden", "true"},
			el("rect", class("bar"), at("width", 100*float64(b.count)/float64(most)), at("height", 8), at("rx", 1)))
		body.kids = append(body.kids, el("tr", el("th", attr{"scope", "row"}, anchor(b.link, b.name)), el("td", meter), el("td", b.count)))
	}
	columns := heads(head, "Length", what)
	columns.attrs = append(columns.attrs, class("hidden"))
	return el("table", class("bars"), el("caption", caption), columns, body)
}

// most is who speaks most.
func (c *corpus) most() node {
	var list []bar
	for _, f := range c.figures {
		if len(list) < topSpeakers && f.rows > 0 && (f.kind == "person" || f.kind == "organisation") {
			list = append(list, bar{f.name, state(f.id, "", ""), f.rows})
		}
	}
	if len(list) == 0 {
		return el("p", "Nobody is quoted.")
	}
	return lengths("People and organisations by sentences they are quoted in", "Speaker", "Sentences", list)
}

// published is the outlets.
func (c *corpus) published() node {
	var list []bar
	silent := 0
	for _, o := range c.outlets {
		if o.Name == "" {
			silent = o.Count
		} else if len(list) < topOutlets {
			list = append(list, bar{name: o.Name, count: o.Count})
		}
	}
	var n node
	if len(list) > 0 {
		caption := "Outlets by articles"
		if all := c.named(); all > len(list) {
			caption += ", the first " + thousands(len(list)) + " of " + thousands(all)
		}
		n.kids = append(n.kids, lengths(caption, "Outlet", "Articles", list))
	}
	if silent > 0 {
		n.kids = append(n.kids, el("p", class("small"), plural(silent, "article does", "articles do")+" not say where."))
	}
	return n
}

// timeline is when the articles were published.
func (c *corpus) timeline() node {
	if c.scale.n == 0 {
		return node{}
	}
	caption := "Articles by " + c.scale.unit.name()
	if n := c.totals.Undated; n > 0 {
		caption += "; " + plural(n, "article has no date and is", "articles have no date and are") + " not drawn"
	}
	return all(el("h2", "When"), el("figure", el("figcaption", caption), bars(c.scale, c.periods), periodTable(c.scale, c.periods)))
}

// periodTable is what the bars show.
func periodTable(s scale, counts []int) node {
	body := el("tbody")
	for i, n := range counts {
		if n > 0 {
			body.kids = append(body.kids, cells(s.label(i), n))
		}
	}
	return el("details", class("data"), el("summary", "The numbers"),
		el("table", el("caption", "Articles by "+s.unit.name()), heads(capital(s.unit.name()), "Articles"), body))
}
