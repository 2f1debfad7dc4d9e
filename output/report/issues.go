package report

import (
	"cmp"
	"slices"
	"strings"
)

// How many targets have a card, and names each side of it. A target with a single
// stance has one only where there are few others.
const (
	issueCards = 36
	otherCards = 12
	fewCards   = 9
	sideNames  = 6
)

// name is a holder on a card; link is "" for one without a section.
type name struct {
	name, link string
	count      int
}

// camps are the holders for and against each target.
type camps struct{ pro, con map[string][]name }

// issues is who is for and who is against what: first issues and documents, then
// people, organisations, groups and places.
func (c *corpus) issues() node {
	var issues, others []*target
	for _, t := range c.contested() {
		if t.kind == "issue" || t.kind == "document" {
			issues = carded(issues, t, issueCards)
		} else {
			others = carded(others, t, otherCards)
		}
	}
	if len(issues)+len(others) == 0 {
		return el("p", "No stance was found on anything that has a name.")
	}
	camps := c.camps(slices.Concat(issues, others))
	var n node
	for _, group := range []struct {
		head string
		list []*target
	}{{"Issues and documents", issues}, {"People, organisations, groups and places", others}} {
		if len(group.list) == 0 {
			continue
		}
		grid := el("div", class("grid cards"))
		for _, t := range group.list {
			grid.kids = append(grid.kids, camps.card(t))
		}
		n.kids = append(n.kids, el("h3", group.head), grid)
	}
	return n
}

// carded adds a target that still has room.
func carded(list []*target, t *target, room int) []*target {
	if len(list) >= room || len(list) >= fewCards && t.support+t.oppose == 1 {
		return list
	}
	return append(list, t)
}

// camps collects who is for and against the targets.
func (c *corpus) camps(targets []*target) camps {
	wanted, shown := map[string]bool{}, map[string]bool{}
	for _, t := range targets {
		wanted[t.id] = true
	}
	nobody := map[string]string{}
	for _, f := range c.figures {
		shown[f.id] = true
		if f.nobody() {
			nobody[f.id] = kindName(f.kind)
		}
	}
	x := camps{map[string][]name{}, map[string][]name{}}
	for k, p := range c.pairs {
		if !wanted[k.target] {
			continue
		}
		n := name{name: c.names[k.holder]}
		if nobody[k.holder] != "" {
			n.name = nobody[k.holder]
		}
		if shown[k.holder] {
			n.link = state(k.holder, k.target, "")
		}
		if p.support > 0 {
			n.count = p.support
			x.pro[k.target] = append(x.pro[k.target], n)
		}
		if p.oppose > 0 {
			n.count = p.oppose
			x.con[k.target] = append(x.con[k.target], n)
		}
	}
	return x
}

func (x camps) card(t *target) node {
	share := 100 * float64(t.support) / float64(t.support+t.oppose)
	bar := el("svg", class("divided"), attr{"viewBox", "0 0 100 8"}, attr{"preserveAspectRatio", "none"}, attr{"aria-hidden", "true"},
		el("rect", class("support"), at("width", share), at("height", 8)), el("rect", class("oppose"), at("x", share), at("width", 100-share), at("height", 8)))
	return el("article", class("card issue"),
		el("h4", anchor(state("", t.id, ""), t.name), " ", el("span", class("tag"), kindName(t.kind))),
		el("p", class("split"), bar, el("span", class("support"), "▲ "+thousands(t.support)+" for"), " ", el("span", class("oppose"), thousands(t.oppose)+" against ▼")),
		el("div", class("sides"), side("For", t.id, "support", x.pro[t.id]), side("Against", t.id, "oppose", x.con[t.id])))
}

// side lists those for, or those against.
func side(head, target, stance string, list []name) node {
	slices.SortFunc(list, func(a, b name) int {
		return cmp.Or(b.count-a.count, strings.Compare(a.name, b.name), strings.Compare(a.link, b.link))
	})
	n := el("div", el("h5", class(stance), head))
	if len(list) == 0 {
		n.kids = append(n.kids, el("p", class("none"), "nobody"))
		return n
	}
	names := el("ul")
	for _, x := range list[:min(len(list), sideNames)] {
		names.kids = append(names.kids, el("li", anchor(x.link, x.name), when(x.count > 1, all(text(" "), el("span", class("n"), x.count)))))
	}
	if more := len(list) - sideNames; more > 0 {
		names.kids = append(names.kids, el("li", anchor(state("", target, stance), "and "+thousands(more)+" more")))
	}
	n.kids = append(n.kids, names)
	return n
}
