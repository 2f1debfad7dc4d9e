package identity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// holding is an office of a public figure, with its first and last year.
type holding struct {
	role     kind
	from, to int16
	home     string // the state of the United States, the country or the body
	party    byte
}

// public is a public figure of the built-in list.
type public struct {
	listed   string // the name with what tells it from others in brackets
	name     string
	sex      sex
	holdings []holding
}

// bearing is a name that somebody of the list bears: the listed one or an alias.
type bearing struct {
	name   string // in lower case, without accents and numbers
	person int32
	next   int32 // the next with the same last word, -1 for none
	junior bool  // "Jr." ends it
}

// gazetteer is the list of public figures, by surname. It is immutable.
type gazetteer struct {
	people   []public // in the order of the file, that of their names
	holdings []holding
	bearings []bearing
	byLast   map[string]int32 // the first bearing with that last word
	homes    *lexicon.Phrases // bodies and their other forms
	bodies   []string         // the values of homes
	seats    map[kind]bool    // offices of one holder at a time
	national map[kind]bool    // offices by which title and surname are enough
	generic  [3]kind          // what "Secretary" before a surname can be
	title    [2]kind          // "secretary", "senator"
	nouns    map[kind][]kind  // what a common noun that stands as a title can mean
}

// readGazetteer reads the lists of public figures, whose offices are kinds of l.
func readGazetteer(l *lists) (*gazetteer, error) {
	g := &gazetteer{
		people: make([]public, 0, 5000), holdings: make([]holding, 0, 5500), bearings: make([]bearing, 0, 5500),
		byLast: make(map[string]int32, 5000),
		homes:  lexicon.NewPhrases(800), seats: map[kind]bool{}, national: map[kind]bool{}, nouns: map[kind][]kind{},
	}
	for _, f := range []reader{
		{"figures", func(f []string) error { return g.figure(l, f) }},
		{"aliases", g.alias},
		{"bodies", g.home},
		{"seats", func(f []string) error { g.seats[l.kind(f[0])] = true; return nil }},
	} {
		text, err := files.ReadFile("data/" + f.file + ".txt")
		if err != nil {
			return nil, fmt.Errorf("read list of public figures: %w", err)
		}
		if err := lexicon.Rows(string(text), f.row); err != nil {
			return nil, fmt.Errorf("read list of public figures %s: %w", f.file, err)
		}
	}
	g.settle(l)
	return g, nil
}

// figure reads a row of figures.txt.
func (g *gazetteer) figure(l *lists, f []string) error {
	if len(f) < 6 {
		return fmt.Errorf("%d fields, want 6", len(f))
	}
	from, to, ok := strings.Cut(f[3], "-")
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if !ok || errA != nil || errB != nil {
		return fmt.Errorf("years %q", f[3])
	}
	first := len(g.holdings)
	if n := len(g.people); n == 0 || g.people[n-1].listed != f[0] {
		name, _, _ := strings.Cut(f[0], " (")
		g.people = append(g.people, public{listed: f[0], name: name, sex: parseSex(f[1])})
		g.bear(name, int32(n))
	} else {
		first -= len(g.people[n-1].holdings)
	}
	g.holdings = append(g.holdings, holding{role: l.kind(f[2]), from: int16(a), to: int16(b), home: f[4], party: f[5][0]})
	g.people[len(g.people)-1].holdings = g.holdings[first:len(g.holdings):len(g.holdings)]
	return nil
}

// alias reads a row of aliases.txt.
func (g *gazetteer) alias(f []string) error {
	if len(f) < 2 {
		return fmt.Errorf("%d fields, want 2", len(f))
	}
	i, ok := slices.BinarySearchFunc(g.people, f[1], func(p public, name string) int { return strings.Compare(p.listed, name) })
	if !ok {
		return fmt.Errorf("alias of %q, who is not listed", f[1])
	}
	g.bear(f[0], int32(i))
	return nil
}

// home reads a row of bodies.txt.
func (g *gazetteer) home(f []string) error {
	if g.homes.Add(spread(f[0]), int32(len(g.bodies))) {
		g.bodies = append(g.bodies, f[len(f)-1])
	}
	return nil
}

// body returns the body that the tokens begin with, in its listed form, and how
// many of them name it.
func (g *gazetteer) body(tokens []models.Token) (string, int) {
	i, n := g.homes.Match(tokens)
	if n == 0 {
		return "", 0
	}
	return g.bodies[i], n
}

// bear indexes a name of person i by its last word that is no number or suffix.
func (g *gazetteer) bear(name string, i int32) {
	name = fold(strings.ToLower(name))
	junior := strings.HasSuffix(name, " jr.")
	at := strings.LastIndexByte(name, ' ')
	for at > 0 && (isSuffix(name[at+1:]) || ordinal(name[at+1:])) {
		name = name[:at]
		at = strings.LastIndexByte(name, ' ')
	}
	last := name[at+1:]
	next, ok := g.byLast[last]
	if !ok {
		next = -1
	}
	g.byLast[last] = int32(len(g.bearings))
	g.bearings = append(g.bearings, bearing{name, i, next, junior})
}

// ordinal reports whether a word counts popes or kings.
func ordinal(w string) bool { return w != "" && strings.Trim(w, "ivx") == "" }

// settle draws from l what common nouns such as "secretary" can mean as titles.
func (g *gazetteer) settle(l *lists) {
	for k, name := range l.names {
		if i, ok := l.phrases.Get(name); ok && len(l.entries[i].covers) > 1 {
			g.nouns[kind(k)] = l.entries[i].covers
		}
	}
	for k := range g.seats {
		g.national[k] = true
	}
	for _, name := range [...]string{"senator", "justice", "speaker", "majority-leader", "minority-leader"} {
		g.national[l.kind(name)] = true
	}
	g.generic = [3]kind{l.kind("secretary-of-state"), l.kind("defense-secretary"), l.kind("treasury-secretary")}
	g.title = [2]kind{l.kind("secretary"), l.kind("senator")}
}

// means reports whether the title k can be the listed office role.
func (g *gazetteer) means(k, role kind) bool {
	if k == role {
		return true
	}
	for _, c := range g.nouns[k] {
		if c == role {
			return true
		}
	}
	return false
}

// fold takes the accents from a lower-case name: "peña" is "pena". It allocates
// only where there are any.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return strings.Map(plain, s)
		}
	}
	return s
}

// plain is the unaccented form of a Latin letter.
func plain(c rune) rune {
	switch c {
	case 'à', 'á', 'â', 'ã', 'ä', 'å', 'ā', 'ă', 'ą':
		return 'a'
	case 'è', 'é', 'ê', 'ë', 'ē', 'ė', 'ę', 'ě':
		return 'e'
	case 'ì', 'í', 'î', 'ï', 'ī', 'į', 'ı':
		return 'i'
	case 'ò', 'ó', 'ô', 'õ', 'ö', 'ø', 'ō', 'ő':
		return 'o'
	case 'ù', 'ú', 'û', 'ü', 'ū', 'ů', 'ű':
		return 'u'
	case 'ç', 'ć', 'č':
		return 'c'
	case 'ñ', 'ń', 'ň', 'ņ':
		return 'n'
	case 'š', 'ś', 'ş', 'ș':
		return 's'
	case 'ž', 'ź', 'ż':
		return 'z'
	case 'ý', 'ÿ':
		return 'y'
	case 'ğ', 'ģ':
		return 'g'
	case 'ł', 'ļ', 'ľ':
		return 'l'
	case 'đ', 'ď', 'ð':
		return 'd'
	case 'ř':
		return 'r'
	case 'ť', 'ţ', 'ț':
		return 't'
	case 'ķ':
		return 'k'
	case '\u0307': // the dot that lower-casing "İ" leaves
		return -1
	case '’':
		return '\''
	}
	return c
}
