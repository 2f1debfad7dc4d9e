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
	clear    core.Clear
	place    []int32 // of each word of the sentence in clear, -1 for a mark
	heads    []int32 // of clear
	rels     []models.Rel
	outHeads []int32 // of the sentence, after parse
	outRels  []models.Rel
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
	p.take(s, tags)
	ws, tags := p.clear.Words, p.clear.Tags
	p.gold.Reset(p.heads)
	st := &p.state
	st.Reset(len(ws))
	for !st.Done() {
		p.features = p.layout.Features(p.features[:0], st, ws, tags, s.from)
		p.net.Hidden(p.features)
		action := p.learnAction(st, explore)
		rel := models.NoRel
		if action != core.Shift {
			rel = p.learnLabel(st, action, explore)
		}
		p.net.Update(p.features)
		st.Apply(action, rel)
	}
	right := 0
	for i := range p.heads {
		if st.Heads[i] == p.heads[i] {
			right++
		}
	}
	return right
}

// take prepares a sentence without its quotation marks; words that hang from a
// mark go to the mark's head.
func (p *parser) take(s *sentence, tags []models.Tag) {
	p.clear.Fill(p.views.sentence(s), tags)
	p.place = p.place[:0]
	for range s.tokens {
		p.place = append(p.place, -1)
	}
	for k, i := range p.clear.Kept {
		p.place[i] = int32(k)
	}
	p.heads, p.rels = p.heads[:0], p.rels[:0]
	for _, i := range p.clear.Kept {
		h := int(s.tokens[i].head)
		for h < len(s.tokens) && p.place[h] < 0 {
			h = int(s.tokens[h].head)
		}
		head := int32(len(p.clear.Kept))
		if h < len(s.tokens) {
			head = p.place[h]
		}
		p.heads, p.rels = append(p.heads, head), append(p.rels, s.tokens[i].rel)
	}
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
func (p *parser) learnLabel(st *core.State, a core.Action, explore bool) models.Rel {
	head, dep := st.Arc(a)
	p.net.Scores(int(a), p.scores[:])
	guess := models.Rel(argmax(p.scores[:]))
	if p.heads[dep] != head {
		return guess
	}
	gold := p.rels[dep]
	learn.Softmax(p.scores[:], learn.All, p.p[:])
	p.p[gold]--
	p.net.Learn(int(a), p.p[:])
	if explore {
		return guess
	}
	return gold
}

// parse leaves the tree of s in p.outHeads and p.outRels.
func (p *parser) parse(s *sentence, tags []models.Tag, from core.Source) {
	p.take(s, tags)
	ws, tags := p.clear.Words, p.clear.Tags
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
	p.giveBack(len(s.tokens))
}

// giveBack copies the tree on to the sentence of n words. Marks hang from the
// root: no figure counts them.
func (p *parser) giveBack(n int) {
	p.outHeads, p.outRels = p.outHeads[:0], p.outRels[:0]
	for i := range n {
		head, rel := int32(n), models.RelPunct
		if k := p.place[i]; k >= 0 {
			rel = p.state.Rels[k]
			if h := int(p.state.Heads[k]); h < len(p.clear.Kept) {
				head = p.clear.Kept[h]
			}
		}
		p.outHeads, p.outRels = append(p.outHeads, head), append(p.outRels, rel)
	}
}
