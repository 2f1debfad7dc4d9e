package stance

import (
	"slices"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sentiment"
)

// scene is a sentence with a mention or two in it, laid out for questions.
type scene struct {
	finder
	first, end int // the tokens of the sentence
	valences   []sentiment.Valence
	depth      []int // steps from each token of the sentence to the root
}

// spot is a mention in a scene: its tokens and their head.
type spot struct{ first, end, head int }

// scene lays out the sentence that span begins in; ok is false where there is none.
func (m *Model) scene(doc *models.Document, span models.Span) (s *scene, ok bool) {
	at := tokenAt(doc, span.Start)
	if at < 0 {
		return nil, false
	}
	sent := &doc.Sentences[doc.Tokens[at].Sentence]
	s = &scene{finder: *newFinder(m, doc, nil), first: sent.First, end: sent.Last}
	s.valences = m.sentiment.Valences(doc, s.first, s.end, nil)
	for i := s.first; i < s.end; i++ {
		s.token(i)
	}
	s.depth = make([]int, s.end-s.first)
	for i := s.first; i < s.end; i++ {
		for h := s.tree.Head(i); h >= 0 && s.depth[i-s.first] < maxDepth; h = s.tree.Head(h) {
			s.depth[i-s.first]++
		}
	}
	return s, true
}

// maxDepth bounds the depth of a token, should a tree run in a circle.
const maxDepth = 60

// tokenAt returns the token that holds byte b or the first after it, -1 for none.
func tokenAt(doc *models.Document, b int) int {
	i, _ := slices.BinarySearchFunc(doc.Tokens, b, func(t models.Token, at int) int {
		if t.End <= at {
			return -1
		}
		return 1
	})
	if i == len(doc.Tokens) {
		return i - 1
	}
	return i
}

// spot finds the tokens of span in the scene; a span that begins in another
// sentence gives the nearest token.
func (s *scene) spot(span models.Span) spot {
	p := spot{first: min(max(tokenAt(s.doc, span.Start), s.first), s.end-1)}
	p.end = p.first + 1
	for p.end < s.end && s.tok(p.end).Start < span.End {
		p.end++
	}
	p.head = p.first
	for i := p.first; i < p.end; i++ {
		if h := s.tree.Head(i); h < p.first || h >= p.end {
			p.head = i
			break
		}
	}
	return p
}

func (p spot) holds(i int) bool { return p.first <= i && i < p.end }

// apart returns the number of arcs between tokens i and j of the scene, and their
// lowest common ancestor, -1 when they share none.
func (s *scene) apart(i, j int) (arcs, ancestor int) {
	for i >= 0 && j >= 0 && i != j && arcs < 2*maxDepth {
		if s.depth[i-s.first] >= s.depth[j-s.first] {
			i = s.tree.Head(i)
		} else {
			j = s.tree.Head(j)
		}
		arcs++
	}
	if i < 0 || j < 0 {
		return maxDepth, -1
	}
	return arcs, i
}

// same reports whether token i is in the mention, or is a conjunct or part of the
// name that its head belongs to.
func (s *scene) same(p spot, i int) bool {
	if i < 0 {
		return false
	}
	if p.holds(i) {
		return true
	}
	for h, steps := p.head, 0; h >= s.first && steps < 4; steps++ {
		switch s.tok(h).Rel {
		case models.RelConj, models.RelFlat, models.RelCompound, models.RelAppos, models.RelNmodPoss, models.RelNmodDesc, models.RelAmod:
			if h = s.tree.Head(h); h == i {
				return true
			}
		default:
			return false
		}
	}
	return false
}
