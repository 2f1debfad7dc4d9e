package stance

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/wordfile"
)

// with returns predicates that also hold those of the file. A predicate of the file
// stands in the place of those of p with the same words and class. A nil file changes
// nothing.
func (p *predicates) with(file *wordfile.File) (*predicates, error) {
	if file == nil {
		return p, nil
	}
	byHead := map[string][]predicate{}
	var order []string
	for i := range file.Entries {
		e := &file.Entries[i]
		if !e.Framed {
			continue
		}
		head, row, err := parsePredicate(fieldsOf(e))
		if err != nil {
			return nil, fmt.Errorf("read lexicon: entry at line %d: %w", e.Line, err)
		}
		if byHead[head] == nil {
			order = append(order, head)
		}
		byHead[head] = append(byHead[head], row)
	}
	own := &predicates{heads: lexicon.NewPhrases(len(order))}
	for _, head := range order {
		rows := byHead[head]
		for _, o := range p.rowsOf(head) {
			if !slices.ContainsFunc(rows, func(r predicate) bool { return r.class == o.class && slices.Equal(r.extra, o.extra) }) {
				rows = append(rows, o)
			}
		}
		phrasesFirst(rows)
		if len(rows) > 0xff {
			return nil, fmt.Errorf("read lexicon: %q heads %d predicates, more than 255: leave some out", head, len(rows))
		}
		own.heads.Add(head, int32(len(own.list)<<8|len(rows)))
		own.list = append(own.list, rows...)
	}
	changed := *p
	changed.own = own
	return &changed, nil
}

// fieldsOf writes an entry as a row of the built-in lists.
func fieldsOf(e *wordfile.Entry) []string {
	letters := map[string]string{
		"verb": string(verbClass), "noun": string(nounClass), "adjective": string(adjectiveClass),
		"subject": string(subjectHolder), "object": string(objectHolder), "owner": string(ownerHolder),
	}
	target := e.Target
	switch target {
	case "object":
		target = objectTarget
	case "subject":
		target = subjectTarget
	}
	flags := []string{"owner"}
	if e.AnyTarget {
		flags = append(flags, "open")
	}
	return []string{e.Word, letters[e.Class], letters[e.Holder], target, strconv.FormatFloat(e.Stance, 'g', -1, 64), strings.Join(flags, ",")}
}
