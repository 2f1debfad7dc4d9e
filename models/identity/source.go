package identity

import "github.com/saysonews/sayso/models"

// turn is an attribution and whom it resolved to.
type turn struct {
	attribution int32
	figure      int32 // of the first speaker; -1 when unknown
}

// ref ties an attribution to one of its speakers.
type ref struct {
	attribution int32
	figure      int32
	reason      models.Reason
	basis       models.Span
}

// attach notes which token heads the source of each attribution.
func (r *resolver) attach() {
	for a := range r.doc.Attributions {
		if h := r.sourceHead(a); h >= 0 && r.sources[h] < 0 {
			r.sources[h] = int32(a)
		}
	}
}

// sourceHead returns the head of the source of attribution a, or -1.
func (r *resolver) sourceHead(a int) int {
	at := &r.doc.Attributions[a]
	if len(at.Source) == 0 {
		return -1
	}
	if h := at.SourceHead; h >= 0 && h < len(r.doc.Tokens) {
		return h
	}
	first, last := r.tokensIn(at.Source[0])
	if first >= last {
		return -1
	}
	return r.top(first, last)
}

// top returns the word of [first, last) nearest to the root, a noun or pronoun
// where there is one.
func (r *resolver) top(first, last int) int {
	best := -1
	for i := first; i < last; i++ {
		h := r.tree.Head(i)
		if h >= first && h < last || r.rel(i) == models.RelPunct || r.rel(i) == models.RelCase {
			continue
		}
		if r.nominal(i) && !(r.tag(i) == models.TagDT && i+1 < last && r.nominal(i+1)) {
			return i
		}
		if c := r.tree.Child(i, models.RelNsubj, models.RelNsubjPass, models.RelObj); c >= first && c < last {
			return c
		}
		best = i
	}
	for i := last - 1; best < 0 && i >= first; i-- {
		if r.nominal(i) && r.tag(i) != models.TagDT {
			best = i
		}
	}
	return max(best, first)
}

// nominal reports whether token i is a noun, pronoun, number or determiner.
func (r *resolver) nominal(i int) bool {
	switch t := r.tag(i); t {
	case models.TagNN, models.TagNNS, models.TagNNP, models.TagNNPS, models.TagPRP, models.TagPRPS, models.TagWP, models.TagWDT, models.TagWPS, models.TagCD, models.TagDT:
		return true
	}
	return false
}

// tokensIn returns the tokens that lie wholly or partly in a span.
func (r *resolver) tokensIn(s models.Span) (first, last int) {
	t := r.doc.Tokens
	lo, hi := 0, len(t)
	for lo < hi {
		if mid := (lo + hi) / 2; t[mid].End <= s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	last = lo
	for last < len(t) && t[last].Start < s.End {
		last++
	}
	return lo, last
}

// heard resolves the attributions that belong to sentence s, once its mentions
// are known: those whose source lies in it, and those without one whose content
// begins in it.
func (r *resolver) heard(s *models.Sentence) {
	for ; r.met < len(r.order) && r.home(int(r.order[r.met])) < s.Last; r.met++ {
		r.resolve(int(r.order[r.met]))
	}
}

// home is the token at which attribution a is resolved.
func (r *resolver) home(a int) int {
	if h := r.sourceHead(a); h >= 0 {
		return h
	}
	first, _ := r.tokensIn(r.doc.Attributions[a].Content[0])
	return first
}

// resolve finds the speakers of attribution a.
func (r *resolver) resolve(a int) {
	start := len(r.refs)
	if h := r.sourceHead(a); h < 0 {
		r.elided(a)
	} else {
		r.each(a, h)
	}
	if len(r.refs) == start {
		r.refs = append(r.refs, ref{attribution: int32(a), figure: int32(r.nobody(models.Unknown))})
	}
	t := turn{int32(a), r.refs[start].figure}
	if r.figures[t.figure].kind == models.Unknown {
		t.figure = -1
	}
	r.speech = append(r.speech, t)
}

// each resolves the source with head h and those coordinated with it.
func (r *resolver) each(a, h int) {
	x := r.who(h, 0)
	if y := r.inside(a, h, x); y.figure >= 0 {
		x = y
	}
	r.say(a, x)
	for c := r.tree.First(h); c >= 0; c = r.tree.Next(c) {
		if r.rel(c) == models.RelConj && c > h && r.inSource(a, c) {
			r.say(a, r.who(c, 0))
		}
	}
	g := r.tree.Head(h)
	if g < 0 || r.rel(h) != models.RelNsubj {
		return
	}
	for c := r.tree.First(g); c >= 0; c = r.tree.Next(c) { // subjects that the parse left side by side
		if c > h+1 && r.rel(c) == models.RelNsubj && r.inSource(a, c) && r.at[c] >= 0 && r.mentions[r.at[c]].form == byName && r.after(c) {
			r.say(a, r.who(c, 0))
		}
	}
}

// after reports whether "and" or "or" stands before the mention with head c.
func (r *resolver) after(c int) bool {
	first := int(r.mentions[r.at[c]].first)
	for k := first - 1; k >= 0 && k > first-3; k-- {
		if r.tag(k) == models.TagCC {
			return true
		}
	}
	return false
}

// inside returns the person whose name stands in apposition within the source of
// attribution a, where its head h resolved to no person: "a former candidate --
// Ana Ruiz --", "Post reporter Ana Ruiz".
func (r *resolver) inside(a, h int, x ref) ref {
	none := ref{figure: -1}
	if x.figure >= 0 && r.figures[x.figure].kind == models.Person || !r.singular(h) || r.nounClass(h)&(collective|document) != 0 && r.at[h] >= 0 && r.mentions[r.at[h]].form == byNoun {
		return none
	}
	for _, s := range r.doc.Attributions[a].Source {
		lo, hi := r.tokensIn(s)
		for k := lo; k < hi; k++ {
			m := r.at[k]
			if m < 0 || r.mentions[m].form != byName || r.mentions[m].figure < 0 || int(r.mentions[m].head) != k {
				continue
			}
			f := &r.figures[r.mentions[m].figure]
			if f.entity == models.EntityPerson && int(r.mentions[m].first) == lo && int(r.mentions[m].last) < hi && r.tag(int(r.mentions[m].last)) == models.TagComma {
				return ref{figure: r.mentions[m].figure, reason: models.ReasonName, basis: r.mentions[m].basis}
			}
			if first := r.nameStart(m); f.entity == models.EntityPerson && first > lo && r.beside(first-1) && r.rel(k) != models.RelConj && r.rel(k) != models.RelNmodPoss && r.tree.Child(k, models.RelCase) < 0 {
				return ref{figure: r.mentions[m].figure, reason: models.ReasonApposition, basis: r.mentions[m].basis}
			}
		}
	}
	return none
}

// nameStart is the first token of the name of mention m, titles left out.
func (r *resolver) nameStart(m int32) int {
	first, _ := r.tokensIn(r.mentions[m].basis)
	return first
}

// beside reports whether a name after token i is in apposition to what is before.
func (r *resolver) beside(i int) bool {
	switch r.lower(i) {
	case ",", "--", "—", "–", ":":
		return true
	}
	return r.words[i].is(person|office) && r.singular(i)
}

func (r *resolver) inSource(a, i int) bool {
	for _, s := range r.doc.Attributions[a].Source {
		if s.Contains(r.doc.Tokens[i].Span) {
			return true
		}
	}
	return false
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
		if k := r.justBefore(i); k >= 0 && t == models.TagWP {
			return r.who(k, depth+1)
		}
		if g := r.governor(i); g >= 0 {
			if x := r.who(g, depth+1); x.figure >= 0 {
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

// justBefore returns the head of the person's name that ends just before "who", or -1.
func (r *resolver) justBefore(i int) int {
	k := i - 1
	if k >= 0 && r.tag(k) == models.TagComma {
		k--
	}
	if k < 0 || r.at[k] < 0 {
		return -1
	}
	if m := &r.mentions[r.at[k]]; m.form == byName && m.figure >= 0 && r.figures[m.figure].entity == models.EntityPerson {
		return int(m.head)
	}
	return -1
}

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
