package identity

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// holding is an office of a public figure, with its first and last year.
type holding struct {
	role     kind
	from, to int16
	home     string // the state of the United States, or the country
	party    byte
}

// public is a public figure of the built-in list.
type public struct {
	parts    []string // of the name, in lower case
	sex      sex
	holdings []holding
}

// gazetteer is the list of public figures, by surname. It is immutable.
type gazetteer struct {
	people    []public
	bySurname map[string][]int
}

// readGazetteer reads data/figures.txt, whose offices are kinds of l.
func readGazetteer(l *lists) (*gazetteer, error) {
	text, err := files.ReadFile("data/figures.txt")
	if err != nil {
		return nil, fmt.Errorf("read public figures: %w", err)
	}
	g := &gazetteer{bySurname: map[string][]int{}}
	last := ""
	err = lexicon.Rows(string(text), func(f []string) error {
		if len(f) < 6 {
			return fmt.Errorf("%d fields, want 6", len(f))
		}
		from, to, ok := strings.Cut(f[3], "-")
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if !ok || errA != nil || errB != nil {
			return fmt.Errorf("years %q", f[3])
		}
		if f[0] != last {
			g.add(f[0], parseSex(f[1]))
			last = f[0]
		}
		h := holding{role: l.kind(f[2]), from: int16(a), to: int16(b), home: f[4], party: f[5][0]}
		p := &g.people[len(g.people)-1]
		p.holdings = append(p.holdings, h)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read public figures: %w", err)
	}
	return g, nil
}

func (g *gazetteer) add(name string, s sex) {
	parts := strings.Fields(strings.ToLower(name))
	g.people = append(g.people, public{parts: parts, sex: s})
	k := parts[len(parts)-1]
	g.bySurname[k] = append(g.bySurname[k], len(g.people)-1)
}

// recognise ties the named persons of the article to the list, where exactly one
// entry fits, and takes from it what the article leaves open: sex, party, home.
func (r *resolver) recognise() {
	for f := range r.figures {
		fig := &r.figures[f]
		if fig.entity != models.EntityPerson || fig.best < 0 {
			continue
		}
		p := r.lookUp(fig)
		if p == nil || fig.sex != noSex && fig.sure && fig.sex != p.sex {
			continue
		}
		fig.public = p
		fig.sex = p.sex
		for i := range p.holdings {
			h := &p.holdings[i]
			if fig.party == 0 && h.party != '-' {
				fig.party = h.party
			}
		}
	}
}

// lookUp returns the one public figure that bears the figure's name, or nil.
func (r *resolver) lookUp(fig *figure) *public {
	var buf [maxParts]part
	parts := r.parts(&r.names[fig.best], &buf)
	if len(parts) == 0 {
		return nil
	}
	var found *public
	for _, i := range r.gazetteer.bySurname[r.partLower(parts[len(parts)-1])] {
		p := &r.gazetteer.people[i]
		if len(parts) == 1 && !r.bearsOffice(fig, p) || len(parts) > 1 && !r.sameAs(parts, p.parts) {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// partLower is the text of a part in lower case, without allocation for a part
// of one token.
func (r *resolver) partLower(p part) string {
	if p.b == p.a+1 {
		return r.lower(int(p.a))
	}
	return strings.ToLower(r.partText(p))
}

// bearsOffice reports whether a figure known by surname is given an office that
// p holds in the year of the article.
func (r *resolver) bearsOffice(fig *figure, p *public) bool {
	for i := fig.names; i >= 0; i = r.names[i].next {
		for k := range p.holdings {
			if n := &r.names[i]; n.role != 0 && n.role == p.holdings[k].role && r.current(&p.holdings[k]) {
				return true
			}
		}
	}
	return false
}

// sameAs compares a name of the article with one of the list: the given names
// agree or shorten one another, and so do the middle ones as far as both have any.
func (r *resolver) sameAs(a []part, b []string) bool {
	x := r.lower(int(a[0].a))
	if x != b[0] && !r.nicknameOf(x, b[0]) && !r.nicknameOf(b[0], x) {
		return false
	}
	return len(a) < 3 || len(b) < 3 || r.lower(int(a[1].a))[0] == b[1][0]
}

// current reports whether an office is held in the year of the article, which
// any is when the article has no date.
func (r *resolver) current(h *holding) bool {
	if r.doc.Article.PublishedAt.IsZero() {
		return true
	}
	y := int16(r.doc.Article.PublishedAt.Year())
	return h.from <= y && y <= h.to
}

// past reports whether an office ended by the year of the article.
func (r *resolver) past(h *holding) bool {
	return r.doc.Article.PublishedAt.IsZero() || int(h.to) < r.doc.Article.PublishedAt.Year()
}

// listedFor returns the one figure mentioned so far that the list gives an office
// of entry e, in keeping with the words before noun i; -1 when none or several.
func (r *resolver) listedFor(e *entry, i, first int) int {
	former := r.formerNoun(i)
	found := -1
	for f := range r.figures[:min(len(r.figures), horizon)] {
		fig := &r.figures[f]
		if fig.public == nil || fig.last < 0 || !r.serves(fig.public, e, former, first, i) || !r.agrees(fig, first, i) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = f
	}
	return found
}

// serves reports whether p holds an office of e, formerly or now as said, for
// the state or country that stands before noun i.
func (r *resolver) serves(p *public, e *entry, former bool, first, i int) bool {
	dated, served := !r.doc.Article.PublishedAt.IsZero(), false
	for k := range p.holdings {
		h := &p.holdings[k]
		if !covers(e, h.role) || r.lesser(first, i) {
			continue
		}
		if former && dated && r.current(h) && !r.past(h) {
			return false
		}
		if former && r.past(h) || !former && r.current(h) {
			served = served || r.homeFits(h, first, i)
		}
	}
	return served
}

// lesser reports whether the words before noun i make it another office than
// the one listed: "vice-presidential nominee", "Senate candidate".
func (r *resolver) lesser(first, i int) bool {
	for k := first; k < i; k++ {
		switch r.lower(k) {
		case "vice", "shadow", "deputy", "assistant", "acting", "mayoral", "gubernatorial", "senate", "congressional", "judicial", "cabinet", "local", "running":
			return true
		}
	}
	return false
}

func covers(e *entry, k kind) bool {
	for _, c := range e.covers {
		if c == k {
			return true
		}
	}
	return false
}

// homeFits reports whether the state and country named before noun i are those
// of the office.
func (r *resolver) homeFits(h *holding, first, i int) bool {
	for k := first; k < i; k++ {
		w := &r.words[k]
		if !w.capital || !w.is(state|country|demonym) {
			continue
		}
		if w.entry.canon != h.home && (w.entry.canon != "United States" || !w.is(country|demonym)) {
			return false
		}
	}
	return true
}

// lesserHeld reports whether the office of e that the article gives f is such a
// lesser one.
func (r *resolver) lesserHeld(f *figure, e *entry) bool {
	for k := range f.nlinks {
		if covers(e, f.links[k]) {
			h := int(f.heads[k])
			return r.lesser(max(r.start(h), h-3), h)
		}
	}
	return false
}
