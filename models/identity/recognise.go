package identity

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity/names"
)

// nameLists says to package names what the bits of its words mean.
func nameLists() names.Lists {
	return names.Lists{Given: uint32(given), Title: uint32(honorific | office), People: uint32(demonym | adjective | people)}
}

// Looker reads documents as the recogniser of names sees them. Training reads
// through it, so that it sees what the model sees later. It is the scratch of one
// goroutine.
type Looker struct{ r *resolver }

// NewLooker reads the embedded word lists, but no weights.
func NewLooker() (*Looker, error) {
	l, err := loadLists()
	if err != nil {
		return nil, fmt.Errorf("load word lists: %w", err)
	}
	return &Looker{&resolver{lists: l}}, nil
}

// Lists says what the bits of the words mean.
func (k *Looker) Lists() names.Lists { return nameLists() }

// Words describes the tokens of doc, which must have tags and trees. The slice is
// good until the next call.
func (k *Looker) Words(doc *models.Document) []names.Word {
	k.r.begin(doc)
	return k.r.look()
}

// look describes the tokens to the recogniser of names.
func (r *resolver) look() []names.Word {
	n := len(r.words)
	if cap(r.looks) < n {
		r.looks = make([]names.Word, n+n/2)
	}
	r.looks = r.looks[:n]
	clear(r.looks)
	for i := range r.words {
		w, l := &r.words[i], &r.looks[i]
		l.Capital, l.Upper, l.Opener, l.Headed = w.capital, w.upper, w.opener, w.headed
		switch {
		case w.length == 1:
			l.Lists = uint32(w.entry.class)
		case w.length > 1:
			for k := i; k < i+int(w.length); k++ {
				r.looks[k].Covered |= uint32(w.entry.class)
			}
			if e, k := r.match(r.doc.Tokens[i : i+1]); k == 1 && (!e.upper || r.allCapitals(i)) {
				l.Lists = uint32(e.class)
			}
		}
	}
	return r.looks
}

// believe asks the recogniser about all tokens.
func (r *resolver) believe() {
	r.recogniser.Read(r.doc, r.look())
	r.marks = r.recogniser.Recognise()
}

// believed is the sum of what the recogniser says of the capitalised words of
// [first, last), divided by their number.
func (r *resolver) believed(first, last int) names.Row {
	var sum names.Row
	count := float32(0)
	for i := first; i < last; i++ {
		if r.words[i].capital {
			count++
			for c, p := range r.marks[i].P {
				sum[c] += p
			}
		}
	}
	for c := range sum {
		sum[c] /= max(count, 1)
	}
	return sum
}

// likeliest is the likeliest class of a name, how sure it is among all classes of
// names, and the probability that it is a name at all.
func likeliest(p names.Row) (class models.Entity, sure, named float32) {
	class = models.EntityPerson
	for c := models.EntityPerson; c <= models.EntityOther; c++ {
		named += p[c]
		if p[c] > p[class] {
			class = c
		}
	}
	return class, p[class] / max(named, 1e-6), named
}

// pooled is what the recogniser says of name n on average over all names of the
// same words near it: one is seldom used for two things in an article.
func (r *resolver) pooled(n *name) names.Row {
	own := r.believed(n.first, n.last)
	sum, count := own, float32(1)
	for i := max(0, n.index-horizon); i < min(len(r.names), n.index+horizon); i++ {
		if m := &r.names[i]; m.key == n.key && m != n {
			count++
			for c, p := range r.believed(m.first, m.last) {
				sum[c] += p
			}
		}
	}
	for c := range sum {
		sum[c] /= count
	}
	return sum
}

// trained is the class that the recogniser gives a name that the lists do not know,
// NoEntity where it is not to be relied on: it knows too little of one word in a
// headline.
func (r *resolver) trained(n *name) (c models.Entity, named float32) {
	c, sure, named := likeliest(r.pooled(n))
	switch {
	case named < 0.3 || sure < 0.6:
		return models.NoEntity, named
	case c == models.EntityPerson && n.words() == 1 && r.doc.Sentences[r.doc.Tokens[n.first].Sentence].Kind == models.Headline:
		return models.NoEntity, named
	}
	return c, named
}

// opensBody reports whether a name of one word is the first of an institution's
// fuller name and the last of nobody's: "Brannock" of "Brannock Chemical".
func (r *resolver) opensBody(n *name) bool {
	if n.words() != 1 {
		return false
	}
	found := false
	for i := max(0, n.index-horizon); i < min(len(r.names), n.index+horizon); i++ {
		switch m := &r.names[i]; {
		case m.words() == 1:
		case m.entity == models.EntityOrganisation && r.lower(m.first) == r.lower(n.first):
			found = true
		case m.entity == models.EntityPerson && r.lower(m.last-1) == r.lower(n.first):
			return false
		}
	}
	return found
}

// shouted reports whether [p, q) are words in capitals that the article also has in
// lower case: "two hats. TWO HATS!"
func (r *resolver) shouted(p, q int) bool {
	for i := p; i < q; i++ {
		if !r.words[i].upper || !r.recogniser.Lowered(i) {
			return false
		}
	}
	return q-p > 1
}

// ordinary reports whether [p, q) is one word that opens a sentence, stands in lower
// case elsewhere and is no name to the recogniser: "Judges praise".
func (r *resolver) ordinary(p, q int) bool {
	w := &r.words[p]
	return q-p == 1 && w.opener && !w.is(given|surname) && r.recogniser.Lowered(p) && r.marks[p].P[models.NoEntity] > 1-rareClass
}

// The probabilities from which the recogniser is believed against the rules.
const (
	sureName  = 0.8  // a word is part of a name of the class
	sureNone  = 0.9  // a word is part of none
	sureOther = 0.85 // a name is of the class, where the lists say otherwise
	rareClass = 0.05 // a word is hardly part of a name of the class
)

// refute gives the names that the lists take for persons' their class where the
// recogniser is sure that they are institutions' or places': "Coral Springs".
func (r *resolver) refute() {
	for i := range r.names {
		n := &r.names[i]
		if !n.supposed {
			continue
		}
		c, sure, named := likeliest(r.pooled(n))
		if (c == models.EntityOrganisation || c == models.EntityPlace) && sure > sureOther && named > sureName {
			n.entity, n.certain = c, false
			r.mark(n)
		}
	}
}

// firm returns the end of the institution's name with "&" in it that begins at p,
// as the recogniser sees it: "Moore & Van Allen"; 0 when none does.
func (r *resolver) firm(p, end int) int {
	k, joined := p, false
	for ; k < end && r.marks[k].Best == models.EntityOrganisation && (r.words[k].capital || r.lower(k) == "&"); k++ {
		joined = joined || r.lower(k) == "&"
	}
	if !joined || r.lower(k-1) == "&" || r.lower(p) == "&" {
		return 0
	}
	return k
}

// trim cuts from the stretch [p, q) the words at its ends that the recogniser says
// are no part of the person's name in it: "Hillary Clinton Was Headed".
func (r *resolver) trim(p, q int) (int, int) {
	found := false
	for i := p; i < q; i++ {
		found = found || r.marks[i].P[models.EntityPerson] > sureName
	}
	if !found {
		return p, q
	}
	for q-p > 2 && r.alien(q-1) {
		q--
	}
	for q-p > 2 && r.alien(p) {
		p++
	}
	return p, q
}

// alien reports whether token i is no part of a person's name.
func (r *resolver) alien(i int) bool {
	m := &r.marks[i]
	return r.words[i].capital && m.P[models.EntityPerson] < rareClass && m.P[models.NoEntity]+m.P[models.EntityOther] > sureNone && !isSuffix(r.lower(i))
}

// turn returns the first token of [p, q) at which the name of an institution or
// place gives way to that of a person: "NBC News Chuck Todd"; q when none does.
func (r *resolver) turn(p, q int) int {
	for k := p + 1; k < q; k++ {
		a, b := &r.marks[k-1].P, &r.marks[k].P
		if b[models.EntityPerson] > sureName && a[models.EntityOrganisation]+a[models.EntityPlace]+a[models.EntityOther] > sureName && r.words[k].capital && r.words[k-1].capital {
			return k
		}
	}
	return q
}
