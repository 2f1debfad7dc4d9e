// Package tree indexes the dependency tree of a document: the dependents of each
// token and the stretch of tokens its subtree covers.
//
// A Tree is filled by Build from the Head and Rel fields and holds no text. It may be
// built again for another document, which keeps its memory, and is not safe for
// concurrent use while building. Heads that point outside their sentence count as
// roots, and a cycle, which no parser of ours makes, ends at its smallest token.
package tree

import "github.com/saysonews/sayso/models"

// Tree holds the dependents of every token of one document.
type Tree struct {
	doc         *models.Document
	first, next []int32 // first dependent and next sibling, -1 for none
	lo, hi      []int32 // leftmost and rightmost token of the subtree
}

// Build indexes doc. Tokens without a head (-1) are roots.
func (t *Tree) Build(doc *models.Document) {
	n := len(doc.Tokens)
	t.doc = doc
	t.first, t.next = grow(t.first, n), grow(t.next, n)
	t.lo, t.hi = grow(t.lo, n), grow(t.hi, n)
	for i := range n {
		t.first[i], t.next[i], t.lo[i], t.hi[i] = -1, -1, int32(i), int32(i)
	}
	for i := n - 1; i >= 0; i-- {
		if h := t.Head(i); h >= 0 {
			t.next[i], t.first[h] = t.first[h], int32(i)
		}
	}
	for _, s := range doc.Sentences {
		t.extents(s.First, s.Last)
	}
}

// extents widens each subtree over those of its dependents. A pass from left to
// right and one from right to left settle all but deeply zigzagging trees, so
// passes repeat until nothing moves, at most a handful of times.
func (t *Tree) extents(first, last int) {
	for range 16 {
		moved := false
		for i := first; i < last; i++ {
			moved = t.widen(i) || moved
		}
		for i := last - 1; i >= first; i-- {
			moved = t.widen(i) || moved
		}
		if !moved {
			return
		}
	}
}

func (t *Tree) widen(i int) bool {
	h := t.Head(i)
	if h < 0 {
		return false
	}
	moved := false
	if t.lo[i] < t.lo[h] {
		t.lo[h], moved = t.lo[i], true
	}
	if t.hi[i] > t.hi[h] {
		t.hi[h], moved = t.hi[i], true
	}
	return moved
}

// Head returns the head of token i, or -1 for a root.
func (t *Tree) Head(i int) int {
	h := t.doc.Tokens[i].Head
	if h < 0 || h == i {
		return -1
	}
	if s := t.doc.Sentences[t.doc.Tokens[i].Sentence]; h < s.First || h >= s.Last {
		return -1
	}
	return h
}

// First returns the first dependent of token i in text order, or -1.
func (t *Tree) First(i int) int { return int(t.first[i]) }

// Next returns the dependent of the same head after token i, or -1.
func (t *Tree) Next(i int) int { return int(t.next[i]) }

// Range returns the first token of the subtree of i and the one after its last.
func (t *Tree) Range(i int) (first, end int) { return int(t.lo[i]), int(t.hi[i]) + 1 }

// Child returns the first dependent of i with one of the relations, or -1.
func (t *Tree) Child(i int, rels ...models.Rel) int {
	for c := t.First(i); c >= 0; c = t.Next(c) {
		for _, r := range rels {
			if t.doc.Tokens[c].Rel == r {
				return c
			}
		}
	}
	return -1
}

// Under reports whether token i is top or one of its descendants.
func (t *Tree) Under(i, top int) bool {
	for steps := 0; i >= 0 && steps < 256; steps++ {
		if i == top {
			return true
		}
		i = t.Head(i)
	}
	return false
}

func grow(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n, n+n/2)
	}
	return s[:n]
}
