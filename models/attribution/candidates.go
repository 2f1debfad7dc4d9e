package attribution

import "github.com/saysonews/sayso/models"

// origin says which shapes a candidate has; several may give the same run.
type origin uint32

// The origins of candidates.
const (
	fromBest    origin = 1 << iota // the best label sequence
	fromLikely                     // where the role is likelier than a threshold
	fromRules                      // the rules' proposal for this cue
	fromSubtree                    // the subtree of a dependent of the cue
	fromRight                      // everything right of the cue in its subtree
	fromLeft                       // everything left of the cue in its clause
	fromRest                       // the sentence without cue and source
	fromQuote                      // a quotation
	fromNext                       // a quotation further on
	fromHead                       // the clause that the cue comments on
	fromTrimmed                    // a source without its modifiers
	fromThat                       // from a conjunction after the cue to the sentence's end
)

// candidate is a run that may be a span of a role, and how it was found.
type candidate struct {
	run
	from  origin
	rel   models.Rel // of the dependent whose subtree it is
	score float32
}

// candidates is a small set of runs.
type candidates []candidate

// window bounds the tokens on either side of a cue that hold its source and
// contents, quotations apart, and maxCandidates the runs that are looked at.
const (
	window        = 250
	maxCandidates = 60
)

// add puts r into the set, or adds an origin to the same run.
func (c *candidates) add(r run, from origin, rel models.Rel) {
	if r.empty() {
		return
	}
	for i := range *c {
		if (*c)[i].run == r {
			(*c)[i].from |= from
			if rel != models.NoRel {
				(*c)[i].rel = rel
			}
			return
		}
	}
	if len(*c) < maxCandidates {
		*c = append(*c, candidate{run: r, from: from, rel: rel})
	}
}

// assembler builds attributions from what the sequence model believes.
type assembler struct {
	*finder
	b *beliefs
	x *Features
	// ruled gives the rules' proposal of each cue, -1 for none.
	ruled map[int]int
	set   candidates
	row   []float32
}

// cueFloor is the least probability of a token at which a cue is looked for.
const cueFloor = 0.12

// cueHeads returns the heads of the stretches that may be cues, in order.
func (a *assembler) cueHeads() []int {
	var heads []int
	for _, s := range a.doc.Sentences {
		if !s.Kind.Speech() {
			continue
		}
		for i := s.First; i < s.Last; {
			if a.b.at(cueRole, i) < cueFloor {
				if a.saying(i) {
					heads = append(heads, i)
				}
				i++
				continue
			}
			r := a.b.likelyRun(cueRole, i, cueFloor, run{i, s.Last})
			top := a.top(r)
			for j := r.first; j < r.end; j++ {
				if j == top || j > top+1 && a.saying(j) && !a.saying(j-1) {
					heads = append(heads, j)
				}
			}
			i = max(r.end, i+1)
		}
	}
	return heads
}

// saying reports whether token i is one of the words that practically always cue an
// attribution: say and tell as verbs, according to.
func (a *assembler) saying(i int) bool {
	t := &a.doc.Tokens[i]
	switch t.Lemma {
	case "say", "tell":
		return verb(t.Tag)
	case "accord", "according":
		return i+1 < len(a.doc.Tokens) && a.doc.Tokens[i+1].Lower == "to"
	}
	return false
}

// top returns the token of r that governs the others: the likeliest cue among
// those whose head lies outside.
func (a *assembler) top(r run) int {
	best, score := r.first, float32(-1)
	for i := r.first; i < r.end; i++ {
		h := a.tree.Head(i)
		p := a.b.at(cueRole, i)
		if r.has(h) {
			p *= 0.3
		}
		if !a.word(i) {
			p *= 0.5
		}
		if p > score {
			best, score = i, p
		}
	}
	return best
}

// cues fills the set with the runs that a cue headed by h may have.
func (a *assembler) cues(h int) {
	a.set = a.set[:0]
	s := a.doc.Sentences[a.doc.Tokens[h].Sentence]
	bounds := run{s.First, s.Last}
	a.set.add(a.b.bestRun(cueRole, h), fromBest, 0)
	for _, least := range [...]float32{0.2, 0.5} {
		a.set.add(a.b.likelyRun(cueRole, h, least, bounds), fromLikely, 0)
	}
	if k, ok := a.ruled[h]; ok {
		a.set.add(a.proposals[k].cue, fromRules, 0)
	}
	r := a.cueRun(h)
	a.set.add(r, fromSubtree, 0)
	a.set.add(run{h, h + 1}, fromTrimmed, 0)
	if r.end < s.Last && a.doc.Tokens[r.end].Tag == models.TagIN {
		a.set.add(run{r.first, r.end + 1}, fromRight, 0)
	}
	if r.first > s.First && a.doc.Tokens[r.first-1].Tag == models.TagRB {
		a.set.add(run{r.first - 1, r.end}, fromLeft, 0)
	}
	if r.first > s.First && a.doc.Tokens[r.first-1].Lower == "to" {
		a.set.add(run{r.first - 1, r.end}, fromLeft, 0)
	}
}

// sources fills the set with the runs that may be the source of the cue c headed
// by h.
func (a *assembler) sources(h int, c run) {
	a.set = a.set[:0]
	s := a.doc.Sentences[a.doc.Tokens[h].Sentence]
	bounds := run{s.First, s.Last}
	bounds = run{max(s.First, c.first-window), min(s.Last, c.end+window)}
	for i := bounds.first; i < bounds.end; i++ {
		if a.b.at(sourceRole, i) < 0.15 {
			continue
		}
		r := a.b.bestRun(sourceRole, i)
		a.set.add(r, fromBest, 0)
		l := a.b.likelyRun(sourceRole, i, 0.15, bounds)
		a.set.add(l, fromLikely, 0)
		a.set.add(a.b.likelyRun(sourceRole, i, 0.5, bounds), fromLikely, 0)
		i = max(i, r.end-1, l.end-1)
	}
	if k, ok := a.ruled[h]; ok {
		a.set.add(a.proposals[k].source, fromRules, 0)
	}
	p := proposal{cue: c, cueHead: h, sourceHead: -1}
	a.source(&p, h)
	if p.sourceHead >= 0 {
		a.set.add(p.source, fromTrimmed, 0)
		first, end := a.tree.Range(p.sourceHead)
		for _, r := range (run{first, end}).without(c) {
			if r.has(p.sourceHead) {
				a.set.add(r, fromSubtree, a.doc.Tokens[p.sourceHead].Rel)
				for d := a.tree.First(p.sourceHead); d >= 0; d = a.tree.Next(d) {
					if df, _ := a.tree.Range(d); d > p.sourceHead && r.has(df) {
						a.set.add(a.trimRun(run{r.first, df}), fromHead, a.doc.Tokens[d].Rel)
					}
				}
			}
		}
	}
	a.drop(c)
}

// drop leaves out the candidates that meet r.
func (a *assembler) drop(r run) {
	kept := a.set[:0]
	for _, c := range a.set {
		if !c.meets(r) {
			kept = append(kept, c)
		}
	}
	a.set = kept
}

// contents fills the set with the runs that may be a content of the cue c headed
// by h with source src.
func (a *assembler) contents(h int, c, src run) {
	a.set = a.set[:0]
	si := a.doc.Tokens[h].Sentence
	s := a.doc.Sentences[si]
	block := a.doc.Blocks[s.Block]
	whole := run{a.doc.Sentences[block.First].First, a.doc.Sentences[block.Last-1].Last}
	near := run{max(whole.first, c.first-window), min(whole.end, c.end+window)}
	a.believed(near, near)
	if k, ok := a.ruled[h]; ok {
		for _, r := range a.proposals[k].content {
			for _, part := range a.blocks(r) {
				a.set.add(part, fromRules, 0)
			}
		}
	}
	a.branches(h, c, src, s)
	a.following(s.Block, near)
	a.drop(c)
	if !src.empty() {
		a.drop(src)
	}
}

// blocks splits r at block ends.
func (a *assembler) blocks(r run) []run {
	var out []run
	for !r.empty() {
		end := min(r.end, a.blockEnd(r.first))
		out = append(out, run{r.first, end})
		r.first = end
	}
	return out
}

// believed adds the contents that the sequence model sees within r.
func (a *assembler) believed(r, whole run) {
	for i := r.first; i < r.end; i++ {
		if a.b.at(contentRole, i) < 0.2 {
			continue
		}
		best := a.b.bestRun(contentRole, i)
		a.set.add(best, fromBest, 0)
		likely := a.b.likelyRun(contentRole, i, 0.2, whole)
		a.set.add(a.trimRun(likely), fromLikely, 0)
		a.set.add(a.trimRun(a.b.likelyRun(contentRole, i, 0.5, whole)), fromLikely, 0)
		i = max(i, best.end-1, likely.end-1)
	}
}

// branches adds the shapes that the tree gives.
func (a *assembler) branches(h int, c, src run, s models.Sentence) {
	first, end := a.tree.Range(h)
	add := func(r run, from origin, rel models.Rel) {
		for _, part := range r.without(c) {
			if !src.empty() {
				if src.meets(part) && !part.covers(src) {
					continue
				}
				for _, q := range part.without(src) {
					a.set.add(a.widen(a.trimRun(q)), from, rel)
				}
				continue
			}
			a.set.add(a.widen(a.trimRun(part)), from, rel)
		}
	}
	for d := a.tree.First(h); d >= 0; d = a.tree.Next(d) {
		df, de := a.tree.Range(d)
		switch rel := a.doc.Tokens[d].Rel; rel {
		case models.RelPunct, models.RelAux, models.RelAuxPass, models.RelCop, models.RelNsubj, models.RelCompoundPrt:
		default:
			add(run{df, de}, fromSubtree, rel)
			if df >= c.end {
				add(run{c.end, de}, fromRight, rel)
			}
			if k := a.tree.Child(d, models.RelCase); k >= 0 && k < d {
				add(run{k + 1, de}, fromSubtree|fromTrimmed, rel)
			}
			a.shorter(d, add)
		}
	}
	add(run{c.end, end}, fromRight, 0)
	add(run{first, c.first}, fromLeft, 0)
	add(run{s.First, c.first}, fromLeft|fromRest, 0)
	add(run{c.end, s.Last}, fromRight|fromRest, 0)
	for i := c.end; i < min(c.end+25, s.Last); i++ {
		if a.conjunction(i) > 0 {
			add(run{i, s.Last}, fromThat, 0)
			add(run{i, end}, fromThat, 0)
			break
		}
	}
	if g := a.tree.Head(h); g >= 0 {
		gf, ge := a.tree.Range(g)
		add(run{gf, ge}, fromHead, a.doc.Tokens[h].Rel)
	}
}

// conjunction numbers the words that open a reported clause; 0 for others.
func (a *assembler) conjunction(i int) int {
	switch a.doc.Tokens[i].Lower {
	case "that":
		return 1
	case "whether", "if":
		return 2
	case "how", "why", "what", "who", "where", "when":
		return 3
	}
	return 0
}

// shorter adds the subtree of d without its last clausal modifiers, which
// annotators often leave out.
func (a *assembler) shorter(d int, add func(run, origin, models.Rel)) {
	df, _ := a.tree.Range(d)
	for e := a.tree.First(d); e >= 0; e = a.tree.Next(e) {
		switch rel := a.doc.Tokens[e].Rel; rel {
		case models.RelConj, models.RelAdvcl, models.RelParataxis, models.RelAclRelcl, models.RelDep, models.RelObl, models.RelOblTmod, models.RelOblUnmarked, models.RelAcl:
			if ef, _ := a.tree.Range(e); ef > d {
				add(run{df, ef}, fromTrimmed, rel)
			}
		}
	}
}

// widen stretches r over the quotations that it covers the greater part of, and
// over quotation marks at its edges.
func (a *assembler) widen(r run) run {
	if r.empty() {
		return r
	}
	for _, i := range [...]int{r.first, r.end - 1} {
		if q := a.quoteOf[i]; q >= 0 {
			quote := run{a.quotes[q].First, a.quotes[q].Last}
			inside := min(r.end, quote.end) - max(r.first, quote.first)
			if 2*inside >= quote.end-quote.first {
				r = r.join(quote)
			}
		}
	}
	return r
}

// following adds the quotations that begin the next blocks, and those later in the
// block of the cue.
func (a *assembler) following(block int, near run) {
	blocks := 0
	for b := block; b < len(a.doc.Blocks) && blocks < 4; b++ {
		blk := a.doc.Blocks[b]
		if !blk.Kind.Speech() || blk.First >= blk.Last {
			continue
		}
		blocks++
		first, last := a.doc.Sentences[blk.First].First, a.doc.Sentences[blk.Last-1].Last
		if b == block {
			first, last = max(first, near.first), min(last, near.end)
		}
		for i := first; i < last; i++ {
			q := a.quoteOf[i]
			if q < 0 {
				if b > block {
					break
				}
				continue
			}
			r := run{a.quotes[q].First, a.quotes[q].Last}
			from := fromQuote
			if b > block {
				from = fromNext
			}
			if r.end-r.first > 2 {
				a.set.add(r, from, 0)
			}
			i = r.end - 1
		}
		if b > block {
			a.set.add(a.b.bestRun(contentRole, first), fromNext|fromBest, 0)
		}
	}
}
