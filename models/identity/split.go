package identity

import "github.com/saysonews/sayso/models"

// title is what stood before a name in its run.
type title struct {
	sex            sex
	role           kind
	polite, titled bool
	open           bool // nothing but modifiers came since
}

// split cuts the run of tokens [i, end) into titles and names, from left to
// right: "White House | Press Secretary | Josh Earnest".
func (r *resolver) split(i, end int) {
	t := r.before(i)
	outer := i
	if t.open {
		outer--
	}
	for p := i; p < end; {
		w := &r.words[p]
		switch {
		case !w.capital && !w.is(listedOrg) && !isParticle(r.lower(p)) || w.whole(other):
			p++
		case r.institution(p, end) > p:
			q := r.institution(p, end)
			r.addName(name{first: p, last: q, outer: p, entity: models.EntityOrganisation, entry: r.exact(p, q), certain: true})
			p = q
		case r.isTitle(p, end):
			r.join(&t, w.entry)
			p += int(w.length)
		case w.is(office) && w.length > 1 && p+int(w.length) >= end:
			if e, n := r.match(r.doc.Tokens[p : p+1]); n == 1 && e.class&listedOrg != 0 {
				r.addName(name{first: p, last: p + 1, outer: p, entity: models.EntityOrganisation, entry: e, certain: true})
			}
			p = end // "the FBI director": a description
		case r.fixed(p, end):
			r.addListed(p, p+int(w.length))
			p += int(w.length)
		case w.is(people) && w.capital && r.plural(p+int(w.length)-1) && p+int(w.length) == end:
			r.addName(name{first: p, last: end, outer: p, entity: models.EntityOther, entry: w.entry, certain: true})
			p = end
		case len(r.lower(p)) == 1 && r.partyLetter(p):
			p++
		case w.whole(adjective) && w.is(given) && p+1 < end && r.newcomer(p+1):
			q := r.chunk(p, end) // "Christian Estrosi"
			r.addChunk(p, q, outer, t)
			t, p, outer = title{}, q, q
		case p == i && p+int(w.length) == end && w.whole(demonym|adjective) && r.proper(p) && r.rel(p) == models.RelNsubj:
			r.addName(name{first: p, last: end, outer: p, common: true}) // "Black said", of Diane Black
			p = end
		case w.is(demonym|adjective|people) && !(t.open && !w.is(adjective) && p+int(w.length) == end):
			p += int(w.length)
		default:
			q := r.chunk(p, end)
			r.addChunk(p, q, outer, t)
			t, p, outer = title{}, q, q
		}
	}
}

// before reads a common noun that stands before the run as a title: "spokeswoman".
func (r *resolver) before(i int) title {
	s := &r.doc.Sentences[r.doc.Tokens[i].Sentence]
	if i == s.First {
		return title{}
	}
	w := &r.words[i-1]
	if w.capital || !w.whole(office|person|kin) || r.tag(i-1) != models.TagNN {
		return title{}
	}
	return title{sex: w.entry.sex, role: w.entry.role, titled: true, open: true}
}

// plural reports whether token i is a plural noun.
func (r *resolver) plural(i int) bool {
	return r.tag(i) == models.TagNNS || r.tag(i) == models.TagNNPS
}

func (r *resolver) join(t *title, e *entry) {
	if e.class&honorific != 0 && e.class&office == 0 {
		t.polite = true
	}
	if e.class&office != 0 {
		t.titled, t.role = true, e.role
	}
	if e.sex != noSex {
		t.sex = e.sex
	}
	t.open = true
}

// isTitle reports whether a title stands at p with a name after it.
func (r *resolver) isTitle(p, end int) bool {
	w := &r.words[p]
	if !w.is(office | honorific) {
		return false
	}
	n := p + int(w.length)
	if n >= end || isSuffix(r.lower(n)) || r.lower(n) == "," {
		return false
	}
	if w.is(given) && w.length == 1 && !w.is(honorific) {
		return n+1 < end && r.words[n].is(given) // "Dean Bob Cole", but "Dean Cole"
	}
	return true
}

// fixed reports whether a listed name of a place, outlet or broadcast stands at
// p, and is not the given name of what follows.
func (r *resolver) fixed(p, end int) bool {
	w := &r.words[p]
	if !w.is(place | listedOrg | program | other) {
		return false
	}
	n := p + int(w.length)
	if w.is(given) && w.length == 1 && n < end && r.words[n].capital && !r.words[n].is(office|place|orgHead) {
		return false
	}
	// "Washington" of "Denzel Washington" is no place; chunk takes it.
	return true
}

func (r *resolver) addListed(p, q int) {
	e := r.words[p].entry
	if p > 1 && r.partyLetter(p-2) {
		return // the state of "R-Ohio" is no topic
	}
	n := name{first: p, last: q, outer: p, entry: e, certain: true}
	switch {
	case e.class&listedOrg != 0:
		n.entity = models.EntityOrganisation
	case e.class&place != 0:
		n.entity = models.EntityPlace
	default:
		n.entity = models.EntityOther
	}
	r.addName(n)
}

// exact returns the entry of a phrase that is listed as a whole.
func (r *resolver) exact(p, q int) *entry {
	if w := &r.words[p]; w.is(listedOrg) && int(w.length) == q-p {
		return w.entry
	}
	return nil
}

// institution returns the end of the institution's name that begins at p, or 0:
// the words up to a head such as "Ministry", and what "of" or "for" adds.
func (r *resolver) institution(p, end int) int {
	head := -1
	if w := &r.words[p]; w.is(office) && w.length > 1 && !w.is(listedOrg) {
		return 0 // "National Security Adviser"
	}
	for k := p; k < end; {
		w := &r.words[k]
		if w.is(honorific) && !w.is(listedOrg) || k > p && r.personal(k, end) {
			break
		}
		if l := r.lower(k); !w.capital && l != "-" && l != "/" && l != "&" && l != "'" && l != "’" && !(l == "and" && head < 0) {
			break
		}
		if n := int(w.length); n > 1 && w.is(place|program|other) && !w.is(listedOrg) {
			k += n
			continue
		}
		if n := int(w.length); n > 1 && w.is(listedOrg) {
			head, k = k+n-1, k+n
			continue
		}
		if w.whole(orgHead) || w.whole(weakHead) && k > p && r.ends(k, end) || w.whole(weakHead) && r.tails(k, end) {
			head = k
		} else if w.whole(listedOrg) && k == p {
			head = k
		}
		k++
	}
	if head < 0 || head == p && r.words[p].is(given) {
		return r.firm(p, end)
	}
	return r.tail(head+1, end)
}

// personal reports whether a title with a name after it begins at k, and no
// head of an institution follows it: "Press Secretary Josh Earnest".
func (r *resolver) personal(k, end int) bool {
	w := &r.words[k]
	if !w.is(office) || !r.isTitle(k, end) {
		return false
	}
	n := k + int(w.length)
	return n < end && !r.words[n].whole(orgHead)
}

// ends reports whether the name ends at k.
func (r *resolver) ends(k, end int) bool {
	return k+1 >= end || !r.words[k+1].capital && r.lower(k+1) != "-" || r.words[k+1].is(office)
}

// tails reports whether "of", "for" or "on" follows k.
func (r *resolver) tails(k, end int) bool {
	if k+2 >= end {
		return false
	}
	l := r.lower(k + 1)
	return l == "of" || l == "for" || l == "on"
}

// tail returns the end of the institution whose head ends at k.
func (r *resolver) tail(k, end int) int {
	if k >= end || !r.tails(k-1, end) {
		return k
	}
	q := k + 1
	for q < end {
		w := &r.words[q]
		l := r.lower(q)
		if w.is(honorific) || w.capital && r.isTitle(q, end) && !r.institutional(q, end) || l == "," {
			break
		}
		if (l == "for" || l == "on") && q > k+2 && !r.words[q-1].capital {
			break
		}
		q++
	}
	for q > k && !r.words[q-1].capital {
		q--
	}
	return q
}

// institutional reports whether the title at q is part of an institution's
// name: "Justice" of "Court of Justice".
func (r *resolver) institutional(q, end int) bool {
	return q+int(r.words[q].length) >= end
}

// chunk returns the end of the name that begins at p.
func (r *resolver) chunk(p, end int) int {
	q := p + 1
	for q < end {
		w := &r.words[q]
		l := r.lower(q)
		if l == "of" || l == "for" || l == "on" || l == "and" || l == "&" || l == "the" {
			break
		}
		if l == "," && (q+1 >= end || !isSuffix(r.lower(q+1))) {
			break
		}
		if w.is(honorific|office) && w.capital && r.isTitle(q, end) && !w.is(given) && (q > p+1 || !r.words[p].is(given)) {
			break
		}
		if w.length > 1 && w.is(listedOrg|program) || w.is(country) && w.capital && !r.words[p].is(given) && !r.initial(p) {
			break // "Poor Mexico"
		}
		q++
	}
	return q
}
