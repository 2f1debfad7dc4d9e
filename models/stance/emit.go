package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// emit turns a frame into stances, one for each pair of holder and target.
func (f *finder) emit(fr *frame) {
	r := f.read(fr.at, fr.holder)
	pred := *fr.pred
	if r.void || pred.speech && (r.negated || r.refused && fr.value < 0) || pred.act && f.idle(fr, &r) {
		return
	}
	if pred.modal {
		if f.tree.Child(fr.at, models.RelObj, models.RelXcomp, models.RelAdvcl) >= 0 || len(pred.extra) == 0 && f.hasWord(fr.at, "on") >= 0 {
			return // "the show must go on"
		}
		switch {
		case r.asked, r.wanted && r.holder >= 0 && r.holder != fr.target:
		case fr.value > 0 && f.insisted(fr.at):
			r.asked = true
		default:
			return
		}
	}
	if pred.act && r.wanted && !r.refused {
		pred.open = true // what is wanted, planned or urged is an attitude
	}
	if pred.cue && f.cued[fr.at] >= 0 && !r.wanted {
		pred.open, pred.thing = true, true
	}
	f.from = fr.at
	value := fr.value * r.sign
	if r.negated {
		value *= 0.6
	}
	if f.collect {
		if pred.act && !pred.figure && !r.wanted {
			return // a deed done to whom it may
		}
		f.frames = append(f.frames, relation{at: fr.at, holder: r.holder, target: fr.target, value: value})
		return
	}
	att, cue := f.attributionAt(fr.at)
	if r.asked {
		if att < 0 || cue {
			return // the writer's wish, not the subject's
		}
		fr.speaker = true
	}
	if att >= 0 && r.wanted && f.inSource(r.holder, att) {
		fr.speaker = true // "fans want him to stay"
	}
	holders := f.holders(r.holder, att, cue, fr.speaker)
	for t := fr.target; t >= 0 && len(holders) > 0; t = f.nextConjunct(fr.target, t) {
		if target, sign, ok := f.target(t, &pred, 0); ok {
			f.remember(target, 1)
			evidence, own := f.evidence(fr, r, t), f.ownerOf(t)
			for _, h := range holders {
				if own < 0 || f.cast.Figures[own].ID != f.doc.Speakers[h].ID || value*sign < 0 || target.Kind == models.TargetPerson { // "promotes her plans" says nothing new
					f.add(h, target, value*sign, evidence, att, cue)
				}
			}
		}
	}
}

// insisted reports whether somebody promises that verb i will happen: "insisted that
// the levy would go ahead".
func (f *finder) insisted(i int) bool {
	if f.said[i] < 0 || f.hasWord(i, "will") < 0 && f.hasWord(i, "would") < 0 && f.hasWord(i, "’ll") < 0 {
		return false
	}
	for _, c := range f.doc.Attributions[f.said[i]].Cue {
		first, last := f.tokensOf(c)
		for k := first; k <= last && k < len(f.doc.Tokens); k++ {
			switch f.lemma(k) {
			case "insist", "vow", "promise", "pledge", "guarantee":
				return true
			}
		}
	}
	return false
}

// idle reports whether a deed is only said not to be done by a thing: "it will not
// end the war".
func (f *finder) idle(fr *frame, r *reading) bool {
	return r.negated && r.top == fr.at && r.holder >= 0 && f.tok(r.holder).Lower == "it"
}

// add lists a stance unless it is weak, its holder's own, or there already, and with
// it the contrary ones on the opposites of its target.
func (f *finder) add(holder int, target models.Target, value float64, evidence models.Span, att int, cue bool) {
	f.enter(holder, target, value, evidence, att, cue)
	if k, ok := f.model.topics.opposed[target.ID]; ok {
		for _, o := range f.model.topics.list[k].opposites {
			f.enter(holder, f.model.topics.list[o].target(target.Mention), -value, evidence, att, cue)
		}
	}
}

// enter is add for one target.
func (f *finder) enter(holder int, target models.Target, value float64, evidence models.Span, att int, cue bool) {
	value = math.Max(-1, math.Min(1, value))
	if math.Abs(value) < minScore || f.doc.Speakers[holder].ID == target.ID {
		return
	}
	label := models.Support
	if value < 0 {
		label = models.Oppose
	}
	for i := range f.out {
		o := &f.out[i]
		if o.Holder != holder || o.Target.ID != target.ID {
			continue
		}
		if o.Label == label {
			return
		}
		if f.doc.Tokens[f.tokenAt(o.Evidence.Start)].Sentence == f.doc.Tokens[f.tokenAt(evidence.Start)].Sentence {
			if math.Abs(o.Score) < math.Abs(value) { // "denounced but did not oppose it"
				o.Label, o.Score, o.Evidence = label, value, evidence
			}
			return
		}
	}
	f.out = append(f.out, models.Stance{
		Holder: holder, Target: target, Label: label, Score: value, Evidence: evidence,
		Attribution: att, AccordingTo: f.reporter(holder, att, cue, evidence),
	})
}

// tokenAt returns the token at byte b or the first after it.
func (f *finder) tokenAt(b int) int {
	i, _ := f.tokensOf(models.Span{Start: b, End: b})
	return min(i, len(f.doc.Tokens)-1)
}

// reporter returns who reports a stance: the speaker of the attribution, or whom the
// sentence names after "according to"; -1 for nobody but the writer.
func (f *finder) reporter(holder, att int, cue bool, evidence models.Span) int {
	if r := f.accordingTo(holder, att, cue); r >= 0 || att >= 0 && !cue {
		return r
	}
	sent := &f.doc.Sentences[f.tok(f.tokenAt(evidence.Start)).Sentence]
	for i := sent.First; i+2 < sent.Last; i++ {
		if f.tok(i).Lower != "according" || f.tok(i+1).Lower != "to" {
			continue
		}
		for k := i + 2; k < sent.Last && k < i+8; k++ {
			if g := f.mention[k]; g >= 0 && f.cast.Mentions[g].Figure >= 0 {
				if s := f.cast.Speaker(f.doc, f.cast.Mentions[g].Figure); s != holder {
					return s
				}
				return -1
			}
		}
	}
	return -1
}

// accordingTo returns who reports a stance that holder is said to have: the speaker
// of the attribution it stands in, unless he is the holder.
func (f *finder) accordingTo(holder, att int, cue bool) int {
	if att < 0 || cue {
		return -1
	}
	reporter := -1
	for _, s := range f.doc.Attributions[att].Speakers {
		if s.Speaker == holder {
			return -1
		}
		if reporter < 0 && f.doc.Speakers[s.Speaker].Kind != models.Unknown {
			reporter = s.Speaker
		}
	}
	return reporter
}

// attributionAt returns the attribution that token i belongs to, -1 for none, and
// whether it is part of its cue rather than of its content.
func (f *finder) attributionAt(i int) (att int, cue bool) {
	if k := f.cued[i]; k >= 0 {
		return int(k), true
	}
	return int(f.said[i]), false
}

// evidence spans the predicate, its target and, within the clause, its holder.
func (f *finder) evidence(fr *frame, r reading, target int) models.Span {
	lo, hi := fr.at, fr.at+1
	widen := func(i int) {
		a, b := i, i+1
		if i >= 0 && f.tok(i).Sentence == f.tok(fr.at).Sentence {
			lo, hi = min(lo, a), max(hi, b)
		}
	}
	_, end := f.nounPhrase(target)
	if m := f.topicAt(target); m != nil {
		end = max(end, m.end)
	}
	widen(end - 1)
	widen(target)
	widen(r.holder)
	widen(r.top)
	return models.Span{Start: f.tok(lo).Start, End: f.tok(hi - 1).End}
}
