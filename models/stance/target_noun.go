package stance

import (
	"github.com/saysonews/sayso/models"
)

// maxName is how many tokens the name of an issue may have.
const maxName = 6

// target resolves the token in a target role. sign is -1 where the attitude to
// what it names is the opposite ("an end to the war").
func (f *finder) target(i int, p *predicate, depth int) (t models.Target, sign float64, ok bool) {
	if f.firstPerson(i) || relative(f.tok(i)) {
		return t, 0, false
	}
	if f.tok(i).Lower == "it" {
		if !p.open {
			return t, 0, false
		}
		return f.antecedentIssue(i)
	}
	if m := f.topicAt(i); m != nil && f.whole(m, i) {
		return m.topic.target(m.span), m.sign, m.sign > 0 || !p.judge
	}
	if k := f.figure(i); k >= 0 && f.targetable(k, i) {
		t, ok = f.figureTarget(k, i)
		return t, 1, ok && !p.act && !(t.Kind == models.TargetDocument && f.model.vague(f.lemma(i)))
	}
	if depth < 3 {
		if c, s := f.through(i); c >= 0 {
			if t, sign, ok = f.target(c, p, depth+1); ok {
				return t, s * sign, true
			}
		}
	}
	if p.owner {
		if o := f.ownerTarget(i); o >= 0 {
			t, ok = f.figureTarget(f.figure(o), o)
			return t, 1, ok
		}
	}
	if p.open {
		if t, ok = f.openTarget(i); ok && p.value > 0 && f.model.sentiment.Score(f.doc, t.Mention).Lexicon < -0.35 {
			return t, 0, false // "promotes hatred" is the writer's view
		}
		return t, 1, ok
	}
	return t, 0, false
}

// through looks past a noun that names what is done to its complement ("an end to
// the war", "the repeal of the law") or a verb of doing ("ending the war").
func (f *finder) through(i int) (next int, sign float64) {
	for _, p := range f.model.predicates.rowsOf(f.lemma(i)) {
		switch {
		case p.class == effectClass && isNoun(f.tok(i).Tag):
			if c := f.oblique(i, p.target); c >= 0 {
				return c, p.value
			}
		case p.act && p.target == objectTarget && f.tok(i).Tag == models.TagVBG:
			if c := f.patient(i); c >= 0 && c != i {
				return c, sign1(p.value)
			}
		}
	}
	return -1, 0
}

func sign1(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// whole reports whether the topic's phrase is not the tail of a longer name: "gun
// violence" is not violence at large.
func (f *finder) whole(m *topicMatch, i int) bool {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if f.tok(c).Rel == models.RelCompound && c < m.first {
			return false
		}
	}
	return true
}

// figure returns the figure of the mention that token i heads or, for a part of a
// name, that its name heads; -1 for none.
func (f *finder) figure(i int) int {
	for steps := 0; i >= 0 && steps < 3; steps++ {
		if k := f.mention[i]; k >= 0 {
			return f.cast.Mentions[k].Figure
		}
		switch f.tok(i).Rel {
		case models.RelFlat, models.RelCompound, models.RelAppos:
			if f.tok(i).Tag != models.TagNNP && f.tok(i).Tag != models.TagNNPS {
				return -1
			}
			i = f.tree.Head(i)
			if i < 0 || f.mention[i] >= 0 && !f.cast.Mentions[f.mention[i]].Contains(f.tok(i).Span) {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// targetable reports whether the figure k at token i may be a target as it is: a
// common noun for a nameless thing is left to openTarget.
func (f *finder) targetable(k, i int) bool {
	switch f.cast.Figures[k].Kind {
	case models.Unnamed, models.Unknown, models.Author:
		return f.tok(i).Tag != models.TagNN && f.tok(i).Tag != models.TagNNS
	}
	return true
}

// antecedentIssue returns what "it" at token i stands for: the last issue named
// before it in its sentence or the one before, provided that the identity step knew
// no better.
func (f *finder) antecedentIssue(i int) (t models.Target, sign float64, ok bool) {
	if k := f.figure(i); k >= 0 && f.cast.Figures[k].Kind == models.Person {
		return t, 0, false
	}
	if len(f.recent) == 0 {
		return t, 0, false
	}
	last := &f.recent[len(f.recent)-1]
	at, _ := f.tokensOf(last.target.Mention)
	if at >= i || f.tok(at).Sentence < f.tok(i).Sentence-1 {
		return t, 0, false
	}
	return last.target, last.sign, true
}

// remember keeps an issue that the text has come to, for "it" to go back to.
func (f *finder) remember(t models.Target, sign float64) {
	switch t.Kind {
	case models.TargetIssue, models.TargetDocument:
		f.recent = append(f.recent, issueSeen{t, sign})
	}
}

// figureTarget makes a target of figure k mentioned at token i.
func (f *finder) figureTarget(k, i int) (t models.Target, ok bool) {
	if k < 0 || k >= len(f.cast.Figures) {
		return t, false
	}
	fig := &f.cast.Figures[k]
	t = models.Target{ID: fig.ID, Name: fig.Name, Mention: f.tok(i).Span}
	if m := f.mention[i]; m >= 0 {
		t.Mention = f.cast.Mentions[m].Span
	}
	switch fig.Kind {
	case models.Person:
		t.Kind = models.TargetPerson
	case models.Organisation:
		t.Kind = models.TargetOrganisation
		if fig.Entity == models.EntityPlace {
			t.Kind = models.TargetPlace
		}
	case models.Group:
		t.Kind = models.TargetGroup
	case models.DocumentKind:
		t.Kind = models.TargetDocument
	default:
		return t, false
	}
	return t, true
}

// ownerTarget returns whose the noun at i is: "Bell's patience", "the attack by
// the militia".
func (f *finder) ownerTarget(i int) int {
	if c := f.tree.Child(i, models.RelNmodPoss); c >= 0 && f.figure(c) >= 0 {
		return c
	}
	for _, prep := range [...]string{"by", "of"} {
		if c := f.oblique(i, prep); c >= 0 && f.figure(c) >= 0 && f.tok(i).Tag != models.TagNNP {
			return c
		}
	}
	return -1
}

// openTarget makes an issue of the noun phrase at token i.
func (f *finder) openTarget(i int) (t models.Target, ok bool) {
	tag := f.tok(i).Tag
	if !isNoun(tag) || len(f.lemma(i)) < 3 || f.model.vague(f.lemma(i)) || f.tok(i).Entity == models.EntityPerson {
		return t, false
	}
	if f.figureInside(i) || f.attitudeNoun(i) || f.doc.Sentences[f.tok(i).Sentence].Kind == models.Headline {
		return t, false
	}
	first, end := f.nounPhrase(i)
	if end-first > maxName || end <= first {
		return t, false
	}
	kind := models.TargetIssue
	if f.model.document(f.lemma(i)) {
		if k := f.law(first, end, i); k >= 0 {
			return f.figureTarget(k, i)
		}
		kind = models.TargetDocument
	}
	span := models.Span{Start: f.tok(first).Start, End: f.tok(end - 1).End}
	name := f.nameOf(first, end)
	if end-first == 1 {
		if full := f.fullName(i); full != "" {
			name = full
		}
	}
	slug, _ := models.Slug(name)
	if slug == "" {
		return t, false
	}
	return models.Target{ID: slug, Name: name, Kind: kind, Mention: span}, true
}
