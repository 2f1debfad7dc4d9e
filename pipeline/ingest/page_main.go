package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mainText returns the text of a page's article: blocks parted by blank lines, list
// entries opened by "- ", and block quotes in quotation marks where they have none,
// each paragraph opened and the last one closed. Headings stand by themselves. The
// heading that is the title is left out.
func mainText(doc *html.Node, title string) string {
	text := textOf(doc, title, false)
	if len(text) < minMain {
		if more := textOf(doc, title, true); len(more) > 2*len(text) {
			return more
		}
	}
	return text
}

func textOf(doc *html.Node, title string, lenient bool) string {
	b := blocks{lenient: lenient}
	b.walk(doc, place{parent: doc})
	b.flush(place{parent: doc})
	region := mainRegion(doc, b.all)
	var out strings.Builder
	chosen := b.all[:0]
	for i, x := range b.all {
		if x.kind == headBlock && i+1 < len(b.all) && b.all[i+1].links() {
			continue // it heads what is left out
		}
		if !within(x.parent, region) && !x.standfirst(region) || !x.useful() || title != "" && x.kind == headBlock && sameWords(x.text, title) {
			continue
		}
		chosen = append(chosen, x)
	}
	for i, x := range trimHeadings(chosen) {
		if i > 0 {
			out.WriteString("\n\n")
		}
		x.write(&out, i+1 < len(chosen) && chosen[i+1].quote == x.quote)
	}
	return out.String()
}

// trimHeadings drops headings at the end, which head what was left out.
func trimHeadings(all []block) []block {
	for len(all) > 0 && all[len(all)-1].kind == headBlock {
		all = all[:len(all)-1]
	}
	return all
}

// write appends the block; more says that its quotation goes on in the next one.
func (x block) write(out *strings.Builder, more bool) {
	switch {
	case x.quote != nil && !strings.ContainsAny(x.text, "\"“”"):
		out.WriteString("“" + x.text)
		if !more {
			out.WriteString("”")
		}
	case x.kind == itemBlock:
		out.WriteString("- " + x.text)
	default:
		out.WriteString(x.text)
	}
}

// useful reports whether the block reads like text of an article: no list of links,
// and no scrap outside of paragraphs.
func (x block) useful() bool {
	switch {
	case x.timed > 0 && len(x.text)-x.timed < 15: // when it was written: "Published 1 March"
		return false
	case x.links():
		return false
	case x.kind == looseBlock:
		return len(x.text) >= 40 || strings.HasSuffix(x.text, ".")
	case x.kind == paraBlock:
		return !scrap(x.text)
	}
	return true
}

// links reports whether most of the block are links.
func (x block) links() bool {
	return 2*x.linked > len(x.text) && len(x.text) < 200 || 5*x.linked > 4*len(x.text)
}

// standfirst reports whether the block is a sentence in the header of the article that
// region is the body of, as papers print it under the headline.
func (x block) standfirst(region *html.Node) bool {
	if x.kind != paraBlock || x.linked > 0 || len(x.text) < 40 || !strings.ContainsAny(x.text[len(x.text)-1:], ".?!") {
		return false
	}
	for n := x.parent; n != nil; n = n.Parent {
		if n.DataAtom == atom.Header {
			return n.Parent != nil && n.Parent.DataAtom == atom.Article && within(region, n.Parent)
		}
	}
	return false
}

// scrap reports whether a paragraph is a phrase that pages put between paragraphs.
func scrap(text string) bool {
	switch strings.ToLower(strings.Trim(text, " .:!»>|")) {
	case "advertisement", "advertising", "ad", "share", "read more", "continue reading", "sign up", "subscribe", "loading", "close", "story continues below", "article continues below", "story continues below advertisement",
		"this video can not be played", "this video cannot be played", "this content is not available":
		return true
	}
	return false
}

// weight is how much a block speaks for its surroundings being the article: its
// length and its commas, as in Kohlschütter et al. (2010), Boilerplate Detection using
// Shallow Text Features, less what is in links.
func (x block) weight() int {
	if x.kind == headBlock || !x.useful() || len(x.text) < 25 && x.kind != paraBlock {
		return 0
	}
	w := len(x.text) - x.linked + 20*strings.Count(x.text, ",")
	if x.kind == looseBlock || x.kind == itemBlock {
		w /= 2
	}
	return w
}

// mainRegion returns the smallest container with most of the weight: from the page
// down, as long as one child has enough of it. What the page itself says to be the
// article goes first, unless it is one of several, as the updates of a live blog are.
func mainRegion(doc *html.Node, all []block) *html.Node {
	weights := make(map[*html.Node]int)
	for _, x := range all {
		w := x.weight()
		for n := x.parent; n != nil && w > 0; n = n.Parent {
			weights[n] += w
		}
	}
	region := doc
	for {
		best, marked := heaviest(region, weights, weights[doc])
		if best == nil || weights[best] == 0 || !marked && 4*weights[best] < 3*weights[region] {
			return region
		}
		region = best
	}
}

// heaviest returns the child of region to go down to: the one that the page declares,
// with most of what it declares, or else the one of most weight.
func heaviest(region *html.Node, weights map[*html.Node]int, whole int) (best *html.Node, marked bool) {
	var first *html.Node
	all := 0
	for n := range children(region) {
		if declared(n) {
			all += weights[n]
			if first == nil && 3*weights[n] > whole {
				first = n
			}
		}
		if best == nil || weights[n] > weights[best] {
			best = n
		}
	}
	if first != nil && 4*weights[first] >= 3*all {
		return first, true
	}
	return best, false
}

// children yields the elements in n.
func children(n *html.Node) func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// declared reports whether the page says that n is the article, or holds it.
func declared(n *html.Node) bool {
	return n.DataAtom == atom.Article || n.DataAtom == atom.Main || strings.Contains(strings.ToLower(attr(n, "itemprop")), "articlebody") || attr(n, "role") == "main"
}

// within reports whether n is region or in it.
func within(n, region *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == region {
			return true
		}
	}
	return false
}
