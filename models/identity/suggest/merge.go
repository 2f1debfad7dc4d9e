package suggest

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/saysonews/sayso/models"
)

// Find returns the merges with at least that score, the best first, at most limit of
// them where limit is above 0. Each speaker is Other once at most; Speaker is the
// same for all names of one speaker.
func (c *Collection) Find(least float64, limit int) []Merge {
	c.survey()
	var full, bare []*Merge
	c.candidates(func(a, b *Speaker) {
		switch m := c.weigh(a, b); {
		case m == nil:
		case m.bare():
			bare = append(bare, m)
		default:
			full = append(full, m)
		}
	})
	groups := map[*Speaker]*cluster{}
	kept := accept(groups, full, least)
	bare = slices.DeleteFunc(bare, func(m *Merge) bool { return !c.bearer(groups, m) }) // in the light of who is who
	kept = append(kept, accept(groups, bare, least)...)
	slices.SortFunc(kept, compare)
	if limit > 0 {
		kept = kept[:min(len(kept), limit)]
	}
	return directed(groups, kept)
}

// accept unites the speakers of the pairs that score enough, the best first, and
// returns those that stand.
func accept(groups map[*Speaker]*cluster, pairs []*Merge, least float64) []*Merge {
	var kept []*Merge
	slices.SortFunc(pairs, compare)
	for _, m := range pairs {
		m.Score = math.Round(min(m.Score, 0.99)*100) / 100
		if m.Score >= least && unite(groups, m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// compare puts the best first, of equals the one with more articles.
func compare(a, b *Merge) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Other.Articles, a.Other.Articles),
		cmp.Compare(a.Speaker.ID, b.Speaker.ID), cmp.Compare(a.Other.ID, b.Other.ID))
}

// directed turns the pairs, which make a tree of each cluster, so that each says of
// one speaker that it is the cluster's root.
func directed(groups map[*Speaker]*cluster, pairs []*Merge) []Merge {
	depth := map[*Speaker]int{}
	for _, m := range pairs {
		depth[groups[m.Speaker].root()] = 1
	}
	for more := true; more; {
		more = false
		for _, m := range pairs {
			a, b := m.Speaker, m.Other
			switch {
			case depth[a] > 0 && depth[b] == 0:
				depth[b], more = depth[a]+1, true
			case depth[b] > 0 && depth[a] == 0:
				depth[a], more = depth[b]+1, true
			}
		}
	}
	out := make([]Merge, 0, len(pairs))
	for _, m := range pairs {
		if depth[m.Speaker] > depth[m.Other] {
			m.Speaker, m.Other = m.Other, m.Speaker
		}
		if root := groups[m.Speaker].root(); depth[m.Speaker] > 1 {
			m.Why = append(m.Why, "by way of "+m.Speaker.Name)
			m.Speaker = root
		}
		out = append(out, *m)
	}
	return out
}

// cluster is a set of speakers that are taken for one.
type cluster struct {
	members  []*Speaker
	articles map[int32]bool
}

// root is the speaker whose name stands for all.
func (g *cluster) root() *Speaker {
	best := g.members[0]
	for _, s := range g.members[1:] {
		if s.leads(best) {
			best = s
		}
	}
	return best
}

func clusterOf(groups map[*Speaker]*cluster, s *Speaker) *cluster {
	g := groups[s]
	if g == nil {
		g = &cluster{members: []*Speaker{s}, articles: maps.Clone(s.articles)}
		groups[s] = g
	}
	return g
}

// rivals reports whether an acronym of one set would stand for two names at once.
func (g *cluster) rivals(o *cluster) bool {
	all := slices.Concat(g.members, o.members)
	for _, s := range all {
		if s.Kind == models.Person || !isAcronym(s.Name) {
			continue
		}
		var long []string
		for _, t := range all {
			if stands(s.Name, t.Name) && !slices.ContainsFunc(long, func(n string) bool { return sameSet(bodyWords(n), t.words) }) {
				long = append(long, t.Name)
			}
		}
		if len(long) > 1 {
			return true
		}
	}
	return false
}

// unite joins the sets of a pair's speakers, unless they are one already or speak in
// one article.
func unite(groups map[*Speaker]*cluster, m *Merge) bool {
	a, b := clusterOf(groups, m.Speaker), clusterOf(groups, m.Other)
	if a == b {
		return false
	}
	for x := range b.articles {
		if a.articles[x] {
			return false
		}
	}
	if a.rivals(b) {
		return false
	}
	a.members = append(a.members, b.members...)
	maps.Copy(a.articles, b.articles)
	for _, s := range b.members {
		groups[s] = a
	}
	return true
}
