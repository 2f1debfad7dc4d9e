package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// field is what Sayso wants to know of an article.
type field uint8

const (
	fieldID field = iota
	fieldText
	fieldTitle
	fieldURL
	fieldOutlet
	fieldAuthor
	fieldPublished
	fieldLanguage
	fieldCount
)

var fieldNames = [fieldCount]string{"id", "text", "title", "url", "outlet", "author", "published_at", "language"}

// synonyms are other names that fields go by, tried in order where the field's own
// name is absent or empty. They are compared like names of columns: see plainName.
// A dot goes into an object.
var synonyms = [fieldCount][]string{
	fieldID:        {"guid", "uuid", "articleid", "docid"},
	fieldText:      {"body", "articlebody", "fulltext", "articletext", "maintext", "content", "article"},
	fieldTitle:     {"headline", "heading"},
	fieldURL:       {"link", "permalink", "canonicalurl", "articleurl"},
	fieldOutlet:    {"publisher", "publication", "source", "sitename", "newspaper", "publisher.name", "source.name"},
	fieldAuthor:    {"authors", "byline", "creator", "author.name"},
	fieldPublished: {"date", "published", "publishdate", "publisheddate", "datepublished", "pubdate", "publicationdate", "datepublish", "timestamp"},
	fieldLanguage:  {"lang"},
}

// Mapping says which columns, or fields of JSON, hold what. The zero value leaves
// it to the names of the fields and their synonyms.
type Mapping struct {
	columns [fieldCount]string // "" where none is given
}

// ParseMapping reads "text=body,published_at=meta.date": a field of Sayso and the
// column it stands in, parted by commas. A dot goes into an object of JSON, unless
// the whole is the name of a field. The error says what is wrong and what is allowed.
func ParseMapping(s string) (Mapping, error) {
	var m Mapping
	if strings.TrimSpace(s) == "" {
		return m, nil
	}
	for pair := range strings.SplitSeq(s, ",") {
		name, column, ok := strings.Cut(pair, "=")
		name, column = strings.TrimSpace(name), strings.TrimSpace(column)
		f := slices.Index(fieldNames[:], name)
		switch {
		case !ok || column == "":
			return Mapping{}, fmt.Errorf("%q is no pair: want FIELD=COLUMN, as in text=body", pair)
		case f < 0:
			return Mapping{}, fmt.Errorf("unknown field %q: want one of %s", name, strings.Join(fieldNames[:], ", "))
		case m.columns[f] != "":
			return Mapping{}, fmt.Errorf("field %q is given twice", name)
		}
		m.columns[f] = column
	}
	return m, nil
}

// plainName takes case, spaces and joining marks off the name of a column.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || unicode.IsSpace(r):
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// candidates are the names to look for f under, in order.
func (m Mapping) candidates(f field) []string {
	if m.columns[f] != "" {
		return []string{m.columns[f]}
	}
	return append([]string{fieldNames[f]}, synonyms[f]...)
}

// alias is a name that a field may go by.
type alias struct{ name, plain string }

// aliases are the names to look for each field under, in order.
func (m Mapping) aliases() (all [fieldCount][]alias) {
	for f := range fieldCount {
		for _, name := range m.candidates(f) {
			all[f] = append(all[f], alias{name, plainName(name)})
		}
	}
	return all
}

// layout is where the fields stand among the columns of a table: numbers of
// columns, to be tried in order.
type layout [fieldCount][]int

// layout finds the fields among columns. fault says what is missing.
func (m Mapping) layout(columns []string) (l layout, fault string) {
	plain := make([]string, len(columns))
	for i, c := range columns {
		plain[i] = plainName(c)
	}
	for f := range fieldCount {
		if want := m.columns[f]; want != "" {
			at := slices.Index(columns, want)
			if at < 0 {
				at = slices.Index(plain, plainName(want))
			}
			if at < 0 {
				return l, fmt.Sprintf("no column %q", want)
			}
			l[f] = []int{at}
			continue
		}
		for _, name := range m.candidates(f) {
			if at := slices.Index(plain, plainName(name)); at >= 0 {
				l[f] = append(l[f], at)
			}
		}
	}
	if l[fieldText] == nil {
		return l, `no column "text"`
	}
	return l, ""
}

// columnHint is the remedy where a column is missing.
func columnHint(columns []string) string {
	shown := strings.Join(columns[:min(len(columns), 20)], ", ")
	return fmt.Sprintf("say which holds what, as in --map text=COLUMN; the columns are %.400q", shown)
}
