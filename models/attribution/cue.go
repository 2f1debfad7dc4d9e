package attribution

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// propose makes the attribution that token i would be the cue of.
func (f *finder) propose(i int) (proposal, bool) {
	t := &f.doc.Tokens[i]
	switch {
	case t.Lower == "according":
		return f.according(i)
	case verb(t.Tag):
		return f.verb(i)
	case t.Tag == models.TagNN || t.Tag == models.TagNNS:
		return f.noun(i)
	case t.Tag == models.TagJJ || t.Tag == models.TagVBN:
		return f.adjective(i)
	}
	return proposal{}, false
}

func verb(t models.Tag) bool { return t >= models.TagVB && t <= models.TagVBZ }

// verb proposes from a verb: the frames of its lemma are tried from the surest.
func (f *finder) verb(i int) (proposal, bool) {
	frames := f.verbFrames(i)
	if p, ok := f.prepositional(i); ok {
		return p, true
	}
	if frames == 0 {
		return f.adjective(i)
	}
	p := proposal{cue: f.cueRun(i), cueHead: i, sourceHead: -1}
	f.source(&p, i)
	if p.source.empty() && frames&speech != 0 {
		f.beside(&p)
	}
	if !f.content(&p, i, frames) {
		return p, false
	}
	f.trim(&p)
	return p, len(p.content) > 0
}

// verbFrames returns the frames of the verb at i, particle included.
func (f *finder) verbFrames(i int) frame {
	lemma := f.doc.Tokens[i].Lemma
	if prt := f.tree.Child(i, models.RelCompoundPrt); prt >= 0 {
		if fr := f.lists.frames[lemma+"_"+f.doc.Tokens[prt].Lower]; fr != 0 {
			return fr
		}
	}
	return f.lists.frames[lemma]
}

// cueRun is the verb at i with its auxiliaries, negation, particles and the
// adverbs between them and just before, as far as nothing else stands between.
func (f *finder) cueRun(i int) run {
	r := run{i, i + 1}
	for j := i - 1; j >= 0 && f.cuePart(j, i); j-- {
		r.first = j
	}
	for r.first < i && f.doc.Tokens[r.first].Rel == models.RelAdvmod && r.first+1 < i && f.doc.Tokens[r.first].Tag == models.TagWRB {
		r.first++
	}
	if n := i + 1; n < len(f.doc.Tokens) && f.tree.Head(n) == i && f.doc.Tokens[n].Rel == models.RelCompoundPrt {
		r.end = n + 1
	}
	if n := r.end; n < len(f.doc.Tokens) && f.text[f.doc.Tokens[n].Start] == ':' && f.doc.Tokens[n].Sentence == f.doc.Tokens[i].Sentence {
		r.end = n + 1
	}
	return r
}

// cuePart reports whether token j, left of the verb at i, belongs to its cue.
func (f *finder) cuePart(j, i int) bool {
	t := &f.doc.Tokens[j]
	if t.Sentence != f.doc.Tokens[i].Sentence || f.tree.Head(j) != i {
		return false
	}
	switch t.Rel {
	case models.RelAux, models.RelAuxPass, models.RelCop:
		return true
	case models.RelAdvmod:
		return t.Tag == models.TagRB || t.Tag == models.TagRBR
	}
	return false
}

// according proposes from "according to X".
func (f *finder) according(i int) (proposal, bool) {
	n := len(f.doc.Tokens)
	if i+2 >= n || f.doc.Tokens[i+1].Lower != "to" {
		return proposal{}, false
	}
	s := f.doc.Sentences[f.doc.Tokens[i].Sentence]
	head := f.tree.Head(i)
	if head < 0 || head < i { // "according" heads its object in some trees
		head = f.tree.Child(i, models.RelObl, models.RelNmod, models.RelObj)
	}
	if head <= i+1 {
		return proposal{}, false
	}
	first, end := f.tree.Range(head)
	src := run{max(first, i+2), end}
	p := proposal{cue: run{i, i + 2}, cueHead: i, sourceHead: head, source: src, confidence: 0.85}
	f.trimSource(&p)
	whole := run{s.First, s.Last}
	p.content = f.clauseAround(whole, run{i, p.source.end})
	f.trim(&p)
	return p, len(p.content) > 0
}

// clauseAround returns the part of the sentence that a parenthesis (cue and
// source) comments on: all of it when the parenthesis stands at either end, both
// parts when it stands between.
func (f *finder) clauseAround(sentence, paren run) []run {
	var out []run
	for _, r := range sentence.without(paren) {
		if f.words(r) > 1 {
			out = append(out, r)
		}
	}
	return out
}

func (f *finder) words(r run) int {
	n := 0
	for i := r.first; i < r.end; i++ {
		if f.word(i) {
			n++
		}
	}
	return n
}

// prepositional proposes from a verb whose content is the object of a preposition
// just after it: "called for calm".
func (f *finder) prepositional(i int) (proposal, bool) {
	n := i + 1
	if n >= len(f.doc.Tokens) || f.doc.Tokens[n].Tag != models.TagIN && f.doc.Tokens[n].Tag != models.TagTO && f.doc.Tokens[n].Tag != models.TagRP {
		return proposal{}, false
	}
	t := &f.doc.Tokens[i]
	var key strings.Builder
	key.WriteString(t.Lemma)
	key.WriteByte(' ')
	key.WriteString(f.doc.Tokens[n].Lower)
	if !f.lists.preps[key.String()] {
		return proposal{}, false
	}
	p := proposal{cue: f.cueRun(i), cueHead: i, sourceHead: -1, confidence: 0.5}
	p.cue.end = n + 1
	f.source(&p, i)
	if p.source.empty() {
		return p, false
	}
	p.content = f.rest(i, n+1)
	f.trim(&p)
	return p, len(p.content) > 0
}

// rest is the subtree of the cue at i from token from on.
func (f *finder) rest(i, from int) []run {
	_, end := f.tree.Range(i)
	if end <= from {
		return nil
	}
	return []run{{from, end}}
}

// noun proposes from a noun of saying with a clause or infinitive.
func (f *finder) noun(i int) (proposal, bool) {
	if f.lists.frames[f.doc.Tokens[i].Lemma+"/n"]&noun == 0 {
		return proposal{}, false
	}
	p := proposal{cue: run{i, i + 1}, cueHead: i, sourceHead: -1, confidence: 0.45}
	poss := f.tree.Child(i, models.RelNmodPoss)
	if poss >= 0 {
		p.sourceHead = poss
		first, end := f.tree.Range(poss)
		p.source = run{first, min(end, i)}
	}
	c := f.tree.Child(i, models.RelCcomp, models.RelAcl)
	if c < i || !f.clause(c) {
		return p, false
	}
	if poss < 0 {
		f.nounSubject(&p, i)
	}
	if p.source.empty() {
		return p, false
	}
	first, end := f.tree.Range(c)
	p.content = []run{{first, end}}
	f.trim(&p)
	return p, len(p.content) > 0
}

// nounSubject takes the subject of the verb that the noun at i completes: "she
// repeated the claim that ...".
func (f *finder) nounSubject(p *proposal, i int) {
	h := f.tree.Head(i)
	if h < 0 || !verb(f.doc.Tokens[h].Tag) || f.doc.Tokens[i].Rel != models.RelObj {
		return
	}
	f.source(p, h)
	if !p.source.empty() {
		p.cue = run{f.cueRun(h).first, i + 1}
	}
}

// clause reports whether c heads a finite clause with its subject or an
// infinitive with its "to".
func (f *finder) clause(c int) bool {
	first, _ := f.tree.Range(c)
	switch f.doc.Tokens[first].Lower {
	case "that", "to", "how", "whether", "what", "why", "if":
		return true
	}
	return f.tree.Child(c, models.RelNsubj, models.RelNsubjPass) >= 0 && f.doc.Tokens[c].Rel == models.RelCcomp
}

// adjective proposes from an adjective after a copula: "is confident that ...".
func (f *finder) adjective(i int) (proposal, bool) {
	if f.lists.frames[f.doc.Tokens[i].Lower+"/n"]&adjective == 0 {
		return proposal{}, false
	}
	if f.tree.Child(i, models.RelCop, models.RelAuxPass) < 0 {
		return proposal{}, false
	}
	c := f.tree.Child(i, models.RelCcomp, models.RelXcomp)
	if c < i || !f.clause(c) {
		return proposal{}, false
	}
	p := proposal{cue: f.cueRun(i), cueHead: i, sourceHead: -1, confidence: 0.45}
	f.source(&p, i)
	if p.source.empty() {
		return p, false
	}
	first, end := f.tree.Range(c)
	p.content = []run{{first, end}}
	f.trim(&p)
	return p, len(p.content) > 0
}
