package attribution

import "github.com/saysonews/sayso/models"

// content fills in the content of the verb at i by the frames of its lemma and
// reports whether there is one.
func (f *finder) content(p *proposal, i int, frames frame) bool {
	switch {
	case frames&(speech|belief) != 0 && f.clausal(p, i, frames):
	case frames&urging != 0 && f.urged(p, i):
	case frames&intention != 0 && f.infinitive(p, i):
	case frames&speech != 0 && f.around(p, i):
	case frames&speech != 0 && f.quoted(p, i):
	case frames&(attitude|speech) != 0 && f.after(p, i) && (frames&attitude != 0 || f.marked(p)):
	default:
		return false
	}
	if frames&speech != 0 {
		f.delayed(p)
	}
	f.completeQuotes(p)
	return true
}

// delayed moves the beginning of a content that follows a speech verb from a phrase of
// place or time to the conjunction after it: "said in his hearing this month that
// ...", which parsers often take for one clause.
func (f *finder) delayed(p *proposal) {
	for k, c := range p.content {
		if c.first != p.cue.end || f.doc.Tokens[c.first].Tag != models.TagIN || f.doc.Tokens[c.first].Lower == "that" {
			continue
		}
		for i := c.first + 1; i < min(c.end, c.first+maxDelay) && f.doc.Tokens[i].Tag != models.TagComma; i++ {
			if f.doc.Tokens[i].Lower == "that" && f.doc.Tokens[i].Tag == models.TagIN {
				p.content[k].first = i
				break
			}
		}
	}
}

// maxDelay bounds the tokens between a speech verb and its conjunction.
const maxDelay = 20

// clausal takes the complement clause of the cue, on either side.
func (f *finder) clausal(p *proposal, i int, frames frame) bool {
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		t := &f.doc.Tokens[c]
		first, end := f.tree.Range(c)
		r := run{first, end}
		ok := t.Rel == models.RelCcomp ||
			frames&speech != 0 && t.Rel == models.RelParataxis && c > i && f.colonBetween(i, first)
		if !ok || r.has(i) || f.words(r) < 2 && f.quoteOf[c] < 0 {
			continue
		}
		if first < i && end > i {
			continue
		}
		p.content = append(p.content, r)
	}
	if len(p.content) == 0 {
		return false
	}
	p.confidence = 0.6
	if frames&speech != 0 {
		p.confidence = 0.8
	}
	return true
}

func (f *finder) colonBetween(a, b int) bool {
	for i := a + 1; i <= b && i < len(f.doc.Tokens); i++ {
		if f.text[f.doc.Tokens[i].Start] == ':' {
			return true
		}
	}
	return false
}

// around takes the clause that a parenthetic cue interrupts or closes: "The plan,
// she said, had failed."
func (f *finder) around(p *proposal, i int) bool {
	t := &f.doc.Tokens[i]
	h := f.tree.Head(i)
	if h < 0 || t.Rel != models.RelParataxis && t.Rel != models.RelDep || p.source.empty() {
		return false
	}
	first, end := f.tree.Range(h)
	pf, pe := f.tree.Range(i)
	inner := run{pf, pe}.join(p.cue).join(p.source)
	if inner.end-inner.first > 24 || h >= i {
		return false
	}
	p.content = f.clauseAround(run{first, end}, inner)
	p.confidence = 0.8
	return len(p.content) > 0
}

// infinitive takes the infinitive after the cue, "to" included.
func (f *finder) infinitive(p *proposal, i int) bool {
	c := f.tree.Child(i, models.RelXcomp)
	if c < i || p.source.empty() {
		return false
	}
	first, end := f.tree.Range(c)
	if f.doc.Tokens[first].Lower != "to" {
		return false
	}
	p.content, p.confidence = []run{{first, end}}, 0.5
	return true
}

// urged takes person and infinitive: "urged [both sides to take steps]".
func (f *finder) urged(p *proposal, i int) bool {
	obj, c := f.tree.Child(i, models.RelObj, models.RelIobj), f.tree.Child(i, models.RelXcomp, models.RelCcomp, models.RelAdvcl)
	if obj < i || c < obj || p.source.empty() {
		return false
	}
	first, _ := f.tree.Range(obj)
	cf, end := f.tree.Range(c)
	if f.doc.Tokens[cf].Lower != "to" {
		return false
	}
	p.content, p.confidence = []run{{first, end}}, 0.5
	return true
}

// after takes everything right of the cue, times and clauses of manner left out.
func (f *finder) after(p *proposal, i int) bool {
	if f.passive(i) {
		return f.undergone(p, i)
	}
	if p.source.empty() || !f.active(i) || f.tree.Child(i, models.RelObj, models.RelObl, models.RelCcomp, models.RelXcomp) < i {
		return false
	}
	_, end := f.tree.Range(i)
	r := run{p.cue.end, end}
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		first, _ := f.tree.Range(c)
		if first < p.cue.end {
			continue
		}
		switch f.doc.Tokens[c].Rel {
		case models.RelConj, models.RelCc, models.RelParataxis, models.RelOblTmod, models.RelOblUnmarked:
			r.end = min(r.end, first)
		case models.RelAdvcl:
			if f.circumstance(first) {
				r.end = min(r.end, first)
			}
		}
	}
	if f.words(r) < 1 {
		return false
	}
	p.content, p.confidence = []run{r}, 0.4
	return true
}

// circumstance reports whether the adverbial clause that begins at token first is
// about when, why or how rather than part of what is said: after a comma, or with a
// subordinator of its own.
func (f *finder) circumstance(first int) bool {
	if f.doc.Tokens[first-1].Tag == models.TagComma {
		return true
	}
	switch f.doc.Tokens[first].Lower {
	case "while", "when", "because", "after", "before", "since", "if", "although", "though", "unless", "until":
		return true
	}
	return false
}

// marked reports whether a part of p's content stands in quotation marks.
func (f *finder) marked(p *proposal) bool {
	for _, c := range p.content {
		for i := c.first; i < c.end; i++ {
			if f.quoteOf[i] >= 0 {
				return true
			}
		}
	}
	return false
}

// active reports whether the verb at i has a subject of its own, shares that of
// the verb it is coordinated with, or comments on the main clause.
func (f *finder) active(i int) bool {
	if f.tree.Child(i, models.RelNsubj) >= 0 {
		return true
	}
	switch f.doc.Tokens[i].Rel {
	case models.RelConj:
		h := f.tree.Head(i)
		return f.tree.Child(h, models.RelNsubj) >= 0
	case models.RelAdvcl, models.RelAcl:
		return f.doc.Tokens[i].Tag == models.TagVBG
	}
	return false
}

// undergone takes the subject of a passive with an agent: "[The plan] was rejected
// by the council".
func (f *finder) undergone(p *proposal, i int) bool {
	s := f.tree.Child(i, models.RelNsubjPass)
	if s < 0 || p.source.empty() {
		return false
	}
	first, end := f.tree.Range(s)
	p.content, p.confidence = []run{{first, min(end, p.cue.first)}}, 0.4
	return true
}

// quoted takes a quotation that touches cue and source in the same sentence: the
// one that ends just before them, or begins just after.
func (f *finder) quoted(p *proposal, i int) bool {
	s := f.doc.Sentences[f.doc.Tokens[i].Sentence]
	both := p.cue
	if !p.source.empty() {
		both = both.join(p.source)
	}
	lo, hi := f.quotesIn(s)
	for q := lo; q < min(hi, lo+64); q++ {
		r := f.quoteRun(q)
		if r.meets(p.cue) {
			continue
		}
		if r.end <= both.first && both.first-r.end <= 1 || r.first >= both.end && f.near(both.end, r.first) && f.speechlike(r) {
			p.content = append(p.content, r)
		}
	}
	p.confidence = 0.85
	return len(p.content) > 0
}

// speechlike reports whether quotation r reads as speech rather than as a few
// words taken over: it follows a comma, a colon or the cue, or begins with a capital.
func (f *finder) speechlike(r run) bool {
	if r.first == 0 || r.end-r.first < 3 {
		return false
	}
	switch before := &f.doc.Tokens[r.first-1]; before.Tag {
	case models.TagComma, models.TagColon:
		return true
	}
	return f.capital(r.first + 1)
}

// near reports whether the tokens from a to b are few enough to be an addressee, a
// time or a colon between cue and quotation.
func (f *finder) near(a, b int) bool { return b-a <= 8 }

// completeQuotes widens the content over each quotation that it covers the greater
// part of, so that marks and the sentences inside come along.
func (f *finder) completeQuotes(p *proposal) {
	for k := range p.content {
		c := p.content[k]
		for i := c.first; i < c.end; i++ {
			q := f.quoteOf[i]
			if q < 0 {
				continue
			}
			r := run{f.quotes[q].First, f.quotes[q].Last}
			i = r.end
			if r.meets(p.cue) || !p.source.empty() && r.meets(p.source) {
				continue
			}
			p.content[k] = p.content[k].join(r)
		}
	}
}

// trim drops punctuation at the edges of the content that annotators leave out,
// and any overlap with cue and source.
func (f *finder) trim(p *proposal) {
	var kept []run
	for _, c := range p.content {
		parts := []run{c}
		for _, cut := range []run{p.cue, p.source} {
			var next []run
			for _, r := range parts {
				next = append(next, r.without(cut)...)
			}
			parts = next
		}
		for _, r := range parts {
			if r = f.trimRun(r); !r.empty() && f.words(r) > 0 {
				kept = append(kept, r)
			}
		}
	}
	p.content = kept
}

// trimRun drops commas, stops, dashes and coordinators at both ends, but keeps
// quotation marks, brackets with their partner, and what stands inside marks.
func (f *finder) trimRun(r run) run {
	for r.first < r.end && f.quoteOf[r.first] < 0 && f.edge(r.first) {
		r.first++
	}
	for r.first < r.end && f.quoteOf[r.end-1] < 0 && f.edge(r.end-1) {
		r.end--
	}
	return r
}

func (f *finder) edge(i int) bool {
	t := &f.doc.Tokens[i]
	switch t.Tag {
	case models.TagComma, models.TagStop, models.TagColon, models.TagHYPH, models.TagNFP, models.TagCloseQuote, models.TagOpenQuote:
		return true
	}
	return t.Rel == models.RelCc && (t.Lower == "and" || t.Lower == "but") || t.Rel == models.RelPunct && t.Tag != models.TagLRB && t.Tag != models.TagRRB
}
