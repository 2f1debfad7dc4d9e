package train

import (
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/boost/learn"
)

// Fitted is a trained model.
type Fitted struct {
	Sequence *Sequence
	Counts   Counts
	Rankers  *attribution.Rankers
}

// Fit trains all parts on examples: the sequence model on all of them, the rankers
// on the beliefs of sequence models that have not seen the article.
func Fit(m *attribution.Model, examples []*Example, o Options, log Log) *Fitted {
	f := &Fitted{Counts: Count(examples)}
	log("sequence model on %d articles", len(examples))
	f.Sequence = Train(m, examples, o)
	log("jackknife in %d parts", folds)
	seen := Jackknife(m, examples, folds, o)
	log("rankers")
	f.Rankers = Rank(m, seen, learn.Options{Seed: o.Seed})
	return f
}

// Stage is the sequence model as package attribution applies it.
func (f *Fitted) Stage() *attribution.Sequence { return f.Sequence.Stage(f.Counts) }

// Encode writes the weight file of package attribution.
func (f *Fitted) Encode() []byte {
	priors := map[uint64]uint8{}
	for key := range f.Counts.cue {
		if v := f.Counts.Prior(key); v > 0 {
			priors[key] = v
		}
	}
	s := f.Sequence
	return attribution.Encode(s.Net.Sections(attribution.NetName), &s.Chain, s.Net.Scale(0), priors, f.Rankers)
}
