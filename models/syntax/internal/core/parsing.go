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
	p.quotes, p.title = l.slot(16), l.slot(3)
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

// Features appends the rows of a state. ws and tags are those of the sentence.
func (p *Parsing) Features(f []int32, s *State, ws []Word, tags []models.Tag, from Source) []int32 {
	var at [numPlaces]int32
	places(s, &at)
	var tag, word [numPlaces]int
	for i, w := range at {
		switch {
		case w < 0:
			tag[i] = noTag
		case w == s.n:
			tag[i], word[i] = edgeTag, RootWord
		default:
			tag[i], word[i] = int(tags[w]), int(ws[w].ID)
			if clusterPlaces[i] {
				f = append(f, p.clusters[i].at(int(ws[w].Cluster)))
			}
		}
		f = append(f, p.tags[i].at(tag[i]))
		if w >= 0 {
			if wordValues[i] > 0 {
				f = append(f, p.words[i].at(word[i]))
			}
			if relPlaces[i] {
				f = append(f, p.rels[i].at(int(s.nodes[w].rel)))
			}
		}
	}
	f = p.joint(f, &tag, &word)
	f = p.lookahead(f, &at, &tag, &word, ws)
	return p.shape(f, s, &at, &tag, ws, from)
}

// joint appends combinations of tags and words.
func (p *Parsing) joint(f []int32, tag, word *[numPlaces]int) []int32 {
	pair := func(a, b int) int { return tag[a]*(numTags+1) + tag[b] }
	mix := func(a, b, c int) uint64 { return uint64(a)<<40 | uint64(b)<<20 | uint64(c) + 1 }
	return append(f,
		p.pairs[0].at(pair(s0, b0)), p.pairs[1].at(pair(s1, s0)), p.pairs[2].at(pair(b0, b1)), p.pairs[3].at(pair(s0, s0right)),
		p.triples[0].hashed(linear.Mix(mix(tag[s1], tag[s0], tag[b0]))),
		p.triples[1].hashed(linear.Mix(mix(tag[s0], tag[b0], tag[b1]))),
		p.triples[2].hashed(linear.Mix(mix(tag[s1], tag[s0], tag[s0right]))),
		p.triples[3].hashed(linear.Mix(mix(tag[b0], tag[b1], tag[b2]))),
		p.lexical[0].hashed(linear.Mix(mix(word[s0], word[b0], 0))),
		p.lexical[1].hashed(linear.Mix(mix(word[s1], word[s0], tag[b0]))),
		p.lexical[2].hashed(linear.Mix(mix(word[s1], word[s0left], tag[s0]))),
		p.lexical[3].hashed(linear.Mix(mix(word[s0], tag[b0], tag[b1]))),
	)
}

// lookahead appends what pairs the words under decision with those after the
// next: where a coordination goes on, for one.
func (p *Parsing) lookahead(f []int32, at *[numPlaces]int32, tag, word *[numPlaces]int, ws []Word) []int32 {
	class := func(i int) uint64 {
		if w := at[i]; w >= 0 && int(w) < len(ws) {
			return uint64(ws[w].Cluster)
		}
		return NumClusters
	}
	pair := func(a, b int) int { return tag[a]*(numTags+1) + tag[b] }
	f = append(f,
		p.ahead[0].at(pair(s0, b1)), p.ahead[1].at(pair(s1, b1)), p.ahead[2].at(pair(s0, b2)),
		p.aheadWords[0].hashed(linear.Mix(uint64(word[s0])<<20|uint64(word[b1])+1)),
		p.aheadWords[1].hashed(linear.Mix(class(s0)<<20|class(b1)<<40|uint64(tag[b0])+1)),
		p.aheadWords[2].hashed(linear.Mix(class(s1)<<20|class(b1)<<40|uint64(tag[b0])+1)),
		p.aheadWords[3].hashed(linear.Mix(class(s0)<<20|class(b0)<<40|uint64(tag[s1])+1)),
	)
	if c := class(b1); c < NumClusters {
		f = append(f, p.next.at(int(c)))
	}
	return f
}

// shape appends distances, valencies, the relations that words already govern,
// quotation marks and the source.
func (p *Parsing) shape(f []int32, s *State, at *[numPlaces]int32, tag *[numPlaces]int, ws []Word, from Source) []int32 {
	quote := func(i int32) int {
		if i < 0 || i >= s.n {
			return 2
		}
		return int(ws[i].Quote)
	}
	f = append(f, p.quotes.at(quote(at[s0])*4+quote(at[b0])), p.title.at(int(ws[0].Title)),
		p.from.at(int(from)), p.fromPair.at((int(from)*(numTags+1)+tag[s0])*(numTags+1)+tag[b0]))
	if at[s0] >= 0 {
		n := &s.nodes[at[s0]]
		f = append(f, p.distance.at(far(at[b0]-at[s0])), p.valency[0].at(valency(n)), p.roles[0].at(int(n.roles)))
	}
	if at[s1] >= 0 {
		n := &s.nodes[at[s1]]
		f = append(f, p.below.at(far(at[s0]-at[s1])), p.valency[1].at(valency(n)), p.roles[1].at(int(n.roles)))
	}
	n := &s.nodes[at[b0]]
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
