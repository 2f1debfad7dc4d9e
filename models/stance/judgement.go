package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// minJudgement is how strong the sentiment of a judgement has to be.
const minJudgement = 0.4

// naming reads "called him a liar" and "described the plan as a disgrace".
func (f *finder) naming(i int) {
	lemma := f.lemma(i)
	if _, ok := f.model.carriers.of(lemma, nameVerb); !ok {
		return
	}
	target, what := f.patient(i), f.tree.Child(i, models.RelXcomp)
	if t := f.tree.Child(i, models.RelIobj); t >= 0 { // "called Bell a liar", read like "gave Bell a book"
		target, what = t, target
	}
	if what < 0 {
		what = f.oblique(i, "as")
	}
	switch o := f.tree.Child(i, models.RelObj); {
	case target < 0 && what >= 0: // "called Bell a liar", read as a clause
		target = f.tree.Child(what, models.RelNsubj)
	case what < 0 && f.passive(i): // "was labelled a racist"
		what = o
	}
	if target < 0 {
		return
	}
	if what < 0 && f.dubs(lemma) {
		if what = f.tree.Child(target, models.RelAppos); what < 0 {
			what = f.quotedAfter(target)
		}
	}
	if what < 0 || what == target || isVerb(f.tok(what).Tag) && f.tok(what).Tag != models.TagVBN {
		return
	}
	if v := f.verdict(what); v != 0 {
		f.emit(&frame{at: i, pred: &predicate{speech: true, owner: true, open: true}, holder: f.agent(i), target: target, value: v})
	}
}

// dubs reports whether a verb gives its object a name: what follows the object is it.
func (f *finder) dubs(lemma string) bool {
	switch lemma {
	case "brand", "call", "deem", "dub", "label", "proclaim", "term":
		return true
	}
	return false
}

// quotedAfter returns the head of a noun phrase that opens a quotation soon after the
// object at token i: "called the treaty with Iran 'a museum piece'"; -1 for none.
func (f *finder) quotedAfter(i int) int {
	end := min(f.doc.Sentences[f.tok(i).Sentence].Last, i+9)
	for k := i + 1; k+1 < end; k++ {
		if t := f.tok(k).Tag; t != models.TagOpenQuote {
			if isVerb(t) || t == models.TagComma {
				return -1
			}
			continue
		}
		head := -1
		for k++; k < end; k++ {
			switch t := f.tok(k).Tag; {
			case isNoun(t):
				head = k
			case t == models.TagDT || isAdjective(t) || t == models.TagHYPH:
			default:
				return head
			}
		}
		return head
	}
	return -1
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
	if target < 0 || f.tok(target).Lower == "it" || f.tok(target).Lower == "they" && f.figure(target) < 0 || isVerb(f.tok(target).Tag) || !f.asserted(i) {
		return
	}
	if f.hasWord(i, "would") >= 0 || f.hasWord(i, "should") >= 0 || f.tree.Child(i, models.RelCase) >= 0 {
		return // "would be wise to", "is like a child"
	}
	if f.attitudeWord(i) {
		return // "is grateful" tells of the subject's attitude, not of the speaker's
	}
	if v := f.verdict(i); v != 0 {
		strong := math.Abs(v) >= 0.8 && f.judged(i) != 0 && f.tree.Child(target, models.RelDet) >= 0
		f.emit(&frame{at: i, pred: &predicate{speech: true, judge: true, open: strong, thing: true}, holder: -1, target: target, value: v, speaker: true})
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
	if v := f.judged(i); v != 0 {
		return v
	}
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
	return f.tone(first, end)
}

// tone returns the sum of the valences of tokens first to end, in [-1, 1]; 0 when it
// is weak.
func (f *finder) tone(first, end int) float64 {
	f.heard = f.model.sentiment.Valences(f.doc, first, end, f.heard[:0])
	sum := 0.0
	for _, v := range f.heard {
		sum += v.Value / 4
	}
	if math.Abs(sum) < minJudgement {
		return 0
	}
	return math.Max(-1, math.Min(1, sum))
}

// attitudeWord reports whether i is an adjective of attitude.
func (f *finder) attitudeWord(i int) bool {
	if f.model.judgements.of(f.lemma(i), isJudgement) != 0 {
		return false
	}
	for _, p := range f.model.predicates.rowsOf(f.lemma(i)) {
		if p.class == adjectiveClass && p.holder == subjectHolder {
			return true
		}
	}
	return false
}

// judged returns what the list of judgements says of token i, 0 for nothing.
func (f *finder) judged(i int) float64 {
	if v := f.model.judgements.of(f.compound(i), isJudgement); v != 0 || i == 0 || f.tok(i-1).Rel != models.RelCompound {
		return v
	}
	return f.model.judgements.of(f.tok(i-1).Lower+"-"+f.lemma(i), isJudgement)
}

// compound returns the lemma of token i, or the whole word where a hyphen joins it to
// the token before: "grown-up".
func (f *finder) compound(i int) string {
	if i < 2 || f.tok(i-1).Lower != "-" || f.tok(i-1).End != f.tok(i).Start || f.tok(i-2).End != f.tok(i-1).Start {
		return f.lemma(i)
	}
	return f.tok(i-2).Lower + "-" + f.lemma(i)
}
