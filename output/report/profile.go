package report

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// profilesPerBlock is how many speakers' sections open together.
const profilesPerBlock = 50

// index is what the page's script needs before any quotation. Speakers hold id, name,
// kind, sentences, articles, mean sentiment, stances for and against, quotations, first
// and last chunk; targets
// id, name, kind, chunks.
type index struct {
	Speakers [][]any  `json:"s"`
	Targets  [][]any  `json:"t"`
	Chunks   int      `json:"n"`
	Quotes   int      `json:"q"`
	Outlets  []string `json:"o"`
	Profiles int      `json:"p"` // speakers in a block of profiles
}

// pack makes all blocks of data.
func pack(c *corpus) ([]block, error) {
	p := &packer{number: map[*target]int{}}
	chunks, n, err := p.quotations(c)
	if err != nil {
		return nil, err
	}
	c.totals.Shown = p.shown
	x := index{Speakers: [][]any{}, Targets: [][]any{}, Chunks: n, Quotes: p.shown, Outlets: []string{}, Profiles: profilesPerBlock}
	for i, f := range c.figures {
		x.Speakers = append(x.Speakers, []any{f.id, f.shownName(), f.kind, f.rows, f.articles, hundredths(f.mean()), f.support, f.oppose, f.to - f.from, chunks[i][0], chunks[i][1]})
	}
	for i, t := range p.targets {
		x.Targets = append(x.Targets, []any{t.id, t.name, t.kind, p.chunks[i]})
	}
	for _, o := range c.outlets {
		if o.Name != "" {
			x.Outlets = append(x.Outlets, o.Name)
		}
	}
	slices.Sort(x.Outlets)
	w := newWeb(c)
	for i := 0; i < len(c.figures); i += profilesPerBlock {
		var list []node
		for _, f := range c.figures[i:min(i+profilesPerBlock, len(c.figures))] {
			list = append(list, w.profile(f))
		}
		if err := p.add(fmt.Sprintf("p%d", i/profilesPerBlock), list); err != nil {
			return nil, err
		}
	}
	return p.blocks, p.add("index", x)
}

// web finds what a figure is linked to.
type web struct {
	c       *corpus
	held    map[string][]opinion // by holder
	out, in map[*figure][]edge
}

// opinion is a target and what a holder thinks of it.
type opinion struct {
	target *target
	*sides
}

func newWeb(c *corpus) *web {
	w := &web{c: c, held: map[string][]opinion{}, out: map[*figure][]edge{}, in: map[*figure][]edge{}}
	targets := make(map[string]*target, len(c.targets))
	for _, t := range c.targets {
		targets[t.id] = t
	}
	for k, p := range c.pairs {
		w.held[k.holder] = append(w.held[k.holder], opinion{targets[k.target], p})
	}
	for _, list := range w.held {
		slices.SortFunc(list, func(a, b opinion) int {
			return cmp.Or(b.all()-a.all(), strings.Compare(a.target.id, b.target.id))
		})
	}
	for _, e := range c.edges {
		w.out[e.from], w.in[e.to] = append(w.out[e.from], e), append(w.in[e.to], e)
	}
	return w
}

// profile makes the head of a speaker's section.
func (w *web) profile(f *figure) node {
	n := el("div", class("profile"), el("h3", f.shownName()), el("p", class("meta"), f.introduction()), f.facts())
	if len(f.series) > 0 {
		n.kids = append(n.kids, el("figure", el("figcaption", "Sentiment over time. A larger dot stands for more sentences."), line(w.c.scale, f, false), seriesTable(w.c.scale, f)))
	}
	lists := el("div", class("columns"))
	lists.kids = append(lists.kids, w.opinions(f, "For", "support"), w.opinions(f, "Against", "oppose"),
		w.links("Speaks about", w.out[f], true), w.links("Spoken about by", w.in[f], false))
	n.kids = append(n.kids, lists)
	return n
}

// shownName is the name, in words where it stands for many people.
func (f *figure) shownName() string {
	if f.nobody() {
		return capital(kindName(f.kind))
	}
	return f.name
}

// introduction says who the figure is.
func (f *figure) introduction() string {
	switch f.kind {
	case "unknown":
		return "What somebody says whom the program could not tell. These are many people."
	case "author":
		return "What articles say in the voice of their own authors. These are many people."
	}
	parts := []string{capital(kindName(f.kind))}
	for _, list := range [][]string{f.titles, f.affiliations} {
		parts = append(parts, list[:min(len(list), 4)]...)
	}
	text := strings.Join(parts, " · ")
	if len(f.aliases) > 0 {
		text = strings.TrimSuffix(text, ".") + ". Also: " + strings.Join(f.aliases[:min(len(f.aliases), 8)], ", ")
	}
	return strings.TrimSuffix(text, ".") + "."
}

func fact(name, value string) []node { return []node{el("div", el("dt", name), el("dd", value))} }

func (f *figure) facts() node {
	mean := "none"
	if f.rows > 0 {
		mean = signed(f.mean()) + " " + tone(f.mean())
	}
	n := el("dl", class("facts"), fact("Sentences", thousands(f.rows)), fact("Articles", thousands(f.articles)), fact("Mean sentiment", mean))
	if !f.first.IsZero() {
		n.kids = append(n.kids, fact("Dates", period(f.first, f.last))...)
	}
	n.kids = append(n.kids, fact("Confidence below 0.5", thousands(f.low))...)
	if f.hidden > 0 {
		n.kids = append(n.kids, fact("Quotations not in this page", thousands(f.hidden))...)
	}
	return n
}

// opinions lists what a figure is for, or against.
func (w *web) opinions(f *figure, head, label string) node {
	list := slices.Clone(w.held[f.id])
	of := func(o opinion) int {
		if label == "support" {
			return o.support
		}
		return o.oppose
	}
	list = slices.DeleteFunc(list, func(o opinion) bool { return of(o) == 0 })
	slices.SortStableFunc(list, func(a, b opinion) int { return cmp.Compare(of(b), of(a)) })
	var items []node
	for _, o := range list[:min(len(list), 10)] {
		items = append(items, el("li", el("a", attr{"href", state(f.id, o.target.id, label)}, o.target.name), " ", el("span", class("n"), of(o))))
	}
	return listed(head, "who-"+label, items)
}

func (w *web) links(head string, edges []edge, out bool) node {
	edges = slices.Clone(edges)
	slices.SortStableFunc(edges, func(a, b edge) int { return b.quotes - a.quotes })
	var items []node
	for _, e := range edges[:min(len(edges), 10)] {
		other := e.from
		if out {
			other = e.to
		}
		items = append(items, el("li", el("a", attr{"href", state(other.id, "", "")}, other.name), " ", el("span", class("n"), e.quotes)))
	}
	return listed(head, "who-links", items)
}

// listed is a headed list, nothing when it is empty.
func listed(head, kind string, items []node) node {
	if len(items) == 0 {
		return node{}
	}
	return el("div", class(kind), el("h4", head), el("ul", items))
}

// state is the address of the quotations of a speaker, about a target, on one side;
// any of which may be "".
func state(speaker, about, stance string) string {
	var parts []string
	for _, p := range [][2]string{{"speaker", speaker}, {"about", about}, {"stance", stance}} {
		if p[1] != "" {
			parts = append(parts, p[0]+"="+url.QueryEscape(p[1]))
		}
	}
	return "#" + strings.Join(parts, "&")
}
