package train

import (
	"math/rand/v2"

	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/linear/learn"
)

// Sequence is the sequence model under training.
type Sequence struct {
	Net   *learn.Net
	Chain attribution.Chain
	Rows  int
	seen  [attribution.NumLabels]attribution.Row
}

// Emit scores the labels of a token.
func (s *Sequence) Emit(features []int32, scores *attribution.Row) {
	s.Net.Hidden(features)
	s.Net.Scores(0, scores[:])
}

// Stage is the model as package attribution applies it.
func (s *Sequence) Stage(priors attribution.Priors) *attribution.Sequence {
	a := &attribution.Sequence{Net: s, Priors: priors, Rows: s.Rows}
	a.Chain.Transition, a.Chain.Start = s.Chain.Transition, s.Chain.Start
	return a
}

// block is a run of tokens with features and labels.
type block struct {
	features [][]int32
	labels   []attribution.Label
}

// Options steer training.
type Options struct {
	Rows, Hidden, Epochs int
	Rate                 float32
	Drop                 float32 // share of features left out at each step
	Seed                 uint64
	Log                  func(epoch int, s *Sequence)
}

// Train fits the sequence model to examples: the negative log likelihood of the
// chain, one block at a time, by AdaGrad.
func Train(m *attribution.Model, examples []*Example, o Options) *Sequence {
	total := Count(examples)
	var blocks []block
	for _, e := range examples {
		own := Count([]*Example{e})
		blocks = append(blocks, read(m, e, leftOut{total, own}, o.Rows)...)
	}
	s := &Sequence{Net: learn.New(o.Rows, o.Hidden, o.Seed, int(attribution.NumLabels)), Rows: o.Rows}
	r := rand.New(rand.NewPCG(o.Seed, 2))
	for epoch := range o.Epochs {
		s.Net.Rate = o.Rate * (1 - float32(epoch)/float32(o.Epochs))
		r.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		for _, b := range blocks {
			s.step(b, o.Drop, r)
		}
		if o.Log != nil {
			s.Net.ScaleRows(1 - o.Drop)
			o.Log(epoch, s)
			s.Net.ScaleRows(1 / (1 - o.Drop))
		}
	}
	s.Net.ScaleRows(1 - o.Drop)
	return s
}

func read(m *attribution.Model, e *Example, priors attribution.Priors, rows int) []block {
	x := m.Reading(e.Doc, priors, rows)
	var out []block
	for _, run := range attribution.Runs(e.Doc) {
		b := block{labels: e.labels[run[0]:run[1]]}
		for i := run[0]; i < run[1]; i++ {
			b.features = append(b.features, x.Token(i, make([]int32, 0, attribution.MaxTokenFeatures)))
		}
		b.fix()
		out = append(out, b)
	}
	return out
}

// fix makes the label sequence one that the chain allows.
func (b *block) fix() {
	labels := append([]attribution.Label(nil), b.labels...)
	last := attribution.Out
	for i, l := range labels {
		if !attribution.Allowed(last, l) {
			labels[i] = l - 1
		}
		last = labels[i]
	}
	b.labels = labels
}

func (s *Sequence) step(b block, drop float32, r *rand.Rand) {
	n := len(b.labels)
	scores, p := make([]attribution.Row, n), make([]attribution.Row, n)
	kept := b.features
	if drop > 0 {
		kept = make([][]int32, n)
		for i, fs := range b.features {
			kept[i] = thin(fs, drop, r)
		}
	}
	for i := range n {
		s.Net.Hidden(kept[i])
		s.Net.Scores(0, scores[i][:])
	}
	s.Chain.Marginals(scores, p)
	var pairs [attribution.NumLabels]attribution.Row
	s.Chain.Pairs(n, &pairs)
	for i := range n {
		p[i][b.labels[i]]--
		s.Net.Hidden(kept[i])
		s.Net.Learn(0, p[i][:])
		s.Net.Update(kept[i])
		if i > 0 {
			pairs[b.labels[i-1]][b.labels[i]]--
		}
	}
	s.transitions(&pairs)
}

func (s *Sequence) transitions(gradient *[attribution.NumLabels]attribution.Row) {
	for a := range attribution.NumLabels {
		for b, g := range gradient[a] {
			if g != 0 && attribution.Allowed(a, attribution.Label(b)) {
				s.seen[a][b] += g * g
				s.Chain.Transition[a][b] -= s.Net.Rate * g / (1e-3 + sqrt(s.seen[a][b]))
			}
		}
	}
}

func thin(fs []int32, drop float32, r *rand.Rand) []int32 {
	out := make([]int32, 0, len(fs))
	for _, f := range fs {
		if r.Float32() >= drop {
			out = append(out, f)
		}
	}
	return out
}
