package attribution

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/models/boost"
)

// Rankers score candidates and whole attributions.
type Rankers struct {
	Cue, Source, Content, Relation *boost.Ensemble
}

// Thresholds of the assembly, as probabilities.
const (
	leastCue     = 0.12 // of a cue's best run
	leastSource  = 0.25
	leastContent = 0.25 // of the best content; further ones need half
)

// choice is what was chosen for a cue, with the probabilities.
type choice struct {
	proposal
	cueScore, sourceScore, contentScore float32
	second                              float32 // of the runner-up content
}

// choose assembles the attribution of the cue headed by h, if there is one.
func (a *assembler) choose(h int, r *Rankers) (choice, bool) {
	ch := choice{proposal: proposal{cueHead: h, sourceHead: -1}}
	a.cues(h)
	cue, ok := a.top1(func(c candidate) float32 { return r.Cue.Probability(a.cueRow(h, c)) })
	if !ok || cue.score < leastCue {
		return ch, false
	}
	ch.cue, ch.cueScore = cue.run, cue.score
	a.sources(h, cue.run)
	src, ok := a.top1(func(c candidate) float32 { return r.Source.Probability(a.sourceRow(h, cue.run, c)) })
	if ok {
		ch.sourceScore = src.score
	}
	if ok && src.score >= leastSource {
		ch.source = src.run
		ch.sourceHead, _ = a.head(src.run, h)
	}
	a.contents(h, cue.run, ch.source)
	for i := range a.set {
		a.set[i].score = r.Content.Probability(a.contentRow(h, cue.run, ch.source, a.set[i]))
	}
	a.pickContents(&ch)
	return ch, len(ch.content) > 0
}

// top1 scores the set and returns its best.
func (a *assembler) top1(score func(candidate) float32) (candidate, bool) {
	best := -1
	for i := range a.set {
		a.set[i].score = score(a.set[i])
		if best < 0 || a.set[i].score > a.set[best].score {
			best = i
		}
	}
	if best < 0 {
		return candidate{}, false
	}
	return a.set[best], true
}

// pickContents takes the best content and those others, apart from it, that are
// likely by themselves.
func (a *assembler) pickContents(ch *choice) {
	slices.SortStableFunc(a.set, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	for i, c := range a.set {
		if i == 0 && c.score < leastContent || i > 0 && c.score < 0.5 {
			break
		}
		if slices.ContainsFunc(ch.content, c.meets) {
			continue
		}
		if len(ch.content) == 0 {
			ch.contentScore = c.score
		}
		ch.content = append(ch.content, c.run)
	}
	if len(a.set) > 1 {
		ch.second = a.set[1].score
	}
}

// relationRow describes a whole attribution to the model that accepts or drops it.
func (a *assembler) relationRow(ch *choice) []float32 {
	d := dense{row: a.row[:0]}
	h := ch.cueHead
	d.add(ch.cueScore)
	d.add(ch.sourceScore)
	d.add(ch.contentScore)
	d.add(ch.second)
	d.flag(ch.source.empty())
	d.count(len(ch.content))
	words, quoted := 0, 0
	for _, c := range ch.content {
		for i := c.first; i < c.end; i++ {
			words++
			if a.quoteOf[i] >= 0 {
				quoted++
			}
		}
	}
	d.count(min(words, 150))
	d.add(float32(quoted) / float32(max(words, 1)))
	d.add(a.b.mean(cueRole, ch.cue))
	d.add(a.b.log(contentRole, ch.content[0]))
	d.add(a.b.mean(sourceRole, ch.source))
	d.count(int(a.x.prior[h]))
	d.class(a.tag(h))
	d.class(uint64(a.doc.Tokens[h].Rel))
	k, ruled := a.ruled[h]
	d.flag(ruled)
	conf := float32(0)
	if ruled {
		conf = float32(a.proposals[k].confidence)
	}
	d.add(conf)
	a.between(&d, h, ch.cue, ch.content[0])
	d.count(ch.cue.end - ch.cue.first)
	d.count(ch.source.end - ch.source.first)
	if !ch.source.empty() {
		d.class(a.tag(ch.sourceHead))
		d.class(uint64(a.doc.Tokens[ch.sourceHead].Rel))
	} else {
		d.count(0)
		d.count(0)
	}
	d.flag(a.quoteOf[h] >= 0)
	d.class(uint64(a.doc.Sentences[a.doc.Tokens[h].Sentence].Kind))
	a.row = d.row
	return d.row
}

// accept is the least confidence of an attribution that is kept.
const accept = 0.3

// assemble replaces the rules' proposals by those that the rankers choose. The
// rules then see to speakers' labels and to the quotations that are left.
func (a *assembler) assemble(r *Rankers) {
	var all []choice
	for _, h := range a.cueHeads() {
		if ch, ok := a.choose(h, r); ok {
			ch.confidence = float64(r.Relation.Probability(a.relationRow(&ch)))
			all = append(all, ch)
		}
	}
	slices.SortStableFunc(all, func(x, y choice) int { return cmp.Compare(y.confidence, x.confidence) })
	var kept []proposal
	for _, ch := range all {
		if ch.confidence < accept {
			break
		}
		if !a.crosses(&ch.proposal, kept) {
			kept = append(kept, ch.proposal)
		}
	}
	a.proposals = kept
	a.labels()
	a.quotations()
}

// crosses trims the contents of p that meet those of a surer attribution, and
// reports whether nothing is left or p's cue lies in such a content.
func (a *assembler) crosses(p *proposal, kept []proposal) bool {
	var free []run
	for _, c := range p.content {
		ok := true
		for _, k := range kept {
			if k.cueHead == p.cueHead {
				return true
			}
			for _, d := range k.content {
				if d.meets(c) {
					ok = false
				}
			}
			if c.meets(k.cue) {
				ok = false
			}
		}
		if ok {
			free = append(free, c)
		}
	}
	for _, k := range kept {
		for _, d := range k.content {
			if d.has(p.cueHead) {
				return true
			}
		}
	}
	p.content = free
	return len(free) == 0
}
