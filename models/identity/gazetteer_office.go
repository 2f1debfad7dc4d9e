package identity

import "github.com/saysonews/sayso/models"

// surveyed is the last year of which the list knows all changes of office.
const surveyed = 2025

// listedFor returns the one figure mentioned so far that the list gives an office
// of entry e, in keeping with the words before noun i; -1 when none or several.
func (r *resolver) listedFor(e *entry, i, first int) int {
	if faceless(r.doc.Tokens[i].Lemma) {
		return -1
	}
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

// faceless reports whether a noun is one of those callings of which an article
// has several people at once, most of them not on the list.
func faceless(lemma string) bool {
	switch lemma {
	case "activist", "advisor", "adviser", "agent", "aide", "attorney", "correspondent", "defendant", "doctor", "gunman", "journalist", "judge", "killer", "lawyer",
		"officer", "official", "politician", "pollster", "professor", "prosecutor", "reporter", "soldier", "spokesman", "spokesperson", "spokeswoman", "strategist", "victim":
		return true
	}
	return false
}

// serves reports whether p holds an office of e, formerly or now as said, for
// the state or country that stands before noun i.
func (r *resolver) serves(p *public, e *entry, former bool, first, i int) bool {
	served := false
	for k := range p.holdings {
		h := &p.holdings[k]
		if !covers(e, h.role) || r.lesser(first, i) {
			continue
		}
		if former && r.dated() && r.current(h) && !r.past(h) {
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

// homeFits reports whether the state, country and body named before noun i are
// those of the office.
func (r *resolver) homeFits(h *holding, first, i int) bool {
	for k := first; k < i; k++ {
		w := &r.words[k]
		if !w.capital {
			continue
		}
		if b, n := r.gazetteer.body(r.doc.Tokens[k:i]); n > 0 && b != h.home {
			return false
		}
		if !w.is(state | country | demonym) {
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

// incumbent returns the figure that holds, in the year of the article, the office
// that noun i is the head of: "the U.S. secretary of state", "Britain's prime
// minister", "the secretary general of NATO". It is -1 unless the office is one of
// a single holder, its country, state or body is named and nothing else is said of
// it, one holder is listed for that year and he came before it and left after it.
func (r *resolver) incumbent(i, first int) int {
	if !r.dated() || r.year() > surveyed || r.elsewhen(i) {
		return -1
	}
	role, home := r.seatAt(i, first)
	if role == 0 {
		return -1
	}
	p := r.gazetteer.holder(role, home, r.year())
	if p == nil || r.contested(p, role, home) {
		return -1
	}
	for f := range r.figures[:min(len(r.figures), horizon)] {
		if r.figures[f].public == p {
			return f
		}
	}
	r.figures = append(r.figures, figure{entity: models.EntityPerson, kind: models.Person, public: p, sex: p.sex, sure: true, best: -1, names: -1, first: i, last: -1, word: r.doc.Tokens[i].Lemma, span: [2]int{first, i + 1}})
	return len(r.figures) - 1
}

// seatAt reads the noun phrase from first to head i as an office of one holder
// and what it is of; the role is 0 for any other phrase.
func (r *resolver) seatAt(i, first int) (role kind, home string) {
	k, end := r.officeAt(i)
	if k < 0 {
		return 0, ""
	}
	e := r.words[k].entry
	if !r.gazetteer.seats[e.role] || r.deputed(k, end) {
		return 0, ""
	}
	known := false // "the" or a possessive points at the one holder
	for t := first; t < k; {
		h, n := r.homeAt(t, k)
		switch l := r.lower(t); {
		case n > 0 && home == "":
			home, t = h, t+n
			continue
		case l == "the":
			known = true
		case r.tag(t) == models.TagPOS:
			known = known || home != ""
		case l == "current" || l == "sitting":
		default:
			return 0, ""
		}
		t++
	}
	if b, n := r.gazetteer.body(r.doc.Tokens[k:end]); n > 0 && n < end-k && home == "" {
		home = b // "FBI director" is listed as a whole
	}
	home, ok := r.after(end, home)
	switch {
	case !ok || !known:
		return 0, ""
	case home == "" && r.lists.names[e.role] == "pope":
		return e.role, "Vatican"
	case home == "":
		return 0, ""
	}
	return e.role, home
}

// officeAt returns the tokens of the longest listed office that noun i is in.
func (r *resolver) officeAt(i int) (first, end int) {
	first = -1
	for k := max(r.start(i), i-3); k <= i; k++ {
		if w := &r.words[k]; w.is(office) && k+int(w.length) > i && (first < 0 || int(w.length) > end-first) {
			first, end = k, k+int(w.length)
		}
	}
	return first, end
}

// deputed reports whether the words of an office make it a lesser or narrower
// one: "deputy director", "research director".
func (r *resolver) deputed(k, end int) bool {
	if r.lesser(k, end) && r.lower(k) != "vice" {
		return true
	}
	switch r.lower(k) {
	case "research", "political", "communications", "lt.", "lieutenant", "state", "chief":
		return r.lower(k) != "chief" || r.lower(k+1) == "diplomat"
	case "tax", "high", "police":
		return true
	}
	return false
}

// homeAt returns the country, state or body named at token t, before end.
func (r *resolver) homeAt(t, end int) (home string, n int) {
	w := &r.words[t]
	if !w.capital {
		return "", 0
	}
	if b, n := r.gazetteer.body(r.doc.Tokens[t:end]); n > 0 {
		return b, n
	}
	if w.is(country|state|demonym) && t+int(w.length) <= end {
		return w.entry.canon, int(w.length)
	}
	return "", 0
}

// after reads what follows the office that ends at token end: "of France". It is
// not ok when that says something else of the office.
func (r *resolver) after(end int, home string) (string, bool) {
	last := r.doc.Sentences[r.doc.Tokens[end-1].Sentence].Last
	if end >= last {
		return home, true
	}
	switch r.lower(end) {
	case "of":
		t := end + 1
		if t < last && r.lower(t) == "the" {
			t++
		}
		if t >= last || home != "" {
			return "", false
		}
		h, n := r.homeAt(t, last)
		if n == 0 || t+n < last && (r.words[t+n].capital || r.tag(t+n) == models.TagPOS || r.isNoun(t+n)) {
			return "", false
		}
		return h, true
	case "for", "at", "to", "-", "designate", "elect", "in", "during", "under", "from":
		return "", false
	}
	return home, !r.isNoun(end)
}

// elsewhen reports whether the sentence of token i names a year other than that
// of the article, or says that it tells of another time.
func (r *resolver) elsewhen(i int) bool {
	s := &r.doc.Sentences[r.doc.Tokens[i].Sentence]
	for k := s.First; k < s.Last; k++ {
		l := r.lower(k)
		if len(l) == 4 && (l[0] == '1' && l[1] == '9' || l[0] == '2' && l[1] == '0') {
			if y := int16(int(l[0]-'0')*1000 + int(l[1]-'0')*100 + int(l[2]-'0')*10 + int(l[3]-'0')); y != r.year() {
				return true
			}
		}
		switch l {
		case "then", "former", "ago", "century", "decade", "decades", "later", "earlier", "future", "next":
			return true
		case "time":
			if k > 1 && r.lower(k-1) == "the" && r.lower(k-2) == "at" {
				return true
			}
		}
	}
	return false
}

// holder returns the one person listed with the office in the year, who has it
// from before to after that year; nil when nobody or several do.
func (g *gazetteer) holder(role kind, home string, year int16) *public {
	var found *public
	for i := range g.people {
		p := &g.people[i]
		for k := range p.holdings {
			h := &p.holdings[k]
			if h.role != role || h.home != home || year < h.from || h.to < year {
				continue
			}
			if found != nil && found != p || h.from == year || h.to == year {
				return nil
			}
			found = p
		}
	}
	return found
}

// contested reports whether the article gives the office to somebody else.
func (r *resolver) contested(p *public, role kind, home string) bool {
	for f := range r.figures[:min(len(r.figures), horizon)] {
		fig := &r.figures[f]
		if fig.entity != models.EntityPerson || fig.public == p || fig.best < 0 || fig.land != "" && fig.land != home || fig.home != "" && fig.home != home {
			continue
		}
		for k := range fig.nlinks {
			if fig.links[k] == role && !fig.former[k] && !r.abroad(fig.public, role, home) {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether the list knows p by offices of e, but none of the
// country named before noun i: a president of the United States is not "the French
// president".
func (r *resolver) elsewhere(p *public, e *entry, first, i int) bool {
	if p == nil {
		return false
	}
	for k := first; k < i; k++ {
		if w := &r.words[k]; w.capital && w.is(country|demonym) {
			for _, c := range e.covers {
				if r.gazetteer.seats[c] && r.abroad(p, c, w.entry.canon) {
					return true
				}
			}
		}
	}
	return false
}

// abroad reports whether the list knows p by that office elsewhere, and not here.
func (r *resolver) abroad(p *public, role kind, home string) bool {
	if p == nil {
		return false
	}
	other := false
	for k := range p.holdings {
		if h := &p.holdings[k]; h.role == role {
			if h.home == home {
				return false
			}
			other = true
		}
	}
	return other
}
