package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// The contexts of a mention: the whole sentence, what is near in the tree, and so many
// words before and after.
const (
	contextAll = iota
	contextNear
	contextLeft
	contextRight
	numContexts
)

// contextWords is how far the contexts before and after a mention reach.
const contextWords = 7

// wordScalars is how many numbers stand for the use of a word.
const wordScalars = 16

// WordScalars is how many columns the table of words' uses has.
const WordScalars = wordScalars

// weighed returns what the sentiment model knows of the tokens of the scene.
func (s *scene) weighed() []sentiment.Word {
	words := make([]sentiment.Word, s.end-s.first)
	s.model.sentiment.Words(s.doc, s.first, s.end, words)
	return words
}

// contexts appends for each context the sum of the words' uses, each weighed by how
// much valence may be expected of it and turned by negation, over the root of the sum
// of the squared weights.
func (s *scene) contexts(p spot, words []sentiment.Word, out []float64) []float64 {
	var sums [numContexts][wordScalars]float32
	var squares [numContexts]float32
	for i := s.first; i < s.end; i++ {
		w := &words[i-s.first]
		if !w.Countable || p.holds(i) {
			continue
		}
		row := s.use(i)
		if row < 0 {
			continue
		}
		share := s.shares(p, i)
		for c, x := range share {
			if x == 0 {
				continue
			}
			x *= w.Expect
			squares[c] += x * x
			if w.Turned {
				x *= turnedUse
			}
			s.model.uses.Add(row, 0, x, sums[c][:])
		}
	}
	for c := range sums {
		norm := 1 / math.Sqrt(float64(squares[c])+0.3)
		for _, x := range sums[c] {
			out = append(out, float64(x)*norm)
		}
	}
	return out
}

// turnedUse is by what negation multiplies the use of a word.
const turnedUse = -0.5

// use returns the row of token i in the table of uses, -1 where it lacks it.
func (s *scene) use(i int) int {
	if row := s.model.uses.Find(s.tok(i).Lower); row >= 0 {
		return row
	}
	return s.model.uses.Find(s.tok(i).Lemma)
}

// shares returns how much token i belongs to each context of p.
func (s *scene) shares(p spot, i int) (share [numContexts]float32) {
	d, _ := s.apart(p.head, i)
	share[contextAll], share[contextNear] = 1, 1/float32(1+d)
	if k := p.first - i; k > 0 && k <= contextWords {
		share[contextLeft] = 1
	} else if k := i - p.end; k >= 0 && k < contextWords {
		share[contextRight] = 1
	}
	return share
}

// paths appends the valences of the sentence, each under the arcs that join it and the
// mention to where their ways to the root meet.
func (s *scene) paths(p spot, words []sentiment.Word, out []sparse.Feature) []sparse.Feature {
	for i := s.first; i < s.end; i++ {
		v := words[i-s.first].Value / 4
		if v == 0 || p.holds(i) {
			continue
		}
		d, top := s.apart(p.head, i)
		if top < 0 {
			continue
		}
		sign := uint64(0)
		if v < 0 {
			sign = 1
		}
		mine, its := s.branch(p.head, top), s.branch(i, top)
		out = append(out,
			sparse.Wide(pathScale*v, pathBoth, mine, its, 0),
			sparse.Wide(pathScale*v, pathMine, mine, sign, 0),
			sparse.Wide(pathScale*v, pathIts, its, sign, 0),
			sparse.Wide(pathScale*v, pathLong, uint64(min(5, d)), sign, 0),
			sparse.Wide(pathScale*v, pathPlace, uint64(distance(i-p.head)), sign, 0))
	}
	return s.station(p, append(out, sparse.Wide(1, pathRole, uint64(s.tok(p.head).Rel), 0, 0)))
}

// station appends what kind of mention it is, and the words next to it and above it,
// each with its place.
func (s *scene) station(p spot, out []sparse.Feature) []sparse.Feature {
	t := s.tok(p.head)
	out = append(out, sparse.Wide(1, mentionKind, uint64(t.Tag), uint64(t.Entity), 0), sparse.Wide(0.5, mentionKind, 0, uint64(min(4, p.end-p.first)), 1))
	if t.Tag == models.TagPRP || t.Tag == models.TagPRPS {
		out = append(out, sparse.Wide(1, mentionKind, lexicon.Hash(t.Lower), 0, 2))
	}
	for k := 1; k <= 2; k++ {
		for side, i := range [...]int{p.first - k, p.end + k - 1} {
			if i < s.first || i >= s.end {
				continue
			}
			w := uint64(1)
			if known, ok := s.word(i); ok {
				w = known
			}
			out = append(out, sparse.Wide(0.7, mentionNext, w, uint64(side), uint64(k)))
		}
	}
	way := uint64(0)
	for i, k := p.head, 0; k < 3; k++ {
		up := s.tree.Head(i)
		if up < 0 {
			break
		}
		way = way*64 + uint64(s.tok(i).Rel)
		if w, ok := s.word(up); ok {
			out = append(out, sparse.Wide(0.7, mentionUp, w, way, 0), sparse.Wide(0.7, mentionUp, w, uint64(k), 1))
		}
		i = up
	}
	return append(out, sparse.Wide(0.7, mentionUp, 0, way, 2))
}

// pathScale makes the features of paths as large as those of words.
const pathScale = 2

// branch returns the relation of the arc into token top from the side of token i, 0
// where they are one.
func (s *scene) branch(i, top int) uint64 {
	rel := uint64(0)
	for steps := 0; i != top && i >= 0 && steps < maxDepth; steps++ {
		rel, i = uint64(s.tok(i).Rel), s.tree.Head(i)
	}
	return rel
}

// distance puts a number of words between two tokens into one of six classes.
func distance(d int) int {
	switch {
	case d < -7:
		return 0
	case d < -3:
		return 1
	case d < 0:
		return 2
	case d <= 3:
		return 3
	case d <= 7:
		return 4
	}
	return 5
}

// grams appends the words of the sentence with their pairs, weighed by how much valence
// may be expected of each.
func (s *scene) grams(p spot, words []sentiment.Word, out []sparse.Feature) []sparse.Feature {
	scale := float32(2 / math.Sqrt(float64(max(10, s.end-s.first))))
	last, before := uint64(0), uint64(0)
	for i := s.first; i < s.end; i++ {
		w := &words[i-s.first]
		if !w.Countable || p.holds(i) {
			last, before = 0, 0
			continue
		}
		h := lexicon.Hash(s.lemma(i))
		if w.Turned {
			h++
		}
		x := scale * w.Expect
		out = append(out, sparse.Wide(x, gramAlone, h, 0, 0))
		if last != 0 {
			out = append(out, sparse.Wide(0.7*x, gramPair, last, h, 0))
		}
		if before != 0 {
			out = append(out, sparse.Wide(0.5*x, gramSkip, before, h, 0))
		}
		side := uint64(0)
		if i > p.first {
			side = 1
		}
		out = append(out, sparse.Wide(0.7*x, gramSide, h, side, 0), sparse.Wide(0.7*x, gramSide, h, uint64(s.tok(p.head).Rel), 1))
		if _, top := s.apart(p.head, i); top >= 0 {
			mine, its := s.branch(p.head, top), s.branch(i, top)
			out = append(out, sparse.Wide(0.7*x, gramPath, h, mine, its), sparse.Wide(0.7*x, gramPath, h, mine, 99))
		}
		before, last = last, h
	}
	return out
}
