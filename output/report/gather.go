package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/output/tables"
)

// gatherer goes through the tables once for the counts, and chooses what the page
// shows.
type gatherer struct {
	set     *tables.Set
	query   tables.Query // the options' time
	c       *corpus
	figures map[string]*figure
	targets map[string]*target
	days    map[time.Time]int // articles by day
	outlets map[string]int
	// dropped are the attributions below the least confidence: a stance that rests
	// on one is left out with it.
	dropped map[[2]string]bool
}

func gather(set *tables.Set, o Options) (*gatherer, error) {
	r := set.Record()
	g := &gatherer{
		set: set, query: tables.Query{Since: o.Since, Until: o.Until},
		c:       &corpus{options: o, run: run{r.RunID, r.ModelVersion, r.ToolVersion}, pairs: map[pair]*sides{}, names: map[string]string{}},
		figures: map[string]*figure{}, targets: map[string]*target{},
		days: map[time.Time]int{}, outlets: map[string]int{}, dropped: map[[2]string]bool{},
	}
	g.c.totals.kinds = map[string]int{}
	for _, pass := range []func() error{g.letters, g.articles, g.rows, g.stances, g.choose} {
		if err := pass(); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// of returns the query with these columns alone.
func (g *gatherer) of(columns ...string) tables.Query {
	q := g.query
	q.Columns = columns
	return q
}

func (g *gatherer) letters() error {
	counts := map[string]int{}
	for l, err := range g.set.DeadLetters() {
		if err != nil {
			return err
		}
		g.c.totals.Letters++
		counts[l.Stage+": "+l.Reason]++
	}
	g.c.letters = mostFirst(counts)
	return nil
}

func (g *gatherer) articles() error {
	t := &g.c.totals
	for a, err := range g.set.Articles(g.of("article_id", "outlet", "published_at", "duplicate_of")) {
		if err != nil {
			return err
		}
		t.Articles++
		g.outlets[a.Outlet]++
		if a.DuplicateOf != "" {
			t.Copies++
		}
		if a.Published.IsZero() {
			t.Undated++
			continue
		}
		g.days[days.begin(a.Published)]++
	}
	for _, d := range slices.SortedFunc(maps.Keys(g.days), time.Time.Compare) {
		if t.First.IsZero() {
			t.First = d
		}
		t.Last = d
	}
	g.c.scale = newScale(t.First, t.Last)
	g.c.periods = make([]int, g.c.scale.n)
	for d, n := range g.days {
		g.c.periods[g.c.scale.index(d)] += n
	}
	g.c.outlets = mostFirst(g.outlets)
	return nil
}

// mostFirst sorts by count, then by name.
func mostFirst(counts map[string]int) []tallied {
	list := make([]tallied, 0, len(counts))
	for name, n := range counts {
		list = append(list, tallied{name, n})
	}
	slices.SortFunc(list, func(a, b tallied) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name))
	})
	return list
}

func (g *gatherer) figure(id, name, kind string) *figure {
	f := g.figures[id]
	if f == nil {
		f = &figure{id: id, name: name, kind: kind}
		g.figures[f.id] = f
	}
	return f
}

func (g *gatherer) rows() error {
	t := &g.c.totals
	// Named once here, as the index names them, and not by one of their articles.
	for s, err := range g.set.Speakers(tables.Query{Columns: []string{"id", "name", "kind"}}) {
		if err != nil {
			return err
		}
		g.figure(s.ID, s.Name, s.Kind)
	}
	article := ""
	var last *figure
	for r, err := range g.set.SpeakerRows(g.of("speaker_id", "speaker", "speaker_kind", "article_id", "published_at", "attribution_id", "confidence", "sentiment_score")) {
		if err != nil {
			return err
		}
		if r.Confidence < g.c.options.MinConfidence {
			t.Outside++
			g.dropped[[2]string{r.ArticleID, r.AttributionID}] = true
			continue
		}
		f := g.figure(r.SpeakerID, r.Speaker, r.SpeakerKind)
		if f.rows == 0 {
			t.kinds[f.kind]++
		}
		if f != last || r.ArticleID != article {
			last, article = f, r.ArticleID
			f.articles++
		}
		t.count(f, r)
		f.count(r, g.c.scale)
	}
	return nil
}

// even is the confidence below which an attribution is more likely wrong than right.
const even = 0.5

func (t *totals) count(f *figure, r *tables.SpeakerRow) {
	t.Rows++
	if r.Confidence < even {
		t.Low++
	}
	switch f.kind {
	case "unknown":
		t.Unknown++
	case "author":
		t.Author++
	}
}

func (f *figure) count(r *tables.SpeakerRow, s scale) {
	f.rows++
	f.sentiment += r.Sentiment.Score
	if r.Confidence < even {
		f.low++
	}
	if r.Published.IsZero() {
		f.undated++
		return
	}
	if f.first.IsZero() || r.Published.Before(f.first) {
		f.first = r.Published
	}
	if r.Published.After(f.last) {
		f.last = r.Published
	}
	i := s.index(r.Published)
	if i < 0 || i >= s.n {
		return // no article of this date
	}
	p := f.at(i)
	p.rows++
	p.sum += r.Sentiment.Score
}

// at returns the point of a period. The series is only as long as needed: most speak
// in one period alone.
func (f *figure) at(period int) *point {
	if len(f.series) == 0 {
		f.since = period
	}
	if ahead := f.since - period; ahead > 0 {
		f.series = append(make([]point, ahead), f.series...)
		f.since = period
	}
	for len(f.series) <= period-f.since {
		f.series = append(f.series, point{})
	}
	return &f.series[period-f.since]
}

func (g *gatherer) stances() error {
	t := &g.c.totals
	for s, err := range g.set.Stances(g.of("article_id", "published_at", "holder_id", "holder", "holder_kind", "target_id", "target", "target_kind", "label", "attribution_id")) {
		if err != nil {
			return err
		}
		if g.dropped[[2]string{s.ArticleID, s.AttributionID}] {
			continue
		}
		t.Stances++
		f := g.figure(s.HolderID, s.Holder, s.HolderKind)
		x := g.targets[s.TargetID]
		if x == nil {
			x = &target{id: s.TargetID, name: s.Target, kind: s.TargetKind}
			g.targets[x.id] = x
		}
		p := g.c.pairs[pair{f.id, x.id}]
		if p == nil {
			p = &sides{}
			g.c.pairs[pair{f.id, x.id}], g.c.names[f.id] = p, f.name
			if !f.nobody() {
				x.holders++
			}
		}
		p.add(s.Label)
		f.told++
		switch s.Label {
		case "support":
			x.support, f.support = x.support+1, f.support+1
		case "oppose":
			x.oppose, f.oppose = x.oppose+1, f.oppose+1
		default:
			x.neutral++
		}
	}
	return nil
}

// choose picks the figures with a section of their own, and sorts the targets.
func (g *gatherer) choose() error {
	var some, nobody []*figure
	for _, f := range g.figures {
		switch {
		case f.rows+f.told == 0:
		case f.nobody():
			nobody = append(nobody, f)
		default:
			some = append(some, f)
		}
	}
	most := func(a, b *figure) int {
		return cmp.Or(b.rows+b.told-a.rows-a.told, b.rows-a.rows, strings.Compare(a.id, b.id))
	}
	slices.SortFunc(some, most)
	slices.SortFunc(nobody, most)
	some = some[:min(len(some), g.c.options.speakers())]
	slices.SortFunc(some, func(a, b *figure) int {
		return cmp.Or(b.rows-a.rows, b.told-a.told, strings.Compare(a.id, b.id))
	})
	g.c.figures = slices.Concat(some, nobody)
	for _, x := range g.targets {
		g.c.targets = append(g.c.targets, x)
	}
	slices.SortFunc(g.c.targets, func(a, b *target) int {
		return cmp.Or(b.stances()-a.stances(), strings.Compare(a.id, b.id))
	})
	return g.describe()
}

// describe adds what the index says of the chosen figures.
func (g *gatherer) describe() error {
	ids := make([]string, len(g.c.figures))
	for i, f := range g.c.figures {
		ids[i] = f.id
	}
	for s, err := range g.set.Speakers(tables.Query{Columns: []string{"id", "aliases", "titles", "affiliations"}, Speakers: ids}) {
		if err != nil {
			return err
		}
		f := g.figures[s.ID]
		f.aliases, f.titles, f.affiliations = s.Aliases, s.Titles, s.Affiliations
	}
	return nil
}
