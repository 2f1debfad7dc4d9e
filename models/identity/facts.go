package identity

import "github.com/saysonews/sayso/models"

// learn gathers what the article says of each named person: offices and
// callings from titles, appositions and predicates, and party and state.
func (r *resolver) learn() {
	for i := range r.names {
		n := &r.names[i]
		if n.figure < 0 || r.figures[n.figure].entity != models.EntityPerson {
			continue
		}
		f := &r.figures[n.figure]
		if n.role != 0 {
			f.addLink(n.role, n.first-1, r.formerly(n.outer-1) || r.formerly(n.outer))
			r.relative(f, n.outer-1)
			for k := n.first - 1; k >= r.start(n.first) && r.modifier(k); k-- {
				r.partisan(f, k)
			}
		}
		if party, home, ok := r.seat(n.last); ok {
			f.party, f.home = party, r.words[home].entry.canon
		}
		r.predicates(f, n)
	}
	for f := range r.figures {
		if fig := &r.figures[f]; (fig.nlinks > 0 || fig.org != 0) && fig.best >= 0 && len(r.holders) < horizon {
			r.holders = append(r.holders, int32(f))
		}
	}
}

// predicates adds the nouns that stand in apposition to the name or are said of it.
func (r *resolver) predicates(f *figure, n *name) {
	h := r.headOf(n.first, n.last)
	for c := r.tree.First(h); c >= 0; c = r.tree.Next(c) {
		if rel := r.rel(c); (rel == models.RelAppos || rel == models.RelCompound || rel == models.RelNmodDesc) && (c < n.first || c >= n.last) {
			r.calling(f, c, 0)
		}
	}
	g := r.tree.Head(h)
	if g < 0 {
		return
	}
	if rel := r.rel(h); rel == models.RelNsubj || rel == models.RelNsubjPass {
		r.appointed(f, g)
	}
	switch r.rel(h) {
	case models.RelAppos:
		r.calling(f, g, 0)
	case models.RelNsubj:
		if r.tree.Child(g, models.RelCop) >= 0 && r.words[h].quote == 0 {
			r.calling(f, g, 0)
		}
	}
}

// calling links f to the office or calling that token i is a noun for, and to
// those coordinated with it; depth bounds how many.
func (r *resolver) calling(f *figure, i, depth int) {
	if !r.singular(i) || depth > 4 {
		return
	}
	if e := r.office(i); e != nil {
		f.addLink(e.role, i, r.formerNoun(i))
		r.allegiance(f, i)
		if f.sex == noSex {
			f.sex = e.sex
		}
		r.relative(f, i)
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.rel(c) == models.RelConj && c > i {
			r.calling(f, c, depth+1)
		}
	}
}

// office returns the entry of the office or calling that noun i heads: the
// longest listed phrase that ends or begins with it.
func (r *resolver) office(i int) *entry {
	return r.covering(i, office|person|kin)
}

// covering returns the entry of the longest listed phrase of class c that token
// i is part of, or nil.
func (r *resolver) covering(i int, c class) *entry {
	var best *entry
	size := 0
	for k := max(r.start(i), i-3); k <= i; k++ {
		if w := &r.words[k]; w.is(c) && k+int(w.length) > i && int(w.length) > size {
			best, size = w.entry, int(w.length)
		}
	}
	return best
}

// singular reports whether token i is a singular noun.
func (r *resolver) singular(i int) bool {
	return r.tag(i) == models.TagNN || r.tag(i) == models.TagNNP
}

// relative notes that f is introduced as somebody's relative by noun i.
func (r *resolver) relative(f *figure, i int) {
	if i >= 0 && r.words[i].whole(kin) {
		f.kinOf = true
	}
}

// formerly reports whether token i says that an office is past.
func (r *resolver) formerly(i int) bool {
	if i < 0 {
		return false
	}
	switch r.lower(i) {
	case "former", "ex", "late", "onetime", "previous", "retired", "then", "ousted", "outgoing":
		return true
	}
	return false
}

func (r *resolver) formerNoun(i int) bool {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.formerly(c) {
			return true
		}
	}
	return false
}

// allegiance reads the party and state told by the words around the noun i.
func (r *resolver) allegiance(f *figure, i int) {
	r.partisan(f, i)
	first, _ := r.phraseOf(i)
	for k := first; k < i; k++ {
		r.partisan(f, k)
	}
}

// partisan reads token k as a party or a home state of f.
func (r *resolver) partisan(f *figure, k int) {
	if p := party(r.lower(k)); p != 0 && f.party == 0 {
		f.party = p
	}
	w := &r.words[k]
	if w.is(state) && w.capital && f.home == "" {
		f.home = w.entry.canon
	}
	if w.is(country|demonym) && w.capital && f.land == "" {
		f.land = w.entry.canon
	}
}

// start is the first token of the sentence of token i.
func (r *resolver) start(i int) int {
	if i < 0 || i >= len(r.words) {
		return 0
	}
	return r.doc.Sentences[r.doc.Tokens[i].Sentence].First
}

// modifier reports whether token k can stand within a title before a name.
func (r *resolver) modifier(k int) bool {
	switch r.tag(k) {
	case models.TagNN, models.TagNNP, models.TagJJ, models.TagPOS, models.TagNNS, models.TagNNPS, models.TagHYPH:
		return r.doc.Tokens[k].Entity != models.EntityPerson
	}
	return r.lower(k) == "of"
}

// appointed adds the office that the verb g puts its subject into: "was made
// Chancellor", "served as envoy".
func (r *resolver) appointed(f *figure, g int) {
	named := false
	switch r.doc.Tokens[g].Lemma {
	case "make", "name", "appoint", "elect", "nominate", "become":
		named = true
	}
	for c := r.tree.First(g); c >= 0; c = r.tree.Next(c) {
		if c < g || !r.words[c].is(office) && r.covering(c, office) == nil {
			continue
		}
		if k := r.tree.Child(c, models.RelCase); k >= 0 && r.lower(k) == "as" || k < 0 && named {
			r.calling(f, c, 0)
		}
	}
}
