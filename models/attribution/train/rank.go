package train

import (
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/boost/learn"
)

// Seen is an example with a sequence model that has not been trained on it.
type Seen struct {
	*Example
	Stage *attribution.Sequence
}

// Jackknife trains folds sequence models, each on the examples of the other folds,
// and pairs every example with the one that left it out.
func Jackknife(m *attribution.Model, examples []*Example, folds int, o Options) []Seen {
	out := make([]Seen, len(examples))
	for f := range folds {
		var rest []*Example
		for i, e := range examples {
			if i%folds != f {
				rest = append(rest, e)
			}
		}
		stage := Train(m, rest, o).Stage(Count(rest))
		for i, e := range examples {
			if i%folds == f {
				out[i] = Seen{e, stage}
			}
		}
	}
	return out
}

// Rank trains the rankers on examples; the relation model learns from rankers that
// have not seen the example either.
func Rank(m *attribution.Model, examples []Seen, o learn.Options) *attribution.Rankers {
	all := candidates(m, examples, o)
	halves := [2][]Seen{}
	for i, e := range examples {
		halves[i%2] = append(halves[i%2], e)
	}
	var relation learn.Table
	for k, half := range halves {
		other := candidates(m, halves[1-k], o)
		for _, e := range half {
			m.Teach(e.Doc, e.Gold, e.Stage, other, attribution.Lesson{Relation: relation.Add})
		}
	}
	ro := o
	ro.Leaves, ro.MinRows = 12, 60
	all.Relation = learn.Train(&relation, ro)
	return all
}

func candidates(m *attribution.Model, examples []Seen, o learn.Options) *attribution.Rankers {
	var cue, source, content learn.Table
	for _, e := range examples {
		m.Teach(e.Doc, e.Gold, e.Stage, nil, attribution.Lesson{Cue: cue.Add, Source: source.Add, Content: content.Add})
	}
	return &attribution.Rankers{
		Cue: learn.Train(&cue, o), Source: learn.Train(&source, o), Content: learn.Train(&content, o),
		Thresholds: attribution.DefaultThresholds(),
	}
}
