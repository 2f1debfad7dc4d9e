package attribution

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// What lies in the content of another attribution is not annotated again: an outer
// attribution at least this sure goes before an inner one that is surer by less than
// the lead.
const (
	outerLeast = 0.5
	outerLead  = 0.25
	sureSaying = 0.8 // a saying this sure is given all the same
)

// claims gives for each token the surest choice whose content holds it, -1 where
// none is sure enough. all is in order of confidence.
func (a *assembler) claims(all []choice) []int32 {
	out := make([]int32, len(a.doc.Tokens))
	for i := range out {
		out[i] = -1
	}
	for k, ch := range all {
		if ch.confidence < outerLeast {
			break
		}
		for _, c := range ch.content {
			fill(out, c, k)
		}
	}
	return out
}

// fit leaves of p what no attribution before it has taken, and reports whether that
// is enough: a content of its own, the longest stretch of one that is free, or, where
// p is a sure saying, all of it.
func (a *assembler) fit(p *proposal) bool {
	whole := p.content
	if !a.crosses(p) {
		return true
	}
	if p.confidence < outerLeast && !a.saying(p.cueHead) {
		return false
	}
	p.content = nil
	for _, c := range whole {
		best, from := run{}, c.first
		for i := c.first; i <= c.end; i++ {
			if i < c.end && a.at.content[i] < 0 && a.at.cue[i] < 0 {
				continue
			}
			if r := a.trimRun(run{from, i}); r.end-r.first > best.end-best.first {
				best = r
			}
			from = i + 1
		}
		speaker := func(q proposal) bool { return q.source.has(best.first) }
		if a.words(best) >= 2 && !slices.ContainsFunc(a.proposals, speaker) {
			p.content = append(p.content, best)
		}
	}
	if len(p.content) > 0 && !a.crosses(p) {
		return true
	}
	// A sure saying is heard over what it holds: "According to the Herald, Bell said ...".
	p.content = whole
	return a.saying(p.cueHead) && p.confidence >= outerLeast && first(a.at.cue, p.cue) < 0 && a.at.content[p.cueHead] < 0
}

// part ends the content of an attribution before one that its source makes beside
// it, and reports whether it did: "He urged her to go and said the talks had failed".
func (a *assembler) part(all []choice, outer []int32) (parted bool) {
	for k := range all {
		ch, o := &all[k], outer[all[k].cueHead]
		least := outerLeast
		if a.saying(ch.cueHead) {
			least = outerLeast / 2
		}
		if o < 0 || int(o) == k || ch.confidence < least || ch.source.empty() || a.quoteOf[ch.cueHead] >= 0 {
			continue
		}
		out := &all[o]
		if out.cueHead > ch.cueHead || out.source.empty() || slices.ContainsFunc(out.content, func(c run) bool { return c.has(ch.source.first) }) {
			continue
		}
		if kept := a.before(out.content, ch.cue); len(kept) > 0 {
			out.content, parted = kept, true
		}
	}
	return parted
}

// before cuts the content that holds cue before it and the conjunction that leads
// to it.
func (a *assembler) before(contents []run, cue run) []run {
	var kept []run
	for _, c := range contents {
		if c.has(cue.first) {
			c = a.trimRun(run{c.first, cue.first})
			for c.end > c.first && (a.doc.Tokens[c.end-1].Tag == models.TagCC || !a.word(c.end-1) && a.quoteOf[c.end-1] < 0) {
				c.end--
			}
		}
		if a.words(c) > 0 {
			kept = append(kept, c)
		}
	}
	return kept
}
