package train

import (
	"math/rand/v2"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear/learn"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// parser is a parser under training. Head 0 of the network chooses the action,
// head 1 labels arcs to the left, head 2 arcs to the right.
type parser struct {
	layout   *core.Parsing
	net      *learn.Net
	views    *views
	features []int32
	state    core.State
	gold     core.Gold
	heads    []int32
	random   *rand.Rand
	scores   [models.NumRels]float32
	p        [models.NumRels]float32
}

func newParser(v *views, hidden int) *parser {
	l := core.NewParsing()
	return &parser{
		layout: l, views: v, random: rand.New(rand.NewPCG(9, 9)),
		net: learn.New(l.Rows(), hidden, 2, int(core.NumActions), int(models.NumRels), int(models.NumRels)),
	}
}

// tagsOf gives the tags that a sentence is parsed with.
type tagsOf func(index int) []models.Tag

func trainParser(d *data, v *views, tags tagsOf, o Options) *parser {
	p := newParser(v, o.Hidden)
	right, total := 0, 0
	log := o.Log
	o.Log = func(f string, args ...any) {
		if log != nil {
			log("parser "+f+", %.2f %% heads right", append(args, 100*float64(right)/float64(total+1))...)
			right, total = 0, 0
		}
	}
	each(d, o, func(s *sentence, i int, rate float32, done float64) {
		p.net.Rate = rate
		right += p.learn(s, tags(i), done > warm)
		total += len(s.tokens)
	})
	return p
}

// explored is the share of decisions in which the parser's own choice is
// followed although it is wrong (Goldberg and Nivre, TACL 2013).
const explored = 0.9

// learn takes one sentence and returns how many heads came out right.
func (p *parser) learn(s *sentence, tags []models.Tag, explore bool) int {
	ws := p.views.sentence(s)
	p.heads = p.heads[:0]
	for _, t := range s.tokens {
		p.heads = append(p.heads, int32(t.head))
	}
	p.gold.Reset(p.heads)
	st := &p.state
	st.Reset(len(ws))
	for !st.Done() {
		p.features = p.layout.Features(p.features[:0], st, ws, tags, s.from)
		p.net.Hidden(p.features)
		action := p.learnAction(st, explore)
		rel := models.NoRel
		if action != core.Shift {
			rel = p.learnLabel(st, action, s, explore)
		}
		p.net.Update(p.features)
		st.Apply(action, rel)
	}
	right := 0
	for i := range s.tokens {
		if st.Heads[i] == p.heads[i] {
			right++
		}
	}
	return right
}

// learnAction learns from the set of best actions and returns the one to follow.
func (p *parser) learnAction(st *core.State, explore bool) core.Action {
	legal, best := st.Legal(), p.gold.Best(st)
	scores := p.scores[:core.NumActions]
	p.net.Scores(0, scores)
	learn.Softmax(scores, legal, p.p[:])
	mass, choice, wanted := float32(1e-6), -1, -1
	for a := range scores {
		if best>>a&1 != 0 {
			mass += p.p[a]
			if wanted < 0 || scores[a] > scores[wanted] {
				wanted = a
			}
		}
		if legal>>a&1 != 0 && (choice < 0 || scores[a] > scores[choice]) {
			choice = a
		}
	}
	// The gradient of -log of the mass on the best actions.
	for a := range scores {
		if best>>a&1 != 0 {
			p.p[a] -= p.p[a] / mass
		}
	}
	p.net.Learn(0, p.p[:core.NumActions])
	if best>>choice&1 != 0 || explore && p.random.Float64() < explored {
		return core.Action(choice)
	}
	return core.Action(wanted)
}

// learnLabel learns the label of a right arc and returns the one to follow.
func (p *parser) learnLabel(st *core.State, a core.Action, s *sentence, explore bool) models.Rel {
	head, dep := st.Arc(a)
	p.net.Scores(int(a), p.scores[:])
	guess := models.Rel(argmax(p.scores[:]))
	if p.heads[dep] != head {
		return guess
	}
	gold := s.tokens[dep].rel
	learn.Softmax(p.scores[:], learn.All, p.p[:])
	p.p[gold]--
	p.net.Learn(int(a), p.p[:])
	if explore {
		return guess
	}
	return gold
}

// parse leaves the tree of s in p.state.
func (p *parser) parse(s *sentence, tags []models.Tag, from core.Source) {
	ws := p.views.sentence(s)
	st := &p.state
	st.Reset(len(ws))
	for !st.Done() {
		p.features = p.layout.Features(p.features[:0], st, ws, tags, from)
		p.net.Hidden(p.features)
		p.net.Scores(0, p.scores[:core.NumActions])
		legal := st.Legal()
		a := -1
		for k := range core.NumActions {
			if legal>>k&1 != 0 && (a < 0 || p.scores[k] > p.scores[a]) {
				a = int(k)
			}
		}
		rel := models.NoRel
		if core.Action(a) != core.Shift {
			p.net.Scores(a, p.scores[:])
			rel = models.Rel(argmax(p.scores[:]))
		}
		st.Apply(core.Action(a), rel)
	}
}
