package sentiment

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sparse"
)

// Valence is a rated word or phrase where it stands in a text.
type Valence struct {
	// Head is the token that joins the phrase to the rest of the tree, First and
	// End bound its tokens, all as indices of Document.Tokens.
	Head, First, End int
	// Rated is its valence by the lexicon, from -4 to 4; Value the same turned and
	// weighed by the negators, reversers, modals and words of degree around it.
	Rated, Value float64
}

// Valences appends to out the rated words and phrases that are no names among
// tokens first to end of doc, which must lie in one sentence, in order.
func (m *Model) Valences(doc *models.Document, first, end int, out []Valence) []Valence {
	var room scratch
	s, names := room.scope(doc, first, end)
	hits := m.hits(&s, names, room.hits[:0])
	for _, h := range hits {
		out = append(out, Valence{Head: h.head, First: h.first, End: h.end, Rated: h.valence, Value: h.valence * h.factor})
	}
	return out
}

// scratch is the memory for one piece; it stays on the stack.
type scratch struct {
	marks [stackTokens]mark
	names [stackTokens]bool
	hits  [32]hit
	words [3 * stackTokens]sparse.Feature
}

// scope lays out a scope over tokens first to end.
func (r *scratch) scope(doc *models.Document, first, end int) (s scope, names []bool) {
	s = scope{doc: doc, first: first, end: end}
	if n := end - first; n <= stackTokens {
		s.marks, names = r.marks[:n], r.names[:n]
	} else {
		s.marks, names = make([]mark, n), make([]bool, n)
	}
	return s, names
}

// hits fills the marks and names of s, and returns the hits with their factors,
// without the reversers whose object was turned.
func (m *Model) hits(s *scope, names []bool, buf []hit) []hit {
	s.read(m.shifters)
	markNames(s.doc, s.first, s.end, names)
	hits := m.find(s, names, buf)
	for i := range hits {
		hits[i].factor, hits[i].depth = s.factor(&hits[i])
	}
	return s.drop(hits)
}

// wordsOf returns the hashed words of tokens first to end, all of one sentence.
func (m *Model) wordsOf(doc *models.Document, first, end int) []sparse.Feature {
	var room scratch
	s, names := room.scope(doc, first, end)
	m.hits(&s, names, room.hits[:0])
	return m.words(&s, names, nil)
}
