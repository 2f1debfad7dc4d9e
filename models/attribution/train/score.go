package train

import (
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
)

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// Spans counts the spans of the best sequences against gold, by role: content,
// source, cue; found, predicted and right.
func (s *Sequence) Spans(m *attribution.Model, priors attribution.Priors, examples []*Example) (f1 [3]float64) {
	var gold, predicted, right [3]int
	for _, e := range examples {
		want := [3]map[models.Span]bool{{}, {}, {}}
		for _, a := range e.Gold {
			for k, spans := range [3][]models.Span{a.Content, a.Source, a.Cue} {
				for _, sp := range spans {
					want[k][sp] = true
				}
			}
		}
		for k := range want {
			gold[k] += len(want[k])
		}
		run := attribution.Runs(e.Doc)
		for n, b := range read(m, e, priors, s.Rows) {
			for k, spans := range s.decode(e.Doc, run[n][0], b) {
				predicted[k] += len(spans)
				for _, sp := range spans {
					if want[k][sp] {
						right[k]++
					}
				}
			}
		}
	}
	for k := range f1 {
		f1[k] = 200 * float64(right[k]) / float64(gold[k]+predicted[k])
	}
	return f1
}

func (s *Sequence) decode(doc *models.Document, first int, b block) (out [3][]models.Span) {
	n := len(b.labels)
	scores, labels := make([]attribution.Row, n), make([]attribution.Label, n)
	for i := range n {
		s.Net.Hidden(b.features[i])
		s.Net.Scores(0, scores[i][:])
	}
	s.Chain.Best(scores, labels)
	for i := 0; i < n; {
		l := labels[i]
		j := i + 1
		if l == attribution.Out {
			i = j
			continue
		}
		for j < n && labels[j] == l+1 {
			j++
		}
		k := (int(l) - 1) / 2
		out[k] = append(out[k], models.Span{Start: doc.Tokens[first+i].Start, End: doc.Tokens[first+j-1].End})
		i = j
	}
	return out
}
