package core

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// Parsing is the layout of the parser's features. Places are, in order, the top
// three words of the stack, the next three, and dependents of the first of each.
type Parsing struct {
	words, tags, clusters, rels [numPlaces]slot
	pairs                       [4]slot
	triples                     [4]slot
	lexical                     [4]slot
	distance, below             slot
	valency                     [3]slot
	roles                       [3]slot
	ahead                       [3]slot
	aheadWords                  [4]slot
	next                        slot
	quotes, title               slot
	from, fromPair              slot
	rows                        int32
}

// The places that features look at.
const (
	s0 = iota
	s1
	s2
	b0
	b1
	b2
	s0left
	s0right
	s1left
	s1right
	b0left
	s0left2
	s0right2
	s1right2
	b0left2
	b3
	s3
	numPlaces
)

// The values of words, clusters by place; 0 leaves a feature out.
var (
	wordValues = [numPlaces]int{s0: 8192, s1: 8192, s2: 2048, b0: 8192, b1: 4096, b2: 1024,
		s0left: 2048, s0right: 4096, s1left: 1024, s1right: 2048, b0left: 2048}
	clusterPlaces = [numPlaces]bool{s0: true, s1: true, b0: true, b1: true, s0right: true, s1right: true}
	relPlaces     = [numPlaces]bool{s0left: true, s0right: true, s1left: true, s1right: true, b0left: true,
		s0left2: true, s0right2: true, s1right2: true, b0left2: true}
)

const numRels = int(models.NumRels)

// NewParsing lays the features out.
func NewParsing() *Parsing {
	var l layout
	p := &Parsing{}
	for i := range numPlaces {
		p.words[i] = l.slot(wordValues[i])
		p.tags[i] = l.slot(numTags + 1)
		if clusterPlaces[i] {
			p.clusters[i] = l.slot(NumClusters)
		}
		if relPlaces[i] {
			p.rels[i] = l.slot(numRels)
		}
	}
	for i := range p.pairs {
		p.pairs[i] = l.slot((numTags + 1) * (numTags + 1))
	}
	for i := range p.triples {
		p.triples[i] = l.slot(4096)
	}
	for i := range p.lexical {
		p.lexical[i] = l.slot(4096)
	}
	p.distance, p.below = l.slot(16), l.slot(16)
	for i := range p.valency {
		p.valency[i] = l.slot(16)
		p.roles[i] = l.slot(256)
	}
	for i := range p.ahead {
		p.ahead[i] = l.slot((numTags + 1) * (numTags + 1))
	}
	for i := range p.aheadWords {
		p.aheadWords[i] = l.slot(3072)
	}
	p.next = l.slot(NumClusters)
	p.quotes, p.title = l.slot(9*16), l.slot(3)
	p.from, p.fromPair = l.slot(int(NumSources)), l.slot(int(NumSources)*(numTags+1)*(numTags+1))
	p.rows = l.next
	return p
}

// Rows is the number of feature rows.
func (p *Parsing) Rows() int { return int(p.rows) }

// noTag marks an empty place; the root has edgeTag.
const noTag = numTags

// places fills which word stands where, -1 for none.
func places(s *State, at *[numPlaces]int32) {
	*at = [numPlaces]int32{
		s.top(0), s.top(1), s.top(2), s.buffer(0), s.buffer(1), s.buffer(2),
		-1, -1, -1, -1, -1, -1, -1, -1, -1, s.buffer(3), s.top(3),
	}
	if i := at[s0]; i >= 0 {
		n := &s.nodes[i]
		at[s0left], at[s0left2], at[s0right], at[s0right2] = n.left, n.left2, n.right, n.right2
	}
	if i := at[s1]; i >= 0 {
		n := &s.nodes[i]
		at[s1left], at[s1right], at[s1right2] = n.left, n.right, n.right2
	}
	n := &s.nodes[at[b0]]
	at[b0left], at[b0left2] = n.left, n.left2
}

// view is what the features of a state look at.
type view struct {
	at        [numPlaces]int32 // which word stands where, -1 for none
	tag, word [numPlaces]int
	ws        []Word
	n         int32
}

func (v *view) fill(i int, w int32, tags []models.Tag) {
	v.at[i] = w
	switch {
	case w < 0:
		v.tag[i], v.word[i] = noTag, 0
	case w == v.n:
		v.tag[i], v.word[i] = edgeTag, RootWord
	default:
		v.tag[i], v.word[i] = int(tags[w]), int(v.ws[w].ID)
	}
}

// class is the cluster of the word at place i, NumClusters for none.
func (v *view) class(i int) uint64 {
	if w := v.at[i]; w >= 0 && w < v.n {
		return uint64(v.ws[w].Cluster)
	}
	return NumClusters
}

func (v *view) pair(a, b int) int { return v.tag[a]*(numTags+1) + v.tag[b] }

// Features appends the rows of a state: those of Ahead and of Around.
func (p *Parsing) Features(f []int32, s *State, ws []Word, tags []models.Tag, from Source) []int32 {
	return p.Around(p.Ahead(f, s, ws, tags, from), s, ws, tags, from)
}

// Ahead appends the rows that depend on the words to come alone, and so stay the
// same until the next is pushed. ws and tags are those of the sentence.
func (p *Parsing) Ahead(f []int32, s *State, ws []Word, tags []models.Tag, from Source) []int32 {
	v := view{ws: ws, n: s.n}
	for k, i := range [...]int{b0, b1, b2, b3} {
		v.fill(i, s.buffer(int32(k)), tags)
		f = p.place(f, &v, i)
	}
	f = append(f, p.pairs[2].at(v.pair(b0, b1)), p.triples[3].hashed(linear.Mix(mix(v.tag[b0], v.tag[b1], v.tag[b2]))),
		p.title.at(int(ws[0].Title)), p.from.at(int(from)))
	if c := v.class(b1); c < NumClusters {
		f = append(f, p.next.at(int(c)))
	}
	return f
}

// place appends the tag, word and cluster at place i, if a word stands there.
func (p *Parsing) place(f []int32, v *view, i int) []int32 {
	w := v.at[i]
	if w < 0 {
		return f
	}
	f = append(f, p.tags[i].at(v.tag[i]))
	if wordValues[i] > 0 {
		f = append(f, p.words[i].at(v.word[i]))
	}
	if clusterPlaces[i] && w < v.n {
		f = append(f, p.clusters[i].at(int(v.ws[w].Cluster)))
	}
	return f
}

// Around appends the rows of the stack and of what is built, on their own and
// with the words to come.
func (p *Parsing) Around(f []int32, s *State, ws []Word, tags []models.Tag, from Source) []int32 {
	v := view{ws: ws, n: s.n}
	var at [numPlaces]int32
	places(s, &at)
	for i, w := range at {
		v.fill(i, w, tags)
		if i == b0 || i == b1 || i == b2 || i == b3 {
			continue
		}
		f = p.place(f, &v, i)
		if relPlaces[i] && w >= 0 {
			f = append(f, p.rels[i].at(int(s.nodes[w].rel)))
		}
	}
	f = p.joint(f, &v)
	f = p.lookahead(f, &v)
	return p.shape(f, s, &v, from)
}

// mix packs three values below 2^20.
func mix(a, b, c int) uint64 { return uint64(a)<<40 | uint64(b)<<20 | uint64(c) + 1 }

// joint appends combinations of tags and words.
func (p *Parsing) joint(f []int32, v *view) []int32 {
	tag, word := &v.tag, &v.word
	return append(f,
		p.pairs[0].at(v.pair(s0, b0)), p.pairs[1].at(v.pair(s1, s0)), p.pairs[3].at(v.pair(s0, s0right)),
		p.triples[0].hashed(linear.Mix(mix(tag[s1], tag[s0], tag[b0]))),
		p.triples[1].hashed(linear.Mix(mix(tag[s0], tag[b0], tag[b1]))),
		p.triples[2].hashed(linear.Mix(mix(tag[s1], tag[s0], tag[s0right]))),
		p.lexical[0].hashed(linear.Mix(mix(word[s0], word[b0], 0))),
		p.lexical[1].hashed(linear.Mix(mix(word[s1], word[s0], tag[b0]))),
		p.lexical[2].hashed(linear.Mix(mix(word[s1], word[s0left], tag[s0]))),
		p.lexical[3].hashed(linear.Mix(mix(word[s0], tag[b0], tag[b1]))),
	)
}

// lookahead appends what pairs the words under decision with those after the
// next: where a coordination goes on, for one.
func (p *Parsing) lookahead(f []int32, v *view) []int32 {
	classes := func(a, b, tag int) uint64 {
		return linear.Mix(v.class(a)<<20 | v.class(b)<<40 | uint64(v.tag[tag]) + 1)
	}
	return append(f,
		p.ahead[0].at(v.pair(s0, b1)), p.ahead[1].at(v.pair(s1, b1)), p.ahead[2].at(v.pair(s0, b2)),
		p.aheadWords[0].hashed(linear.Mix(mix(v.word[s0], v.word[b1], 0))),
		p.aheadWords[1].hashed(classes(s0, b1, b0)),
		p.aheadWords[2].hashed(classes(s1, b1, b0)),
		p.aheadWords[3].hashed(classes(s0, b0, s1)),
	)
}

// shape appends distances, valencies, the relations that words already govern,
// quotation marks and the source.
func (p *Parsing) shape(f []int32, s *State, v *view, from Source) []int32 {
	quote := func(i int) (state, edge int) {
		if w := v.at[i]; w >= 0 && w < v.n {
			return int(v.ws[w].Quote), int(v.ws[w].Edge)
		}
		return 2, 0
	}
	state0, edge0 := quote(s0)
	state1, edge1 := quote(b0)
	f = append(f, p.quotes.at((state0*3+state1)*16+edge0*4+edge1), p.fromPair.at(int(from)*(numTags+1)*(numTags+1)+v.pair(s0, b0)))
	if w := v.at[s0]; w >= 0 {
		n := &s.nodes[w]
		f = append(f, p.distance.at(far(v.at[b0]-w)), p.valency[0].at(valency(n)), p.roles[0].at(int(n.roles)))
	}
	if w := v.at[s1]; w >= 0 {
		n := &s.nodes[w]
		f = append(f, p.below.at(far(v.at[s0]-w)), p.valency[1].at(valency(n)), p.roles[1].at(int(n.roles)))
	}
	n := &s.nodes[v.at[b0]]
	return append(f, p.valency[2].at(valency(n)), p.roles[2].at(int(n.roles)))
}

func valency(n *node) int { return int(min(n.lefts, 3))*4 + int(min(n.rights, 3)) }

// far is a distance in eleven steps.
func far(d int32) int {
	switch {
	case d < 6:
		return int(d)
	case d < 8:
		return 6
	case d < 11:
		return 7
	case d < 16:
		return 8
	case d < 25:
		return 9
	}
	return 10
}
