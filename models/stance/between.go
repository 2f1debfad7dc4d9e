package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// pairFeatures are what the attitude of one mention to another is judged by, in one
// direction.
var pairFeatures = [...]string{
	"frame+", "frame-", "agent+", "agent-", "agent", "between+", "between-",
	"verb+", "verb-", "near+", "near-", "saidof+", "saidof-", "all+", "all-",
	"arcs", "tokens", "before", "conjuncts", "holder-subject", "target-object",
	"owned", "against", "with", "says", "score", "within+", "within-", "told+", "told-",
	"holder+", "holder-", "target+", "target-", "turned+", "turned-",
}

const (
	pFrame = iota
	_
	pAgentValence
	_
	pAgent
	pBetween
	_
	pVerb
	_
	pNear
	_
	pSaidOf
	_
	pAll
	_
	pArcs
	pTokens
	pBefore
	pConjuncts
	pSubject
	pObject
	pOwned
	pAgainst
	pWith
	pSays
	pScore
	pWithin
	_
	pTold
	_
	pHolder
	_
	pTarget
	_
	pTurned
	_
	numPairFeatures
)

// pairVector holds the features of a directed pair.
type pairVector [numPairFeatures]float64

func (f *pairVector) pair(k int, v float64) {
	if v > 0 {
		f[k] += v
	} else {
		f[k+1] -= v
	}
}

// between measures the attitude of the mention a to the mention b.
func (s *scene) between(a, b spot) (f pairVector) {
	arcs, top := s.apart(a.head, b.head)
	for k := range s.frames {
		s.framed(&f, a, b, &s.frames[k])
	}
	lo, hi := min(a.end, b.end), max(a.first, b.first)
	for _, v := range s.valences {
		x := v.Value / 4
		f.pair(pAll, x)
		if v.First >= lo && v.First < hi {
			f.pair(pBetween, x)
		}
		if v.Head == top {
			f.pair(pVerb, x)
		}
		d, _ := s.apart(b.head, v.Head)
		f.pair(pNear, x/float64(1+d))
		s.deed(&f, a, b, v.Head, x)
	}
	s.shape(&f, a, b, arcs, top)
	return f
}

// framed adds what a frame says of the two: that it is a's attitude to b, that the
// phrases of its holder and target hold them, that a tells it of b, or that one of
// them alone takes part.
func (s *scene) framed(f *pairVector, a, b spot, r *relation) {
	holds, meant := s.same(a, r.holder), s.same(b, r.target)
	switch {
	case holds && meant:
		f.pair(pFrame, r.value)
	case s.same(b, r.holder) && s.same(a, r.target):
		f.pair(pTurned, r.value)
	case r.holder >= 0 && s.tree.Under(a.head, r.holder) && s.tree.Under(b.head, r.target):
		f.pair(pWithin, r.value)
	case meant && (r.holder < 0 || s.firstPerson(r.holder)) && s.tells(a, r.at):
		f.pair(pTold, r.value)
	case holds:
		f.pair(pHolder, r.value)
	case meant:
		f.pair(pTarget, r.value)
	}
}

// tells reports whether mention a is the subject of a verb that governs token i.
func (s *scene) tells(a spot, i int) bool {
	for steps := 0; i >= 0 && steps < maxSteps; steps++ {
		if isVerb(s.tok(i).Tag) {
			if n := s.ownSubject(i); n >= 0 && s.same(a, n) {
				return true
			}
		}
		i = s.tree.Head(i)
	}
	return false
}

// deed adds the valence of a verb that a does to b.
func (s *scene) deed(f *pairVector, a, b spot, verb int, x float64) {
	if !isVerb(s.tok(verb).Tag) {
		return
	}
	if s.same(a, s.agent(verb)) && s.tree.Under(b.head, verb) {
		f.pair(pAgentValence, x)
	}
}

// shape adds how the two mentions stand to one another.
func (s *scene) shape(f *pairVector, a, b spot, arcs, top int) {
	f[pArcs] = math.Log1p(float64(arcs))
	f[pTokens] = math.Log1p(float64(max(a.first, b.first)-min(a.end, b.end)+1)) / 2
	if a.first < b.first {
		f[pBefore] = 1
	}
	if s.tok(b.head).Rel == models.RelConj && s.tree.Head(b.head) == a.head || s.tok(a.head).Rel == models.RelConj && s.tree.Head(a.head) == b.head {
		f[pConjuncts] = 1
	}
	if top >= 0 && isVerb(s.tok(top).Tag) {
		if s.same(a, s.agent(top)) {
			f[pSubject] = 1
			if s.same(b, s.patient(top)) {
				f[pAgent] = 1
			}
		}
	}
	switch s.tok(b.head).Rel {
	case models.RelObj, models.RelNsubjPass:
		f[pObject] = 1
	case models.RelNmodPoss:
		f[pOwned] = 1
	}
	if s.hasCase(b.head, "against") {
		f[pAgainst] = 1
	}
	if s.hasCase(b.head, "with") {
		f[pWith] = 1
	}
	s.speech(f, a, b)
	f[pScore] = s.model.sentiment.Score(s.doc, models.Span{Start: s.tok(s.first).Start, End: s.tok(s.end - 1).End}).Score
}

// speech adds what a says of b: the valence near b under a verb of saying.
func (s *scene) speech(f *pairVector, a, b spot) {
	h := s.tree.Head(a.head)
	if h < 0 || s.tok(a.head).Rel != models.RelNsubj {
		return
	}
	switch s.lemma(h) {
	case "say", "tell", "add", "write", "argue", "claim", "insist", "note", "warn", "believe", "think", "call", "accuse", "suggest":
		f[pSays] = 1
		for _, v := range s.valences {
			if d, _ := s.apart(b.head, v.Head); d <= 3 {
				f.pair(pSaidOf, v.Value/4)
			}
		}
	}
}
