package view

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/saysonews/sayso/output/tables"
)

// StanceQuery says which stances to give.
type StanceQuery struct {
	Filter
	// Targets and Holders are the ids of what the stances are about, and of whose they
	// are; nil means all.
	Targets, Holders []string
	// Label is support, oppose or neutral; empty means all.
	Label string
	// Sort is one of StanceSorts, with "-" before it to turn it round; Limit the most
	// rows to give, 0 for all.
	Sort  string
	Limit int
}

// StanceSorts names the orders of Stances, the usual one first: of the articles.
func StanceSorts() []string { return []string{"article", "date", "score", "holder"} }

func stanceOrder(name string) order[tables.Stance] {
	switch name {
	case "date":
		return func(a, b *tables.Stance) int { return a.Published.Compare(b.Published) }
	case "score":
		return func(a, b *tables.Stance) int { return cmp.Compare(b.Score, a.Score) }
	case "holder":
		return func(a, b *tables.Stance) int { return strings.Compare(a.HolderID, b.HolderID) }
	}
	return nil
}

// Stances goes through the stances that q chooses.
func Stances(s *tables.Set, q StanceQuery) iter.Seq2[*tables.Stance, error] {
	return sorted(q.rows(s), by(q.Sort, stanceOrder), q.Limit)
}

func (q StanceQuery) rows(s *tables.Set) iter.Seq2[*tables.Stance, error] {
	return func(yield func(*tables.Stance, error) bool) {
		read := q.query()
		read.Targets, read.Speakers = q.Targets, q.Holders
		for st, err := range s.Stances(read) {
			if err != nil {
				yield(nil, err)
				return
			}
			if (q.Label == "" || st.Label == q.Label) && q.outlet(&st.Head) && q.kind(st.HolderKind) && !yield(st, nil) {
				return
			}
		}
	}
}

// Side is who takes one stance on a target.
type Side struct {
	Label   string
	Holders []Holder // most stances first
	Stances int
}

// Holder is one of a side, with the strongest of its stances first.
type Holder struct {
	ID, Name, Kind string
	Stances        int
	Evidence       []tables.Stance
}

// Sides sorts the stances that q chooses by label and holder, with at most evidence
// stances of each holder: support, oppose and neutral, those that there are.
func Sides(s *tables.Set, q StanceQuery, evidence int) ([]Side, error) {
	sides := [...]Side{{Label: "support"}, {Label: "oppose"}, {Label: "neutral"}}
	places := map[[2]string]int{}
	for st, err := range q.rows(s) {
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(sides[:], func(x Side) bool { return x.Label == st.Label })
		if i < 0 {
			continue
		}
		side := &sides[i]
		side.Stances++
		at, ok := places[[2]string{st.Label, st.HolderID}]
		if !ok {
			at = len(side.Holders)
			places[[2]string{st.Label, st.HolderID}] = at
			side.Holders = append(side.Holders, Holder{ID: st.HolderID, Name: st.Holder, Kind: st.HolderKind})
		}
		side.Holders[at].add(st, evidence)
	}
	var found []Side
	for _, side := range sides {
		if side.Stances > 0 {
			slices.SortFunc(side.Holders, func(a, b Holder) int {
				return cmp.Or(cmp.Compare(b.Stances, a.Stances), strings.Compare(a.ID, b.ID))
			})
			found = append(found, side)
		}
	}
	return found, nil
}

func (h *Holder) add(st *tables.Stance, evidence int) {
	h.Stances++
	i, _ := slices.BinarySearchFunc(h.Evidence, st, func(a tables.Stance, b *tables.Stance) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Score), math.Abs(a.Score)), -1) // after equals
	})
	h.Evidence = slices.Insert(h.Evidence, i, *st)
	h.Evidence = h.Evidence[:min(len(h.Evidence), evidence)]
}

// Topic is a target of stances.
type Topic struct {
	ID, Name, Kind           string
	Support, Oppose, Neutral int
	holders                  map[string]*lean
}

// lean is how a holder stands to a topic.
type lean struct {
	name string
	net  int
}

// Topics counts the targets of the stances that q chooses, limit of them at most, 0
// for all, those with most stances first.
func Topics(s *tables.Set, q StanceQuery) ([]Topic, error) {
	all := map[string]*Topic{}
	for st, err := range q.rows(s) {
		if err != nil {
			return nil, err
		}
		t := all[st.TargetID]
		if t == nil {
			t = &Topic{ID: st.TargetID, Name: st.Target, Kind: st.TargetKind, holders: map[string]*lean{}}
			all[st.TargetID] = t
		}
		t.add(st)
	}
	list := make([]Topic, 0, len(all))
	for _, t := range all {
		list = append(list, *t)
	}
	slices.SortFunc(list, func(a, b Topic) int {
		return cmp.Or(cmp.Compare(b.total(), a.total()), strings.Compare(a.ID, b.ID))
	})
	if q.Limit > 0 && len(list) > q.Limit {
		list = list[:q.Limit]
	}
	return list, nil
}

func (t *Topic) total() int { return t.Support + t.Oppose + t.Neutral }

func (t *Topic) add(st *tables.Stance) {
	net := 0
	switch st.Label {
	case "support":
		t.Support++
		net = 1
	case "oppose":
		t.Oppose++
		net = -1
	default:
		t.Neutral++
	}
	l := t.holders[st.HolderID]
	if l == nil {
		l = &lean{name: st.Holder}
		t.holders[st.HolderID] = l
	}
	l.net += net
}

// Leading returns the names of who is for (sign 1) or against (-1) the target in most
// stances, most first.
func (t *Topic) Leading(sign int) []string {
	var list []*lean
	for id, l := range t.holders {
		if l.net*sign > 0 && id != unknown {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b *lean) int {
		return cmp.Or(cmp.Compare(b.net*sign, a.net*sign), strings.Compare(a.name, b.name))
	})
	names := make([]string, len(list))
	for i, l := range list {
		names[i] = l.name
	}
	return names
}
