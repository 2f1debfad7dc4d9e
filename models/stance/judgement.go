package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// minJudgement is how strong the sentiment of a judgement has to be.
const minJudgement = 0.4

// naming reads "called him a liar" and "described the plan as a disgrace".
func (f *finder) naming(i int, lemma string) {
	if _, ok := f.model.carriers.of(lemma, nameVerb); !ok || !isVerb(f.tok(i).Tag) {
		return
	}
	target, what := f.patient(i), f.tree.Child(i, models.RelXcomp)
	if t := f.tree.Child(i, models.RelIobj); t >= 0 { // "called Bell a liar", read like "gave Bell a book"
		target, what = t, target
	}
	if target < 0 {
		return
	}
	if what < 0 {
		what = f.oblique(i, "as")
	}
	if what < 0 || what == target || isVerb(f.tok(what).Tag) && f.tok(what).Tag != models.TagVBN {
		return
	}
	if v := f.verdict(what); v != 0 {
		f.emit(&frame{at: i, pred: &predicate{speech: true, open: true}, holder: f.agent(i), target: target, value: v})
	}
}

// judgement reads what a speaker says a figure or an issue is: "the plan is a
// disgrace". The speaker holds the attitude.
func (f *finder) judgement(i int) {
	if f.said[i] < 0 && !f.collect || f.tree.Child(i, models.RelCop) < 0 && f.lemma(i) != "be" {
		return
	}
	target := f.tree.Child(i, models.RelNsubj)
	if f.lemma(i) == "be" { // a parser may make the copula the head
		if i = f.complement(i); i < 0 {
			return
		}
	}
	if target < 0 || f.tok(target).Lower == "it" || f.tok(target).Lower == "they" || isVerb(f.tok(target).Tag) || !f.asserted(i) {
		return
	}
	if v := f.verdict(i); v != 0 {
		f.emit(&frame{at: i, pred: &predicate{speech: true, judge: true}, holder: -1, target: target, value: v, speaker: true})
	}
}

// complement returns what the copula at i, as the head of its clause, says of the
// subject, or -1.
func (f *finder) complement(i int) int {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if c > i && (isNoun(f.tok(c).Tag) || isAdjective(f.tok(c).Tag)) && f.tree.Child(c, models.RelCase) < 0 {
			return c
		}
	}
	return -1
}

// asserted reports whether the speaker asserts the clause of i itself: it is the
// root, or joined to it or to what the cue takes by clauses of content alone.
func (f *finder) asserted(i int) bool {
	for steps := 0; steps < maxSteps; steps++ {
		h := f.tree.Head(i)
		if h < 0 || f.cued[h] >= 0 {
			return true
		}
		switch {
		case f.lemma(h) == "be":
		case f.tok(i).Rel == models.RelCcomp, f.tok(i).Rel == models.RelConj, f.tok(i).Rel == models.RelParataxis:
		default:
			return false
		}
		i = h
	}
	return false
}

// verdict returns the sentiment of the phrase that i heads, with its modifiers but
// without its clauses; 0 when it is weak.
func (f *finder) verdict(i int) float64 {
	first, end := i, i+1
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		switch f.tok(c).Rel {
		case models.RelAmod, models.RelCompound, models.RelAdvmod, models.RelDet:
			lo, hi := f.tree.Range(c)
			first, end = min(first, lo), max(end, hi)
		case models.RelNmod, models.RelObl:
			if lo, _ := f.tree.Range(c); lo == end {
				end = f.coreEnd(c)
			}
		}
	}
	s := f.model.sentiment.Score(f.doc, models.Span{Start: f.tok(first).Start, End: f.tok(end - 1).End})
	if math.Abs(s.Lexicon) < minJudgement {
		return 0
	}
	return s.Lexicon
}
