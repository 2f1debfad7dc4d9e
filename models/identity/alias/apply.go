package alias

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
)

// Apply renames the speakers of doc and the figures of cast that the file names.
// What it decided has the reason models.ReasonAlias. It belongs after
// identity.Model.Resolve and before what reads the cast.
func (f *File) Apply(doc *models.Document, cast *identity.Cast) {
	if f == nil {
		return
	}
	cast.Rename(doc, func(s *models.Speaker) bool {
		e := f.find(doc, s)
		if e == nil {
			return false
		}
		decided := e.ID != s.ID
		if s.Name != e.Speaker && s.Name != "" && named(s.Kind) {
			s.Aliases = insert(s.Aliases, s.Name)
		}
		if i, found := slices.BinarySearch(s.Aliases, e.Speaker); found {
			s.Aliases = slices.Delete(slices.Clone(s.Aliases), i, i+1)
		}
		s.ID, s.Name, s.Kind = e.ID, e.Speaker, e.Kind
		if e.Affiliation != "" {
			s.Affiliation = e.Affiliation
		}
		return decided
	})
}

func named(k models.SpeakerKind) bool { return k != models.Unnamed }

// insert adds s to a copy of a sorted list unless it is there.
func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(slices.Clone(list), i, s)
}

// find returns the entry that speaker s of doc stands for, or nil. The best name
// goes before the other forms, and those count only where they are whole names that
// agree.
func (f *File) find(doc *models.Document, s *models.Speaker) *Entry {
	if s.Kind == models.Unknown || s.Kind == models.Author || s.Name == "" {
		return nil
	}
	if e := f.named(doc, s, s.Name); e != nil {
		return e
	}
	var found *Entry
	for _, form := range s.Aliases {
		if s.Kind == models.Person && !strings.Contains(form, " ") {
			continue // the surname that others bear too
		}
		e := f.named(doc, s, form)
		if e == nil {
			continue
		}
		if found != nil && found.ID != e.ID {
			return nil
		}
		found = e
	}
	return found
}

// named returns the entry that a name of speaker s stands for, or nil: by the full
// name or else by its fold.
func (f *File) named(doc *models.Document, s *models.Speaker, name string) *Entry {
	if e, known := f.choose(doc, s, f.full[key(s.Kind, name, models.FullID)]); known {
		return e
	}
	e, _ := f.choose(doc, s, f.folded[key(s.Kind, name, models.SpeakerID)])
	return e
}

// choose returns the one entry of list that counts in doc, and whether any does: of
// the speaker's kind before another's, with a condition before one without. Two
// speakers left are none.
func (f *File) choose(doc *models.Document, s *models.Speaker, list []int) (e *Entry, any bool) {
	best := -1
	for _, i := range list {
		c := &f.entries[i]
		if !c.Only.holds(doc.Article, s) {
			continue
		}
		rank := 0
		if !c.Only.empty() {
			rank++
		}
		if c.Kind == s.Kind {
			rank += 2
		}
		switch {
		case rank > best:
			e, best = c, rank
		case rank == best && e != nil && e.ID != c.ID:
			e = nil
		}
	}
	return e, best >= 0
}

// holds reports whether an entry counts in an article, for a speaker with that
// speaker's titles.
func (o *Only) holds(a *models.Article, s *models.Speaker) bool {
	day := a.PublishedAt.UTC()
	switch {
	case (!o.From.IsZero() || !o.To.IsZero()) && a.PublishedAt.IsZero():
		return false
	case !o.From.IsZero() && day.Before(o.From), !o.To.IsZero() && !day.Before(o.To.AddDate(0, 0, 1)):
		return false
	}
	return (len(o.Outlet) == 0 || slices.ContainsFunc(o.Outlet, func(w string) bool { return strings.EqualFold(w, strings.TrimSpace(a.Outlet)) })) &&
		(len(o.Mentions) == 0 || slices.ContainsFunc(o.Mentions, func(w string) bool { return holdsWords(a.Text, w) })) &&
		(len(o.Office) == 0 || slices.ContainsFunc(o.Office, func(w string) bool { return o.titled(s, w) }))
}

// titled reports whether a title of s holds the words of an office, in any case.
func (o *Only) titled(s *models.Speaker, office string) bool {
	return slices.ContainsFunc(s.Titles, func(t string) bool { return holdsWords(strings.ToLower(t), strings.ToLower(office)) })
}

// holdsWords reports whether text has the words of w, as written, and not within
// longer words.
func holdsWords(text, w string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], w)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(w):])
		if !inWord(before) && !inWord(after) {
			return true
		}
		from = i + 1
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
