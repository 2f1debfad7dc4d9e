package stance

import (
	"math"

	"github.com/saysonews/sayso/models"
)

// targetFeatures are what the sentiment towards a mention is judged by. Those in
// pairs are for praise and for blame.
var targetFeatures = [...]string{
	"all+", "all-", "near+", "near-", "left+", "left-", "right+", "right-",
	"max", "min", "last", "bayes", "score",
	"frame+", "frame-", "holder+", "holder-",
	"object+", "object-", "subject+", "subject-", "owner+", "owner-", "own+", "own-",
	"clause+", "clause-", "says", "quoted", "against", "named+", "named-", "mixed",
	"first", "long",
}

const (
	tAll = iota * 2
	tNear
	tLeft
	tRight
)

const (
	tMax = 8 + iota
	tMin
	tLast
	tBayes
	tScore
	tFrame
	_
	tHolder
	_
	tObject
	_
	tSubject
	_
	tOwner
	_
	tOwn
	_
	tClause
	_
	tSays
	tQuoted
	tAgainst
	tNamed
	_
	tMixed
	tFirst
	tLong
	numTargetFeatures
)

// features of a mention.
type features [numTargetFeatures]float64

// pair adds v to the feature for praise or the one after it for blame.
func (f *features) pair(k int, v float64) {
	if v > 0 {
		f[k] += v
	} else {
		f[k+1] -= v
	}
}

// towards measures the mention p in its sentence.
func (s *scene) towards(p spot) (f features) {
	for _, v := range s.valences {
		if v.First >= p.first && v.First < p.end {
			f.pair(tNamed, v.Value/4)
			continue
		}
		x := v.Value / 4
		d, ancestor := s.apart(p.head, v.Head)
		f.pair(tAll, x)
		f.pair(tNear, x/float64(1+d))
		if k := p.first - v.First; k > 0 && k <= 7 {
			f.pair(tLeft, x)
		} else if k := v.First - p.end; k >= 0 && k < 7 {
			f.pair(tRight, x)
		}
		f[tMax], f[tMin], f[tLast] = math.Max(f[tMax], x), math.Min(f[tMin], x), x
		s.roles(&f, p, v.Head, ancestor, x)
	}
	for k := tAll; k <= tRight+1; k++ {
		f[k] = f[k] / math.Sqrt(1+f[k]*f[k])
	}
	if f[tMax] > 0 && f[tMin] < 0 {
		f[tMixed] = 1
	}
	for _, r := range s.frames {
		if s.same(p, r.target) {
			f.pair(tFrame, r.value)
		} else if s.same(p, r.holder) {
			f.pair(tHolder, r.value)
		}
	}
	s.surroundings(&f, p)
	return f
}

// roles adds valence x at token v by what the mention is to it.
func (s *scene) roles(f *features, p spot, v, ancestor int, x float64) {
	head := s.tree.Head(p.head)
	rel := s.tok(p.head).Rel
	switch {
	case head == v && (rel == models.RelObj || rel == models.RelNsubjPass || rel == models.RelIobj):
		f.pair(tObject, x)
	case head == v && rel == models.RelNsubj:
		f.pair(tSubject, x)
	case head == v && (rel == models.RelNmodPoss || rel == models.RelNmod || rel == models.RelCompound):
		f.pair(tOwner, x)
	case s.tree.Head(v) == p.head || s.tree.Head(v) >= 0 && p.holds(s.tree.Head(v)):
		f.pair(tOwn, x)
	case ancestor >= 0 && ancestor == head && rel == models.RelNsubj:
		f.pair(tClause, x)
	}
}

// surroundings adds what is not told by valences.
func (s *scene) surroundings(f *features, p spot) {
	whole := s.model.sentiment.Score(s.doc, models.Span{Start: s.tok(s.first).Start, End: s.tok(s.end - 1).End})
	f[tBayes], f[tScore] = whole.Bayes, whole.Score
	if h := s.tree.Head(p.head); h >= 0 && s.tok(p.head).Rel == models.RelNsubj {
		switch s.lemma(h) {
		case "say", "tell", "add", "ask", "write", "note", "explain", "announce":
			f[tSays] = 1
		}
	}
	if s.hasCase(p.head, "against") {
		f[tAgainst] = 1
	}
	quotes := 0
	for i := s.first; i < p.first; i++ {
		switch s.tok(i).Tag {
		case models.TagOpenQuote:
			quotes++
		case models.TagCloseQuote:
			quotes--
		}
	}
	if quotes > 0 {
		f[tQuoted] = 1
	}
	if p.first == s.first {
		f[tFirst] = 1
	}
	f[tLong] = float64(s.end-s.first) / 40
}
