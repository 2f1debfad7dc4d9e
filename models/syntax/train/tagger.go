package train

import (
	"math/rand/v2"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear/learn"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// tagger is a tagger under training.
type tagger struct {
	layout   *core.Tagging
	net      *learn.Net
	views    *views
	features []int32
	tags     []models.Tag
	scores   [models.NumTags]float32
	p        [models.NumTags]float32
}

func newTagger(v *views, hidden int) *tagger {
	l := core.NewTagging()
	return &tagger{layout: l, net: learn.New(l.Rows(), hidden, 1, int(models.NumTags)), views: v}
}

// warm is the share of the training in which gold decisions are followed.
const warm = 0.05

func trainTagger(d *data, v *views, o Options) *tagger {
	t := newTagger(v, o.Hidden)
	r := rand.New(rand.NewPCG(5, 5))
	wrong, total := 0, 0
	log := o.Log
	o.Log = func(f string, args ...any) {
		if log != nil {
			log("tagger "+f+", %.2f %% wrong", append(args, 100*float64(wrong)/float64(total+1))...)
			wrong, total = 0, 0
		}
	}
	each(d, o, func(s *sentence, _ int, rate float32, done float64) {
		t.net.Rate = rate
		follow := done > warm && r.IntN(4) > 0
		wrong += t.learn(s, follow)
		total += len(s.tokens)
	})
	return t
}

// learn takes one sentence; follow says to go on from the model's own tags. It
// returns the number of wrong tags.
func (t *tagger) learn(s *sentence, follow bool) int {
	ws := t.views.sentence(s)
	t.tags = t.tags[:0]
	wrong := 0
	for i := range ws {
		t.features = t.layout.Features(t.features[:0], ws, t.tags, i, s.from)
		t.net.Hidden(t.features)
		t.net.Scores(0, t.scores[:])
		learn.Softmax(t.scores[:], learn.All, t.p[:])
		gold := s.tokens[i].tag
		best := argmax(t.scores[:])
		if best != int(gold) {
			wrong++
		}
		t.p[gold]--
		t.net.Learn(0, t.p[:])
		t.net.Update(t.features)
		if follow {
			gold = models.Tag(best)
		}
		t.tags = append(t.tags, gold)
	}
	return wrong
}

// tag returns the tags of s as source from would give them, good until the next call.
func (t *tagger) tag(s *sentence, from core.Source) []models.Tag {
	ws := t.views.sentence(s)
	t.tags = t.tags[:0]
	for i := range ws {
		t.features = t.layout.Features(t.features[:0], ws, t.tags, i, from)
		t.net.Hidden(t.features)
		t.net.Scores(0, t.scores[:])
		t.tags = append(t.tags, models.Tag(argmax(t.scores[:])))
	}
	return t.tags
}

func argmax(x []float32) int {
	best := 0
	for i := range x {
		if x[i] > x[best] {
			best = i
		}
	}
	return best
}
