package view

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/output/tables"
)

// unknown is the id of all sources that could not be resolved.
const unknown = "unknown"

// SpeakerSorts names the orders of Speakers, the usual one first. "-" before one turns
// it round.
func SpeakerSorts() []string { return []string{"sentences", "articles", "sentiment", "date", "name"} }

func speakerOrder(name string) order[tables.Speaker] {
	switch name {
	case "articles":
		return func(a, b *tables.Speaker) int {
			return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.Sentences, a.Sentences))
		}
	case "sentiment":
		return func(a, b *tables.Speaker) int { return cmp.Compare(b.MeanSentiment, a.MeanSentiment) }
	case "date":
		return func(a, b *tables.Speaker) int { return b.LastDate.Compare(a.LastDate) }
	case "name":
		return func(a, b *tables.Speaker) int { return strings.Compare(a.Name, b.Name) }
	}
	return func(a, b *tables.Speaker) int {
		return cmp.Or(cmp.Compare(b.Sentences, a.Sentences), cmp.Compare(b.Articles, a.Articles))
	}
}

// by returns the order of a name that may have "-" before it.
func by[R any](name string, of func(string) order[R]) order[R] {
	if rest, ok := strings.CutPrefix(name, "-"); ok {
		return descending(of(rest))
	}
	return of(name)
}

// Speakers goes through the speakers that f chooses, limit of them at most, 0 for all,
// in the order sort. A filter by time or outlet counts anew what it leaves; f does not
// regard confidence. Sources that could not be resolved, one row named unknown, are left
// out unless f asks for that kind.
func Speakers(s *tables.Set, f Filter, sort string, limit int) iter.Seq2[*tables.Speaker, error] {
	return func(yield func(*tables.Speaker, error) bool) {
		rows, err := chosenSpeakers(s, f)
		if err != nil {
			yield(nil, err)
			return
		}
		rows = sorted(rows, by(sort, speakerOrder), limit)
		if f.dated() {
			rows = withTargets(s, f, rows)
		}
		rows(yield)
	}
}

func chosenSpeakers(s *tables.Set, f Filter) (iter.Seq2[*tables.Speaker, error], error) {
	var counts map[string]*count
	if f.dated() {
		var err error
		if counts, err = recount(s, f); err != nil {
			return nil, err
		}
	}
	return func(yield func(*tables.Speaker, error) bool) {
		for sp, err := range s.Speakers(tables.Query{}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !f.kind(sp.Kind) || sp.ID == unknown && f.Kind == "" {
				continue
			}
			if counts != nil {
				c := counts[sp.ID]
				if c == nil {
					continue
				}
				c.put(sp)
			}
			if !yield(sp, nil) {
				return
			}
		}
	}, nil
}

// count is what a speaker has within a filter.
type count struct {
	sentences, articles int64
	sentiment           float64
	first, last         time.Time
	article             string // the last one
}

func (c *count) put(sp *tables.Speaker) {
	sp.Sentences, sp.Articles, sp.MeanSentiment = c.sentences, c.articles, c.sentiment/float64(c.sentences)
	sp.FirstDate, sp.LastDate, sp.Targets = c.first, c.last, nil
}

// recount counts the speakers' rows within f by the table of sentences, which is a few
// files where speakers may have thousands.
func recount(s *tables.Set, f Filter) (map[string]*count, error) {
	counts := map[string]*count{}
	for st, err := range s.Sentences(f.query("article_id", "outlet", "published_at", "speaker_ids", "sentiment_score")) {
		if err != nil {
			return nil, err
		}
		if !f.outlet(&st.Head) {
			continue
		}
		for _, id := range st.SpeakerIDs {
			c := counts[id]
			if c == nil {
				c = &count{first: st.Published}
				counts[id] = c
			}
			c.sentences++
			c.sentiment += st.Sentiment.Score
			if c.article != st.ArticleID || c.articles == 0 {
				c.articles++
				c.article = st.ArticleID
			}
			if p := st.Published; !p.IsZero() {
				if c.first.IsZero() || p.Before(c.first) {
					c.first = p
				}
				if p.After(c.last) {
					c.last = p
				}
			}
		}
	}
	return counts, nil
}

// withTargets gives speakers the targets of their stances within f.
func withTargets(s *tables.Set, f Filter, rows iter.Seq2[*tables.Speaker, error]) iter.Seq2[*tables.Speaker, error] {
	return func(yield func(*tables.Speaker, error) bool) {
		var all []*tables.Speaker
		targets := map[string][]tables.Target{}
		for sp, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			all = append(all, sp)
			targets[sp.ID] = nil
		}
		for st, err := range s.Stances(f.query("holder_id", "target_id", "target", "target_kind", "label", "outlet", "published_at")) {
			if err != nil {
				yield(nil, err)
				return
			}
			if list, ok := targets[st.HolderID]; ok && f.outlet(&st.Head) {
				targets[st.HolderID] = tally(list, st)
			}
		}
		for _, sp := range all {
			sp.Targets = targets[sp.ID]
			slices.SortFunc(sp.Targets, func(a, b tables.Target) int {
				return cmp.Or(cmp.Compare(b.Support+b.Oppose, a.Support+a.Oppose), strings.Compare(a.TargetID, b.TargetID))
			})
			sp.Targets = sp.Targets[:min(len(sp.Targets), 10)]
			if !yield(sp, nil) {
				return
			}
		}
	}
}

// tally adds a stance to the targets of its holder.
func tally(list []tables.Target, st *tables.Stance) []tables.Target {
	i := slices.IndexFunc(list, func(t tables.Target) bool { return t.TargetID == st.TargetID })
	if i < 0 {
		i = len(list)
		list = append(list, tables.Target{TargetID: st.TargetID, Target: st.Target, TargetKind: st.TargetKind})
	}
	switch st.Label {
	case "support":
		list[i].Support++
	case "oppose":
		list[i].Oppose++
	}
	return list
}
