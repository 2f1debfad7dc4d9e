package attribution

import "github.com/saysonews/sayso/models"

// dense gathers the columns of a row.
type dense struct {
	row []float32
}

func (d *dense) add(v float32)  { d.row = append(d.row, v) }
func (d *dense) count(v int)    { d.row = append(d.row, float32(v)) }
func (d *dense) flag(b bool)    { d.row = append(d.row, bit(b)) }
func (d *dense) class(v uint64) { d.row = append(d.row, float32(v)) }

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// edges describes how well run r stands for a span of role.
func (a *assembler) edges(d *dense, role int, r run) {
	d.add(a.b.mean(role, r))
	d.add(a.b.log(role, r))
	d.add(a.b.starts(role, r.first))
	d.add(a.b.ends(role, r.end))
	d.add(a.b.at(role, r.first))
	d.add(a.b.at(role, r.end-1))
	d.add(a.b.at(role, r.first-1))
	d.add(a.b.at(role, r.end))
	d.add(a.b.starts(role, r.end))
	best := a.b.bestRun(role, (r.first+r.end)/2)
	if best.empty() {
		best = a.b.bestRun(role, r.first)
	}
	d.flag(best == r)
	d.count(min(max(best.first-r.first, -20), 20))
	d.count(min(max(best.end-r.end, -20), 20))
	d.flag(best.empty())
}

// cueRow describes candidate c for the cue headed by h.
func (a *assembler) cueRow(h int, c candidate) []float32 {
	d := dense{row: a.row[:0]}
	a.edges(&d, cueRole, c.run)
	d.count(c.end - c.first)
	d.count(h - c.first)
	d.count(int(a.x.prior[h]))
	d.class(a.tag(h))
	d.class(a.tag(c.end - 1))
	d.class(a.tag(c.end))
	d.class(a.tag(c.first - 1))
	d.class(a.tag(c.first))
	d.class(uint64(a.doc.Tokens[h].Rel))
	d.count(int(a.x.prior[min(c.end, len(a.doc.Tokens)-1)]))
	a.origins(&d, c.from, 6)
	_, ruled := a.ruled[h]
	d.flag(ruled)
	d.flag(a.quoteOf[h] >= 0)
	d.flag(a.tree.Child(h, models.RelNsubj) >= 0)
	d.flag(a.tree.Child(h, models.RelCcomp, models.RelXcomp) >= 0)
	d.flag(a.tree.Child(h, models.RelObj) >= 0)
	s := a.doc.Sentences[a.doc.Tokens[h].Sentence]
	d.add(a.b.mean(contentRole, run{s.First, s.Last}))
	d.add(a.b.mean(sourceRole, run{s.First, s.Last}) * float32(s.Last-s.First))
	d.add(a.b.mean(cueRole, run{s.First, s.Last}) * float32(s.Last-s.First))
	a.row = d.row
	return d.row
}

func (a *assembler) tag(i int) uint64 {
	if i < 0 || i >= len(a.doc.Tokens) {
		return 0
	}
	return uint64(a.doc.Tokens[i].Tag)
}

func (a *assembler) origins(d *dense, from origin, n int) {
	for k := range n {
		d.flag(from>>k&1 != 0)
	}
}

// between describes the way from the cue to run r.
func (a *assembler) between(d *dense, h int, c, r run) {
	lo, hi := c.end, r.first
	side := float32(1)
	if r.end <= c.first {
		lo, hi, side = r.end, c.first, -1
	}
	gap := run{lo, max(hi, lo)}
	d.add(side)
	d.count(min(hi-lo, 60))
	d.add(a.b.mean(cueRole, gap) * float32(gap.end-gap.first))
	d.add(a.b.mean(contentRole, gap))
	d.add(a.b.mean(sourceRole, gap))
	hs, rs := a.doc.Tokens[h].Sentence, a.doc.Tokens[r.first].Sentence
	d.count(min(max(rs-hs, -4), 4))
	d.count(min(max(a.doc.Sentences[rs].Block-a.doc.Sentences[hs].Block, -3), 3))
}

// head returns the token of r that governs the rest, and its distance below h in
// the tree, 9 when h is no ancestor. Where a bad tree leaves several tokens with
// heads outside, the one nearest to h governs, or else the first.
func (a *assembler) head(r run, h int) (top, depth int) {
	top, depth = -1, 10
	for i := r.first; i < r.end && i < r.first+80; i++ {
		if r.has(a.tree.Head(i)) || !a.word(i) {
			continue
		}
		if d := a.below(i, h); d < depth {
			top, depth = i, d
		}
	}
	if top < 0 {
		return r.first, 9
	}
	return top, depth
}

// below is the distance of token i below h, at most 9.
func (a *assembler) below(i, h int) int {
	for d := range 9 {
		if i == h {
			return d
		}
		if i = a.tree.Head(i); i < 0 {
			break
		}
	}
	return 9
}

// sourceRow describes candidate s for the source of cue c headed by h.
func (a *assembler) sourceRow(h int, c run, s candidate) []float32 {
	d := dense{row: a.row[:0]}
	a.edges(&d, sourceRole, s.run)
	a.between(&d, h, c, s.run)
	top, depth := a.head(s.run, h)
	d.count(depth)
	d.class(uint64(a.doc.Tokens[top].Rel))
	d.class(a.tag(top))
	d.count(s.end - s.first)
	d.class(a.tag(s.end - 1))
	d.class(a.tag(s.end))
	d.class(a.tag(s.first))
	d.class(uint64(s.rel))
	a.origins(&d, s.from, 11)
	d.class(a.tag(h))
	d.class(uint64(a.doc.Tokens[h].Rel))
	d.add(a.b.mean(cueRole, c))
	d.flag(a.quoteOf[s.first] >= 0)
	a.row = d.row
	return d.row
}

// contentRow describes candidate k for a content of cue c headed by h with source
// src.
func (a *assembler) contentRow(h int, c, src run, k candidate) []float32 {
	d := dense{row: a.row[:0]}
	a.edges(&d, contentRole, k.run)
	a.between(&d, h, c, k.run)
	top, depth := a.head(k.run, h)
	d.count(depth)
	d.class(uint64(a.doc.Tokens[top].Rel))
	d.class(a.tag(top))
	d.count(min(k.end-k.first, 120))
	d.class(a.tag(k.first))
	d.class(a.tag(k.end - 1))
	d.class(a.tag(k.end))
	d.class(a.tag(k.first - 1))
	d.class(uint64(k.rel))
	d.count(a.conjunction(k.first))
	d.flag(a.doc.Tokens[k.first].Lower == "to")
	a.origins(&d, k.from, 12)
	d.add(a.b.mean(cueRole, k.run) * float32(k.end-k.first))
	d.add(a.b.mean(sourceRole, k.run) * float32(k.end-k.first))
	d.add(a.b.mean(cueRole, c))
	d.class(a.tag(h))
	d.class(uint64(a.doc.Tokens[h].Rel))
	d.count(int(a.x.prior[h]))
	a.marks(&d, k.run)
	d.flag(src.empty())
	between := 0
	if !src.empty() {
		if k.end <= src.first && src.end <= c.first {
			between = 1
		} else if c.end <= src.first && src.end <= k.first {
			between = 2
		}
	}
	d.count(between)
	s := a.doc.Sentences[a.doc.Tokens[k.end-1].Sentence]
	d.count(min(s.Last-k.end, 20))
	d.count(min(k.first-a.doc.Sentences[a.doc.Tokens[k.first].Sentence].First, 20))
	d.class(uint64(a.lists.frames[a.doc.Tokens[h].Lemma]))
	a.row = d.row
	return d.row
}

// marks describes how r lies to quotations: none, whole ones, part of one.
func (a *assembler) marks(d *dense, r run) {
	first, last := a.quoteOf[r.first], a.quoteOf[r.end-1]
	d.flag(first >= 0 && a.quotes[first].First == r.first)
	d.flag(last >= 0 && a.quotes[last].Last == r.end)
	d.flag(first >= 0 && a.quotes[first].First != r.first || last >= 0 && a.quotes[last].Last != r.end)
	d.flag(first >= 0 && first == last && a.quotes[first].First == r.first && a.quotes[first].Last == r.end)
	d.flag(r.first > 0 && a.quoteOf[r.first-1] >= 0)
	d.flag(r.end < len(a.doc.Tokens) && a.quoteOf[r.end] >= 0)
}
