package stance

import (
	"strings"
	"unicode"

	"github.com/saysonews/sayso/models"
)

// named reports whether the text may ascribe an attitude to s without an
// attribution: people, and institutions and groups with a name or such a noun as
// "court" or "voters".
func (m *Model) named(s *models.Speaker) bool {
	switch s.Kind {
	case models.Person:
		return true
	case models.Organisation, models.Group:
	case models.Unnamed: // "religious voters", but not "officials"
		last := s.Name[strings.LastIndexByte(s.Name, ' ')+1:]
		own, _, _ := strings.Cut(s.Name, " ")
		return !possessive(own) && strings.HasSuffix(last, "s") && strings.IndexByte(s.Name, ' ') > 0 && m.holder(strings.TrimSuffix(last, "s")) && !m.informant(strings.TrimSuffix(last, "s"))
	default:
		return false
	}
	first, last := "", ""
	for _, w := range strings.Fields(s.Name) {
		if first == "" && (w == "whose" || w == "both" || w == "either") {
			return false
		}
		if first == "" {
			first = w
		}
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			return true
		}
		if w == "of" || w == "in" || w == "from" || w == "who" {
			break
		}
		last = w
	}
	return m.holder(last) || m.holder(strings.TrimSuffix(last, "s"))
}

// vague reports whether a noun says too little to be a target.
func (m *Model) vague(lemma string) bool {
	k, _ := m.nouns.Get(lemma)
	return k&vagueNoun != 0
}

// document reports whether a noun is a text: a law, a report.
func (m *Model) document(lemma string) bool {
	k, _ := m.nouns.Get(lemma)
	return k&documentNoun != 0
}

// holder reports whether a noun is one of people or bodies that hold attitudes.
func (m *Model) holder(lemma string) bool {
	k, _ := m.nouns.Get(lemma)
	return k&holderNoun != 0
}

// deed reports whether a noun of attitude is also a thing one can be for or against:
// a lawsuit, a petition.
func (m *Model) deed(lemma string) bool {
	k, _ := m.nouns.Get(lemma)
	return k&deedNoun != 0
}

// informant reports whether a noun is of those whom reporters quote without a name:
// what they think is told of others.
func (m *Model) informant(lemma string) bool {
	switch lemma {
	case "official", "aide", "source", "adviser", "advisor", "insider", "analyst", "expert", "colleague", "friend", "relative", "people", "person", "man", "woman", "police":
		return true
	}
	return false
}
