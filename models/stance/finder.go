package stance

import (
	"slices"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/sentiment"
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
	from    int // the predicate whose target is asked for
	frames  []relation
	heard   []sentiment.Valence // room for tone
	recent  []issueSeen         // issues in the order in which the text comes to them
}

// issueSeen is an issue that a pronoun may go back to.
type issueSeen struct {
	target models.Target
	sign   float64
}

// relation is a frame as it is meant: who holds what towards whom.
type relation struct {
	at             int // the predicate's token
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
	f.coverNames()
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

// coverNames gives the other words of a name its mention, where they head none:
// parsers differ in which word of a name is its head.
func (f *finder) coverNames() {
	for k := range f.cast.Mentions {
		m := &f.cast.Mentions[k]
		if m.Figure < 0 || m.Head < 0 || m.Head >= len(f.doc.Tokens) || f.tok(m.Head).Tag != models.TagNNP && f.tok(m.Head).Tag != models.TagNNPS {
			continue
		}
		first, last := f.tokensOf(m.Span)
		for i := first; i <= last; i++ {
			if f.mention[i] < 0 && f.tok(i).Tag == f.tok(m.Head).Tag && last-first < maxName {
				f.mention[i] = int32(k)
			}
		}
	}
}

// mark sets to[i] to k for the tokens in span.
func (f *finder) mark(to []int32, span models.Span, k int32) {
	for i := startingAt(f.doc.Tokens, span.Start); i < len(f.doc.Tokens) && f.doc.Tokens[i].End <= span.End; i++ {
		to[i] = k
	}
}

// startingAt returns the first token that begins at byte b or after it.
func startingAt(tokens []models.Token, b int) int {
	lo, hi := 0, len(tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; tokens[mid].Start < b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
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
	f.assertions()
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
	if m := f.topicAt(i); m != nil && m.first == i {
		f.remember(m.topic.target(m.span), m.sign)
	}
	if k := f.mention[i]; k >= 0 && f.cast.Mentions[k].Head == i && f.tok(i).Tag == models.TagNNP {
		if g := f.cast.Mentions[k].Figure; g >= 0 && f.cast.Figures[g].Kind == models.DocumentKind {
			if t, ok := f.figureTarget(g, i); ok {
				f.remember(t, 1)
			}
		}
	}
	tag := f.tok(i).Tag
	switch {
	case isVerb(tag), isAdjective(tag), tag == models.TagNN, tag == models.TagNNS, tag == models.TagRB:
		f.predicate(i)
	}
	switch {
	case isVerb(tag):
		f.naming(i)
		f.conduct(i)
	case isNoun(tag):
		f.noteMotion(i)
		f.headline(i)
	}
	f.preposition(i)
	f.judgement(i)
}

// predicate tries the rows of token i by its lemma and, for "is opposed to" tagged as a
// verb, by its form.
func (f *finder) predicate(i int) {
	lemma := f.lemma(i)
	f.apply(f.model.predicates.rowsOf(lemma), i)
	if lower := f.tok(i).Lower; lower != lemma {
		f.apply(f.model.predicates.rowsOf(lower), i)
	}
}

// apply emits the frames of those rows that token i heads. What a predicate of
// several words takes up is no object of the single one: who cuts ties with Britain
// is against Britain, not against ties.
func (f *finder) apply(rows []predicate, i int) {
	taken, k := -1, 0
	for ; k < len(rows) && len(rows[k].extra) > 0; k++ {
		if p := &rows[k]; f.fits(p, i) {
			if fr, ok := f.frame(p, i); ok {
				f.emit(&fr)
				taken = max(taken, f.hasWord(i, p.extra[0]))
			}
		}
	}
	for ; k < len(rows); k++ {
		p := &rows[k]
		if p.class == effectClass || !f.fits(p, i) {
			continue
		}
		if fr, ok := f.frame(p, i); ok && fr.target != taken {
			f.emit(&fr)
		}
	}
}
