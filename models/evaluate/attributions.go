package evaluate

import (
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// Article is a text with its gold and its predicted attributions.
type Article struct {
	ID, Text        string
	Gold, Predicted []Attribution
}

// Roles holds a figure for each part of an attribution.
type Roles struct {
	Content Count `json:"content"`
	Source  Count `json:"source"`
	Cue     Count `json:"cue"`
}

// Attributions are the figures of attribution over all articles added. The zero
// value has seen none.
type Attributions struct {
	// Content50 counts relations whose contents overlap by half (Jaccard index of
	// their words), one to one; Relation50 those of them whose sources overlap, or
	// are both absent.
	Content50  Count `json:"content@0.5"`
	Relation50 Count `json:"relation@0.5"`
	// Content100 counts relations with the same content words, Relation100 with
	// the same source words too, and Full100 with the same cue words as well.
	Content100  Count `json:"content@1.0"`
	Relation100 Count `json:"relation@1.0"`
	Full100     Count `json:"full@1.0"`
	// Words counts the words that belong to a role, whatever the relation.
	Words Roles `json:"tok"`
	// Spans counts contiguous spans with the same first and last character, white
	// space trimmed, without linking: the exact match of CofeNet (COLING 2022).
	Spans Roles `json:"span"`
}

// Add counts the attributions of an article.
func (s *Attributions) Add(a *Article) {
	words := Words(a.Text)
	gold, predicted := relations(words, a.Gold), relations(words, a.Predicted)
	for _, c := range []*Count{&s.Content50, &s.Relation50, &s.Content100, &s.Relation100, &s.Full100} {
		c.add(0, len(predicted), len(gold))
	}
	for _, m := range match(gold, predicted, 0.5) {
		s.Content50.Right++
		if sameSource(&gold[m.gold], &predicted[m.predicted]) {
			s.Relation50.Right++
		}
	}
	s.addExact(gold, predicted)
	s.Words.addWords(gold, predicted)
	s.Spans.addSpans(a)
}

func (s *Attributions) addExact(gold, predicted []relation) {
	for _, m := range match(gold, predicted, 1) {
		g, p := &gold[m.gold], &predicted[m.predicted]
		s.Content100.Right++
		if equal(g.source, p.source) {
			s.Relation100.Right++
			if equal(g.cue, p.cue) {
				s.Full100.Right++
			}
		}
	}
}

func (r *Roles) addWords(gold, predicted []relation) {
	add := func(c *Count, role func(*relation) set) {
		g, p := union(gold, role), union(predicted, role)
		c.add(common(g, p), len(p), len(g))
	}
	add(&r.Content, func(r *relation) set { return r.content })
	add(&r.Source, func(r *relation) set { return r.source })
	add(&r.Cue, func(r *relation) set { return r.cue })
}

func union(list []relation, role func(*relation) set) set {
	var all set
	for i := range list {
		all = append(all, role(&list[i])...)
	}
	return all.tidy()
}

func (r *Roles) addSpans(a *Article) {
	add := func(c *Count, role func(*Attribution) []models.Span) {
		g, p := trimmed(a.Text, a.Gold, role), trimmed(a.Text, a.Predicted, role)
		right := 0
		for s := range p {
			if g[s] {
				right++
			}
		}
		c.add(right, len(p), len(g))
	}
	add(&r.Content, func(a *Attribution) []models.Span { return a.Content })
	add(&r.Source, func(a *Attribution) []models.Span { return a.Source })
	add(&r.Cue, func(a *Attribution) []models.Span { return a.Cue })
}

// trimmed returns the spans of a role without white space at their ends, each once.
func trimmed(text string, list []Attribution, role func(*Attribution) []models.Span) map[models.Span]bool {
	out := map[models.Span]bool{}
	for i := range list {
		for _, s := range role(&list[i]) {
			if s = trim(text, s); !s.Empty() {
				out[s] = true
			}
		}
	}
	return out
}

func trim(text string, s models.Span) models.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !space(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !space(r) {
			break
		}
		s.End -= n
	}
	return s
}

// String returns a line for each figure, in per cent, and one of totals.
func (s *Attributions) String() string {
	var b strings.Builder
	for _, f := range []struct {
		name  string
		count Count
	}{
		{"content@0.5", s.Content50}, {"relation@0.5", s.Relation50},
		{"content@1.0", s.Content100}, {"relation@1.0", s.Relation100}, {"full@1.0", s.Full100},
		{"tok.content", s.Words.Content}, {"tok.source", s.Words.Source}, {"tok.cue", s.Words.Cue},
		{"span.content", s.Spans.Content}, {"span.source", s.Spans.Source}, {"span.cue", s.Spans.Cue},
	} {
		b.WriteString(f.count.line(f.name))
	}
	b.WriteString(totals(s.Content50))
	return b.String()
}
