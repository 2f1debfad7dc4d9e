package report

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// What the page shows at once of lists that may be long.
const (
	topSpeakers = 12
	topOutlets  = 12
	listedFirst = 40 // rows of the table of speakers before the script adds more
	smallCharts = 12
	matrixRows  = 24
	matrixCols  = 16
	issueCards  = 36
	otherCards  = 12
	sideNames   = 6
	topLetters  = 12
	suggestions = 400
	fewRows     = 5 // too few for a chart of their own
)

// view is what the template of the page shows.
type view struct {
	Title, Policy  string
	Style          template.CSS
	T              totals
	Run            run
	Options        []string // what the options leave out, in words
	Dates, Unit    string
	SpeakerCount   int
	Outlets, Most  []bar
	OutletCount    int
	NoOutlet       int
	Timeline       *chart
	Speakers       []speaker
	SpeakerKinds   []string
	SpeakerTotal   int // with a section of their own
	Without        int // speakers without one
	Charts         []chart
	Matrix         matrix
	Issues, Others []card
	Network        *network
	Letters        []tallied
	OtherLetters   int
	Quotes         int
	Kinds          []tallied

	HasUnknown, HasAuthor bool
}

// speaker is a row of the table of speakers.
type speaker struct {
	Name, Link, Kind string
	Rows, Articles   int
	Mean             float64
}

// chart is a drawing with its table.
type chart struct {
	Name, Link string
	Drawing    template.HTML
	Data       template.HTML
}

// bar is a line of a list with lengths.
type bar struct {
	Name, Link string
	Count      int
	Drawing    template.HTML
}

func render(n node) template.HTML {
	var b strings.Builder
	n.markup(&b)
	return template.HTML(b.String())
}

// meter draws a length.
func meter(part, whole int) template.HTML {
	return render(el("svg", class("meter"), attr{"viewBox", "0 0 100 8"}, attr{"preserveAspectRatio", "none"}, attr{"aria-hidden", "true"},
		el("rect", class("bar"), at("width", 100*float64(part)/float64(max(whole, 1))), at("height", 8), at("rx", 1))))
}

func newView(c *corpus) *view {
	v := &view{
		Title: c.options.title(), T: c.totals, Run: c.run, Options: c.options.words(), Dates: period(c.totals.First, c.totals.Last),
		Quotes: len(c.quotes), Unit: c.scale.unit.name(), Matrix: newMatrix(c), Network: newNetwork(c),
	}
	v.outlets(c)
	v.kinds(c)
	v.speakers(c)
	if c.scale.n > 0 {
		v.Timeline = &chart{Drawing: render(bars(c.scale, c.periods)), Data: render(periodTable(c.scale, c.periods))}
	}
	v.Issues, v.Others = cards(c)
	v.Letters = c.letters[:min(len(c.letters), topLetters)]
	for _, l := range c.letters[len(v.Letters):] {
		v.OtherLetters += l.Count
	}
	return v
}

func (v *view) outlets(c *corpus) {
	for _, o := range c.outlets {
		if o.Name == "" {
			v.NoOutlet = o.Count
			continue
		}
		v.OutletCount++
		if len(v.Outlets) < topOutlets {
			v.Outlets = append(v.Outlets, bar{Name: o.Name, Count: o.Count})
		}
	}
	for i := range v.Outlets {
		v.Outlets[i].Drawing = meter(v.Outlets[i].Count, v.Outlets[0].Count)
	}
}

func (v *view) kinds(c *corpus) {
	for kind, n := range c.totals.kinds {
		if kind != "unknown" && kind != "author" {
			v.Kinds = append(v.Kinds, tallied{kindsName(n, kind), n})
			v.SpeakerCount += n
		}
	}
	slices.SortFunc(v.Kinds, func(a, b tallied) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name)) })
}

func (v *view) speakers(c *corpus) {
	v.Without = v.SpeakerCount
	for _, f := range c.figures {
		switch f.kind {
		case "unknown":
			v.HasUnknown = f.rows > 0
			continue
		case "author":
			v.HasAuthor = f.rows > 0
			continue
		}
		v.SpeakerTotal++
		if f.rows > 0 {
			v.Without--
		}
		if !slices.Contains(v.SpeakerKinds, f.kind) {
			v.SpeakerKinds = append(v.SpeakerKinds, f.kind)
		}
		v.show(f, c.scale)
	}
	slices.Sort(v.SpeakerKinds)
}

// show adds a figure to the lists that still have room for it.
func (v *view) show(f *figure, s scale) {
	link := state(f.id, "", "")
	if len(v.Speakers) < listedFirst {
		v.Speakers = append(v.Speakers, speaker{f.name, link, f.kind, f.rows, f.articles, f.mean()})
	}
	if len(v.Most) < topSpeakers && f.rows > 0 && (f.kind == "person" || f.kind == "organisation") {
		v.Most = append(v.Most, bar{Name: f.name, Link: link, Count: f.rows, Drawing: meter(f.rows, max(f.rows, v.most()))})
	}
	if len(v.Charts) < smallCharts && f.rows-f.undated >= fewRows && len(f.series) > 1 {
		v.Charts = append(v.Charts, chart{f.name, link, render(line(s, f, true)), render(seriesTable(s, f))})
	}
}

func (v *view) most() int {
	if len(v.Most) == 0 {
		return 0
	}
	return v.Most[0].Count
}

// periodTable is what the bars show.
func periodTable(s scale, counts []int) node {
	var rows []node
	for i, n := range counts {
		if n > 0 {
			rows = append(rows, el("tr", el("th", attr{"scope", "row"}, s.label(i)), el("td", n)))
		}
	}
	return el("details", class("data"), el("summary", "The numbers"),
		el("table", el("caption", "Articles by "+s.unit.name()),
			el("thead", el("tr", el("th", attr{"scope", "col"}, capital(s.unit.name())), el("th", attr{"scope", "col"}, "Articles"))),
			el("tbody", rows)))
}

// words says what the options leave out.
func (o Options) words() []string {
	var list []string
	if o.MinConfidence > 0 {
		list = append(list, "Attributions with a confidence below "+axis(o.MinConfidence)[1:]+" are left out, as asked.")
	}
	switch {
	case !o.Since.IsZero() && !o.Until.IsZero():
		list = append(list, "Only articles from "+day(o.Since)+" until before "+day(o.Until)+" count, as asked; those without a date do not.")
	case !o.Since.IsZero():
		list = append(list, "Only articles from "+day(o.Since)+" on count, as asked; those without a date do not.")
	case !o.Until.IsZero():
		list = append(list, "Only articles before "+day(o.Until)+" count, as asked; those without a date do not.")
	}
	return list
}
