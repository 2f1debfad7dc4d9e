package identity

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/lexicon"
)

func loadGazetteer(t *testing.T) (*lists, *gazetteer) {
	t.Helper()
	l, err := loadLists()
	if err != nil {
		t.Fatal(err)
	}
	g, err := readGazetteer(l)
	if err != nil {
		t.Fatal(err)
	}
	return l, g
}

// TestFiguresAreKnown holds the list of public figures to offices that a noun or
// title can mean, places and bodies that are listed, and years in order.
func TestFiguresAreKnown(t *testing.T) {
	l, g := loadGazetteer(t)
	covered, homes, countries := map[kind]bool{}, map[string]bool{"-": true}, map[string]bool{}
	for i := range l.entries {
		e := &l.entries[i]
		for _, k := range e.covers {
			covered[k] = true
		}
		homes[e.canon] = true
		if e.class&country != 0 && e.class&state == 0 {
			countries[e.canon] = true
		}
	}
	for _, b := range g.bodies {
		homes[b] = true
	}
	seen := map[string]bool{}
	for _, p := range g.people {
		if p.sex == noSex {
			t.Errorf("%s: no sex", p.name)
		}
		for _, h := range p.holdings {
			if !covered[h.role] || !homes[h.home] || h.from > h.to || h.from < 1900 || h.to > 2035 || !strings.ContainsRune("-RDIGL", rune(h.party)) {
				t.Errorf("%s: %s of %q in %d-%d", p.name, l.names[h.role], h.home, h.from, h.to)
			}
			if countries[h.home] {
				seen[h.home] = true
			}
		}
	}
	if n := len(g.people); n < 1500 {
		t.Errorf("%d people, want at least 1500", n)
	}
	if n := len(seen); n < 60 {
		t.Errorf("people of %d countries, want at least 60", n)
	}
}

// TestFiguresHaveOneSex holds all rows of a person to one sex.
func TestFiguresHaveOneSex(t *testing.T) {
	text, err := files.ReadFile("data/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	sexes := map[string]string{}
	err = lexicon.Rows(string(text), func(f []string) error {
		if s, ok := sexes[f[0]]; ok && s != f[1] {
			t.Errorf("%s is %s and %s", f[0], s, f[1])
		}
		sexes[f[0]] = f[1]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSeatsAreHeldInTurn finds two people who hold an office of one holder at the
// same time, which would leave the office without an answer for those years.
func TestSeatsAreHeldInTurn(t *testing.T) {
	l, g := loadGazetteer(t)
	type seat struct {
		role kind
		home string
	}
	type term struct {
		who      string
		from, to int16
	}
	terms := map[seat][]term{}
	for _, p := range g.people {
		for _, h := range p.holdings {
			if g.seats[h.role] {
				terms[seat{h.role, h.home}] = append(terms[seat{h.role, h.home}], term{p.name, h.from, h.to})
			}
		}
	}
	shared := map[string]bool{"chief-executive of Netflix": true, "president of Ivory Coast": true, "president of Congo": true} // jointly, in dispute, in two countries of one name
	for s, all := range terms {
		for i, a := range all {
			for _, b := range all[i+1:] {
				if a.who != b.who && a.from < b.to && b.from < a.to && !shared[l.names[s.role]+" of "+s.home] {
					t.Errorf("%s of %s: %v and %v", l.names[s.role], s.home, a, b)
				}
			}
		}
	}
}

func TestSeatsAreOffices(t *testing.T) {
	l, g := loadGazetteer(t)
	ranks := map[kind]bool{}
	for i := range l.entries {
		if e := &l.entries[i]; e.class&office != 0 {
			ranks[e.role] = true
		}
	}
	for k := range g.seats {
		if !ranks[k] {
			t.Errorf("%q is no office", l.names[k])
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"peña": "pena", "đukanović": "dukanovic", "wałęsa": "walesa", "løkke": "lokke", "smith": "smith", "çavuşoğlu": "cavusoglu"} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}
