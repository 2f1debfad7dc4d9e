package report

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"
)

// node is an element of HTML or SVG, or text, or a list of nodes when it has no tag. A
// chart is made once and written twice: as markup into the page, and as JSON for the
// page's script, which makes the elements when a speaker's section opens.
type node struct {
	tag   string
	attrs []attr
	kids  []node
	text  string
}

type attr struct{ name, value string }

// el makes an element of attributes, nodes, lists of nodes, strings, which are text,
// and whole numbers.
func el(tag string, parts ...any) node {
	n := node{tag: tag}
	for _, p := range parts {
		switch p := p.(type) {
		case attr:
			n.attrs = append(n.attrs, p)
		case node:
			n.kids = append(n.kids, p)
		case []node:
			n.kids = append(n.kids, p...)
		case string:
			n.kids = append(n.kids, node{text: p})
		case int:
			n.kids = append(n.kids, node{text: thousands(p)})
		}
	}
	return n
}

// all is a list of nodes.
func all(nodes ...node) node { return node{kids: nodes} }

// text is text.
func text(s string) node { return node{text: s} }

// when returns the node when ok, else nothing.
func when(ok bool, n node) node {
	if ok {
		return n
	}
	return node{}
}

func class(v string) attr { return attr{"class", v} }

// coordinate writes a number of a drawing: one decimal is finer than a pixel.
func coordinate(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// at makes an attribute of a number.
func at(name string, v float64) attr { return attr{name, coordinate(v)} }

// markup writes the node as HTML. Text and values are escaped.
func (n node) markup(b *strings.Builder) {
	if n.tag == "" {
		b.WriteString(html.EscapeString(n.text))
		for _, k := range n.kids {
			k.markup(b)
		}
		return
	}
	b.WriteString("<" + n.tag)
	for _, a := range n.attrs {
		b.WriteString(" " + a.name + `="` + html.EscapeString(a.value) + `"`)
	}
	b.WriteString(">")
	for _, k := range n.kids {
		k.markup(b)
	}
	b.WriteString("</" + n.tag + ">")
}

// MarshalJSON writes the node as ["tag", {attributes}, children...], text as a string.
func (n node) MarshalJSON() ([]byte, error) {
	if n.tag == "" && len(n.kids) == 0 {
		return json.Marshal(n.text)
	}
	attrs := make(map[string]string, len(n.attrs))
	for _, a := range n.attrs {
		attrs[a.name] = a.value
	}
	tag := n.tag
	if tag == "" {
		tag = "span" // a list of nodes
	}
	list := []any{tag, attrs}
	for _, k := range n.kids {
		list = append(list, k)
	}
	return json.Marshal(list)
}

// cells makes a row of a table: its head, and cells of numbers.
func cells(head any, numbers ...int) node {
	row := el("tr", el("th", attr{"scope", "row"}, head))
	for _, n := range numbers {
		row.kids = append(row.kids, el("td", class("num"), n))
	}
	return row
}

// heads makes the row of the heads of columns.
func heads(names ...string) node {
	row := el("tr")
	for _, n := range names {
		row.kids = append(row.kids, el("th", attr{"scope", "col"}, n))
	}
	return el("thead", row)
}

// anchor is a link, or only its text when there is no address.
func anchor(address, name string) node {
	if address == "" {
		return text(name)
	}
	return el("a", attr{"href", address}, name)
}
