package train

import (
	"fmt"
	"io"

	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/boost/learn"
)

// Fitted is a trained model: the passes of the sequence model and the rankers.
type Fitted struct {
	Passes  []*Sequence
	Counts  Counts
	Rankers *attribution.Rankers
}

// Fit trains all parts on examples: each pass on the jackknifed beliefs of the one
// before, the rankers on those of the last.
func Fit(m *attribution.Model, examples []*Example, o Options, log io.Writer) *Fitted {
	f := &Fitted{Counts: Count(examples)}
	seen := Fresh(examples)
	for pass := range o.Passes {
		fmt.Fprintf(log, "attribution: pass %d on %d articles\n", pass+1, len(examples))
		f.Passes = append(f.Passes, Train(m, seen, o))
		fmt.Fprintf(log, "attribution: pass %d, jackknife in %d parts\n", pass+1, folds)
		seen = Jackknife(m, seen, folds, o)
	}
	fmt.Fprintln(log, "attribution: rankers")
	f.Rankers = Rank(m, seen, learn.Options{Seed: o.Seed})
	return f
}

// Stage is the sequence model as package attribution applies it.
func (f *Fitted) Stage() *attribution.Sequence {
	var s *attribution.Sequence
	for _, p := range f.Passes {
		s = Then(s, p.Stage(f.Counts))
	}
	return s
}

// Spans measures the sequence model alone: the span F1 of content, source and cue.
func (f *Fitted) Spans(m *attribution.Model, examples []*Example) [3]float64 {
	seen := Fresh(examples)
	last := len(f.Passes) - 1
	for i := range seen {
		for _, p := range f.Passes[:last] {
			seen[i].Stage = Then(seen[i].Stage, p.Stage(f.Counts))
		}
	}
	return f.Passes[last].Spans(m, f.Counts, seen)
}

// Encode writes the weight file of package attribution.
func (f *Fitted) Encode() []byte {
	priors := map[uint64]uint8{}
	for key := range f.Counts.cue {
		if v := f.Counts.Prior(key); v > 0 {
			priors[key] = v
		}
	}
	var passes []attribution.Pass
	for i, p := range f.Passes {
		passes = append(passes, attribution.Pass{Net: p.Net.Sections(attribution.NetName(i)), Chain: &p.Chain, Scale: p.Net.Scale(0)})
	}
	return attribution.Encode(passes, priors, f.Rankers)
}
