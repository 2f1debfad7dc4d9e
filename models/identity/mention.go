package identity

import "github.com/saysonews/sayso/models"

// form is how a mention refers.
type form uint8

const (
	byName form = iota
	byNoun
	byPronoun
)

// mention is a stretch of tokens that refers to a figure.
type mention struct {
	first, last int32 // tokens
	head        int32
	figure      int32 // -1 unresolved, ambiguous for several readings
	form        form
	reason      models.Reason
	basis       models.Span // what the resolution rests on
}

// mention all names, in order of the text, and remember where each stands. Nothing
// refers to those of a dateline.
func (r *resolver) mentionNames() {
	for i := range r.names {
		n := &r.names[i]
		if n.figure == -1 || r.dateline(n.first) >= 0 {
			continue
		}
		h := r.headOf(n.outer, n.last)
		if h < n.first && !n.titled && !n.polite {
			h = r.headOf(n.first, n.last)
		}
		m := mention{first: int32(n.outer), last: int32(n.last), head: int32(h), figure: int32(n.figure), form: byName, reason: models.ReasonName, basis: r.span(n.first, n.last)}
		if n.figure >= 0 && r.figures[n.figure].whole {
			m.reason = models.ReasonGazetteer
		}
		for k := n.outer; k < n.last; k++ {
			if k >= n.first || r.at[k] < 0 && (n.titled || n.polite) {
				r.at[k] = int32(len(r.mentions))
			}
		}
		r.mentions = append(r.mentions, m)
	}
}

// dateline returns the token after the place and date that open a report, where
// token i stands among them: "CARROW FALLS, Ohio (NWA) —"; -1 elsewhere.
func (r *resolver) dateline(i int) int {
	at := r.doc.Tokens[i].Sentence
	s := &r.doc.Sentences[at]
	if i > s.First+12 || !r.words[s.First].upper || r.doc.Blocks[s.Block].First != at {
		return -1
	}
	for k := s.First + 1; k < min(s.Last-1, s.First+16); k++ {
		switch l := r.lower(k); {
		case isDash(l) && k > i:
			return k + 1
		case isDash(l), !r.words[k].capital && r.tag(k) != models.TagCD && isWord(l):
			return -1
		}
	}
	return -1
}

// span returns the bytes of tokens [first, last).
func (r *resolver) span(first, last int) models.Span {
	return models.Span{Start: r.doc.Tokens[first].Start, End: r.doc.Tokens[last-1].End}
}

// walk goes through the running text once from left to right and resolves
// pronouns and descriptions in the light of what came before.
func (r *resolver) walk() {
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		if !sent.Kind.Speech() {
			continue
		}
		for i := sent.First; i < sent.Last; i++ {
			r.step(i)
		}
		r.heard(sent.Last)
	}
	r.heard(len(r.doc.Tokens) + 1)
}

func (r *resolver) step(i int) {
	if k := r.at[i]; k >= 0 {
		if m := &r.mentions[k]; m.figure >= 0 && int(m.first) <= i && r.mentions[k].form == byName {
			r.figures[m.figure].last = i
		}
		return
	}
	switch r.tag(i) {
	case models.TagPRP, models.TagPRPS:
		r.pronoun(i)
	case models.TagNN, models.TagNNS, models.TagNNP, models.TagNNPS:
		r.noun(i)
	case models.TagDT:
		r.somebody(i)
	}
}

// somebody makes a nameless figure of an "another" that begins a sentence and does
// something in it, so that "he" may mean it: "Another shrugged. "Fine," he said."
func (r *resolver) somebody(i int) {
	s := &r.doc.Sentences[r.doc.Tokens[i].Sentence]
	if i != s.First || r.lower(i) != "another" || r.rel(i) == models.RelDet {
		return
	}
	x := r.plain(i)
	r.figures[x.figure].plural = false
	r.add(mention{first: int32(i), last: int32(i + 1), head: int32(i), figure: x.figure, form: byNoun, reason: x.reason, basis: x.basis})
}

// place adds a resolved mention with head i.
func (r *resolver) add(m mention) {
	r.at[m.head] = int32(len(r.mentions))
	r.mentions = append(r.mentions, m)
	if m.figure >= 0 {
		r.figures[m.figure].last = int(m.head)
	}
}
