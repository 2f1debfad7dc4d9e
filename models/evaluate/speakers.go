package evaluate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Speakers are the figures of speakers over all articles added, of the gold
// attributions that name theirs. The zero value has seen none.
type Speakers struct {
	// Gold counts the attributions, Found those that a predicted one matches:
	// contents overlap by half, and sources overlap unless gold has none. The other
	// figures are of the found.
	Gold  int `json:"gold"`
	Found int `json:"found"`
	// KindRight counts those whose kind is right; the unknown, the unnamed and the
	// author may stand for each other.
	KindRight int `json:"kind_right"`
	// Persons counts those that a person said: by the right one, another one, or
	// somebody who is no person.
	Persons       int `json:"persons"`
	PersonRight   int `json:"person_right"`
	PersonAnother int `json:"person_another"`
	NotAPerson    int `json:"not_a_person"`
	// Organisations counts those that an organisation or a group said, and
	// OrganisationRight those of them with the right name.
	Organisations     int `json:"organisations"`
	OrganisationRight int `json:"organisation_right"`
}

// Add counts the speakers of an article. Of several gold speakers the first is
// looked for.
func (s *Speakers) Add(a *Article) {
	words := Words(a.Text)
	named := slices.DeleteFunc(slices.Clone(a.Gold), func(g Attribution) bool { return len(g.Speakers) == 0 })
	gold, predicted := relations(words, named), relations(words, a.Predicted)
	s.Gold += len(gold)
	for _, m := range match(gold, predicted, 0.5) {
		g, p := &gold[m.gold], &predicted[m.predicted]
		if len(g.source) == 0 || common(g.source, p.source) > 0 {
			s.add(named[g.of].Speakers[0], a.Predicted[p.of].Speakers)
		}
	}
}

func (s *Speakers) add(want Speaker, got []Speaker) {
	if len(got) == 0 {
		got = []Speaker{{Kind: "unknown"}}
	}
	s.Found++
	if sameKind(want.Kind, got) {
		s.KindRight++
	}
	switch want.Kind {
	case "person":
		s.Persons++
		s.addPerson(want.Name, got)
	case "organisation", "group":
		s.Organisations++
		if slices.ContainsFunc(got, func(p Speaker) bool { return SameName(p.Name, want.Name, false) }) {
			s.OrganisationRight++
		}
	}
}

func (s *Speakers) addPerson(name string, got []Speaker) {
	person := func(p Speaker) bool { return p.Kind == "person" }
	switch {
	case slices.ContainsFunc(got, func(p Speaker) bool { return person(p) && SameName(p.Name, name, true) }):
		s.PersonRight++
	case slices.ContainsFunc(got, person):
		s.PersonAnother++
	default:
		s.NotAPerson++
	}
}

// sameKind reports whether a speaker has the kind, or all are as vague as it is.
func sameKind(kind string, got []Speaker) bool {
	vague := func(k string) bool { return k == "unknown" || k == "author" || k == "unnamed" }
	if slices.ContainsFunc(got, func(p Speaker) bool { return p.Kind == kind }) {
		return true
	}
	return vague(kind) && !slices.ContainsFunc(got, func(p Speaker) bool { return !vague(p.Kind) })
}

// SameName reports whether the words of one name are all among those of the
// other, whatever their case; for people the last word must be the same too.
func SameName(a, b string, person bool) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if person && x[len(x)-1] != y[len(y)-1] {
		return false
	}
	return subset(x, y) || subset(y, x)
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// nameWords splits a name at everything that is no letter, number or underscore.
func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !(r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r))
	})
}

// String returns the figures in three lines, in per cent.
func (s *Speakers) String() string {
	pc := func(a, b int) float64 { return 100 * share(a, b) }
	return fmt.Sprintf("found %d of %d (%.1f %%)\n", s.Found, s.Gold, pc(s.Found, s.Gold)) +
		fmt.Sprintf("person right %.1f %%, another person %.1f %%, not a person %.1f %% of %d\n",
			pc(s.PersonRight, s.Persons), pc(s.PersonAnother, s.Persons), pc(s.NotAPerson, s.Persons), s.Persons) +
		fmt.Sprintf("kind right %.1f %% of %d; organisation or group named right %.1f %% of %d\n",
			pc(s.KindRight, s.Found), s.Found, pc(s.OrganisationRight, s.Organisations), s.Organisations)
}
