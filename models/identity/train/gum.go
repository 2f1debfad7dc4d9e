package train

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
)

// span is an entity of GUM: words [first, last) of a sentence.
type span struct {
	first, last int
	class       models.Entity
}

// MarkNames fills the Entity of the words of a document of GUM, which annotates
// whole noun phrases: of each whose head is a proper noun, the proper nouns around
// that head, without titles and what follows a person's name.
func MarkNames(d *corpus.Document) {
	for s := range d.Sentences {
		ws := d.Sentences[s].Words
		found := entities(ws)
		for i := range found {
			found[i] = core(ws, found[i])
		}
		slices.SortStableFunc(found, func(a, b span) int { return cmp.Compare(b.last-b.first, a.last-a.first) })
		for _, e := range found {
			free := true
			for i := e.first; i < e.last; i++ {
				free = free && ws[i].Entity == models.NoEntity
			}
			for i := e.first; i < e.last && free; i++ {
				ws[i].Entity = e.class
			}
		}
	}
}

// entities reads the brackets of a sentence.
func entities(ws []corpus.Word) []span {
	type start struct {
		id, kind string
		at       int
	}
	var open []start
	var out []span
	end := func(id string, at int) {
		for k := len(open) - 1; k >= 0; k-- {
			if open[k].id == id {
				out = append(out, span{open[k].at, at + 1, class(open[k].kind)})
				open = slices.Delete(open, k, k+1)
				return
			}
		}
	}
	for i := range ws {
		_, s, ok := strings.Cut(ws[i].Misc, "Entity=")
		if !ok {
			continue
		}
		s, _, _ = strings.Cut(s, "|")
		for s != "" {
			if s[0] != '(' {
				id, rest, _ := strings.Cut(s, ")")
				end(id, i)
				s = rest
				continue
			}
			n := strings.IndexAny(s[1:], "()")
			if n < 0 {
				n = len(s) - 1
			}
			f := strings.Split(s[1:1+n], "-")
			if len(f) > 1 {
				open = append(open, start{f[0], f[1], i})
			}
			s = s[1+n:]
			if s != "" && s[0] == ')' {
				end(f[0], i)
				s = s[1:]
			}
		}
	}
	return out
}

func class(kind string) models.Entity {
	switch kind {
	case "person":
		return models.EntityPerson
	case "organization":
		return models.EntityOrganisation
	case "place":
		return models.EntityPlace
	case "time":
		return models.NoEntity
	}
	return models.EntityOther
}

// core returns the name in an entity, empty when it has none.
func core(ws []corpus.Word, e span) span {
	h := -1
	for i := e.first; i < e.last; i++ {
		if ws[i].Head < e.first || ws[i].Head >= e.last {
			h = i
			break
		}
	}
	if h >= 0 && e.class == models.EntityPerson {
		h = named(ws, e, h)
	}
	if h < 0 || !isProper(&ws[h]) || e.class == models.NoEntity {
		return span{}
	}
	out := span{h, h + 1, e.class}
	for out.first > e.first && inName(ws, out.first-1, h, e.class) {
		out.first--
	}
	for out.last < e.last && inName(ws, out.last, h, e.class) {
		out.last++
	}
	for out.first < h && !isProper(&ws[out.first]) {
		out.first++
	}
	for out.last > h+1 && !isProper(&ws[out.last-1]) {
		out.last--
	}
	return out
}

// named returns the first word of the name that a title heads, as "Elaine" in
// "curator Elaine Gustafon", or h.
func named(ws []corpus.Word, e span, h int) int {
	if isProper(&ws[h]) {
		return h
	}
	for i := h + 1; i < e.last; i++ {
		if ws[i].Head == h && ws[i].Rel == models.RelFlat && isProper(&ws[i]) {
			return i
		}
	}
	return h
}

// inName reports whether word i goes on a name with head h.
func inName(ws []corpus.Word, i, h int, c models.Entity) bool {
	w := &ws[i]
	if w.Rel == models.RelNmodDesc || w.Rel == models.RelAppos {
		return false
	}
	if c == models.EntityPerson {
		return (isProper(w) || w.Tag == models.TagHYPH) && (w.Head == h || w.Tag == models.TagHYPH || w.Rel == models.RelFlat)
	}
	if isProper(w) {
		return true
	}
	switch strings.ToLower(w.Form) {
	case "of", "&", "for", "the", "-", "on":
		return true
	case "and": // not "Canada and France", which GUM marks as one too
		for k := h + 1; k < i; k++ {
			if l := strings.ToLower(ws[k].Form); l == "of" || l == "for" {
				return true
			}
		}
	}
	return false
}

func isProper(w *corpus.Word) bool { return w.Tag == models.TagNNP || w.Tag == models.TagNNPS }
