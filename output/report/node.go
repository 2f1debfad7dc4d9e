package report

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"
)

// node is an element of HTML or SVG, or text when it has no tag. A chart is made once
// and written twice: as markup into the page, and as JSON for the page's script, which
// makes the elements when a speaker's section opens.
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
	if n.tag == "" {
		return json.Marshal(n.text)
	}
	attrs := make(map[string]string, len(n.attrs))
	for _, a := range n.attrs {
		attrs[a.name] = a.value
	}
	list := []any{n.tag, attrs}
	for _, k := range n.kids {
		list = append(list, k)
	}
	return json.Marshal(list)
}
