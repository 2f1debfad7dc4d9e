package identity

import "github.com/saysonews/sayso/models"

// name is a stretch of tokens that names a person, institution or place.
type name struct {
	first, last int // the tokens of the name proper
	outer       int // first token with titles before it; first when there are none
	entity      models.Entity
	entry       *entry // when the name as a whole is listed
	sex         sex    // from an honorific
	role        kind   // from an office before it
	polite      bool   // an honorific stands before it
	titled      bool   // an office stands before it
	certain     bool   // the words themselves show the class
	supposed    bool   // a person's only because a given name or surname is in it
	common      bool   // a capitalised common word, a name only as another's short form
	sur         part   // the surname it shares with the name after "and", if a < b
	figure      int
	next        int    // the name of the same figure bound before it, -1 for none
	index       int    // of this name among all
	key         uint64 // the same for names of the same words
}

func (n *name) words() int { return n.last - n.first }

// scan finds the names of all sentences: those in running text first, so that
// headlines in title case can be read in their light.
func (r *resolver) scan() {
	for s := range r.doc.Sentences {
		if sent := &r.doc.Sentences[s]; sent.Kind.Speech() && !r.words[sent.First].headed {
			r.scanSentence(sent)
		}
	}
	r.refute()
}

func (r *resolver) scanSentence(s *models.Sentence) {
	for i := s.First; i < s.Last; {
		if !r.starts(i) {
			i++
			continue
		}
		end := r.run(i, s.Last)
		r.split(i, end)
		i = end
	}
}

// starts reports whether a name can begin at token i.
func (r *resolver) starts(i int) bool {
	w := &r.words[i]
	if !w.capital {
		return r.particled(i) || w.is(listedOrg) && w.length > 1 && !w.is(collective) && r.capitalIn(i, int(w.length))
	}
	return r.part(i) && !r.glued(i)
}

// glued reports whether token i hangs by a hyphen on a word that is no prefix:
// "Wealth-X", but "anti-Trump".
func (r *resolver) glued(i int) bool {
	t := r.doc.Tokens
	if i < 2 || r.lower(i-1) != "-" || t[i-1].End != t[i].Start || t[i-2].End != t[i-1].Start {
		return false
	}
	switch r.lower(i - 2) {
	case "anti", "pro", "ex", "non", "then", "post", "pre", "never", "mid", "co":
		return false
	}
	return true
}

// capitalIn reports whether some word of the phrase of n tokens at i is
// capitalised: "al-Qaeda".
func (r *resolver) capitalIn(i, n int) bool {
	for k := i; k < i+n; k++ {
		if r.words[k].capital {
			return true
		}
	}
	return false
}

// part reports whether capitalised token i can be part of a name.
func (r *resolver) part(i int) bool {
	w := &r.words[i]
	if !w.capital || w.opener && r.lower(i) == "said" {
		return false
	}
	if r.proper(i) {
		return true
	}
	if w.opener && !closed(r.tag(i)) {
		return w.is(listedOrg|place) && (w.upper || w.length > 1) || w.is(people) || w.upper && len(r.lower(i)) < 6 ||
			w.is(given|place|listedOrg|honorific|office) && r.next(i) || w.upper && r.label(i)
	}
	return !closed(r.tag(i)) && r.lower(i) != "i"
}

// label reports whether a colon follows token i, the first of its block, as
// after the name of a speaker in a transcript.
func (r *resolver) label(i int) bool {
	s := &r.doc.Sentences[r.doc.Tokens[i].Sentence]
	return i == s.First && i+1 < len(r.words) && r.lower(i+1) == ":"
}

// next reports whether the token after i is capitalised in the same sentence.
func (r *resolver) next(i int) bool {
	s := &r.doc.Sentences[r.doc.Tokens[i].Sentence]
	n := i + int(max(r.words[i].length, 1))
	return n < s.Last && r.words[n].capital && r.proper(n)
}

// closed reports whether a tag is one of a closed class, whose capital letter
// is never that of a name.
func closed(t models.Tag) bool {
	switch t {
	case models.TagPRP, models.TagPRPS, models.TagDT, models.TagIN, models.TagCC, models.TagWDT, models.TagWP,
		models.TagWPS, models.TagWRB, models.TagMD, models.TagTO, models.TagEX, models.TagPDT, models.TagPOS, models.TagUH:
		return true
	}
	return false
}

// run returns the end of the longest stretch from token i that can hold one
// name with its titles: capitalised words and what joins them.
func (r *resolver) run(i, last int) int {
	headed := false // the run holds a word that "of" may follow
	j := i
	for j < last {
		w := &r.words[j]
		if j == i && !w.capital && r.particled(i) {
			j++
			for !r.words[j].capital {
				j++
			}
			continue
		}
		switch {
		case j > i && w.is(other) && !w.is(given|place|listedOrg):
			return j
		case w.length > 1 && w.is(listedOrg|office|place|program|other) && r.capitalIn(j, int(w.length)):
			headed = headed || w.is(office)
			j += int(w.length)
		case r.part(j):
			headed = headed || w.whole(orgHead|weakHead|office)
			j++
		default:
			n := r.joint(i, j, last, headed)
			if n == 0 {
				return max(j, i+1)
			}
			j += n
		}
	}
	return j
}

// joint returns how many tokens at j join the run that began at i to the
// capitalised word after them; 0 when they do not.
func (r *resolver) joint(i, j, last int, headed bool) int {
	if j == i || j+1 >= last {
		return 0
	}
	switch w := r.lower(j); w {
	case "-", "–", "/":
		return r.hyphen(j)
	case "de", "del", "della", "der", "den", "van", "von", "bin", "ibn", "al", "la", "le", "da", "dos", "das", "di", "du", "el", "ter", "ten", "e", "y":
		return r.particles(j, last)
	case "of", "for", "on":
		if !headed {
			return 0
		}
		if r.words[j+1].capital && r.part(j+1) && !r.words[j+1].is(honorific) {
			return 1
		}
		if j+2 < last && r.lower(j+1) == "the" && r.part(j+2) {
			return 2
		}
	case "and", "&":
		if w == "&" && r.firm(j-1, last) > j {
			return 1
		}
		if r.listed(j+1) || !r.part(j+1) || w == "and" && !r.tailed(i, j) {
			return 0
		}
		return 1
	case ",":
		if isSuffix(r.lower(j + 1)) {
			return 1
		}
	case "'", "’":
		if r.tag(j) == models.TagPOS && r.part(j+1) && r.words[j+1].whole(orgHead|weakHead) {
			return 1 // "Metalworkers' Union"
		}
		if r.tag(j) == models.TagPOS {
			return 0
		}
		return r.nickname(j, last)
	case "“", "\"", "‘", "``":
		return r.nickname(j, last)
	}
	return 0
}

// particles joins a surname to its lower-case beginning: "von der Leyen".
func (r *resolver) particles(j, last int) int {
	k := j + 1
	if k < last && isParticle(r.lower(k)) {
		k++
	}
	if k < last && r.words[k].capital && r.proper(k) && r.proper(j-1) {
		return k - j
	}
	return 0
}

// isParticle reports whether a lower-case word begins surnames and is no
// common English word.
func isParticle(l string) bool {
	switch l {
	case "de", "del", "della", "der", "van", "von", "bin", "ibn", "al", "el", "la", "le", "du":
		return true
	}
	return false
}

// particled reports whether a surname that begins in lower case starts at i.
func (r *resolver) particled(i int) bool {
	last := r.doc.Sentences[r.doc.Tokens[i].Sentence].Last
	if !isParticle(r.lower(i)) || i+1 >= last {
		return false
	}
	k := i + 1
	if l := r.lower(k); k+1 < last && (isParticle(l) || l == "-") {
		k++
	}
	return r.words[k].capital && r.proper(k)
}

// hyphen joins the parts of a name written with a hyphen: "Ki-moon".
func (r *resolver) hyphen(j int) int {
	t := r.doc.Tokens
	if t[j-1].End != t[j].Start || t[j].End != t[j+1].Start || !r.proper(j+1) && !r.words[j+1].capital && !r.syllable(j) {
		return 0
	}
	if r.words[j-1].is(place|demonym|adjective) || r.words[j+1].is(place|demonym|adjective) && r.words[j+1].capital && !r.barrelled(j) {
		return 0
	}
	if !r.words[j+1].capital {
		return 2
	}
	return 1
}

// barrelled reports whether a given name stands before the two parts that the hyphen
// at j joins, the second of which is also a city: "Karine Jean-Pierre".
func (r *resolver) barrelled(j int) bool {
	return j >= 2 && r.words[j-2].capital && r.words[j-2].is(given) && !r.words[j-1].upper && !r.words[j+1].is(country|demonym|adjective)
}

// syllable reports whether the hyphen at j joins the syllables of an Asian given
// name, written in lower case after the hyphen: "Ban Ki-moon".
func (r *resolver) syllable(j int) bool {
	if j < 2 || !r.words[j-2].capital || len(r.lower(j-1)) > 5 || len(r.lower(j+1)) > 5 {
		return false
	}
	switch r.lower(j + 1) {
	case "era", "led", "like", "run", "born", "made", "only", "free", "held", "type", "style", "elect", "based", "wide", "owned", "aged", "year", "time":
		return false
	}
	return !r.words[j-1].is(surname | office | place | listedOrg | orgHead | demonym | adjective)
}

// nickname joins a name to the nickname in quotation marks inside it.
func (r *resolver) nickname(j, last int) int {
	for k := j + 1; k < last-1 && k < j+5; k++ {
		switch r.lower(k) {
		case "”", "\"", "’", "'", "''":
			if k > j+1 && r.proper(k+1) && r.words[k+1].capital && r.proper(j-1) {
				return k - j + 1
			}
			return 0
		}
		if !r.words[k].capital && k == j+1 {
			return 0
		}
	}
	return 0
}

// listed reports whether something that is a name by itself begins at token i.
func (r *resolver) listed(i int) bool {
	return r.words[i].is(given|place|listedOrg|office|honorific|people|demonym) && r.words[i].capital
}

// tailed reports whether the run from i to j is an institution with "of" or
// "for", whose tail may go on with "and": "Department of Health and Human Services".
func (r *resolver) tailed(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if l := r.lower(k); (l == "of" || l == "for" || l == "on") && r.words[k-1].is(orgHead|weakHead) {
			return true
		}
	}
	return false
}

func isSuffix(w string) bool {
	switch w {
	case "jr.", "jr", "sr.", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}
