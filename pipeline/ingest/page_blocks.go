package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockKind is what a block of a page is.
type blockKind uint8

const (
	looseBlock blockKind = iota // text straight in a container
	paraBlock
	headBlock
	itemBlock
	quoteBlock
)

// block is a run of text of a page that no other block interrupts.
type block struct {
	text   string
	kind   blockKind
	linked int        // bytes of text within links
	timed  int        // bytes of text within times
	parent *html.Node // the container it stands in
	quote  *html.Node // the block quote it stands in, or nil
}

// blocks collects the blocks of a page in order of the text, without what is hidden
// or plainly no part of an article. The depth of a page is bounded by html.Parse.
type blocks struct {
	all    []block
	text   strings.Builder
	linked int
	timed  int
	space  bool // white space stands before what comes next
	// lenient trusts no class names, for pages that call their article furniture.
	lenient bool
}

// place is where in a page the walk is.
type place struct {
	kind   blockKind
	parent *html.Node
	quote  *html.Node
	link   bool
	time   bool
}

func (b *blocks) walk(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			b.add(c.Data, at)
		case html.ElementNode:
			if !skipped(c, b.lenient) {
				b.element(c, at)
			}
		}
	}
}

func (b *blocks) element(c *html.Node, at place) {
	if c.DataAtom == atom.Br {
		b.flush(at)
		return
	}
	inside := at
	inside.link = at.link || c.DataAtom == atom.A
	inside.time = at.time || c.DataAtom == atom.Time
	if !breaks(c.DataAtom) {
		b.walk(c, inside)
		return
	}
	b.flush(at)
	inside.parent = c
	switch c.DataAtom {
	case atom.P, atom.Pre:
		inside.parent = at.parent
		if at.kind == looseBlock {
			inside.kind = paraBlock
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		inside.kind, inside.parent = headBlock, at.parent
	case atom.Li, atom.Dd, atom.Dt:
		inside.kind = itemBlock
	case atom.Blockquote:
		inside.kind, inside.quote, inside.parent = quoteBlock, c, at.parent
	}
	b.walk(c, inside)
	b.flush(inside)
}

// add takes text, with runs of white space as one space.
func (b *blocks) add(text string, at place) {
	before := b.text.Len()
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			b.space = true
			continue
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad':
			continue
		case b.space && b.text.Len() > 0:
			b.text.WriteByte(' ')
		}
		b.space = false
		b.text.WriteRune(r)
	}
	if at.link {
		b.linked += b.text.Len() - before
	}
	if at.time {
		b.timed += b.text.Len() - before
	}
}

// flush ends the block under way.
func (b *blocks) flush(at place) {
	if b.text.Len() > 0 {
		b.all = append(b.all, block{text: b.text.String(), kind: at.kind, linked: b.linked, timed: b.timed, parent: at.parent, quote: at.quote})
	}
	b.text.Reset()
	b.linked, b.timed, b.space = 0, 0, false
}

// breaks reports whether an element stands on lines of its own.
func breaks(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Pre, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dd, atom.Dt,
		atom.Blockquote, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Body, atom.Table, atom.Tbody, atom.Thead,
		atom.Tr, atom.Td, atom.Th, atom.Hr, atom.Center, atom.Details, atom.Summary, atom.Hgroup, atom.Address:
		return true
	}
	return false
}

// skipped reports whether an element and what is in it is no text of an article: it is
// not shown, or is furniture by its name or, unless lenient, by what its author calls it.
func skipped(n *html.Node, lenient bool) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Button, atom.Select,
		atom.Textarea, atom.Figure, atom.Figcaption, atom.Iframe, atom.Svg, atom.Object, atom.Audio, atom.Video, atom.Canvas, atom.Head,
		atom.Menu, atom.Dialog, atom.Label, atom.Input:
		return true
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "complementary", "contentinfo", "banner", "dialog", "alert", "search", "menu":
				return true
			}
		case "class", "id":
			if !lenient && furniture(a.Val) {
				return true
			}
		}
	}
	return false
}

// furnitureWords are words of class names and ids for what is beside an article.
var furnitureWords = [...]string{
	"ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "byline", "caption", "comment", "comments", "cookie", "consent",
	"disqus", "dateline", "dropdown", "footer", "footnotes", "gallery", "menu", "modal", "more", "nav", "navbar", "navigation", "newsletter", "outbrain",
	"paywall", "player", "popup", "promo", "pullquote", "recirc", "recommended", "related", "share", "sharing", "sidebar", "signup", "skip", "social", "sponsor",
	"sponsored", "subscribe", "taboola", "tags", "teaser", "timestamp", "toolbar", "trending", "widget",
}

// furniture reports whether a word of a class or id names furniture. Words are parted
// by spaces, hyphens, underscores and capitals. A name that tells what a container has
// is none ("article-body--no-sidebar").
func furniture(name string) bool {
	found := false
	for word := range strings.FieldsFuncSeq(splitCapitals(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "body", "has", "with", "no", "without":
			return false
		}
		for _, w := range furnitureWords {
			found = found || w == word
		}
	}
	return found
}

// splitCapitals puts a space before capitals inside words and lowers them.
func splitCapitals(s string) string {
	var b strings.Builder
	lower := false
	for _, r := range s {
		if lower && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
