package evaluate

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
)

// Comparison is how the attributions of one article compare, for people to read.
type Comparison struct {
	Article *Article
	// Relation is the article's own relation@0.5.
	Relation Count
	// Pairs are the gold attributions whose content was found, with what was found.
	Pairs []ComparedPair
	// Missed and Spurious are the gold and the predicted attributions whose content
	// has no counterpart.
	Missed, Spurious []*Attribution
}

// ComparedPair is a gold attribution and the predicted one with its content.
type ComparedPair struct {
	Gold, Predicted *Attribution
	// SameSource says that the sources overlap, or are both absent.
	SameSource bool
}

// Compare matches the attributions of an article as Attributions does for
// relation@0.5.
func Compare(a *Article) *Comparison {
	words := Words(a.Text)
	gold, predicted := relations(words, a.Gold), relations(words, a.Predicted)
	c := &Comparison{Article: a}
	c.Relation.add(0, len(predicted), len(gold))
	goldSeen, predictedSeen := make([]bool, len(gold)), make([]bool, len(predicted))
	for _, m := range match(gold, predicted, 0.5) {
		g, p := &gold[m.gold], &predicted[m.predicted]
		goldSeen[m.gold], predictedSeen[m.predicted] = true, true
		same := sameSource(g, p)
		if same {
			c.Relation.Right++
		}
		c.Pairs = append(c.Pairs, ComparedPair{&a.Gold[g.of], &a.Predicted[p.of], same})
	}
	c.Missed = rest(gold, goldSeen, a.Gold)
	c.Spurious = rest(predicted, predictedSeen, a.Predicted)
	return c
}

func rest(list []relation, seen []bool, of []Attribution) []*Attribution {
	var out []*Attribution
	for i, r := range list {
		if !seen[i] {
			out = append(out, &of[r.of])
		}
	}
	return out
}

// Worst returns the n comparisons with the lowest F1 of relation@0.5, the lowest
// first, of those that have gold or predicted attributions.
func Worst(all []*Comparison, n int) []*Comparison {
	list := slices.DeleteFunc(slices.Clone(all), func(c *Comparison) bool { return c.Relation.Gold+c.Relation.Predicted == 0 })
	slices.SortStableFunc(list, func(a, b *Comparison) int {
		return cmp.Or(cmp.Compare(a.Relation.F1(), b.Relation.F1()), cmp.Compare(b.Relation.Gold, a.Relation.Gold))
	})
	return list[:min(n, len(list))]
}

// String shows in order of the text what was missed, what is spurious and where
// the source is another one.
func (c *Comparison) String() string {
	type row struct {
		at   models.Span
		text string
	}
	var rows []row
	add := func(a *Attribution, mark string, show string) {
		rows = append(rows, row{a.Content[0], fmt.Sprintf("  %-8s %s\n", mark, show)})
	}
	for _, a := range c.Missed {
		add(a, "missed", a.Show(c.Article.Text))
	}
	for _, a := range c.Spurious {
		add(a, "spurious", a.Show(c.Article.Text))
	}
	for _, p := range c.Pairs {
		if !p.SameSource {
			add(p.Gold, "source", fmt.Sprintf("%s, found [%s]", p.Gold.Show(c.Article.Text), quote(c.Article.Text, p.Predicted.Source)))
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return a.at.Start - b.at.Start })
	var b strings.Builder
	fmt.Fprintf(&b, "%s: relation@0.5 F1 %.1f (%d right of %d predicted and %d gold)\n",
		c.Article.ID, 100*c.Relation.F1(), c.Relation.Right, c.Relation.Predicted, c.Relation.Gold)
	for _, r := range rows {
		b.WriteString(r.text)
	}
	return b.String()
}

// Show prints an attribution on one line: [source] cue | content.
func (a *Attribution) Show(text string) string {
	return fmt.Sprintf("[%s] %s | %s", quote(text, a.Source), quote(text, a.Cue), quote(text, a.Content))
}

// quote is the text of spans on one line.
func quote(text string, spans []models.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, strings.Join(strings.Fields(s.In(text)), " "))
	}
	return strings.Join(parts, " … ")
}

// MarshalJSON writes the article's figure and each line that String shows.
func (c *Comparison) MarshalJSON() ([]byte, error) {
	type shown struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	show := func(list []*Attribution) []shown {
		out := []shown{}
		for _, a := range list {
			out = append(out, shown{a.ID, a.Show(c.Article.Text)})
		}
		return out
	}
	var other []*Attribution
	for _, p := range c.Pairs {
		if !p.SameSource {
			other = append(other, p.Gold)
		}
	}
	return json.Marshal(struct {
		ID          string  `json:"id"`
		Relation    Count   `json:"relation@0.5"`
		Missed      []shown `json:"missed"`
		Spurious    []shown `json:"spurious"`
		OtherSource []shown `json:"other_source"`
	}{c.Article.ID, c.Relation, show(c.Missed), show(c.Spurious), show(other)})
}
