package stance

import (
	"slices"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
)

// minScore is the weakest stance that is listed.
const minScore = 0.25

// finder is the state of one call of Find.
type finder struct {
	arcs
	model *Model
	cast  *identity.Cast
	// mention holds for each token the mention it heads, -1 for none; said the
	// attribution whose content it stands in, and cued the one whose cue.
	mention, said, cued []int32
	topics              []topicMatch // in order of their first token
	out                 []models.Stance
	// collect keeps the frames for a question about mentions instead of listing
	// their stances.
	collect bool
	frames  []relation
}

// relation is a frame as it is meant: who holds what towards whom.
type relation struct {
	holder, target int // tokens; holder -1 for the writer or speaker
	value          float64
}

// frame is a predicate found in the text with the tokens in its roles.
type frame struct {
	at      int // the predicate's token
	pred    *predicate
	holder  int // -1 when open
	target  int
	value   float64
	speaker bool // the speaker of the attribution holds it, whoever the subject is
}

func newFinder(m *Model, doc *models.Document, cast *identity.Cast) *finder {
	f := &finder{model: m, cast: cast, collect: cast == nil}
	if f.collect {
		f.cast = &identity.Cast{}
		cast = f.cast
	}
	f.doc, f.carriers = doc, m.carriers
	f.tree.Build(doc)
	n := len(doc.Tokens)
	all := make([]int32, 3*n)
	for i := range all {
		all[i] = -1
	}
	f.mention, f.said, f.cued = all[:n], all[n:2*n], all[2*n:]
	for k := range cast.Mentions {
		if h := cast.Mentions[k].Head; h >= 0 && h < n && (f.mention[h] < 0 || cast.Mentions[k].Figure >= 0) {
			f.mention[h] = int32(k)
		}
	}
	for k := range doc.Attributions {
		a := &doc.Attributions[k]
		for _, s := range a.Content {
			f.mark(f.said, s, int32(k))
		}
		for _, s := range a.Cue {
			f.mark(f.cued, s, int32(k))
		}
	}
	f.topics = m.topics.find(doc)
	return f
}

// mark sets to[i] to k for the tokens in span.
func (f *finder) mark(to []int32, span models.Span, k int32) {
	i, _ := slices.BinarySearchFunc(f.doc.Tokens, span.Start, func(t models.Token, at int) int { return t.Start - at })
	for ; i < len(f.doc.Tokens) && f.doc.Tokens[i].End <= span.End; i++ {
		to[i] = k
	}
}

// run goes through the sentences that can hold speech.
func (f *finder) run() []models.Stance {
	for s := range f.doc.Sentences {
		sent := &f.doc.Sentences[s]
		if !sent.Kind.Speech() || f.question(sent) {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			f.token(i)
		}
	}
	f.solutions()
	slices.SortStableFunc(f.out, func(a, b models.Stance) int { return a.Evidence.Start - b.Evidence.Start })
	return f.out
}

// question reports whether the sentence asks.
func (f *finder) question(s *models.Sentence) bool {
	for i := s.Last - 1; i >= s.First && i > s.Last-4; i-- {
		if f.tok(i).Lower == "?" {
			return true
		}
	}
	return false
}

// token tries every predicate that token i can head.
func (f *finder) token(i int) {
	lemma := f.lemma(i)
	f.apply(f.model.predicates.rowsOf(lemma), i)
	if lower := f.tok(i).Lower; lower != lemma { // "is opposed to", tagged as a verb
		f.apply(f.model.predicates.rowsOf(lower), i)
	}
	f.naming(i, lemma)
	f.preposition(i)
	f.judgement(i)
}

// apply emits the frames of those rows that token i heads.
func (f *finder) apply(rows []predicate, i int) {
	for k := range rows {
		p := &rows[k]
		if p.class == effectClass || !f.fits(p, i) {
			continue
		}
		if fr, ok := f.frame(p, i); ok {
			f.emit(&fr)
		}
	}
}

// fits reports whether token i has the part of speech and the words of p.
func (f *finder) fits(p *predicate, i int) bool {
	tag := f.tok(i).Tag
	ok := false
	switch p.class {
	case verbClass:
		ok = isVerb(tag)
	case nounClass:
		ok = tag == models.TagNN || tag == models.TagNNS
	case adjectiveClass:
		ok = isAdjective(tag) || tag == models.TagVBN || tag == models.TagVBD || tag == models.TagRB
	}
	for _, w := range p.extra {
		ok = ok && f.hasWord(i, w) >= 0
	}
	return ok
}

// frame fills the roles of p at token i.
func (f *finder) frame(p *predicate, i int) (fr frame, ok bool) {
	fr = frame{at: i, pred: p, holder: -1, value: p.value}
	if p.unless != "" && f.oblique(i, p.unless) >= 0 {
		return fr, false
	}
	if fr.target = f.targetOf(p, i); fr.target < 0 {
		return fr, false
	}
	switch p.holder {
	case subjectHolder:
		fr.holder = f.holderOfPredicate(p, i)
	case ownerHolder:
		var sign float64
		if fr.holder, sign = f.owner(p, i); sign == 0 {
			return fr, false
		}
		fr.value *= sign
	case selfHolder:
		fr.holder = i
	case nominalHolder:
		if fr.holder = f.subject(i); fr.holder < 0 || f.tree.Child(i, models.RelCase) < 0 {
			return fr, false
		}
	}
	fr.speaker = fr.holder < 0 && f.imperative(i)
	return fr, fr.target != fr.holder
}

// imperative reports whether verb i opens a sentence that somebody says: "Pass it."
func (f *finder) imperative(i int) bool {
	if f.tok(i).Tag != models.TagVB || f.said[i] < 0 || f.tree.Head(i) >= 0 && f.tok(i).Rel != models.RelCcomp && f.tok(i).Rel != models.RelParataxis {
		return false
	}
	first := f.doc.Sentences[f.tok(i).Sentence].First
	for k := i - 1; k >= first; k-- {
		if t := f.tok(k); t.Tag != models.TagOpenQuote && t.Lower != "please" {
			return false
		}
	}
	return true
}

func (f *finder) holderOfPredicate(p *predicate, i int) int {
	if p.class == verbClass {
		return f.agent(i)
	}
	return f.subject(i)
}

// targetOf returns the token in the target role of p at i, or -1.
func (f *finder) targetOf(p *predicate, i int) int {
	if p.target == objectTarget {
		if t := f.patient(i); t >= 0 {
			return t
		}
		return f.issueAfter(i)
	}
	if t := f.oblique(i, p.target); t >= 0 {
		return t
	}
	// The preposition may hang on a word of the predicate ("took aim at X": at X on
	// aim), or on the verb rather than on its object ("voiced support for X").
	for _, w := range p.extra {
		if c := f.hasWord(i, w); c >= 0 {
			if t := f.oblique(c, p.target); t >= 0 {
				return t
			}
		}
	}
	switch h := f.tree.Head(i); {
	case h < 0:
	case p.class == nounClass && f.tok(i).Rel == models.RelObj, p.class == adjectiveClass && f.tok(i).Rel == models.RelXcomp:
		if t := f.oblique(h, p.target); t > i && isNoun(f.tok(t).Tag) {
			return t
		}
	}
	if p.class == nounClass { // "the commitment of the states to peace", hung on states
		if c := f.tree.Child(i, models.RelNmod); c > i {
			if t := f.oblique(c, p.target); t > c {
				return t
			}
		}
	}
	return -1
}

// issueAfter returns the head of an issue's phrase that hangs on verb i in another
// way than as its object: "restore calm", with calm for an adjective.
func (f *finder) issueAfter(i int) int {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if c > i && f.tok(c).Rel == models.RelXcomp && f.topicAt(c) != nil {
			return c
		}
	}
	return -1
}

// owner returns who holds the attitude that noun i names, and the sign of the verb
// that hands it on; sign 0 says that nothing can be told.
func (f *finder) owner(p *predicate, i int) (holder int, sign float64) {
	if c := f.tree.Child(i, models.RelNmodPoss); c >= 0 {
		if h := f.tree.Head(i); h >= 0 && f.tok(i).Rel == models.RelObj {
			if sign, ok := f.model.carriers.of(f.lemma(h), carryVerb); ok && sign < 0 {
				return c, sign // "withdrew his support"
			}
		}
		return c, 1
	}
	if f.tree.Child(i, models.RelCop) >= 0 {
		return f.subject(i), 1
	}
	for _, prep := range [...]string{"of", "from", "by", "among"} {
		if c := f.oblique(i, prep); c >= 0 && prep != p.target && p.target != "of" {
			return c, 1
		}
	}
	h := f.tree.Head(i)
	if h < 0 {
		return -1, 0
	}
	switch f.tok(i).Rel {
	case models.RelAppos:
		return h, 1
	case models.RelObj, models.RelConj:
		if f.tok(i).Rel == models.RelConj {
			if h = f.tree.Head(h); h < 0 {
				return -1, 0
			}
		}
		if sign, ok := f.model.carriers.of(f.lemma(h), carryVerb); ok && isVerb(f.tok(h).Tag) {
			return f.agent(h), sign
		}
	case models.RelObl: // "spoke in support of"
		if f.hasCase(i, "in") && isVerb(f.tok(h).Tag) {
			return f.agent(h), 1
		}
	case models.RelXcomp: // "remains an opponent of"
		return f.subject(i), 1
	}
	return -1, 0
}

// preposition reads "is against the plan" and "is for it", where the predicate is
// the preposition of a noun with a copula.
func (f *finder) preposition(i int) {
	if !isNoun(f.tok(i).Tag) && f.tok(i).Tag != models.TagPRP || f.tree.Child(i, models.RelCop) < 0 {
		return
	}
	value := 0.0
	switch {
	case f.hasCase(i, "against"):
		value = -0.9
	case f.hasCase(i, "behind"):
		value = 0.7
	default:
		return
	}
	if s := f.subject(i); s >= 0 && s != i {
		f.emit(&frame{at: i, pred: &predicate{open: true}, holder: s, target: i, value: value})
	}
}
