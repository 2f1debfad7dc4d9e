package identity

import "github.com/saysonews/sayso/models"

// who resolves the source word i; depth bounds the steps from word to word.
func (r *resolver) who(i, depth int) ref {
	if k := r.at[i]; k >= 0 {
		m := &r.mentions[k]
		return ref{figure: m.figure, reason: m.reason, basis: m.basis}
	}
	switch t := r.tag(i); {
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

// firstPerson resolves "I" and "we": outside quotations they are the writer's.
func (r *resolver) firstPerson(i int) ref {
	switch k, _, _ := readPronoun(r.lower(i)); {
	case k == iWe && r.words[i].quote == 0:
		return ref{figure: int32(r.nobody(models.Author)), reason: models.ReasonPronoun}
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

// elided resolves an attribution without a source: a quotation continues the
// turn before it in the same or the previous paragraph.
func (r *resolver) elided(a int) {
	at := &r.doc.Attributions[a]
	if at.Type != models.Direct || len(r.speech) == 0 || len(at.Cue) > 0 {
		return
	}
	last := r.speech[len(r.speech)-1]
	if last.figure < 0 {
		return
	}
	r.say(a, ref{figure: last.figure, reason: models.ReasonElided})
}

// say adds a speaker to attribution a unless it is there already.
func (r *resolver) say(a int, x ref) {
	if x.figure < 0 {
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
