package identity

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
)

// recognise ties the named persons of the article to the list, where exactly one
// entry fits, and takes from it what the article leaves open: sex, party, home,
// and the full name of one who goes by title and surname alone.
func (r *resolver) recognise() {
	for f := range r.figures {
		fig := &r.figures[f]
		if fig.entity != models.EntityPerson || fig.best < 0 {
			continue
		}
		p, s := r.lookUp(f)
		if s == noSex || fig.sex != noSex && fig.sure && fig.sex != s {
			continue
		}
		fig.sex = s
		if p == nil {
			continue
		}
		fig.public = p
		for i := range p.holdings {
			h := &p.holdings[i]
			if fig.party == 0 && h.party != '-' {
				fig.party = h.party
			}
		}
		fig.whole = !r.long(&r.names[fig.best]) && r.dated() && r.completes(f, p)
	}
}

// dated reports whether the article has a date.
func (r *resolver) dated() bool { return !r.doc.Article.PublishedAt.IsZero() }

// year is the year of the article, 1 when it has no date.
func (r *resolver) year() int16 { return int16(r.doc.Article.PublishedAt.Year()) }

// lookUp returns the one public figure that bears the name of figure f, nil when
// none or several do, and the sex of all who do, if it is one.
func (r *resolver) lookUp(f int) (*public, sex) {
	fig := &r.figures[f]
	var buf [maxParts]part
	parts := r.parts(&r.names[fig.best], &buf)
	if len(parts) == 0 {
		return nil, noSex
	}
	k, ok := r.gazetteer.byLast[fold(r.partLower(parts[len(parts)-1]))]
	if !ok {
		return nil, noSex
	}
	junior := r.suffix(&r.names[fig.best]) == "jr"
	found, several, all, exact := int32(-1), false, noSex, -1
	for ; k >= 0; k = r.gazetteer.bearings[k].next {
		b := &r.gazetteer.bearings[k]
		p := &r.gazetteer.people[b.person]
		if len(parts) == 1 && !r.bearsOffice(fig, p) || len(parts) > 1 && (!r.sameAs(parts, b.name) || r.otherwise(fig, p)) || b.person == found {
			continue
		}
		switch score := r.closeness(parts, b, junior); {
		case score > exact:
			found, several, exact, all = b.person, false, score, p.sex
		case score == exact:
			several = true
			if all != p.sex {
				all = noSex
			}
		}
	}
	if found < 0 || several {
		return nil, all
	}
	return &r.gazetteer.people[found], all
}

// closeness ranks the names that fit one of the article: father and son are told
// apart by "Jr.", and a name of three words is that with the same three.
func (r *resolver) closeness(a []part, b *bearing, junior bool) int {
	n := 0
	if b.junior == junior {
		n += 2
	}
	if len(a) > 2 && strings.Count(b.name, " ")+1 == len(a) {
		n++
	}
	return n
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
// p holds in the year of the article, or held before where it says "former".
func (r *resolver) bearsOffice(fig *figure, p *public) bool {
	for i := fig.names; i >= 0; i = r.names[i].next {
		n := &r.names[i]
		if n.role == 0 {
			continue
		}
		former := r.formerly(n.outer-1) || r.formerly(n.outer)
		for k := range p.holdings {
			h := &p.holdings[k]
			if r.gazetteer.means(n.role, h.role) && (!former && r.current(h) || former && r.past(h) && !(r.dated() && r.current(h))) {
				return true
			}
		}
	}
	return false
}

// otherwise reports whether the article gives somebody of p's full name offices
// and none that p holds: a sheriff John Kelly is not the general.
func (r *resolver) otherwise(fig *figure, p *public) bool {
	local := false
	for i := range fig.nlinks {
		for k := range p.holdings {
			if r.gazetteer.means(fig.links[i], p.holdings[k].role) {
				return false
			}
		}
		local = local || localRank(r.lists.names[fig.links[i]])
	}
	return local
}

// localRank reports whether an office is one whose holders are known where they
// live, and would not be called by it after a national one.
func localRank(name string) bool {
	switch name {
	case "alderman", "assemblyman", "auditor", "captain", "corporal", "councilman", "dean", "deputy", "detective", "doctor", "judge", "lieutenant", "major", "manager",
		"officer", "pastor", "police-chief", "principal", "private", "professor", "provost", "registrar", "sergeant", "sheriff", "superintendent", "supervisor":
		return true
	}
	return false
}

// sameAs compares a name of the article with one of the list: the given names
// agree or shorten one another, and so do the middle ones as far as both have any.
func (r *resolver) sameAs(a []part, b string) bool {
	first, rest, more := strings.Cut(b, " ")
	if !more {
		return false
	}
	x := fold(r.partLower(a[0]))
	if x != first && !r.nicknameOf(x, first) && !r.nicknameOf(first, x) {
		return false
	}
	return len(a) < 3 || strings.IndexByte(rest, ' ') < 0 || initialOf(fold(r.lower(int(a[1].a)))) == rest[0]
}

// initialOf is the first byte of a word, 0 when it has none.
func initialOf(w string) byte {
	if w == "" {
		return 0
	}
	return w[0]
}

// completes reports whether title and surname of figure f stand for p beyond
// doubt: the office is a national one or a governor's, the article speaks of its
// country, state or body, and no other bearer of the surname comes in it.
func (r *resolver) completes(f int, p *public) bool {
	fig := &r.figures[f]
	if fig.kinOf || r.namesake(f) {
		return false
	}
	for k := range p.holdings {
		h := &p.holdings[k]
		if !r.gazetteer.national[h.role] || !r.carries(fig, h.role) || fig.land != "" && fig.land != h.home {
			continue
		}
		if fig.home != "" && fig.home != h.home {
			return false
		}
		if h.role == r.gazetteer.title[1] { // the statehouses have senators too
			return r.current(h) && (fig.home == h.home || r.speaksOf("United States") && !r.statehouse())
		}
		return r.speaksOf(h.home)
	}
	return false
}

// carries reports whether a title of the figure is the office role: itself, or
// "Secretary" for one of the great offices that news shortens so.
func (r *resolver) carries(fig *figure, role kind) bool {
	g := r.gazetteer
	for i := fig.names; i >= 0; i = r.names[i].next {
		if k := r.names[i].role; k == role || k == g.title[0] && slices.Contains(g.generic[:], role) {
			return true
		}
	}
	return false
}

// namesake reports whether another person of the article bears the surname of f.
func (r *resolver) namesake(f int) bool {
	var x, y [maxParts]part
	mine := r.parts(&r.names[r.figures[f].best], &x)
	for g := range r.figures[:min(len(r.figures), horizon)] {
		o := &r.figures[g]
		if g == f || o.entity != models.EntityPerson || o.best < 0 {
			continue
		}
		if p := r.parts(&r.names[o.best], &y); len(p) > 0 && r.samePart(p[len(p)-1], mine[len(mine)-1]) {
			return true
		}
	}
	for i := range r.names { // and a name left open between several
		if n := &r.names[i]; n.figure == ambiguous {
			if p := r.parts(n, &y); len(p) > 0 && r.samePart(p[len(p)-1], mine[len(mine)-1]) {
				return true
			}
		}
	}
	return false
}

// speaksOf reports whether the article names a country, state or body, or what
// belongs to it; of the United States also its capital and institutions.
func (r *resolver) speaksOf(home string) bool {
	for i := range r.words {
		w := &r.words[i]
		if !w.capital {
			continue
		}
		if w.is(country|state|demonym) && w.entry.canon == home {
			return true
		}
		if home == "United States" {
			switch r.lower(i) {
			case "washington", "pentagon", "congress", "capitol", "white":
				if r.lower(i) != "white" || i+1 < len(r.words) && r.lower(i+1) == "house" {
					return true
				}
			}
		}
		if b, n := r.gazetteer.body(r.doc.Tokens[i:]); n > 0 && (b == home || home == "United States" && b == "White House") {
			return true
		}
	}
	return false
}

// statehouse reports whether the article speaks of the legislature of a state,
// whose members go by the titles of members of Congress.
func (r *resolver) statehouse() bool {
	for i := range r.words {
		switch r.lower(i) {
		case "statehouse", "legislature", "assembly", "assemblyman", "assemblywoman":
			return true
		case "state":
			if i+1 < len(r.words) {
				switch r.lower(i + 1) {
				case "senate", "house", "senator", "senators", "representative", "representatives", "sen.", "sens.", "rep.", "reps.", "lawmaker", "lawmakers", "legislator", "legislators":
					return true
				}
			}
		}
	}
	return false
}

// current reports whether an office is held in the year of the article, which
// any is when the article has no date.
func (r *resolver) current(h *holding) bool {
	return !r.dated() || h.from <= r.year() && r.year() <= h.to
}

// past reports whether an office ended by the year of the article.
func (r *resolver) past(h *holding) bool {
	return !r.dated() || h.to < r.year()
}
