package evaluate

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// Attribution is one attribution as the figures see it, its spans in bytes of the
// text, in any order.
type Attribution struct {
	ID                   string
	Source, Cue, Content []models.Span
	// Speakers are what the source resolves to; empty when nothing says.
	Speakers []Speaker
}

// Speaker is a resolved source. Kind is spelled as models.SpeakerKind prints it.
type Speaker struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

// Found returns the attributions of doc.
func Found(doc *models.Document) []Attribution {
	out := make([]Attribution, len(doc.Attributions))
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		out[i] = Attribution{ID: a.ID, Source: a.Source, Cue: a.Cue, Content: a.Content}
		for _, ref := range a.Speakers {
			s := &doc.Speakers[ref.Speaker]
			out[i].Speakers = append(out[i].Speakers, Speaker{Name: s.Name, Kind: s.Kind.String()})
		}
	}
	return out
}

// relation is an attribution as sets of words.
type relation struct {
	of                   int // index of the attribution
	content, source, cue set
}

// relations returns the attributions whose content has a word.
func relations(words []models.Span, list []Attribution) []relation {
	var out []relation
	for i := range list {
		if c := cover(words, list[i].Content); len(c) > 0 {
			out = append(out, relation{i, c, cover(words, list[i].Source), cover(words, list[i].Cue)})
		}
	}
	return out
}

// sameSource reports whether the sources overlap or are both absent.
func sameSource(a, b *relation) bool {
	return len(a.source) == 0 && len(b.source) == 0 || common(a.source, b.source) > 0
}

// pair is a gold relation beside the predicted one that matches it.
type pair struct{ gold, predicted int }

// match pairs relations one to one, greedily, by the Jaccard index of their
// contents, which is at least least > 0; ties go to the larger overlap of the
// sources, then to the nearer ranks, then to the later pair.
func match(gold, predicted []relation, least float64) []pair {
	type candidate struct {
		jaccard         float64
		sources, nearer int
		pair
	}
	var list []candidate
	for i := range gold {
		for j := range predicted {
			both := common(gold[i].content, predicted[j].content)
			either := len(gold[i].content) + len(predicted[j].content) - both
			if jaccard := share(both, either); both > 0 && jaccard >= least {
				list = append(list, candidate{jaccard, common(gold[i].source, predicted[j].source), -max(i-j, j-i), pair{i, j}})
			}
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		switch {
		case a.jaccard != b.jaccard:
			return order(a.jaccard > b.jaccard)
		case a.sources != b.sources:
			return b.sources - a.sources
		case a.nearer != b.nearer:
			return b.nearer - a.nearer
		case a.gold != b.gold:
			return b.gold - a.gold
		}
		return b.predicted - a.predicted
	})
	var out []pair
	goldTaken, predictedTaken := make([]bool, len(gold)), make([]bool, len(predicted))
	for _, c := range list {
		if !goldTaken[c.gold] && !predictedTaken[c.predicted] {
			goldTaken[c.gold], predictedTaken[c.predicted] = true, true
			out = append(out, c.pair)
		}
	}
	return out
}

// order is negative when the first of two comes first.
func order(first bool) int {
	if first {
		return -1
	}
	return 1
}
