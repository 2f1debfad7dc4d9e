package sentiment

import (
	"math"

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
	r := room.reading(doc, first, end)
	for _, h := range m.hits(&r, room.hits[:0]) {
		out = append(out, Valence{Head: h.head, First: h.first, End: h.end, Rated: h.valence, Value: h.valence * h.factor})
	}
	return out
}

// Word is what is known of a token.
type Word struct {
	// Countable says that it is a word to learn from: no name, number or mark.
	Countable bool
	// Turned says that a negation governs it.
	Turned bool
	// Row is its place in the table of words, -1 where the table lacks it.
	Row int32
	// Expect is its weight: how much valence may be expected of it.
	Expect float32
	// Value is its valence as it stands there, turned and weighed, from -4 to 4: by
	// the lexicon, or a share of what words of like use have.
	Value float32
	depth int32
	rated bool // by the lexicon, alone or in a phrase
}

// Words fills words, which is as long as tokens first to end, with what is known of
// each; the tokens must lie in one sentence.
func (m *Model) Words(doc *models.Document, first, end int, words []Word) {
	var room scratch
	r := room.reading(doc, first, end)
	r.words = words
	clear(words)
	m.weigh(&r, m.hits(&r, room.hits[:0]))
}

// reading is one sentence's part of a span, laid out to be measured.
type reading struct {
	scope
	names []bool
	words []Word
}

func (r *reading) word(i int) *Word { return &r.words[i-r.first] }

// scratch is the memory for one piece; it stays on the stack.
type scratch struct {
	marks  [stackTokens]mark
	names  [stackTokens]bool
	words  [stackTokens]Word
	hits   [32]hit
	hashed [3 * stackTokens]sparse.Feature
}

// reading lays out tokens first to end.
func (r *scratch) reading(doc *models.Document, first, end int) reading {
	out := reading{scope: scope{doc: doc, first: first, end: end}}
	if n := end - first; n <= stackTokens {
		out.marks, out.names, out.words = r.marks[:n], r.names[:n], r.words[:n]
	} else {
		out.marks, out.names, out.words = make([]mark, n), make([]bool, n), make([]Word, n)
	}
	return out
}

// hits reads shifters and names, and returns the rated words and phrases with their
// factors, without the reversers whose object was turned.
func (m *Model) hits(r *reading, buf []hit) []hit {
	r.read(m.shifters)
	markNames(r.doc, r.first, r.end, r.names)
	hits := m.find(r, buf)
	for i := range hits {
		hits[i].factor, hits[i].depth = r.factor(hits[i].head, hits[i].first)
	}
	return r.drop(hits)
}

// find collects the rated words and phrases that are no names, and notes how much
// valence may be expected of each word.
func (m *Model) find(r *reading, hits []hit) []hit {
	for i := r.first; i < r.end; {
		v, n := m.ratings.match(r.doc.Tokens[i:r.end])
		if n <= 1 {
			w := r.word(i)
			w.rated = n == 1
			w.Expect = float32(math.Abs(v))
		}
		for j := i; j < i+n && n > 1; j++ {
			own, k := m.ratings.match(r.doc.Tokens[j : j+1])
			r.word(j).rated = true
			if k == 1 {
				r.word(j).Expect = float32(math.Abs(own))
			}
		}
		if n == 0 || n == 1 && r.names[i-r.first] {
			i++
			continue
		}
		if v != 0 {
			hits = append(hits, hit{head: r.headOf(i, i+n), first: i, end: i + n, valence: v})
		}
		i += n
	}
	return hits
}

const (
	// likeness is how much of the valence that a word's use suggests counts beside
	// one that is rated, and likenessFloor what a suggestion must exceed to count.
	likeness      = 0.3
	likenessFloor = 0.6
	// expectLeast and expectShare make a word's weight from its valence.
	expectLeast = 0.3
	expectShare = 0.33
)

// weigh fills the words: where the table has them, how much they count and their
// valence as they stand.
func (m *Model) weigh(r *reading, hits []hit) {
	for i := r.first; i < r.end; i++ {
		t, w := &r.doc.Tokens[i], r.word(i)
		w.Row = -1
		if r.names[i-r.first] || !countable(t) {
			continue
		}
		w.Countable, w.Turned = true, r.turned(i)
		if w.Row = int32(m.words.Find(t.Lower)); w.Row < 0 && t.Lemma != t.Lower {
			w.Row = int32(m.words.Find(t.Lemma))
		}
		v := float32(0)
		if w.Row >= 0 {
			v = m.words.Value(int(w.Row), wordValence)
		}
		if !w.rated {
			w.Expect = max(v, -v)
			if w.Expect > likenessFloor && !r.at(i).used {
				factor, depth := r.factor(i, i)
				w.Value, w.depth = likeness*v*float32(factor), int32(depth)
			}
		}
		w.Expect = expectLeast + expectShare*w.Expect
	}
	for _, h := range hits {
		w := r.word(h.head)
		w.Value, w.depth = float32(h.valence*h.factor), int32(h.depth)
	}
}

// countable reports whether a token is a word to learn from.
func countable(t *models.Token) bool {
	switch t.Tag {
	case models.TagCD, models.TagPOS, models.TagHYPH, models.TagSYM, models.TagLS, models.TagFW:
		return false
	}
	return t.Lower != "" && (t.Lower[0] >= 'a' && t.Lower[0] <= 'z' || t.Lower[0] >= 0x80)
}

// headOf returns the token among first to end whose head lies outside.
func (s *scope) headOf(first, end int) int {
	for i := first; i < end; i++ {
		if h := s.doc.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// drop removes the hits of reversers whose object was turned.
func (s *scope) drop(hits []hit) []hit {
	kept := hits[:0]
	for _, h := range hits {
		if !s.at(h.head).used {
			kept = append(kept, h)
		}
	}
	return kept
}
