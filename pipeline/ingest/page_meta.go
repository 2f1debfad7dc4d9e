package ingest

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageMeta is what a page says of itself.
type pageMeta struct {
	values [fieldCount]string
	body   string // the text as JSON-LD has it, or empty
}

// metaNames are names of meta tags, in lower case, that tell a field, the surest first.
var metaNames = [fieldCount][]string{
	fieldTitle:     {"og:title", "twitter:title", "dc.title", "parsely-title", "headline"},
	fieldURL:       {"og:url", "parsely-link", "twitter:url"},
	fieldOutlet:    {"og:site_name", "dc.publisher", "publisher", "application-name"},
	fieldAuthor:    {"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "og:article:author"},
	fieldPublished: {"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "article.published"},
	fieldLanguage:  {"og:locale", "language", "content-language"},
}

// tags are the parts of a page that tell of it.
type tags struct {
	meta              map[string]string
	title, h1, time   string
	canonical, author string
	language          string
	linked            []any // decoded JSON-LD
}

// readMeta reads JSON-LD, OpenGraph and other meta tags, in this order of trust.
// Addresses are made whole with base, which may be nil.
func readMeta(doc *html.Node, base *url.URL) pageMeta {
	t := tags{meta: make(map[string]string)}
	t.collect(doc)
	var m pageMeta
	t.article(&m)
	for f, names := range metaNames {
		for _, name := range names {
			if m.values[f] == "" && !(field(f) == fieldAuthor && strings.Contains(t.meta[name], "://")) {
				m.values[f] = t.meta[name]
			}
		}
	}
	for _, rest := range [...]struct {
		f     field
		value string
	}{{fieldTitle, t.h1}, {fieldTitle, t.title}, {fieldAuthor, t.author}, {fieldPublished, t.time}, {fieldLanguage, t.language}} {
		if m.values[rest.f] == "" {
			m.values[rest.f] = rest.value
		}
	}
	if t.canonical != "" {
		m.values[fieldURL] = t.canonical
	}
	m.tidy(base)
	return m
}

// tidy takes off what pages add to values.
func (m *pageMeta) tidy(base *url.URL) {
	for f := range m.values {
		m.values[f] = strings.Join(strings.Fields(m.values[f]), " ")
	}
	if outlet := m.values[fieldOutlet]; outlet != "" {
		for _, mark := range [...]string{" | ", " - ", " – ", " — ", " :: ", " · "} {
			m.values[fieldTitle] = strings.TrimSuffix(m.values[fieldTitle], mark+outlet)
		}
	}
	author := m.values[fieldAuthor]
	if len(author) > 3 && strings.EqualFold(author[:3], "by ") {
		m.values[fieldAuthor] = strings.TrimSpace(author[3:])
	}
	m.values[fieldLanguage] = strings.ReplaceAll(m.values[fieldLanguage], "_", "-")
	u, err := url.Parse(m.values[fieldURL])
	if err == nil && base != nil {
		u = base.ResolveReference(u)
	}
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		m.values[fieldURL] = ""
		return
	}
	m.values[fieldURL] = u.String()
}

func (t *tags) collect(n *html.Node) {
	for c := range children(n) {
		switch c.DataAtom {
		case atom.Meta:
			t.metaTag(c)
		case atom.Link:
			if strings.EqualFold(attr(c, "rel"), "canonical") && t.canonical == "" {
				t.canonical = strings.TrimSpace(attr(c, "href"))
			}
		case atom.Html:
			t.language = attr(c, "lang")
		case atom.Title:
			first(&t.title, c)
		case atom.H1:
			first(&t.h1, c)
		case atom.Time:
			if at := attr(c, "datetime"); t.time == "" && at != "" {
				t.time = at
			}
		case atom.A:
			if strings.EqualFold(attr(c, "rel"), "author") {
				first(&t.author, c)
			}
		case atom.Script:
			t.script(c)
		case atom.Svg:
			continue
		}
		t.collect(c)
	}
}

// first sets s to the text of n where it is empty.
func first(s *string, n *html.Node) {
	if *s == "" {
		var b blocks
		b.walk(n, place{})
		b.flush(place{})
		for _, x := range b.all {
			*s = strings.TrimSpace(*s + " " + x.text)
		}
	}
}

func (t *tags) metaTag(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		if name := strings.ToLower(attr(n, key)); name != "" && t.meta[name] == "" {
			t.meta[name] = content
		}
	}
}

func (t *tags) script(n *html.Node) {
	if !strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") || n.FirstChild == nil {
		return
	}
	var v any
	if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
		t.linked = append(t.linked, v)
	}
}

// article reads the first article of the JSON-LD.
func (t *tags) article(m *pageMeta) {
	for _, v := range t.linked {
		a := findArticle(v, maxLinked)
		if a == nil {
			continue
		}
		m.values[fieldTitle] = linkedText(a["headline"])
		m.values[fieldAuthor] = linkedText(a["author"])
		m.values[fieldPublished] = linkedText(a["datePublished"])
		m.values[fieldOutlet] = linkedText(a["publisher"])
		m.values[fieldURL] = linkedText(a["url"])
		m.values[fieldLanguage] = linkedText(a["inLanguage"])
		m.body = linkedText(a["articleBody"])
		return
	}
}

// maxLinked is how deep in JSON-LD an article is looked for.
const maxLinked = 6

// findArticle returns the first object in v that is an article of some kind.
func findArticle(v any, depth int) map[string]any {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, member := range v {
			if a := findArticle(member, depth-1); a != nil {
				return a
			}
		}
	case map[string]any:
		kind := linkedText(v["@type"])
		if strings.Contains(kind, "Article") || strings.Contains(kind, "BlogPosting") || kind == "Report" {
			return v
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if a := findArticle(v[key], depth-1); a != nil {
				return a
			}
		}
	}
	return nil
}

// linkedText is the text of a value: a string, the name of an object, or those of a
// list joined by commas. Entities, which some pages write there too, are resolved.
func linkedText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case map[string]any:
		if name, ok := v["name"].(string); ok {
			return strings.TrimSpace(html.UnescapeString(name))
		}
	case []any:
		var all []string
		for _, member := range v {
			switch member.(type) {
			case string, map[string]any:
				if s := linkedText(member); s != "" {
					all = append(all, s)
				}
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}
