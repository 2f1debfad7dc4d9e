package identity

import "github.com/saysonews/sayso/models"

// pronouns by what they can stand for.
type pronounKind uint8

const (
	noPronoun pronounKind = iota
	heShe
	itThey // plural "they" or neuter "it"
	iWe
)

// readPronoun classes a lower-cased pronoun.
func readPronoun(l string) (k pronounKind, s sex, plural bool) {
	switch l {
	case "he", "him", "his", "himself":
		return heShe, male, false
	case "she", "her", "hers", "herself":
		return heShe, female, false
	case "they", "them", "their", "theirs", "themselves":
		return itThey, noSex, true
	case "it", "its", "itself":
		return itThey, noSex, false
	case "i", "me", "my", "mine", "myself", "we", "us", "'s", "’s", "our", "ours", "ourselves":
		return iWe, noSex, false
	}
	return noPronoun, noSex, false
}

// window bounds how far back, in tokens, an antecedent is looked for.
const window = 260

// rank keeps the best-scored figures of one search.
type rank struct {
	figure [12]int32
	score  [12]float64
	n      int
}

// give raises the score of figure f to s, plus a little for each repetition.
func (k *rank) give(f int32, s float64) {
	for i := range k.n {
		if k.figure[i] == f {
			k.score[i] = max(k.score[i], s) + 0.05
			return
		}
	}
	if k.n < len(k.figure) {
		k.figure[k.n], k.score[k.n] = f, s
		k.n++
	}
}

// top returns the best figure and its lead over the next; -1 when there is none.
func (k *rank) top() (figure int32, lead float64) {
	best, second := -1, -1e9
	for i := range k.n {
		switch {
		case best < 0 || k.score[i] > k.score[best]:
			if best >= 0 {
				second = k.score[best]
			}
			best = i
		case k.score[i] > second:
			second = k.score[i]
		}
	}
	if best < 0 {
		return -1, 0
	}
	return k.figure[best], k.score[best] - second
}

// sureLead is the lead above which a figure takes its sex from a pronoun.
const sureLead = 0.8

// margin is the lead below which a pronoun stays unresolved.
const margin = 0.25

// pronoun resolves the pronoun at token i.
func (r *resolver) pronoun(i int) {
	k, s, plural := readPronoun(r.lower(i))
	if k == noPronoun || k == iWe || r.rel(i) == models.RelExpl {
		return
	}
	var c rank
	self := r.quoting(i)
	for j := i - 1; j >= 0 && j > i-window; j-- {
		m := r.at[j]
		if m < 0 || int(r.mentions[m].head) != j || r.mentions[m].figure < 0 || r.mentions[m].figure == self && k == heShe {
			continue
		}
		men := &r.mentions[m]
		if f := &r.figures[men.figure]; r.allowed(f, k, s, plural) && !r.bound(i, j) {
			c.give(men.figure, r.weigh(i, j, men)+r.number(f, plural, k))
		}
	}
	for x := range c.n {
		c.score[x] += r.standing(i, c.figure[x], s)
	}
	r.disjoint(i, &c)
	r.spokenOf(i, &c)
	best, lead := c.top()
	m := mention{first: int32(i), last: int32(i + 1), head: int32(i), figure: best, form: byPronoun, reason: models.ReasonPronoun}
	switch {
	case best < 0:
		return
	case lead < margin:
		m.figure = ambiguous
	default:
		m.basis = r.ground(i, best, r.span(i, i+1))
		if f := &r.figures[best]; f.sex == noSex && s != noSex && f.entity == models.EntityPerson && lead > sureLead {
			f.sex = s
		}
	}
	r.add(m)
}

// allowed reports whether a pronoun can stand for f by class, number and sex.
func (r *resolver) allowed(f *figure, k pronounKind, s sex, plural bool) bool {
	individual := f.entity == models.EntityPerson || f.kind == models.Unnamed && !f.plural
	if k == heShe {
		return individual && (f.sex == noSex || f.sex == s)
	}
	if plural {
		return f.plural || f.entity == models.EntityOrganisation && f.kind == models.Organisation
	}
	return !individual && !f.plural
}

// bound reports whether grammar keeps the pronoun at i from meaning the mention
// at j: two arguments of one verb, or a name inside what the pronoun's bearer says.
func (r *resolver) bound(i, j int) bool {
	t := r.doc.Tokens
	if t[i].Sentence == t[j].Sentence {
		hi, hj := r.tree.Head(i), r.tree.Head(j)
		if hi == hj && hi >= 0 && r.rel(i) != models.RelNmodPoss && r.rel(j) != models.RelNmodPoss {
			return true
		}
		if hi >= 0 && r.tree.Under(j, hi) && r.rel(i) == models.RelNsubj && j < i && !r.tree.Under(i, hj) {
			return r.inContent(i, j)
		}
	}
	return r.inContent(i, j)
}

// inContent reports whether i is the source of the attribution whose content
// holds j.
func (r *resolver) inContent(i, j int) bool {
	a := r.sources[i]
	if a < 0 {
		return false
	}
	at := r.doc.Tokens[j].Start
	for _, c := range r.doc.Attributions[a].Content {
		if c.Start <= at && at < c.End {
			return true
		}
	}
	return false
}

// ground returns what it rests on that the words at token i mean a figure: its last
// mention before them, its fullest name where there is none, else the words alone.
func (r *resolver) ground(i int, figure int32, alone models.Span) models.Span {
	for j := i - 1; j >= 0 && j > i-4*window; j-- {
		if m := r.at[j]; m >= 0 && r.mentions[m].figure == figure && r.mentions[m].form != byPronoun && !r.mentions[m].basis.Empty() {
			return r.mentions[m].basis
		}
	}
	if b := r.figures[figure].best; b >= 0 {
		return r.span(r.names[b].first, r.names[b].last)
	}
	return alone
}

// disjoint rules out the figures that are named in the clause of which the
// pronoun at i is the subject: "he believes Bell is right" is not about Bell
// (principle C of Chomsky 1981).
func (r *resolver) disjoint(i int, c *rank) {
	h := r.tree.Head(i)
	if h < 0 || r.rel(i) != models.RelNsubj {
		return
	}
	_, end := r.tree.Range(h)
	for j := i + 1; j < end; j++ {
		m := r.at[j]
		if m < 0 || r.mentions[m].form != byName || !r.tree.Under(j, h) {
			continue
		}
		for x := range c.n {
			if c.figure[x] == r.mentions[m].figure {
				c.score[x] -= 3
			}
		}
	}
}

// quoting returns the figure in whose quoted words token i stands, who would say
// "I" of himself; -1 when i is not quoted or the speaker not known yet.
func (r *resolver) quoting(i int) int32 {
	if r.words[i].quote == 0 {
		return -1
	}
	q := r.doc.Quotes[r.words[i].quote-1].Span
	for k := r.met; k < len(r.order) && k < r.met+6; k++ {
		a := &r.doc.Attributions[r.order[k]]
		for _, c := range a.Content {
			if !c.Overlaps(q) {
				continue
			}
			if h := r.sourceHead(int(r.order[k])); h >= 0 && r.at[h] >= 0 {
				return r.mentions[r.at[h]].figure
			}
		}
	}
	return -1
}

// spokenOf rules out the figures that the attribution of which the pronoun at i
// is the source names in its content: people do not name themselves.
func (r *resolver) spokenOf(i int, c *rank) {
	a := r.sources[i]
	if a < 0 {
		return
	}
	for _, s := range r.doc.Attributions[a].Content {
		first, last := r.tokensIn(s)
		for j := first; j < last; j++ {
			m := r.at[j]
			if m < 0 || r.mentions[m].form != byName || int(r.mentions[m].head) != j {
				continue
			}
			for x := range c.n {
				if c.figure[x] == r.mentions[m].figure {
					c.score[x] -= 1.5
				}
			}
		}
	}
}
