package attribution

import "github.com/saysonews/sayso/models"

// answering takes the source from p where it is the person spoken to: "asked whether
// he would go, he said ..."; "she was told that the bridge was shut".
func (a *assembler) answering(p *proposal) {
	t := &a.doc.Tokens[p.cueHead]
	if p.source.empty() || t.Tag != models.TagVBN && !a.passive(p.cueHead) {
		return
	}
	switch t.Lemma {
	case "ask", "tell", "question", "press", "quiz", "grill", "warn", "inform", "remind":
	default:
		return
	}
	if a.tree.Child(p.cueHead, models.RelNsubj, models.RelObj) >= 0 || a.perfect(p.cueHead) {
		return // "had asked"
	}
	if by := a.agent(p.cueHead); by >= 0 && p.source.has(by) {
		return
	}
	p.source, p.sourceHead = run{}, -1
}

// perfect reports whether verb i has a form of have as its auxiliary and is no passive.
func (a *assembler) perfect(i int) bool {
	if a.passive(i) {
		return false
	}
	for c := a.tree.First(i); c >= 0; c = a.tree.Next(c) {
		if t := &a.doc.Tokens[c]; t.Rel == models.RelAux && t.Lemma == "have" {
			return true
		}
	}
	return false
}

// led makes an attribution of each quotation that is left after a verb of saying and
// a colon in its sentence, where the tree or the trained model saw none.
func (a *assembler) led() {
	for q := range a.quotes {
		r := a.quoteRun(q)
		colon := r.first - 1
		s := a.doc.Sentences[a.doc.Tokens[r.first].Sentence]
		if a.taken(q) || !s.Kind.Speech() || colon <= s.First || a.text[a.doc.Tokens[colon].Start] != ':' || a.words(r) < 3 {
			continue
		}
		cue := -1
		for i := colon - 1; i >= max(s.First, colon-maxLed); i-- {
			if verb(a.doc.Tokens[i].Tag) && a.verbFrames(i)&speech != 0 {
				cue = i
				break
			}
		}
		if cue < 0 || a.at.cue[cue] >= 0 || a.at.content[cue] >= 0 {
			continue
		}
		p := proposal{cueHead: cue, cue: run{cue, colon + 1}, content: []run{r}, sourceHead: -1, confidence: 0.6}
		if colon-cue > 1 {
			p.cue.end = cue + 1
		}
		if n := a.nameBefore(s, cue); !n.empty() {
			p.source, p.sourceHead = n, n.end-1
		} else {
			a.source(&p, cue)
		}
		a.accept(p)
	}
}

// maxLed is how far before its colon a verb of saying may stand.
const maxLed = 6

// nameBefore returns the name just before token i of s, past an age set off by
// commas: "Jason Moss, 34, raged". It is empty if there is none.
func (a *assembler) nameBefore(s models.Sentence, i int) run {
	tag := func(j int) models.Tag {
		if j < s.First {
			return models.NoTag
		}
		return a.doc.Tokens[j].Tag
	}
	j := i - 1
	if tag(j) == models.TagComma && tag(j-1) == models.TagCD && tag(j-2) == models.TagComma {
		j -= 3
	}
	end := j + 1
	for tag(j) == models.TagNNP || tag(j) == models.TagNNPS {
		j--
	}
	return run{j + 1, end}
}

// aside drops from the contents of p what stands between its quotations after the cue
// and says no more than how: "...," she said, her voice breaking. "..."
func (a *assembler) aside(p *proposal) {
	if len(p.content) < 2 || !a.marked(p) {
		return
	}
	kept := p.content[:0:0]
	for _, c := range p.content {
		how := c.first >= p.cue.end && a.doc.Tokens[c.first].Sentence == a.doc.Tokens[p.cueHead].Sentence &&
			(a.doc.Tokens[c.first-1].Tag == models.TagComma || c.first == p.cue.end && circumstance(&a.doc.Tokens[c.first]))
		for i := c.first; i < c.end && how; i++ {
			how = a.quoteOf[i] < 0 && !finite(a.doc.Tokens[i].Tag)
		}
		if !how || c.end-c.first > maxAside {
			kept = append(kept, c)
		}
	}
	if len(kept) > 0 {
		p.content = kept
	}
}

// circumstance reports whether t begins a phrase of time, place or manner: "under
// questioning". What a saying is about may be content: "of the plan".
func circumstance(t *models.Token) bool {
	switch t.Lower {
	case "under", "during", "in", "on", "at", "after", "before", "through", "amid", "from":
		return t.Tag == models.TagIN
	}
	return false
}

// maxAside is the longest aside in tokens that aside drops.
const maxAside = 8

// dateline reports whether p takes the place before the colon of a dateline for a
// speaker's label: capitals that open the first paragraph, with no other label in the
// article: "NEW DELHI: ...".
func (f *finder) dateline(p *proposal) bool {
	if p.source.empty() || p.cue.first != p.source.end || f.text[f.doc.Tokens[p.cue.first].Start] != ':' || !f.speakerLabel(p.source) {
		return false
	}
	s := f.doc.Tokens[p.source.first].Sentence
	for i, b := range f.doc.Blocks {
		if b.Kind != models.Paragraph {
			continue
		}
		if b.First != s || p.source.first != f.doc.Sentences[s].First {
			return false
		}
		for _, other := range f.doc.Blocks[i+1:] {
			if other.Kind == models.Paragraph && !f.labelOf(other.First).empty() {
				return false
			}
		}
		return true
	}
	return false
}

// maxTold is the longest person spoken to, in tokens.
const maxTold = 8

// told drops the person spoken to from the start of what p tells: "told | residents on
// Sunday that it was time".
func (a *assembler) told(p *proposal) {
	if len(p.content) == 0 || p.content[0].first != p.cue.end || a.doc.Tokens[p.cueHead].Lemma != "tell" {
		return
	}
	c := &p.content[0]
	for i := c.first; i < min(c.first+maxTold, c.end); i++ {
		t := &a.doc.Tokens[i]
		switch {
		case verb(t.Tag) || finite(t.Tag) || a.quoteOf[i] >= 0:
			return
		case i > c.first && t.Lower == "that" && t.Tag == models.TagIN:
			c.first = i
			return
		}
	}
}
