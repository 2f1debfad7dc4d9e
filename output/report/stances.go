package report

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// matrix is who stands how towards whom and what.
type matrix struct {
	Targets []aim
	Rows    []matrixRow
}

// aim is a target as the page names it.
type aim struct {
	Name, Link, Kind string
	Support, Oppose  int
}

func newAim(t *target) aim {
	return aim{t.name, state("", t.id, ""), kindName(t.kind), t.support, t.oppose}
}

type matrixRow struct {
	Name, Link string
	Cells      []cell
}

// cell is a holder's stances on a target; all are 0 where there is none.
type cell struct {
	Support, Oppose, Neutral int
	Link, Class, Label       string
}

// newMatrix takes the targets that most figures have a stance on, and the figures with
// most stances on those.
func newMatrix(c *corpus) matrix {
	targets := slices.DeleteFunc(slices.Clone(c.targets), func(t *target) bool { return t.support+t.oppose == 0 })
	slices.SortStableFunc(targets, func(a, b *target) int { return b.holders - a.holders })
	targets = targets[:min(len(targets), matrixCols)]
	var m matrix
	for _, t := range targets {
		m.Targets = append(m.Targets, newAim(t))
	}
	type holder struct {
		*figure
		targets, stances int
	}
	var holders []holder
	for _, f := range c.figures {
		h := holder{figure: f}
		for _, t := range targets {
			if p := c.pairs[pair{f.id, t.id}]; p != nil {
				h.targets, h.stances = h.targets+1, h.stances+p.all()
			}
		}
		if h.targets > 0 && !f.nobody() {
			holders = append(holders, h)
		}
	}
	slices.SortStableFunc(holders, func(a, b holder) int { return cmp.Or(b.targets-a.targets, b.stances-a.stances) })
	for _, h := range holders[:min(len(holders), matrixRows)] {
		row := matrixRow{Name: h.name, Link: state(h.id, "", "")}
		for _, t := range targets {
			row.Cells = append(row.Cells, newCell(h.figure, t, c.pairs[pair{h.id, t.id}]))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

func newCell(f *figure, t *target, p *sides) cell {
	if p == nil {
		return cell{}
	}
	c := cell{p.support, p.oppose, p.neutral, state(f.id, t.id, ""), "", ""}
	b := p.balance()
	switch {
	case p.support > 0 && p.oppose > 0 && b == 0:
		c.Class = "mixed"
	case b > 0:
		c.Class = "support s" + strength(b)
	case b < 0:
		c.Class = "oppose s" + strength(-b)
	default:
		c.Class = "neutral"
	}
	c.Label = f.name + " on " + t.name + ": " + thousands(p.support) + " for, " + thousands(p.oppose) + " against"
	if p.neutral > 0 {
		c.Label += ", " + thousands(p.neutral) + " neutral"
	}
	return c
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

// card is a target with who is for and who is against it.
type card struct {
	Target       aim
	For, Against side
	Bar          template.HTML // how much of it is support

	issue bool
}

// side is those for, or those against.
type side struct {
	Names []name
	More  int
	Link  string
}

// name is a holder; Link is "" for one without a section.
type name struct {
	Name, Link string
	Count      int
}

// cards returns the issues and documents that most are for or against, and likewise
// the people, organisations, groups and places.
func cards(c *corpus) (issues, others []card) {
	list := slices.DeleteFunc(slices.Clone(c.targets), func(t *target) bool { return t.support+t.oppose == 0 })
	slices.SortStableFunc(list, func(a, b *target) int { return b.holders - a.holders })
	chosen := map[string]*card{}
	var order []*card
	ni, no := 0, 0
	for _, t := range list {
		issue := t.kind == "issue" || t.kind == "document"
		if issue && ni == issueCards || !issue && no == otherCards {
			continue
		}
		if issue {
			ni++
		} else {
			no++
		}
		k := &card{Target: newAim(t), Bar: divided(t), issue: issue}
		chosen[t.id], order = k, append(order, k)
	}
	fill(c, chosen)
	for _, k := range order {
		if k.issue {
			issues = append(issues, *k)
		} else {
			others = append(others, *k)
		}
	}
	return issues, others
}

// fill adds the holders to the cards.
func fill(c *corpus, chosen map[string]*card) {
	shown := map[string]bool{}
	for _, f := range c.figures {
		shown[f.id] = true
	}
	pro, con := map[string][]name{}, map[string][]name{}
	for k, p := range c.pairs {
		if chosen[k.target] == nil {
			continue
		}
		n := name{Name: c.names[k.holder]}
		if shown[k.holder] {
			n.Link = state(k.holder, k.target, "")
		}
		if p.support > 0 {
			n.Count = p.support
			pro[k.target] = append(pro[k.target], n)
		}
		if p.oppose > 0 {
			n.Count = p.oppose
			con[k.target] = append(con[k.target], n)
		}
	}
	for id, k := range chosen {
		k.For, k.Against = newSide(pro[id], id, "support"), newSide(con[id], id, "oppose")
	}
}

func newSide(list []name, target, stance string) side {
	slices.SortFunc(list, func(a, b name) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name), strings.Compare(a.Link, b.Link))
	})
	n := min(len(list), sideNames)
	return side{list[:n], len(list) - n, state("", target, stance)}
}

// network is the picture of who speaks about whom, with its table.
type network struct {
	Rows    []edgeRow
	Picture template.HTML
	More    int
}

// edgeRow is a row of that table.
type edgeRow struct {
	From, To, FromLink, ToLink string
	Quotes, Support, Oppose    int
}

func newNetwork(c *corpus) *network {
	spots, drawn := layout(c.edges)
	if len(drawn) == 0 {
		return nil
	}
	n := &network{Picture: render(picture(spots, drawn)), More: len(c.edges) - len(drawn)}
	for _, e := range drawn {
		n.Rows = append(n.Rows, edgeRow{e.from.name, e.to.name, state(e.from.id, "", ""), state(e.to.id, "", ""), e.quotes, e.support, e.oppose})
	}
	return n
}

// divided draws the shares of support and opposition.
func divided(t *target) template.HTML {
	pro := 100 * float64(t.support) / float64(t.support+t.oppose)
	return render(el("svg", class("divided"), attr{"viewBox", "0 0 100 8"}, attr{"preserveAspectRatio", "none"}, attr{"aria-hidden", "true"},
		el("rect", class("support"), at("width", pro), at("height", 8)),
		el("rect", class("oppose"), at("x", pro), at("width", 100-pro), at("height", 8))))
}
