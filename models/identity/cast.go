package identity

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// Cast is everyone and everything that an article names: its figures, and where
// each is mentioned. A Cast belongs to one document and one goroutine.
type Cast struct {
	// Figures are the people, institutions, groups and places, each once.
	Figures []Figure
	// Mentions are in order of their first byte. They may nest: "the president
	// of France" holds "France".
	Mentions []Mention
}

// Figure is a person, institution, group or place of the article.
type Figure struct {
	// Speaker is how the figure would be listed; only those that an attribution
	// resolves to are in Document.Speakers from the start. People without a name
	// have no ID before they are listed.
	models.Speaker
	// Entity is the class of its name; EntityPlace for countries and cities.
	Entity models.Entity
	listed int // index in Document.Speakers plus one, 0 when not listed yet
}

// Mention is a stretch of text that refers to a figure: a name, a title with a
// name, an office, a definite description or a pronoun.
type Mention struct {
	models.Span
	// Head indexes Document.Tokens: the syntactic head of the mention.
	Head int
	// Figure indexes Cast.Figures; -1 when the mention is not resolved.
	Figure int
	// Reason says how the mention was resolved.
	Reason models.Reason
	// Entity is the class of the mention.
	Entity models.Entity
}

// Speaker returns the index in doc.Speakers of figure i, adding it when no
// attribution did. It returns -1 for an i that is no figure.
func (c *Cast) Speaker(doc *models.Document, i int) int {
	if i < 0 || i >= len(c.Figures) {
		return -1
	}
	f := &c.Figures[i]
	if f.listed == 0 {
		if f.ID == "" {
			f.ID = models.SpeakerID(f.Kind, f.Name)
		}
		f.listed = 1 + list(doc, f.Speaker)
	}
	return f.listed - 1
}

// list returns the index of s in doc.Speakers, appending it when its ID is new.
func list(doc *models.Document, s models.Speaker) int {
	for i := range doc.Speakers {
		if doc.Speakers[i].ID == s.ID {
			return i
		}
	}
	doc.Speakers = append(doc.Speakers, s)
	return len(doc.Speakers) - 1
}

// Rename lets rename change the speaker of each figure, and joins in doc those that
// have one ID afterwards. Where rename returns true the attributions that rest on
// the figure get models.ReasonAlias. It belongs before the cast is used for
// anything else.
func (c *Cast) Rename(doc *models.Document, rename func(s *models.Speaker) bool) {
	old := doc.Speakers
	decided := make([]bool, len(old))
	for i := len(c.Figures) - 1; i >= 0; i-- { // of figures with one id the first tells
		f := &c.Figures[i]
		if f.ID == "" {
			f.ID = models.SpeakerID(f.Kind, f.Name)
		}
		if yes := rename(&f.Speaker); f.listed > 0 {
			old[f.listed-1], decided[f.listed-1] = f.Speaker, yes
		}
	}
	at := make([]int, len(old))
	doc.Speakers = make([]models.Speaker, 0, len(old))
	for i := range old {
		at[i] = join(doc, old[i])
	}
	for i := range c.Figures {
		if f := &c.Figures[i]; f.listed > 0 {
			f.listed = at[f.listed-1] + 1
		}
	}
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		a.Speakers = moved(a.Speakers, at, decided)
	}
}

// moved gives refs the new places of their speakers, each once, and the reason of
// those decided.
func moved(refs []models.SpeakerRef, at []int, decided []bool) []models.SpeakerRef {
	out := refs[:0]
	for _, ref := range refs {
		if decided[ref.Speaker] {
			ref.Reason = models.ReasonAlias
		}
		ref.Speaker = at[ref.Speaker]
		if !slices.ContainsFunc(out, func(o models.SpeakerRef) bool { return o.Speaker == ref.Speaker }) {
			out = append(out, ref)
		}
	}
	return out
}

// join is list, which also gives the speaker who is there what s adds.
func join(doc *models.Document, s models.Speaker) int {
	i := list(doc, s)
	to := &doc.Speakers[i]
	for _, form := range append([]string{s.Name}, s.Aliases...) {
		if form != to.Name && form != "" && s.Kind != models.Unnamed {
			to.Aliases = insert(slices.Clone(to.Aliases), form)
		}
	}
	for _, t := range s.Titles {
		to.Titles = insert(slices.Clone(to.Titles), t)
	}
	if to.Affiliation == "" {
		to.Affiliation = s.Affiliation
	}
	return i
}
