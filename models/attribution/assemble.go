package attribution

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/boost"
)

// Rankers score candidates and whole attributions.
type Rankers struct {
	Cue, Source, Content, Relation *boost.Ensemble
	Thresholds
}

// Thresholds are the least probabilities at which the assembly takes something.
type Thresholds struct {
	Cue     float32 // of a cue's best run
	Source  float32 // of the best source
	Content float32 // of the best content
	Further float32 // of each further content
	Accept  float32 // of the whole attribution
	// Saying, Sayer and Said stand for Accept, Source and Content where the cue is a
	// word that practically always is one: its attribution is given even where its
	// ends are unsure, with the low confidence that it has.
	Saying, Sayer, Said float32
}

// DefaultThresholds are the shipped ones: F1 on PolNeAR dev is flat around Accept, and
// this is the end of the flat part with fewer wrong attributions.
func DefaultThresholds() Thresholds {
	return Thresholds{Cue: 0.12, Source: 0.25, Content: 0.25, Further: 0.5, Accept: 0.35, Saying: 0.05, Sayer: 0.15, Said: 0.03}
}

// choice is what was chosen for a cue, with the probabilities.
type choice struct {
	proposal
	cueScore, sourceScore, contentScore float32
	second                              float32 // of the runner-up content
}

// choose assembles the attribution of the cue headed by h, if there is one.
func (a *assembler) choose(h int, r *Rankers) (choice, bool) {
	ch := choice{proposal: proposal{cueHead: h, sourceHead: -1}}
	t := r.Thresholds
	if a.saying(h) {
		t.Content = t.Said
		if a.mending {
			t.Source = t.Sayer
		}
	}
	a.cues(h)
	cue, ok := a.top1(func(c candidate) float32 { return r.Cue.Probability(a.cueRow(h, c)) })
	if !ok || cue.score < r.Thresholds.Cue {
		return ch, false
	}
	ch.cue, ch.cueScore = cue.run, cue.score
	a.sources(h, cue.run)
	src, ok := a.top1(func(c candidate) float32 { return r.Source.Probability(a.sourceRow(h, cue.run, c)) })
	if ok {
		ch.sourceScore = src.score
	}
	if ok && src.score >= t.Source {
		ch.source = src.run
		ch.sourceHead, _ = a.head(src.run, h)
	} else if a.mending && a.saying(h) {
		if o := a.opener(cue.run); !o.empty() {
			ch.source = o
			ch.sourceHead = a.nominal(o)
		}
	}
	if a.mending {
		a.floated(&ch.proposal)
	}
	a.contents(h, cue.run, ch.source)
	for i := range a.set {
		a.set[i].score = r.Content.Probability(a.contentRow(h, cue.run, ch.source, a.set[i]))
	}
	a.pickContents(&ch, t)
	a.invert(&ch)
	return ch, len(ch.content) > 0
}

// invert makes the verb the cue where the source before a colon begins with one:
// "Said Marta Lind: ...", which no text of the training corpus has.
func (a *assembler) invert(ch *choice) {
	s := ch.source
	if s.end-s.first < 2 || ch.cue != (run{s.end, s.end + 1}) || s.first != a.doc.Sentences[a.doc.Tokens[s.first].Sentence].First {
		return
	}
	if a.text[a.doc.Tokens[ch.cue.first].Start] != ':' {
		return
	}
	switch a.doc.Tokens[s.first].Lower { // tags and lemmas of such a word are unsure
	case "said", "says", "asked", "added", "wrote", "replied", "answered", "declared":
	default:
		return
	}
	ch.cue, ch.cueHead = run{s.first, s.first + 1}, s.first
	ch.source.first++
	if ch.sourceHead == s.first {
		ch.sourceHead = s.end - 1
	}
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
func (a *assembler) pickContents(ch *choice, t Thresholds) {
	slices.SortStableFunc(a.set, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	for i, c := range a.set {
		if i == 0 && c.score < t.Content || i > 0 && c.score < t.Further {
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

// assemble replaces the rules' proposals by those that the rankers choose. The
// rules then see to speakers' labels and to the quotations that are left.
func (a *assembler) assemble(r *Rankers) {
	a.mending = true
	var all []choice
	for _, h := range a.cueHeads() {
		if ch, ok := a.choose(h, r); ok {
			ch.confidence = float64(r.Relation.Probability(a.relationRow(&ch)))
			all = append(all, ch)
		}
	}
	slices.SortStableFunc(all, func(x, y choice) int { return cmp.Compare(y.confidence, x.confidence) })
	ruled := a.proposals
	a.proposals = nil
	a.reindex()
	outer := a.claims(all)
	if a.part(all, outer) {
		outer = a.claims(all)
	}
	for k, ch := range all {
		least, lead := r.Accept, outerLead
		if a.saying(ch.cueHead) {
			least = r.Saying
			if ch.confidence > sureSaying {
				lead = -1
			}
		}
		if ch.confidence < float64(least) {
			continue
		}
		if o := outer[ch.cueHead]; o >= 0 && int(o) != k && all[o].confidence > ch.confidence-lead {
			continue
		}
		a.placed(&ch.proposal)
		a.answering(&ch.proposal)
		a.aside(&ch.proposal)
		a.told(&ch.proposal)
		if !a.dateline(&ch.proposal) && !a.heading(&ch.proposal) && !a.nickname(&ch.proposal) && !a.addressed(&ch.proposal) && a.fit(&ch.proposal) {
			a.accept(ch.proposal)
		}
	}
	a.quoting(ruled)
	a.labels()
	a.led()
	a.quotations()
}

// quoting adds those of the rules' proposals that quote words of a source, or whose
// cue is an act of speech with a subject of its own, where the rankers chose
// nothing.
func (a *assembler) quoting(ruled []proposal) {
	for _, p := range ruled {
		if p.dropped || p.source.empty() || p.cueHead < 0 || a.nickname(&p) || a.dateline(&p) || a.heading(&p) {
			continue
		}
		a.placed(&p)
		a.floated(&p)
		if (a.marked(&p) || a.acts(&p)) && a.shorten(&p) && !a.crosses(&p) {
			p.confidence = min(p.confidence, 0.35)
			a.accept(p)
		}
	}
}

// shorten cuts the contents of p before the first token that another attribution
// has taken, and reports whether any is left.
func (a *assembler) shorten(p *proposal) bool {
	kept := p.content[:0:0]
	for _, c := range p.content {
		for i := c.first; i < c.end; i++ {
			if a.at.content[i] >= 0 || a.at.cue[i] >= 0 {
				c = a.trimRun(run{c.first, i})
			}
		}
		if a.words(c) > 0 {
			kept = append(kept, c)
		}
	}
	p.content = kept
	return len(kept) > 0
}

// acts reports whether the cue of p is a finite verb that names an act of speech.
func (a *assembler) acts(p *proposal) bool {
	t := &a.doc.Tokens[p.cueHead]
	return a.lists.frames[t.Lemma]&act != 0 && (t.Tag == models.TagVBD || t.Tag == models.TagVBZ || t.Tag == models.TagVBP) &&
		a.tree.Child(p.cueHead, models.RelNsubj) >= 0
}

// addressed reports whether the content of p is no more than the person that the
// source talks with: "held a call with the minister".
func (a *assembler) addressed(p *proposal) bool {
	if len(p.content) != 1 || a.doc.Tokens[p.cue.end-1].Lower != "with" || p.content[0].first != p.cue.end {
		return false
	}
	switch a.doc.Tokens[p.cueHead].Lemma {
	case "agree", "disagree", "side", "sympathize", "sympathise", "concur", "identify":
		return false
	}
	top, _ := a.head(p.content[0], p.cueHead)
	t := a.doc.Tokens[top].Tag
	return t == models.TagNNP || t == models.TagNNPS || t == models.TagPRP
}

// nickname reports whether the content of p is a name in quotation marks: "a man
// known as "Dutch"".
func (a *assembler) nickname(p *proposal) bool {
	if len(p.content) != 1 || p.content[0].end-p.content[0].first > 6 {
		return false
	}
	switch a.doc.Tokens[p.cueHead].Lemma {
	case "know", "nickname", "dub", "call", "name", "title", "style":
	default:
		return false
	}
	for i := p.content[0].first; i < p.content[0].end; i++ {
		if a.word(i) && (!a.capital(i) || a.quoteOf[i] < 0) {
			return false
		}
	}
	return true
}
