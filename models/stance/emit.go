package stance

import (
	"math"
	"slices"

	"github.com/saysonews/sayso/models"
)

// emit turns a frame into stances, one for each pair of holder and target.
func (f *finder) emit(fr *frame) {
	r := f.read(fr.at, fr.holder)
	if r.void || r.negated && fr.pred.speech {
		return
	}
	pred := *fr.pred
	if pred.act && r.wanted && !r.refused {
		pred.open = true // what is wanted, planned or urged is an attitude
	}
	if pred.act && r.negated && r.top == fr.at && r.holder >= 0 && f.tok(r.holder).Lower == "it" {
		return
	}
	value := fr.value * r.sign
	if r.negated {
		value *= 0.6
	}
	if f.collect {
		f.frames = append(f.frames, relation{holder: r.holder, target: fr.target, value: value})
		return
	}
	att, cue := f.attributionAt(fr.at)
	holders := f.holders(r.holder, att, cue, fr.speaker)
	if len(holders) == 0 {
		return
	}
	for t := fr.target; t >= 0; t = f.nextConjunct(fr.target, t) {
		target, sign, ok := f.target(t, &pred, 0)
		if !ok {
			continue
		}
		evidence := f.evidence(fr, r, t)
		own := f.ownerOf(t)
		for _, h := range holders {
			if own >= 0 && f.cast.Figures[own].ID == f.doc.Speakers[h].ID {
				continue // "promotes her plans" says nothing new
			}
			f.add(h, target, value*sign, evidence, att, cue)
		}
	}
}

// add lists a stance unless it is weak, its holder's own, or there already.
func (f *finder) add(holder int, target models.Target, value float64, evidence models.Span, att int, cue bool) {
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
		if o.Holder == holder && o.Target.ID == target.ID && o.Label == label {
			return
		}
	}
	f.out = append(f.out, models.Stance{
		Holder: holder, Target: target, Label: label, Score: value, Evidence: evidence,
		Attribution: att, AccordingTo: f.accordingTo(holder, att, cue),
	})
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

// holders resolves the token that holds an attitude to speakers of the document.
func (f *finder) holders(i, att int, cue, speaker bool) []int {
	if att >= 0 && (speaker || cue && f.inSource(i, att)) {
		out := f.speakers(att)
		if b := f.joinedAfter(i); b >= 0 && len(out) == 1 && out[0] != b && !speaker {
			out = append(out, b)
		}
		return out
	}
	if speaker || i < 0 {
		return nil
	}
	var out []int
	if b := f.joinedBefore(i); b >= 0 {
		out = append(out, b)
	}
	if b := f.joinedAfter(i); b >= 0 {
		out = append(out, b)
	}
	for c := i; c >= 0; c = f.nextConjunct(i, c) {
		if f.firstPerson(c) {
			if att >= 0 && !cue {
				out = append(out, f.speakers(att)...)
			}
			continue
		}
		if m := f.topicAt(c); m != nil {
			if sp, ok := m.topic.speaker(); ok {
				out = append(out, f.list(sp))
				continue
			}
		}
		s := f.figure(c)
		if s < 0 && att >= 0 && !cue && f.saidOfSelf(c, att) {
			out = append(out, f.speakers(att)...)
			continue
		}
		if s >= 0 {
			if !f.model.named(&f.cast.Figures[s].Speaker) {
				continue
			}
			if sp := f.cast.Speaker(f.doc, s); sp >= 0 {
				out = append(out, sp)
			}
		}
	}
	return out
}

// ownerOf returns the figure that owns the noun at i, or -1.
func (f *finder) ownerOf(i int) int {
	if c := f.tree.Child(i, models.RelNmodPoss); c >= 0 {
		return f.figure(c)
	}
	return -1
}

// list returns the index of s in doc.Speakers, appending it when its ID is new.
func (f *finder) list(s models.Speaker) int {
	for i := range f.doc.Speakers {
		if f.doc.Speakers[i].ID == s.ID {
			return i
		}
	}
	f.doc.Speakers = append(f.doc.Speakers, s)
	return len(f.doc.Speakers) - 1
}

// joinedBefore returns the speaker of the name before that at i in "Ann and Bo
// both", where a parser is apt to lose the first of the two; -1 for none.
func (f *finder) joinedBefore(i int) int {
	k := f.mention[i]
	if k < 0 || f.cast.Mentions[k].Figure < 0 {
		return -1
	}
	m := &f.cast.Mentions[k]
	first, last := f.tokensOf(m.Span)
	if first < 1 || last+1 >= len(f.doc.Tokens) || f.tok(last+1).Lower != "both" || f.tok(first-1).Lower != "and" || first < 2 {
		return -1
	}
	for j := range f.cast.Mentions {
		b := &f.cast.Mentions[j]
		if b.Figure >= 0 && b.Figure != m.Figure && b.End <= f.tok(first-1).Start && f.tok(first-2).End == b.End && f.model.named(&f.cast.Figures[b.Figure].Speaker) {
			return f.cast.Speaker(f.doc, b.Figure)
		}
	}
	return -1
}

// joinedAfter returns the speaker of the second name in "Ann and Bo both", which a
// parser is apt to take for part of the first; -1 for none.
func (f *finder) joinedAfter(i int) int {
	if i < 0 || f.mention[i] < 0 {
		return -1
	}
	m := &f.cast.Mentions[f.mention[i]]
	_, last := f.tokensOf(m.Span)
	if last+2 >= len(f.doc.Tokens) || f.tok(last+1).Lower != "and" {
		return -1
	}
	for j := range f.cast.Mentions {
		b := &f.cast.Mentions[j]
		if b.Start != f.tok(last+2).Start || b.Figure < 0 || b.Figure == m.Figure || !f.model.named(&f.cast.Figures[b.Figure].Speaker) {
			continue
		}
		_, end := f.tokensOf(b.Span)
		if end+1 < len(f.doc.Tokens) && (f.tok(end+1).Lower == "both" || isVerb(f.tok(end+1).Tag) && f.tok(end+1).Tag != models.TagVBG) && f.nextConjunct(i, i) < 0 {
			return f.cast.Speaker(f.doc, b.Figure)
		}
	}
	return -1
}

// tokensOf returns the first and last token in span.
func (f *finder) tokensOf(span models.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(f.doc.Tokens, span.Start, func(t models.Token, at int) int { return t.Start - at })
	for last = first; last+1 < len(f.doc.Tokens) && f.doc.Tokens[last+1].End <= span.End; last++ {
	}
	return first, last
}

// speakers lists the known speakers of an attribution.
func (f *finder) speakers(att int) []int {
	var out []int
	for _, s := range f.doc.Attributions[att].Speakers {
		if s.Speaker >= 0 && f.doc.Speakers[s.Speaker].Kind != models.Unknown {
			out = append(out, s.Speaker)
		}
	}
	return out
}

// inSource reports whether token i stands in the source of the attribution, or is
// not known.
func (f *finder) inSource(i, att int) bool {
	if i < 0 {
		return false
	}
	for _, s := range f.doc.Attributions[att].Source {
		if s.Contains(f.tok(i).Span) {
			return true
		}
	}
	return false
}

func (f *finder) firstPerson(i int) bool {
	switch f.tok(i).Lower {
	case "i", "we", "me", "us", "my", "our", "myself", "ourselves":
		return f.tok(i).Tag == models.TagPRP || f.tok(i).Tag == models.TagPRPS
	}
	return false
}

// saidOfSelf reports whether the pronoun at i, which nobody resolved, stands for the
// speaker: "He said he opposed it".
func (f *finder) saidOfSelf(i, att int) bool {
	a := &f.doc.Attributions[att]
	if a.Type == models.Direct || a.SourceHead < 0 || len(a.Speakers) != 1 {
		return false
	}
	kind := f.doc.Speakers[a.Speakers[0].Speaker].Kind
	switch f.tok(i).Lower {
	case "he", "she":
		return kind == models.Person && (f.tok(a.SourceHead).Tag != models.TagPRP || f.tok(a.SourceHead).Lower == f.tok(i).Lower)
	case "it":
		return kind == models.Organisation && f.tok(i).Rel == models.RelNsubj
	}
	return false
}

// nextConjunct goes through the nouns joined to the first: "Bell and Cole".
func (f *finder) nextConjunct(first, last int) int {
	for c := f.tree.First(first); c >= 0; c = f.tree.Next(c) {
		if c > last && f.tok(c).Rel == models.RelConj && f.tree.Child(c, models.RelNsubj, models.RelCop) < 0 {
			return c
		}
	}
	return -1
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
