package segment

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// reference is one entry of an article's list of references.
type reference struct{ Title, Outlet, Date string }

// references maps markers to entries; nil when there are none.
type references map[string]reference

// references marks the numbered entries that close the article: those that open
// with a title in quotation marks, and those the body cites by number.
func (c *classifier) references(first int) {
	last := len(c.blocks) - 1
	var cited set
	for last >= first && !c.blocks[last].Kind.Speech() {
		last--
	}
	start := last + 1
	for i := last; i >= first; i-- {
		marker, rest := referenceMarker(c.blocks[i].In(c.text))
		if marker == "" || rest == "" {
			break
		}
		if cited == nil {
			cited = citedMarkers(c.text[:c.blocks[i].Start])
		}
		if open, _ := quotePair(rest); open == "" && !cited.has(marker) {
			break
		}
		start = i
	}
	if start == last {
		if marker, _ := referenceMarker(c.blocks[start].In(c.text)); !cited.has(marker) {
			return // a single quotation with a number before it is no list
		}
	}
	for i := start; i <= last; i++ {
		c.blocks[i].Kind = models.Reference
	}
}

// citedMarkers returns the numbers of the citation marks in text.
func citedMarkers(text string) set {
	out := set{}
	for i := 0; i < len(text); i++ {
		if text[i] != '[' {
			continue
		}
		if end := citationEnd(text, i); end > 0 {
			out[text[i+1:end-1]] = struct{}{}
			i = end - 1
		}
	}
	return out
}

// readReferences reads the Reference blocks of text.
func readReferences(text string, blocks []models.Block) references {
	var refs references
	for _, b := range blocks {
		if b.Kind != models.Reference {
			continue
		}
		if refs == nil {
			refs = references{}
		}
		marker, rest := referenceMarker(b.In(text))
		if _, seen := refs[marker]; !seen {
			refs[marker] = parseReference(rest)
		}
	}
	return refs
}

// referenceMarker splits "2. rest", "2) rest" or "[2] rest"; the marker is empty
// for a line of another form.
func referenceMarker(line string) (marker, rest string) {
	i := 0
	if strings.HasPrefix(line, "[") {
		i = 1
	}
	j := i
	for j < len(line) && digit(line[j]) {
		j++
	}
	if j == i || j-i > maxMarker || j >= len(line) {
		return "", ""
	}
	if c := line[j]; i == 1 && c != ']' || i == 0 && c != '.' && c != ')' {
		return "", ""
	}
	if i == 0 && j+1 < len(line) && line[j+1] != ' ' && digit(line[j+1]) {
		return "", "" // a decimal
	}
	return line[i:j], strings.Trim(strings.TrimPrefix(line[j+1:], "."), " \t\u00a0")
}

// parseReference reads `“Title” Outlet, 30 Jan. 2023,` with, perhaps, an author
// before the title and an address after the date.
func parseReference(entry string) reference {
	var r reference
	rest := entry
	if i := strings.Index(rest, "http"); i > 0 {
		rest = rest[:i]
	}
	if i := strings.IndexAny(rest, "“\""); i >= 0 {
		open, closing := quotePair(rest[i:])
		if j := strings.LastIndex(rest, closing); j >= i+len(open) {
			r.Title = strings.TrimRight(rest[i+len(open):j], ",. ")
			rest = rest[j+len(closing):]
		}
	}
	r.Outlet, r.Date = outletDate(strings.Trim(rest, " ,.;()\t\u00a0"))
	if r.Title == "" {
		r.Title, r.Outlet = r.Outlet, ""
	}
	return r
}

// outletDate splits "Outlet, date"; a date has a digit and may hold a comma of
// its own, as in "January 30, 2023".
func outletDate(s string) (outlet, date string) {
	i := strings.LastIndexByte(s, ',')
	if i < 0 || !strings.ContainsAny(s[i:], "0123456789") {
		return s, ""
	}
	tail := strings.TrimSpace(s[i+1:])
	if k := strings.LastIndexByte(s[:i], ','); len(tail) == 4 && strings.ContainsAny(s[k+1:i], "0123456789") {
		i = max(k, 0)
	}
	return strings.TrimRight(s[:i], " ,."), strings.Trim(s[i:], " ,")
}

// quotePair returns the quotation mark that opens entry and its partner.
func quotePair(entry string) (open, closing string) {
	for _, p := range [...][2]string{{"“", "”"}, {`"`, `"`}, {"‘", "’"}, {"'", "'"}} {
		if strings.HasPrefix(entry, p[0]) {
			return p[0], p[1]
		}
	}
	return "", ""
}
