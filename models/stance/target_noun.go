package stance

import (
	"strings"

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
	if o := f.saidOf(i); o >= 0 && depth == 0 {
		return f.target(o, p, 1)
	}
	if f.tok(i).Lower == "it" {
		if !p.open {
			return t, 0, false
		}
		return f.antecedentIssue(i)
	}
	if f.tok(i).Lower == "you" && f.said[i] >= 0 { // "Thank you, Bell"
		if h := f.tree.Head(i); h >= 0 {
			if v := f.tree.Child(h, models.RelVocative); v >= 0 && f.figure(v) >= 0 {
				t, ok = f.figureTarget(f.figure(v), v)
				return t, 1, ok
			}
		}
		return t, 0, false
	}
	if m := f.topicAt(i); m != nil && f.deedWithin(m, i) {
		return t, 0, false // the phrase is read as a whole
	} else if m != nil && f.whole(m, i) {
		return m.topic.target(m.span), m.sign, m.sign > 0 || !p.judge
	}
	if k := f.figure(i); k >= 0 && f.targetable(k, i) {
		t, ok = f.figureTarget(k, i)
		return t, 1, ok && (p.takes(t.Kind) || depth > 0 && p.open) && !(t.Kind == models.TargetDocument && f.model.vague(f.lemma(i)))
	}
	if depth < 3 {
		if c, s := f.through(i); c >= 0 {
			if t, sign, ok = f.target(c, p, depth+1); ok {
				return t, s * sign, true
			}
		}
	}
	if p.owner && !f.model.holder(f.lemma(i)) { // "scolded its lawyers" is not said of it
		if o := f.ownerTarget(i); o >= 0 {
			t, ok = f.figureTarget(f.figure(o), o)
			return t, 1, ok
		}
	}
	if p.open && !(p.thing && f.tok(i).Tag == models.TagNNS && f.model.holder(f.lemma(i))) {
		if t, ok = f.openTarget(i); ok && p.value > 0 && f.tone(f.tokensWithin(t.Mention)) < 0 {
			return t, 0, false // "promotes hatred" is the writer's view
		}
		return t, 1, ok
	}
	return t, 0, false
}

// takes reports whether a figure of the kind may be the target of p as it is.
func (p *predicate) takes(kind models.TargetKind) bool {
	switch kind {
	case models.TargetPerson, models.TargetOrganisation, models.TargetGroup, models.TargetPlace:
		return (!p.thing || p.judge) && (!p.act || p.figure)
	}
	return !p.act || p.figure
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
			if c := f.tree.Child(i, models.RelNmodPoss); p.owner && c >= 0 {
				return c, p.value
			}
		case p.act && p.target == objectTarget && f.tok(i).Tag == models.TagVBG:
			if c := f.patient(i); c >= 0 && c != i {
				return c, sign1(p.value)
			}
		}
	}
	if f.tok(i).Tag == models.TagVBG {
		switch f.lemma(i) {
		case "work", "cooperate", "collaborate", "meet": // "looks forward to working with"
			if c := f.oblique(i, "with"); c >= 0 {
				return c, 1
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

// saidOf returns whom a pronoun in a quotation stands for when its cue tells: "'I admire
// her,' he said of Bell"; -1 otherwise.
func (f *finder) saidOf(i int) int {
	if f.said[i] < 0 || f.tok(i).Tag != models.TagPRP || f.firstPerson(i) {
		return -1
	}
	s := f.doc.Attributions[f.said[i]].SourceHead
	if f.doc.Attributions[f.said[i]].Type != models.Direct || s < 0 || f.tree.Head(s) < 0 || f.tok(s).Sentence != f.tok(i).Sentence {
		return -1
	}
	return f.oblique(f.tree.Head(s), "of")
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
	if own, _, ok := strings.Cut(fig.Name, " "); ok && possessive(own) && fig.Kind != models.DocumentKind {
		return t, false // "their own side" names nobody
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
		if l := f.law(i, i+1, i); l >= 0 && l != k && bare(fig.Name) {
			t.ID, t.Name = f.cast.Figures[l].ID, f.cast.Figures[l].Name
		} else if own, name, ok := strings.Cut(fig.Name, " "); ok && possessive(own) {
			slug, _ := models.Slug(name)
			t.ID, t.Name = "doc-"+slug, name
		}
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
	if tag == models.TagNNS && f.model.holder(f.lemma(i)) {
		return f.groupTarget(i)
	}
	if !isNoun(tag) || len(f.lemma(i)) < 3 || f.model.vague(f.lemma(i)) || f.tok(i).Entity == models.EntityPerson {
		return t, false
	}
	if f.tok(i).Tag == models.TagNNS && f.intends(i) && f.leadsTo(i) {
		return t, false // "efforts to end it": the attitude is to what they are to do
	}
	if f.figureInside(i) || f.attitudeNoun(i) || f.doc.Sentences[f.tok(i).Sentence].Kind == models.Headline {
		return t, false
	}
	first, end := f.nounPhrase(i)
	if f.opensQuote(i) {
		return t, false // what he called it, not what it is
	}
	if end-first > maxName || end <= first {
		return t, false
	}
	return f.issue(i, first, end)
}

// groupTarget makes a target of a plural of people: "thanked the nurses".
func (f *finder) groupTarget(i int) (t models.Target, ok bool) {
	if f.tree.Child(i, models.RelNmodPoss) >= 0 || f.tree.Child(i, models.RelNummod) >= 0 {
		return t, false
	}
	first, end := f.nounPhrase(i)
	if f.model.vague(f.lemma(i)) && first == i && f.tree.Child(i, models.RelDet) < 0 || end-first > maxName {
		return t, false
	}
	for first < i && !isAdjective(f.tok(first).Tag) && !isNoun(f.tok(first).Tag) {
		first++
	}
	span := models.Span{Start: f.tok(first).Start, End: f.tok(end - 1).End}
	name := f.nameOf(first, end)
	return models.Target{ID: models.SpeakerID(models.Group, name), Name: name, Kind: models.TargetGroup, Mention: span}, true
}

// issue makes a target of the noun phrase in tokens first to end with head i.
func (f *finder) issue(i, first, end int) (t models.Target, ok bool) {
	kind := models.TargetIssue
	if f.model.document(f.lemma(i)) {
		if k := f.law(first, end, i); k >= 0 {
			return f.figureTarget(k, i)
		}
		kind = models.TargetDocument
	}
	span := models.Span{Start: f.tok(first).Start, End: f.tok(end - 1).End}
	name, plain := f.nameOf(first, end), f.plainName(i, first, end)
	if end-first == 1 {
		if full := f.fullName(i); full != "" {
			name, plain = full, full
		}
	}
	slug, _ := models.Slug(plain)
	if slug == "" {
		return t, false
	}
	return models.Target{ID: slug, Name: name, Kind: kind, Mention: span}, true
}

// tokensWithin returns the tokens of a span as a half-open range.
func (f *finder) tokensWithin(span models.Span) (first, end int) {
	first, last := f.tokensOf(span)
	return first, last + 1
}
