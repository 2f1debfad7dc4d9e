package attribution

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// FeatureVersion is the version of the feature extraction below; weights belong to
// one version.
const FeatureVersion = 2

// MaxTokenFeatures bounds the features of a token.
const MaxTokenFeatures = 80

// Features extracts what the sequence model sees of each token: words and tags
// around it, its place in the tree, in the sentence and in quotations, the nearest
// ancestor that is like a cue, and what the rules propose.
type Features struct {
	f      *finder
	priors Priors
	rows   int
	prior  []uint8  // of each token as cue, in steps of 1/16
	anc    []int32  // nearest ancestor or self that is like a cue, -1 for none
	branch []int32  // the ancestor's dependent on the way to the token
	role   []uint16 // what the rules propose
	cueOf  []int32  // the cue of that proposal
	left   []int32  // nearest cue-like token to the left in the sentence
	right  []int32
	lemmas []uint64 // hashes of the lemmas
}

// Priors gives the share of a lemma's occurrences that are cues.
type Priors interface {
	// Prior returns the share in sixteenths for a lemma of the given word class.
	Prior(key uint64) uint8
}

// PriorKey is the key of a token in Priors.
func PriorKey(t *models.Token) uint64 { return priorKey(linear.Hash(t.Lemma), t.Tag) }

func priorKey(lemma uint64, t models.Tag) uint64 {
	class := uint64(t)
	switch {
	case verb(t):
		class = 100
	case t == models.TagNN || t == models.TagNNS:
		class = 101
	case t >= models.TagJJ && t <= models.TagJJS:
		class = 102
	}
	return linear.Combine(lemma, class)
}

// cueLike is the least prior, in sixteenths, of a token that is like a cue.
const cueLike = 2

// newFeatures prepares the extraction for the document of f, whose proposals are
// complete.
func newFeatures(f *finder, priors Priors, rows int) *Features {
	n := len(f.doc.Tokens)
	x := &Features{f: f, priors: priors, rows: rows,
		prior: make([]uint8, n), anc: make([]int32, n), branch: make([]int32, n),
		role: make([]uint16, n), cueOf: make([]int32, n), left: make([]int32, n), right: make([]int32, n), lemmas: make([]uint64, n)}
	for i := range f.doc.Tokens {
		t := &f.doc.Tokens[i]
		x.lemmas[i] = linear.Hash(t.Lemma)
		x.prior[i] = priors.Prior(priorKey(x.lemmas[i], t.Tag))
		x.anc[i], x.branch[i], x.cueOf[i] = -2, -1, -1
	}
	for i := range f.doc.Tokens {
		x.ancestor(i, 0)
	}
	for s := range f.doc.Sentences {
		x.neighbours(f.doc.Sentences[s])
	}
	for k := range f.proposals {
		x.propose(&f.proposals[k])
	}
	return x
}

// ancestor fills anc and branch of token i.
func (x *Features) ancestor(i, depth int) (anc, branch int32) {
	if x.anc[i] != -2 {
		return x.anc[i], x.branch[i]
	}
	h := x.f.tree.Head(i)
	switch {
	case h < 0 || depth > 200:
		anc, branch = -1, -1
		if x.prior[i] >= cueLike {
			anc, branch = int32(i), int32(i)
		}
	case x.prior[i] >= cueLike:
		anc, branch = int32(i), int32(i)
	default:
		if x.prior[h] >= cueLike {
			anc, branch = int32(h), int32(i)
		} else {
			anc, branch = x.ancestor(h, depth+1)
		}
	}
	x.anc[i], x.branch[i] = anc, branch
	return anc, branch
}

func (x *Features) neighbours(s models.Sentence) {
	last := int32(-1)
	for i := s.First; i < s.Last; i++ {
		x.left[i] = last
		if x.prior[i] >= cueLike {
			last = int32(i)
		}
	}
	last = -1
	for i := s.Last - 1; i >= s.First; i-- {
		x.right[i] = last
		if x.prior[i] >= cueLike {
			last = int32(i)
		}
	}
}

// propose records the roles that a proposal of the rules gives its tokens.
func (x *Features) propose(p *proposal) {
	if p.dropped {
		return
	}
	conf := uint16(p.confidence*8) + 1
	mark := func(r run, role uint16) {
		for i := r.first; i < r.end; i++ {
			v := role<<8 | conf<<2
			if i == r.first {
				v |= 1
			}
			if i == r.end-1 {
				v |= 2
			}
			x.role[i], x.cueOf[i] = v, int32(p.cueHead)
		}
	}
	for _, c := range p.content {
		mark(c, 1)
	}
	mark(p.source, 2)
	mark(p.cue, 3)
}

// row gathers features as rows of the network.
type row struct {
	out []int32
	n   int
	k   uint64
}

func (r *row) add(v uint64) {
	r.k++
	r.out = append(r.out, int32(linear.Bucket(linear.Combine(r.k, v), r.n)))
}

func (x *Features) lemma(i int) uint64 {
	if i < 0 || i >= len(x.f.doc.Tokens) {
		return 1
	}
	return x.lemmas[i]
}

// class is the distributional class of token i.
func (x *Features) class(i int) uint64 {
	if i < 0 || i >= len(x.f.doc.Tokens) {
		return 1 << 12
	}
	return uint64(x.f.doc.Tokens[i].Class)
}

// wide is the group of near classes that the class of token i belongs to.
func (x *Features) wide(i int) uint64 {
	c := x.class(i)
	if c == 0 || c == 1<<12 {
		return c
	}
	return (c-1)/32 + 1
}

func (x *Features) tag(i int) uint64 {
	if i < 0 || i >= len(x.f.doc.Tokens) {
		return 255
	}
	return uint64(x.f.doc.Tokens[i].Tag)
}

func (x *Features) rel(i int) uint64 {
	if i < 0 {
		return 255
	}
	return uint64(x.f.doc.Tokens[i].Rel)
}

// Token appends the feature rows of token i to out.
func (x *Features) Token(i int, out []int32) []int32 {
	f := x.f
	t := &f.doc.Tokens[i]
	s := f.doc.Sentences[t.Sentence]
	in := func(j int) int { // tokens of other sentences are out of sight
		if j < s.First || j >= s.Last {
			return -1
		}
		return j
	}
	r := row{out: out, n: x.rows}
	r.add(linear.Hash(t.Lower))
	for _, d := range [...]int{-2, -1, 1, 2} {
		r.add(x.lemma(in(i + d)))
		r.add(x.tag(in(i + d)))
	}
	r.add(x.tag(i))
	r.add(x.lemma(i)<<8 ^ x.tag(i))
	r.add(shape(f.text[t.Start:t.End]))
	r.add(linear.Hash(suffix(t.Lower)))
	x.classFeatures(i, in, &r)
	x.treeFeatures(i, &r)
	x.cueFeatures(i, &r)
	x.quoteFeatures(i, s, &r)
	x.ruleFeatures(i, in, &r)
	r.add(bucket(i-s.First)<<8 | bucket(s.Last-1-i))
	b := f.doc.Blocks[s.Block]
	r.add(uint64(b.Kind)<<8 | bucket(t.Sentence-b.First)<<4 | bucket(b.Last-1-t.Sentence))
	return r.out
}

func (x *Features) treeFeatures(i int, r *row) {
	f := x.f
	t := &f.doc.Tokens[i]
	h := f.tree.Head(i)
	side := uint64(0)
	if h > i {
		side = 1
	}
	r.add(uint64(t.Rel))
	r.add(uint64(t.Rel)<<16 | side<<8 | x.tag(h))
	r.add(x.lemma(h))
	g := -1
	if h >= 0 {
		g = f.tree.Head(h)
	}
	r.add(x.rel(h)<<8 | x.tag(g))
	r.add(x.lemma(g))
}

// cueFeatures describes the nearest cue-like ancestor and neighbours.
func (x *Features) cueFeatures(i int, r *row) {
	a, b := int(x.anc[i]), int(x.branch[i])
	r.add(uint64(x.prior[i]))
	up, edge, side, depth := uint64(99), uint64(0), uint64(0), uint64(0)
	first := -1
	if a >= 0 {
		lo, hi := x.f.tree.Range(b)
		first = lo
		if i == lo {
			edge |= 1
		}
		if i == hi-1 {
			edge |= 2
		}
		switch {
		case a > i:
			side = 1
		case a < i:
			side = 2
		}
		up = uint64(x.prior[a])
		for j := i; j >= 0 && j != a && depth < 6; j = x.f.tree.Head(j) {
			depth++
		}
	}
	branch := x.rel(b)
	if a == b {
		branch = 254
	}
	r.add(branch<<8 | edge<<4 | side)
	r.add(branch<<8 | up)
	r.add(x.lemma(a)<<4 ^ side)
	r.add(x.lemma(a) ^ branch<<32)
	r.add(depth<<8 | side<<4 | edge)
	r.add(up<<8 | side<<4 | edge)
	r.add(x.lemma(first) ^ branch)
	up2, branch2 := -1, -1
	if a >= 0 {
		if h := x.f.tree.Head(a); h >= 0 {
			up2, branch2 = int(x.anc[h]), int(x.branch[h])
			if up2 == h {
				branch2 = a
			}
		}
	}
	r.add(x.lemma(up2) ^ x.rel(branch2)<<32)
	r.add(x.rel(branch2)<<8 | branch)
	l, rt := int(x.left[i]), int(x.right[i])
	r.add(x.lemma(l))
	r.add(x.lemma(rt))
	r.add(x.distance(l, i)<<4 | x.distance(i, rt))
}

func (x *Features) distance(a, b int) uint64 {
	if a < 0 || b < 0 {
		return 15
	}
	return bucket(b - a)
}
