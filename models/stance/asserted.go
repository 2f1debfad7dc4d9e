package stance

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// assertedValue is the strength of what somebody takes a side with by saying it.
const assertedValue = 0.7

// assertions reads the phrases that take a side by being said: "We must end the
// occupation", "he wants to abolish the agency", "'Free the prisoners,' they chanted".
// What is only told, asked or supposed takes none.
func (f *finder) assertions() {
	for k := range f.topics {
		m := &f.topics[k]
		s := &f.doc.Sentences[f.tok(m.first).Sentence]
		if m.side == namesIt || !s.Kind.Speech() || f.question(s) {
			continue
		}
		f.assertion(m)
	}
}

// assertion lists the stances of who asserts the phrase m.
func (f *finder) assertion(m *topicMatch) {
	at := f.headOf(m)
	att, cue := f.attributionAt(at)
	if cue {
		return
	}
	r := reading{sign: 1, holder: -1, top: at}
	var holders []int
	switch slogan := f.slogan(m); {
	case slogan && att >= 0:
		holders = f.speakers(att)
	case slogan || !f.verbal(at):
		return
	default:
		r = f.read(at, f.subject(at))
		holders = f.asserters(at, att, &r)
	}
	value := assertedValue * m.sign * r.sign
	if r.void {
		return
	}
	if r.negated {
		value *= 0.6
	}
	lo, hi := m.first, m.end
	for _, i := range [...]int{r.holder, r.top} {
		if i >= 0 && f.tok(i).Sentence == f.tok(at).Sentence {
			lo, hi = min(lo, i), max(hi, i+1)
		}
	}
	evidence := models.Span{Start: f.tok(lo).Start, End: f.tok(hi - 1).End}
	for _, h := range holders {
		f.add(h, m.topic.target(m.span), value, evidence, att, false)
	}
}

// asserters returns who wants what verb at of a phrase says: the speaker of what
// should be, who is said to want it, and who says that he will do it.
func (f *finder) asserters(at, att int, r *reading) []int {
	f.urged(at, r)
	switch {
	case r.asked:
		if att < 0 {
			return nil
		}
		return f.speakers(att)
	case r.wanted && r.holder >= 0:
		return f.holders(r.holder, att, false, false)
	case att < 0:
		return nil
	case f.commands(at):
		return f.speakers(att)
	case r.holder >= 0 && f.firstPerson(r.holder) && f.promised(at, true), f.due(at):
		return f.speakers(att)
	case r.holder >= 0 && f.promised(at, false):
		said := f.speakers(att)
		for _, h := range f.holders(r.holder, att, false, false) {
			if slices.Contains(said, h) {
				return said
			}
		}
	}
	return nil
}

// urged takes up a verb that asks somebody for what verb i says, where the tree does
// not tell whom: "called on them to end it".
func (f *finder) urged(i int, r *reading) {
	h := f.tree.Head(i)
	if r.wanted || h < 0 || !f.infinitive(i) {
		return
	}
	if sign, ok := f.carriers.of(f.lemma(h), objectControl); ok {
		r.want(sign, f.agent(h))
	}
}

// promised reports whether verb i is what somebody will do or, where must is set, has
// to do.
func (f *finder) promised(i int, must bool) bool {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if f.tok(c).Rel != models.RelAux {
			continue
		}
		switch f.tok(c).Lower {
		case "will", "’ll", "'ll", "would", "shall", "wo":
			return true
		case "must", "should", "ought":
			return must
		}
	}
	return false
}

// due reports whether verb i is what somebody has or needs to do.
func (f *finder) due(i int) bool {
	if h := f.tree.Head(i); h >= 0 && (f.tok(i).Rel == models.RelXcomp || f.tok(i).Rel == models.RelCcomp) && f.infinitive(i) {
		return f.lemma(h) == "have" && f.tok(h).Tag != models.TagVBD || f.lemma(h) == "need"
	}
	return false
}

// verbal reports whether token i is a verb by its tag or, where the tagger missed it,
// by its auxiliary.
func (f *finder) verbal(i int) bool {
	return isVerb(f.tok(i).Tag) || f.tree.Child(i, models.RelAux) >= 0
}

// commands reports whether verb i is an imperative: nobody is its subject and it opens
// its sentence or quotation.
func (f *finder) commands(i int) bool {
	if t := f.tok(i).Tag; t != models.TagVB && t != models.TagVBP || f.subject(i) >= 0 || f.infinitive(i) {
		return false
	}
	first := f.doc.Sentences[f.tok(i).Sentence].First
	for k := i - 1; k >= first; k-- {
		switch f.tok(k).Tag {
		case models.TagOpenQuote, models.TagCloseQuote:
			return true
		case models.TagRB, models.TagUH, models.TagComma, models.TagDT:
		default:
			return f.negator(k) || f.tok(k).Lower == "do" || f.tok(k).Lower == "please"
		}
	}
	return true
}

// slogan reports whether the phrase is a whole sentence or quotation, but for marks.
func (f *finder) slogan(m *topicMatch) bool {
	s := &f.doc.Sentences[f.tok(m.first).Sentence]
	before := m.first == s.First || f.edge(m.first-1)
	after := m.end == s.Last || f.edge(m.end) || f.tok(m.end).Lower == "," && (m.end+1 == s.Last || f.edge(m.end+1))
	return before && after && f.said[m.first] >= 0
}

// edge reports whether token i is a mark of quotation or the end of a sentence.
func (f *finder) edge(i int) bool {
	switch f.tok(i).Lower {
	case "“", "”", "‘", "’", "\"", "'", "``", "''", ".", "!":
		return true
	}
	return false
}

// headOf returns the token of the phrase that hangs outside it.
func (f *finder) headOf(m *topicMatch) int {
	for i := m.first; i < m.end; i++ {
		if h := f.tree.Head(i); h < m.first || h >= m.end {
			return i
		}
	}
	return m.first
}

// deedWithin reports whether token i is only part of a phrase that takes a side by what
// its verb says: "the occupation" in "end the occupation".
func (f *finder) deedWithin(m *topicMatch, i int) bool {
	if m.side == namesIt {
		return false
	}
	at := f.headOf(m)
	return at != i && f.verbal(at)
}
