package segment

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// reference is one entry of an article's list of references.
type reference struct{ Title, Outlet, Date string }

// references maps markers to entries; nil when there are none.
type references map[string]reference

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

// referenceMarker splits "2. rest" or "[2] rest"; the marker is empty for a line
// of another form.
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
	return line[i:j], strings.TrimLeft(strings.TrimPrefix(line[j+1:], "."), " \t\u00a0")
}

// parseReference reads `“Title” Outlet, 30 Jan. 2023,`.
func parseReference(entry string) reference {
	var r reference
	rest := entry
	if open, closing := quotePair(entry); open != "" {
		if i := strings.LastIndex(entry, closing); i >= len(open) {
			r.Title = strings.TrimRight(entry[len(open):i], ", ")
			rest = entry[i+len(closing):]
		}
	}
	rest = strings.Trim(rest, " ,.\t\u00a0")
	i := strings.LastIndexByte(rest, ',')
	switch {
	case i >= 0:
		r.Outlet, r.Date = strings.TrimSpace(rest[:i]), strings.TrimSpace(rest[i+1:])
	case r.Title != "":
		r.Outlet = rest
	default:
		r.Title = rest
	}
	return r
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
