package core

import "github.com/saysonews/sayso/models"

// Action is a transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and
// Satta, ACL 2011). The root stands behind the last word (Ballesteros and Nivre,
// 2013), and takes its dependent only when it is alone on the stack, so that
// every sentence has one root.
type Action uint8

// The transitions: push the next word; make the top of the stack a dependent of
// the next word, or of the word below it.
const (
	Shift Action = iota
	Left
	Right
	NumActions
)

// node is a word under construction: its outermost dependents on either side,
// -1 for none.
type node struct {
	left, left2, right, right2 int32
	lefts, rights              uint8
	rel                        models.Rel
	roles                      uint8 // which of some relations its dependents have
}

// State is a configuration of the parser. Its words are 0 .. n-1, n is the root.
type State struct {
	Heads []int32 // -1 while a word has no head
	Rels  []models.Rel
	stack []int32
	nodes []node
	next  int32
	n     int32
}

// Reset starts a sentence of n words, reusing memory.
func (s *State) Reset(n int) {
	s.n, s.next = int32(n), 0
	s.stack = s.stack[:0]
	s.Heads, s.Rels, s.nodes = s.Heads[:0], s.Rels[:0], s.nodes[:0]
	for range n + 1 {
		s.Heads = append(s.Heads, -1)
		s.Rels = append(s.Rels, models.NoRel)
		s.nodes = append(s.nodes, node{left: -1, left2: -1, right: -1, right2: -1})
	}
}

// Next is the word that Shift would push, the number of words at the end.
func (s *State) Next() int { return int(s.next) }

// Done reports whether only the root is left.
func (s *State) Done() bool { return s.next == s.n && len(s.stack) == 0 }

// Legal is the set of possible actions, a bit for each.
func (s *State) Legal() uint64 {
	k := len(s.stack)
	set := uint64(0)
	if s.next < s.n {
		set |= 1 << Shift
	}
	if k > 0 && (s.next < s.n || k == 1) {
		set |= 1 << Left
	}
	if k > 1 {
		set |= 1 << Right
	}
	return set
}

// top and buffer return the words k below the top of the stack and k after the next one,
// -1 where there is none.
func (s *State) top(k int) int32 {
	if k < len(s.stack) {
		return s.stack[len(s.stack)-1-k]
	}
	return -1
}

func (s *State) buffer(k int32) int32 {
	if s.next+k <= s.n {
		return s.next + k
	}
	return -1
}

// Arc returns the head and dependent that an arc action would join.
func (s *State) Arc(a Action) (head, dep int32) {
	if a == Left {
		return s.next, s.top(0)
	}
	return s.top(1), s.top(0)
}

// Apply performs a legal action; rel labels the arc of Left and Right.
func (s *State) Apply(a Action, rel models.Rel) {
	if a == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	head, dep := s.Arc(a)
	s.stack = s.stack[:len(s.stack)-1]
	s.Heads[dep], s.Rels[dep] = head, rel
	s.nodes[dep].rel = rel
	h := &s.nodes[head]
	h.roles |= role(rel)
	if a == Left {
		// Dependents to the left arrive from near to far.
		h.left2, h.left = h.left, dep
		h.lefts++
	} else {
		h.right2, h.right = h.right, dep
		h.rights++
	}
}

// role is the bit of a relation that tells how complete a clause or phrase is.
func role(r models.Rel) uint8 {
	switch r {
	case models.RelNsubj, models.RelNsubjPass, models.RelCsubj, models.RelExpl:
		return 1
	case models.RelObj, models.RelCcomp, models.RelXcomp:
		return 2
	case models.RelCop, models.RelAux, models.RelAuxPass:
		return 4
	case models.RelMark:
		return 8
	case models.RelCase:
		return 16
	case models.RelDet, models.RelNmodPoss:
		return 32
	case models.RelCc, models.RelConj:
		return 64
	case models.RelPunct:
		return 128
	}
	return 0
}
