package gold

import (
	"encoding/json"
	"fmt"

	"github.com/saysonews/sayso/models/evaluate"
)

// Answers are what a program said to questions, by id.
type Answers struct {
	sentiment map[string]scored
	targets   map[string]string
	pairs     map[string]string
}

type scored struct {
	Score *float64
	Label string
}

// answer is a line as `sayso score` writes it.
type answer struct {
	ID             loose
	Sentiment      *scored
	Targets, Pairs []struct {
		ID    loose
		Label string
	}
}

// NewAnswers returns answers to nothing yet.
func NewAnswers() *Answers {
	return &Answers{map[string]scored{}, map[string]string{}, map[string]string{}}
}

// ReadAnswers reads the answers that `sayso score` or another program wrote.
func ReadAnswers(path string) (*Answers, error) {
	all := NewAnswers()
	err := eachValue(path, func(a *answer, _ string) error {
		all.add(a)
		return nil
	})
	return all, err
}

// Add takes one answer, as `sayso score` writes it.
func (a *Answers) Add(line []byte) error {
	var one answer
	if err := json.Unmarshal(line, &one); err != nil {
		return fmt.Errorf("read answer: %w", jsonFault(err))
	}
	a.add(&one)
	return nil
}

func (a *Answers) add(one *answer) {
	if one.Sentiment != nil && one.Sentiment.Score != nil {
		a.sentiment[string(one.ID)] = *one.Sentiment
	}
	for _, t := range one.Targets {
		a.targets[string(t.ID)] = t.Label
	}
	for _, p := range one.Pairs {
		a.pairs[string(p.ID)] = p.Label
	}
}

// Sentiment compares the answers with the ratings.
func (a *Answers) Sentiment(questions []Question) (*evaluate.Sentiment, error) {
	s := evaluate.NewSentiment()
	var missing []string
	for _, q := range questions {
		if got, ok := a.sentiment[q.ID]; ok {
			s.Add(q.Rating, *got.Score, got.Label)
		} else {
			missing = append(missing, q.ID)
		}
	}
	return s, unanswered(missing, len(questions), "sentences")
}

// Targets compares the sentiment towards each mention; of mentions with one id
// the last counts.
func (a *Answers) Targets(questions []Question) (evaluate.Targets, error) {
	labels := map[string]string{}
	for _, q := range questions {
		for _, t := range q.Targets {
			labels[t.ID] = t.Label
		}
	}
	s := evaluate.NewTargets()
	return s, a.compare(labels, a.targets, s.Classes, "targets")
}

// Directed compares the stance between the mentions of each pair.
func (a *Answers) Directed(questions []Question) (evaluate.Directed, error) {
	labels := map[string]string{}
	for _, q := range questions {
		for _, p := range q.Pairs {
			labels[p.ID] = p.Label
		}
	}
	s := evaluate.NewDirected()
	return s, a.compare(labels, a.pairs, s.Classes, "pairs")
}

func (a *Answers) compare(labels, answers map[string]string, to *evaluate.Classes, what string) error {
	var missing []string
	for id, label := range labels {
		if got, ok := answers[id]; ok {
			to.Add(label, got)
		} else {
			missing = append(missing, id)
		}
	}
	return unanswered(missing, len(labels), what)
}

// unanswered is the error for questions without an answer, nil when there are none.
func unanswered(ids []string, of int, what string) error {
	switch {
	case of == 0:
		return fmt.Errorf("compare answers: no %s in the gold file", what)
	case len(ids) > 0:
		return fmt.Errorf("compare answers: no answer for %d of %d %s, such as %q", len(ids), of, what, ids[0])
	}
	return nil
}
