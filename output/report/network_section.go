package report

// network is the picture of who speaks about whom, with its table.
func (c *corpus) network() node {
	spots, drawn := layout(c.edges)
	if len(drawn) == 0 {
		return el("p", "Nobody with a section of their own speaks about another by name.")
	}
	body := el("tbody")
	for _, e := range drawn {
		body.kids = append(body.kids, el("tr", el("td", anchor(state(e.from.id, "", ""), e.from.name)), el("td", anchor(state(e.to.id, "", ""), e.to.name)),
			el("td", class("num"), e.quotes), el("td", class("num"), e.support), el("td", class("num"), e.oppose)))
	}
	caption := "Who speaks about whom, the strongest links first"
	if more := len(c.edges) - len(drawn); more > 0 {
		caption += "; " + plural(more, "weaker link is", "weaker links are") + " not shown"
	}
	return all(
		el("p", class("legend"), "An arrow leads from who speaks to whom the words name or judge; a broader one stands for more quotations."),
		el("p", class("keys"), el("span", class("key edge-support"), "mostly for"), " ", el("span", class("key edge-oppose"), "mostly against"), " ",
			el("span", class("key edge-mixed"), "both equally"), " ", el("span", class("key edge-none"), "no stance found")),
		el("figure", el("div", class("scroll"), attr{"tabindex", "0"}, attr{"role", "region"}, attr{"aria-label", "Picture of the network"}, picture(spots, drawn)),
			el("details", class("data"), el("summary", "The same as a table"),
				el("div", class("scroll"), attr{"tabindex", "0"}, attr{"role", "region"}, attr{"aria-label", "Table of the network"},
					el("table", class("data-table"), el("caption", caption), heads("Speaker", "About", "Quotations", "Stances for", "Stances against"), body)))),
		el("p", class("small"), "Counted are speakers whose full name stands in the words, and those the words take a stance on. A surname alone is not counted, since it may be anybody's. A link to somebody whom more than a dozen speak about counts for less when the strongest are chosen."))
}
