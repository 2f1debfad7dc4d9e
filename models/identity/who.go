package identity

import "github.com/saysonews/sayso/models"

// who resolves the source word i; depth bounds the steps from word to word.
func (r *resolver) who(i, depth int) ref {
	if k := r.at[i]; k >= 0 {
		m := &r.mentions[k]
		return ref{figure: m.figure, reason: m.reason, basis: m.basis}
	}
	switch t := r.tag(i); {
	case r.lower(i) == "q" && r.label(i) && r.answered():
		return ref{figure: int32(r.nobody(models.Author)), reason: models.ReasonDescription, basis: r.span(i, i+1)}
	case r.label(i) && (r.lower(i) == "a" || r.lower(i) == "answer"):
		if f := r.interviewed(i); f >= 0 {
			return ref{figure: f, reason: models.ReasonDescription, basis: r.ground(i, f, models.Span{})}
		}
		return ref{figure: -1}
	case depth > 3:
	case t == models.TagPRP || t == models.TagPRPS:
		return r.firstPerson(i)
	case t == models.TagWDT || t == models.TagWP || t == models.TagWPS || r.lower(i) == "that":
		if k := r.justBefore(i, t == models.TagWP); k >= 0 {
			return r.who(k, depth+1)
		}
		if g := r.governor(i); g >= 0 {
			if x := r.who(g, depth+1); x.figure >= 0 && (t != models.TagWP || r.figures[x.figure].entity != models.EntityOrganisation) {
				return x
			}
		}
		if g := r.nearest(i); g >= 0 && t == models.TagWP {
			return r.who(g, depth+1)
		}
	case t == models.TagNN || t == models.TagNNS || t == models.TagNNP || t == models.TagNNPS || t == models.TagCD || t == models.TagDT || t == models.TagJJ || t == models.TagJJS || t == models.TagJJR:
		return r.plain(i)
	}
	return ref{figure: -1}
}

// answered reports whether the article is an interview printed as questions and
// answers, in which the writer asks, rather than a transcript in which many do.
func (r *resolver) answered() bool {
	for s := range r.doc.Sentences {
		if i := r.doc.Sentences[s].First; (r.lower(i) == "a" || r.lower(i) == "answer") && r.label(i) {
			return true
		}
	}
	return false
}

// firstPerson resolves "I" and "we": outside quotations they are the writer's.
func (r *resolver) firstPerson(i int) ref {
	switch k, _, _ := readPronoun(r.lower(i)); {
	case k == iWe && r.words[i].quote == 0:
		return ref{figure: int32(r.nobody(models.Author)), reason: models.ReasonPronoun, basis: r.span(i, i+1)}
	case r.lower(i) == "you" || r.lower(i) == "one":
		return r.plain(i)
	}
	return ref{figure: -1}
}

// justBefore returns the head of the name that ends just before the relative
// pronoun i, a person's before "who" and another's before "which"; -1 for none.
func (r *resolver) justBefore(i int, who bool) int {
	k := i - 1
	if k >= 0 && (r.tag(k) == models.TagComma || r.tag(k) == models.TagColon || isDash(r.lower(k))) {
		k--
	} else if !who {
		return -1
	}
	if k < 0 || r.at[k] < 0 {
		return -1
	}
	m := &r.mentions[r.at[k]]
	if m.form == byName && m.figure >= 0 && who == (r.figures[m.figure].entity == models.EntityPerson) && (who || !r.joined(int(m.head))) {
		return int(m.head)
	}
	return -1
}

func isDash(l string) bool { return l == "--" || l == "—" || l == "–" || l == "-" }

// nearest returns the head of the last person, named or described, in the dozen
// tokens before token i, or -1.
func (r *resolver) nearest(i int) int {
	for k := i - 1; k >= r.start(i) && k > i-12; k-- {
		if m := r.at[k]; m >= 0 && int(r.mentions[m].head) == k && r.mentions[m].figure >= 0 && r.mentions[m].form != byPronoun {
			if f := &r.figures[r.mentions[m].figure]; f.entity == models.EntityPerson || f.kind == models.Unnamed || f.kind == models.Group {
				return k
			}
		}
	}
	return -1
}

// governor returns the noun that the relative clause of pronoun i belongs to.
func (r *resolver) governor(i int) int {
	for h, steps := i, 0; h >= 0 && steps < 64; h, steps = r.tree.Head(h), steps+1 { // a damaged tree may go round
		if rel := r.rel(h); rel == models.RelAclRelcl || rel == models.RelAcl {
			return r.tree.Head(h)
		}
	}
	return -1
}

// plain resolves a source that is no listed noun: a figure of its own, unnamed.
func (r *resolver) plain(i int) ref {
	first, last := r.clipped(i)
	f := figure{best: -1, kind: models.Unnamed, first: i, last: i, word: r.doc.Tokens[i].Lemma, span: [2]int{first, last}}
	f.plural = r.tag(i) != models.TagNN && r.tag(i) != models.TagNNP
	if e := r.nounEntry(i); e != nil {
		r.sort(&f, e)
	}
	r.measure(&f, i)
	r.figures = append(r.figures, f)
	return ref{figure: int32(len(r.figures) - 1), reason: models.ReasonDescription, basis: r.span(first, last)}
}

// elided resolves a quotation without a source: it is spoken by the subject of
// the sentence before it in its paragraph (Rosa turned to Sam. "Enough."), or
// goes on with the turn before it; in a dialogue the speakers alternate.
func (r *resolver) elided(a int) {
	at := &r.doc.Attributions[a]
	if at.Type != models.Direct || len(at.Cue) > 0 {
		return
	}
	first, _ := r.tokensIn(at.Content[0])
	if first >= len(r.doc.Tokens) {
		return
	}
	if k := r.actor(first); k >= 0 {
		r.sayMention(a, k, models.ReasonElided)
		return
	}
	if f := r.turnBefore(first); f >= 0 {
		r.say(a, ref{figure: f, reason: models.ReasonElided, basis: r.ground(first, f, models.Span{})})
	}
}

// actor returns the mention that is the subject of the sentence before token i,
// in the same paragraph and outside quotation marks, when it is a person; or -1.
func (r *resolver) actor(i int) int32 {
	s := r.doc.Tokens[i].Sentence
	if s == 0 || r.doc.Sentences[s-1].Block != r.doc.Sentences[s].Block || i > r.doc.Sentences[s].First+1 {
		return -1
	}
	p := &r.doc.Sentences[s-1]
	for k := p.First; k < p.Last; k++ {
		if r.words[k].quote > 0 {
			return -1
		}
		m := r.at[k]
		if m < 0 || int(r.mentions[m].head) != k || r.rel(k) != models.RelNsubj || r.mentions[m].figure < 0 {
			continue
		}
		if h := r.tree.Head(k); h >= 0 && r.rel(h) == models.RelRoot {
			if f := &r.figures[r.mentions[m].figure]; f.entity == models.EntityPerson || f.kind == models.Unnamed {
				return m
			}
		}
	}
	return -1
}

// turnBefore returns the figure that a quotation at token i goes on with: the
// last speaker within two paragraphs, or, where two spoke in turn, each in a
// paragraph of his own, the one before the last; -1 when there is none.
func (r *resolver) turnBefore(i int) int32 {
	n := len(r.speech)
	if n == 0 || r.speech[n-1].figure < 0 {
		return -1
	}
	last := r.speech[n-1]
	here, block := r.block(i), r.block(r.home(int(last.attribution)))
	if here-block > 2 {
		return -1
	}
	if n > 1 && here > block {
		if b := r.speech[n-2]; b.figure >= 0 && b.figure != last.figure && r.block(r.home(int(b.attribution))) == block-1 && here == block+1 && r.directTurn(b) && r.directTurn(last) {
			return b.figure
		}
	}
	return last.figure
}

func (r *resolver) directTurn(t turn) bool {
	return r.doc.Attributions[t.attribution].Type == models.Direct
}

// block is the paragraph of token i.
func (r *resolver) block(i int) int {
	if i < 0 || i >= len(r.doc.Tokens) {
		return 0
	}
	return r.doc.Sentences[r.doc.Tokens[i].Sentence].Block
}

// say adds a speaker to attribution a unless it is there already.
func (r *resolver) say(a int, x ref) {
	if x.figure < 0 || r.figures[x.figure].kind == models.Unknown {
		x = ref{figure: int32(r.nobody(models.Unknown))}
	}
	x.attribution = int32(a)
	for k := len(r.refs) - 1; k >= 0 && r.refs[k].attribution == x.attribution; k-- {
		if r.refs[k].figure == x.figure {
			return
		}
	}
	r.refs = append(r.refs, x)
}

// nobody returns the figure of the unknown speaker or of the author.
func (r *resolver) nobody(k models.SpeakerKind) int {
	if r.special[k] == 0 {
		r.figures = append(r.figures, figure{best: -1, kind: k, last: -1})
		r.special[k] = len(r.figures)
	}
	return r.special[k] - 1
}

// interviewed returns the figure that answers in an interview printed as
// questions and answers: the person named most often before it begins.
func (r *resolver) interviewed(i int) int32 {
	best, most, tie := int32(-1), 0, false
	for f := range r.figures[:min(len(r.figures), horizon)] {
		fig := &r.figures[f]
		if fig.entity != models.EntityPerson || fig.last < 0 {
			continue
		}
		switch {
		case fig.count > most:
			best, most, tie = int32(f), fig.count, false
		case fig.count == most:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}
