package syntax

import (
	_ "embed"
	"strings"

	"github.com/saysonews/sayso/models"
)

//go:embed data/verbs.txt
var verbTable string

//go:embed data/nouns.txt
var nounTable string

//go:embed data/adjectives.txt
var adjectiveTable string

//go:embed data/functions.txt
var functionTable string

//go:embed data/bases.txt
var baseTable string

// lemmas holds the exceptions to the rules of inflection, form to lemma.
type lemmas struct {
	verbs, nouns, adjectives map[string]string
	functions                map[functionKey]string
	bases                    map[string]string // stem to base, where the rule for -e errs
}

type functionKey struct {
	tag  models.Tag
	form string
}

func newLemmas() *lemmas {
	l := &lemmas{
		verbs: forms(verbTable), nouns: forms(nounTable), adjectives: forms(adjectiveTable),
		functions: map[functionKey]string{}, bases: map[string]string{},
	}
	eachRow(functionTable, func(f []string) {
		l.functions[functionKey{models.ParseTag(f[0]), f[1]}] = f[2]
	})
	eachRow(baseTable, func(f []string) {
		// A row is the base, or what stands before the ending and the base.
		l.bases[strings.TrimSuffix(f[0], "e")] = f[len(f)-1]
	})
	return l
}

// forms maps every form of a table to the word that opens its row.
func forms(table string) map[string]string {
	m := map[string]string{}
	eachRow(table, func(f []string) {
		for _, form := range f {
			if m[form] == "" {
				m[form] = f[0]
			}
		}
	})
	return m
}

func eachRow(table string, row func(fields []string)) {
	for line := range strings.Lines(table) {
		if f := strings.Fields(line); len(f) > 0 && line[0] != '#' {
			row(f)
		}
	}
}

// maxCached bounds the memory of a cache of lemmas that had to be spelled anew.
const maxCached = 1 << 13

// lemmatiser applies the rules. Lemmas that are not part of the word, such as
// "make" of "making", are kept and given out again.
type lemmatiser struct {
	*lemmas
	made map[string]string // ending in -ing, -ed, -ies ...: the form to its lemma
}

// lemma is the dictionary form of a word in lower case that has tag t; proper
// nouns stay as they are.
func (l *lemmatiser) lemma(lower string, t models.Tag) string {
	if s, ok := l.functions[functionKey{t, lower}]; ok {
		return s
	}
	switch t {
	case models.TagVB, models.TagVBP, models.TagVBZ, models.TagVBD, models.TagVBN, models.TagVBG:
		return l.verb(lower, t)
	case models.TagNNS:
		return l.noun(lower)
	case models.TagJJR, models.TagJJS, models.TagRBR, models.TagRBS:
		return l.adjective(lower, t)
	}
	return lower
}

// prefixes of verbs that inflect like their stem.
var prefixes = [...]string{"over", "under", "out", "re", "un", "mis", "fore", "with", "up", "inter", "pre"}

func (l *lemmatiser) verb(w string, t models.Tag) string {
	if t == models.TagVB {
		return w
	}
	if b, ok := l.verbs[w]; ok {
		return b
	}
	if t == models.TagVBP {
		return w
	}
	for _, p := range prefixes {
		if stem, ok := strings.CutPrefix(w, p); ok && len(stem) > 2 {
			if b, ok := l.verbs[stem]; ok && b != stem {
				return l.make(w, p, b)
			}
		}
	}
	switch {
	case t == models.TagVBZ:
		return l.singular(w)
	case t == models.TagVBG && (strings.HasSuffix(w, "eeing") || strings.HasSuffix(w, "eying") || strings.HasSuffix(w, "yeing")):
		return w[:len(w)-3]
	case t == models.TagVBG && strings.HasSuffix(w, "ing"):
		return l.base(w, w[:len(w)-3])
	case t != models.TagVBG && strings.HasSuffix(w, "ied") && len(w) == 4:
		return w[:3]
	case t != models.TagVBG && strings.HasSuffix(w, "ied"):
		return l.make(w, w[:len(w)-3], "y")
	case t != models.TagVBG && strings.HasSuffix(w, "ed"):
		return l.base(w, w[:len(w)-2])
	}
	return w
}

func (l *lemmatiser) noun(w string) string {
	if b, ok := l.nouns[w]; ok {
		return b
	}
	if stem, ok := strings.CutSuffix(w, "men"); ok && len(stem) > 2 {
		return l.make(w, stem, "man")
	}
	if stem, ok := strings.CutSuffix(w, "people"); ok && len(stem) > 2 {
		return l.make(w, stem, "person")
	}
	return l.singular(w)
}

// singular takes the -s off a plural noun or a verb.
func (l *lemmatiser) singular(w string) string {
	n := len(w)
	switch {
	case n < 3 || w[n-1] != 's' || w[n-2] == 's' || '0' <= w[n-2] && w[n-2] <= '9':
		return w
	case strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s"):
		return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	case strings.HasSuffix(w, "ies") && n > 4:
		return l.make(w, w[:n-3], "y")
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"),
		strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"), strings.HasSuffix(w, "oes"):
		return w[:n-2]
	}
	return w[:n-1]
}

func (l *lemmatiser) adjective(w string, t models.Tag) string {
	if b, ok := l.adjectives[w]; ok {
		return b
	}
	ending := "er"
	if t == models.TagJJS || t == models.TagRBS {
		ending = "est"
	}
	stem, ok := strings.CutSuffix(w, ending)
	switch n := len(stem); {
	case !ok || n < 3:
		return w
	case stem[n-1] == 'i':
		return l.make(w, stem[:n-1], "y")
	case doubled(stem) && !strings.ContainsAny(stem[n-1:], "sfl"):
		return stem[:n-1]
	default:
		return stem
	}
}

// base finds the verb to which -ing or -ed was added, from what is left.
func (l *lemmatiser) base(w, stem string) string {
	if b, ok := l.bases[stem]; ok {
		return b
	}
	switch {
	case !hasVowel(stem):
		return w
	case doubled(stem):
		return undouble(stem)
	case wantsE(stem):
		return l.make(w, stem, "e")
	}
	return stem
}

// make spells a lemma that is no part of its form, once.
func (l *lemmatiser) make(form, stem, ending string) string {
	if s, ok := l.made[form]; ok {
		return s
	}
	if len(l.made) >= maxCached {
		clear(l.made)
	}
	if l.made == nil {
		l.made = map[string]string{}
	}
	s := stem + ending
	l.made[strings.Clone(form)] = s
	return s
}
