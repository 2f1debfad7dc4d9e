package report

import (
	"slices"
)

// sections counts the figures with a section of their own who are somebody.
func (c *corpus) sections() (n int) {
	for _, f := range c.figures {
		if !f.nobody() {
			n++
		}
	}
	return n
}

// speakerSection is the section with the speakers' charts and table.
func (c *corpus) speakerSection() map[string]node {
	var charts, rows, options []node
	var kinds []string
	for _, f := range c.figures {
		if f.nobody() {
			continue
		}
		link := state(f.id, "", "")
		if len(charts) < smallCharts && f.rows-f.undated >= fewRows && len(f.series) > 1 {
			charts = append(charts, el("figure", class("card"), el("figcaption", anchor(link, f.name)), line(c.scale, f, true), seriesTable(c.scale, f)))
		}
		if len(rows) < listedFirst {
			row := cells(anchor(link, f.name))
			row.kids = append(row.kids, el("td", kindName(f.kind)), el("td", class("num"), f.rows), el("td", class("num"), f.articles),
				el("td", class("num"), el("span", class(tone(f.mean())), signed(f.mean()))),
				el("td", class("num"), when(f.support > 0, el("span", class("positive"), "▲"+thousands(f.support))), when(f.oppose > 0, el("span", class("negative"), "▼"+thousands(f.oppose)))))
			rows = append(rows, row)
		}
		if !slices.Contains(kinds, f.kind) {
			kinds = append(kinds, f.kind)
		}
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		options = append(options, el("option", attr{"value", k}, kindName(k)))
	}
	n := c.sections()
	caption := plural(n, "speaker", "speakers") + " with a section of their own"
	if len(rows) < n {
		caption = "The " + thousands(len(rows)) + " who speak most of " + caption
	}
	return map[string]node{"charts": c.charts(charts), "rows": all(rows...), "kinds": all(options...), "caption": text(caption)}
}

func (c *corpus) charts(list []node) node {
	if len(list) == 0 {
		return node{}
	}
	return all(el("h3", "Sentiment over time"),
		el("p", class("legend"), "Mean sentiment of the sentences a speaker is quoted in, by "+c.scale.unit.name()+"; a larger dot stands for more sentences."),
		el("p", class("keys"), el("span", class("key positive"), "above the line: positive"), " ", el("span", class("key negative"), "below: negative")),
		el("div", class("grid"), list))
}

// topLetters is how many reasons of dead letters are told.
const topLetters = 12

// leftOut is the section that says what the page does not show.
func (c *corpus) leftOut() map[string]node {
	t := c.totals
	without := c.speakers()
	read := map[string]node{}
	for _, f := range c.figures {
		switch {
		case f.rows == 0:
		case f.nobody():
			read[f.kind] = all(anchor(state(f.id, "", ""), "Read them"), text("."))
		default:
			without--
		}
	}
	copies := "No article was found to be a copy of another one."
	if t.Copies > 0 {
		copies = "The same text once more, or nearly, mostly of another outlet. What a copy quotes is counted once, in the article it is a copy of, whose quotations name the other outlets."
	}
	common := 0
	for _, x := range c.targets {
		if x.common() {
			common++
		}
	}
	kinds := ""
	for i, k := range c.kinds() {
		if i > 0 {
			kinds += ", "
		}
		kinds += kindsName(k.Count, k.Name)
	}
	n := func(v int) node { return text(thousands(v)) }
	return map[string]node{
		"letters": n(t.Letters), "reasons": c.reasons(), "copies": n(t.Copies), "about copies": text(copies), "undated": n(t.Undated),
		"unknown": n(t.Unknown), "read unknown": read["unknown"], "author": n(t.Author), "read author": read["author"],
		"without": n(without), "sections": n(c.sections()), "hidden": n(t.Hidden), "common": n(common), "kinds": text(kinds),
		"outside": when(t.Outside > 0, all(el("dt", "Sentences below the confidence asked for: "+thousands(t.Outside)), el("dd", "They count nowhere in this page."))),
	}
}

// reasons is the table of the dead letters.
func (c *corpus) reasons() node {
	if len(c.letters) == 0 {
		return text("All articles of the run were read.")
	}
	body := el("tbody")
	others := 0
	for i, l := range c.letters {
		if i < topLetters {
			body.kids = append(body.kids, cells(l.Name, l.Count))
		} else {
			others += l.Count
		}
	}
	if others > 0 {
		body.kids = append(body.kids, cells("other reasons", others))
	}
	columns := heads("Stage and reason", "Articles")
	columns.attrs = append(columns.attrs, class("hidden"))
	return el("table", el("caption", "By reason"), columns, body)
}
