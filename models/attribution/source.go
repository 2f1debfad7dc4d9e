package attribution

import "github.com/saysonews/sayso/models"

// climb bounds the number of heads that the search for a subject goes up.
const climb = 4

// source fills in the source of the cue at i: its subject, the agent of a passive,
// or the subject of the clause that it continues or completes.
func (f *finder) source(p *proposal, i int) {
	if f.passive(i) {
		if a := f.agent(i); a >= 0 {
			f.takeSource(p, a)
		}
		return
	}
	at := i
	for range climb {
		if s := f.tree.Child(at, models.RelNsubj, models.RelNsubjOuter); s >= 0 && !f.reported(s) {
			f.takeSource(p, s)
			return
		}
		h := f.tree.Head(at)
		if h < 0 {
			return
		}
		switch f.doc.Tokens[at].Rel {
		case models.RelAcl: // "a statement saying ..."
			f.takeSource(p, h)
			return
		case models.RelConj, models.RelXcomp, models.RelAdvcl, models.RelParataxis, models.RelDep, models.RelCcomp:
			if f.passive(h) && f.doc.Tokens[at].Rel == models.RelXcomp {
				if s := f.tree.Child(h, models.RelNsubjPass); s >= 0 {
					f.takeSource(p, s)
				}
				return
			}
			at = h
		default:
			return
		}
	}
}

// maxBeside is the longest source in tokens that is found by its place alone.
const maxBeside = 12

// beside takes as source the noun phrase between a quotation and the cue, or after
// a cue that follows a quotation or opens its sentence, where the tree shows none:
// "..." Lee said; "...", said Lee; Said Lee: "...".
func (f *finder) beside(p *proposal) {
	s := f.doc.Sentences[f.doc.Tokens[p.cueHead].Sentence]
	first := p.cue.first
	for first > s.First && p.cue.first-first < maxBeside && f.quoteOf[first-1] < 0 && f.word(first-1) {
		first--
	}
	if first < p.cue.first && first > 0 && f.quoteOf[first-1] >= 0 {
		f.besideRun(p, run{first, p.cue.first})
		return
	}
	if first != p.cue.first || first > s.First && f.quoteOf[first-1] < 0 {
		return
	}
	end := p.cue.end
	for end < s.Last && end-p.cue.end < maxBeside && f.quoteOf[end] < 0 && f.word(end) {
		end++
	}
	f.besideRun(p, run{p.cue.end, end})
}

// besideRun takes r as source when it begins as a noun phrase does.
func (f *finder) besideRun(p *proposal, r run) {
	if r.empty() {
		return
	}
	switch f.doc.Tokens[r.first].Tag {
	case models.TagNNP, models.TagNNPS, models.TagDT, models.TagPRP, models.TagNN, models.TagNNS, models.TagPRPS, models.TagJJ, models.TagCD:
	default:
		return
	}
	p.source, p.sourceHead = r, r.end-1
	for i := r.first; i < r.end; i++ {
		if t := f.doc.Tokens[i].Tag; !r.has(f.tree.Head(i)) && t >= models.TagNN && t <= models.TagPRP {
			p.sourceHead = i
			break
		}
	}
}

func (f *finder) passive(i int) bool {
	return f.tree.Child(i, models.RelNsubjPass, models.RelAuxPass) >= 0
}

// agent returns the head of the by-phrase of a passive, or -1.
func (f *finder) agent(i int) int {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		switch f.doc.Tokens[c].Rel {
		case models.RelOblAgent:
			return c
		case models.RelObl:
			if k := f.tree.Child(c, models.RelCase); k >= 0 && f.doc.Tokens[k].Lower == "by" {
				return c
			}
		}
	}
	return -1
}

// takeSource sets the subtree of token s as the source, clipped to the side of the
// cue that s stands on.
func (f *finder) takeSource(p *proposal, s int) {
	first, end := f.tree.Range(s)
	switch {
	case s < p.cue.first:
		end = min(end, p.cue.first)
	case s >= p.cue.end:
		first = max(first, p.cue.end)
	}
	p.sourceHead, p.source = s, run{first, end}
	f.trimSource(p)
}

// trimSource drops what annotators leave out of a source: a preposition before it,
// participles after it, punctuation at its edges but for the comma that closes an
// apposition, and a quotation beside it.
func (f *finder) trimSource(p *proposal) {
	r := p.source
	for c := f.tree.First(p.sourceHead); c >= 0; c = f.tree.Next(c) {
		t := &f.doc.Tokens[c]
		first, end := f.tree.Range(c)
		switch {
		case t.Rel == models.RelCase && end <= p.sourceHead:
			r.first = max(r.first, end)
		case t.Rel == models.RelAcl && first > p.sourceHead && t.Tag != models.TagVB,
			t.Rel == models.RelParataxis && first > p.sourceHead, t.Rel == models.RelDep && first > p.sourceHead:
			r.end = min(r.end, first)
		}
	}
	for r.first < r.end && (!f.word(r.first) || f.reported(r.first)) && r.first < p.sourceHead {
		r.first++
	}
	for r.end > r.first && r.end-1 > p.sourceHead && (!f.word(r.end-1) || f.reported(r.end-1)) {
		r.end--
	}
	if app := f.tree.Child(p.sourceHead, models.RelAppos, models.RelAclRelcl); app >= 0 && r.has(app) &&
		r.end < len(f.doc.Tokens) && f.doc.Tokens[r.end].Tag == models.TagComma && p.sourceHead < p.cue.first {
		r.end++
	}
	p.source = r
}
