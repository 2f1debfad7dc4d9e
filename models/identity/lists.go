package identity

import (
	"embed"
	"fmt"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

//go:embed data/*.txt
var files embed.FS

// class is a set of the word lists that a word or phrase is on. The places of the
// bits are features of the recogniser of names: a new list goes to the end, or
// names.Version up and the weights are trained anew.
type class uint32

const (
	givenF      class = 1 << iota // given name of women
	givenM                        // given name of men
	honorific                     // "Mr."
	office                        // "senator": may stand before a name
	person                        // noun for a person
	kin                           // "wife"
	country                       // "France"
	state                         // "Ohio", "Calif."
	city                          // "Kyiv"
	region                        // "Middle East"
	demonym                       // "Israeli"
	adjective                     // "Republican", "Muslim"
	people                        // "Republicans"
	orgHead                       // "Ministry"
	weakHead                      // "Justice": heads a name only beside other evidence
	institution                   // "FBI"
	outlet                        // "New York Times"
	collective                    // "ministry"
	document                      // "report"
	other                         // "Monday", "Medicare"
	program                       // "Meet the Press"
	surname                       // "Netanyahu"
	placeHead                     // "County"
	thing                         // "Act"
	given       = givenF | givenM
	place       = country | state | city | region
	listedOrg   = institution | outlet
)

// sex is what a word tells of the person it names.
type sex uint8

const (
	noSex sex = iota
	male
	female
)

// kind is an interned common noun: an office or a sort of institution.
type kind uint16

// entry is what the lists say of a word or phrase.
type entry struct {
	class  class
	sex    sex
	upper  bool   // holds only where the word is written in capitals
	role   kind   // the office or calling, for office, person and kin
	org    kind   // the common noun that takes up an institution
	canon  string // the country or state that a form of it stands for
	covers []kind // for a common noun: the roles or institutions it can take up
}

// lists are all word lists in one trie. They are immutable once loaded.
type lists struct {
	phrases *lexicon.Phrases
	entries []entry
	kinds   map[string]kind
	names   []string // of kinds
	nick    map[string][]string
	members [2]kind // of the two American parties
}

func loadLists() (*lists, error) {
	l := &lists{phrases: lexicon.NewPhrases(16000), entries: make([]entry, 0, 16000), kinds: map[string]kind{}, names: []string{""}, nick: map[string][]string{}}
	for _, f := range l.readers() {
		text, err := files.ReadFile("data/" + f.file + ".txt")
		if err != nil {
			return nil, fmt.Errorf("read word list: %w", err)
		}
		if err := lexicon.Rows(string(text), f.row); err != nil {
			return nil, fmt.Errorf("read word list %s: %w", f.file, err)
		}
	}
	l.cover()
	l.members = [2]kind{l.kind("republican"), l.kind("democrat")}
	return l, nil
}

type reader struct {
	file string
	row  func(fields []string) error
}

// readers says how each file is read. A row with too few fields is a fault of
// the build, reported at Load.
func (l *lists) readers() []reader {
	plain := func(file string, c class) reader {
		return reader{file, func(f []string) error { l.add(f[0], entry{class: c}); return nil }}
	}
	fields := func(file string, n int, row func(f []string)) reader {
		return reader{file, func(f []string) error {
			if len(f) < n {
				return fmt.Errorf("%d fields, want %d", len(f), n)
			}
			row(f)
			return nil
		}}
	}
	org := func(file string, c class) reader {
		return fields(file, 2, func(f []string) { l.add(f[0], entry{class: c, org: l.kind(f[1])}) })
	}
	return []reader{
		fields("given", 2, func(f []string) { l.add(f[0], entry{class: givenClass(f[1])}) }),
		fields("nicknames", 2, func(f []string) { l.nick[f[0]] = append(l.nick[f[0]], f[1]) }),
		fields("honorifics", 2, func(f []string) { l.add(f[0], entry{class: honorific, sex: parseSex(f[1])}) }),
		fields("offices", 3, func(f []string) { l.add(f[0], entry{class: office, role: l.kind(f[1]), sex: parseSex(f[2])}) }),
		fields("persons", 2, func(f []string) { l.add(f[0], entry{class: person, role: l.kind(f[0]), sex: parseSex(f[1])}) }),
		fields("kin", 1, func(f []string) { l.add(f[0], entry{class: kin | person, role: l.kind(f[0])}) }),
		reader{"countries", func(f []string) error { l.add(f[0], entry{class: country, canon: f[len(f)-1]}); return nil }},
		fields("states", 2, func(f []string) { l.add(f[0], entry{class: state, canon: f[1]}) }),
		plain("cities", city), plain("regions", region),
		fields("demonyms", 2, func(f []string) { l.add(f[0], entry{class: demonym, canon: f[1]}) }),
		plain("adjectives", adjective), plain("peoples", people),
		fields("orgheads", 3, func(f []string) { l.add(f[0], entry{class: headClass(f[2]), org: l.kind(f[1])}) }),
		org("institutions", institution), org("outlets", outlet),
		reader{"collectives", func(f []string) error {
			l.add(f[0], entry{class: collective, org: l.kind(f[0])})
			return nil
		}},
		plain("documents", document), plain("others", other), plain("programs", program),
		plain("surnames", surname), plain("placeheads", placeHead), plain("things", thing),
		fields("hypernyms", 2, l.hypernym), fields("collective_hypernyms", 2, l.hypernym),
	}
}

func givenClass(s string) class {
	switch s {
	case "f":
		return givenF
	case "m":
		return givenM
	}
	return given
}

func headClass(s string) class {
	if s == "s" {
		return orgHead
	}
	return weakHead
}

func parseSex(s string) sex {
	switch s {
	case "m":
		return male
	case "f":
		return female
	}
	return noSex
}

// kind returns the number of a common noun.
func (l *lists) kind(name string) kind {
	if k, ok := l.kinds[name]; ok {
		return k
	}
	k := kind(len(l.names))
	l.kinds[name] = k
	l.names = append(l.names, name)
	return k
}

// hypernym lets the noun in the first field take up the kinds in the others.
func (l *lists) hypernym(f []string) {
	e := l.entry(spread(f[0]))
	for _, name := range f[1:] {
		e.covers = append(e.covers, l.kind(name))
	}
}

// cover lets every common noun take up its own kind.
func (l *lists) cover() {
	for i := range l.entries {
		e := &l.entries[i]
		if e.class&(person|office|kin) != 0 && e.role != 0 {
			e.covers = append(e.covers, e.role)
		}
		if e.class&collective != 0 && e.org != 0 {
			e.covers = append(e.covers, e.org)
		}
	}
}

// add joins e to what is known of a phrase; what was read first stays.
func (l *lists) add(phrase string, e entry) {
	key := spread(phrase)
	if strings.Contains(phrase, "-") && key != strings.ToLower(phrase) && !strings.Contains(phrase, " ") {
		l.put(strings.ToLower(phrase), phrase, e) // for words that are not cut at the hyphen
	}
	l.put(key, phrase, e)
}

func (l *lists) put(key, phrase string, e entry) {
	old := l.entry(key)
	if old.class == 0 {
		old.upper = capitals(phrase)
	} else {
		old.upper = old.upper && capitals(phrase)
	}
	old.class |= e.class
	if old.sex == noSex {
		old.sex = e.sex
	}
	if old.role == 0 {
		old.role = e.role
	}
	if old.org == 0 || e.class&(institution|outlet|orgHead) != 0 {
		old.org = e.org
	}
	if old.canon == "" {
		old.canon = e.canon
	}
}

// entry returns the entry of a spread phrase, making one when there is none.
func (l *lists) entry(key string) *entry {
	if i, ok := l.phrases.Get(key); ok {
		return &l.entries[i]
	}
	l.phrases.Add(key, int32(len(l.entries)))
	l.entries = append(l.entries, entry{})
	return &l.entries[len(l.entries)-1]
}

// match returns the entry of the longest listed phrase at the start of tokens,
// and how many tokens it takes up; nil when there is none.
func (l *lists) match(tokens []models.Token) (*entry, int) {
	i, n := l.phrases.Match(tokens)
	if n == 0 {
		return nil, 0
	}
	return &l.entries[i], n
}

// spread lowers a phrase and sets hyphens and clitics apart, as tokens have them.
func spread(phrase string) string {
	s := strings.ToLower(phrase)
	if !strings.ContainsAny(s, "-/'") {
		return s
	}
	s = strings.ReplaceAll(s, "-", " - ")
	s = strings.ReplaceAll(s, "/", " / ")
	if strings.HasSuffix(s, "'s") {
		s = s[:len(s)-2] + " 's"
	}
	return strings.ReplaceAll(s, "'s ", " 's ")
}

// capitals reports whether a phrase is one word of two or more capital letters.
func capitals(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			n++
		case c != '.' && c != '&':
			return false
		}
	}
	return n > 1
}
