package report

import (
	"time"
)

// corpus is what the page shows of the tables.
type corpus struct {
	options Options
	run     run
	totals  totals
	scale   scale
	outlets []tallied // most articles first
	periods []int     // articles by period
	// figures are the speakers and holders with a section, most rows first, then
	// those who are nobody: the articles' own authors and the unknown.
	figures []*figure
	// targets are those of any stance, most stances first.
	targets []*target
	pairs   map[pair]*sides
	names   map[string]string // of the holders in pairs, by id
	quotes  []quote           // by figure, then by time
	// articles are those that quotes stand in.
	articles []article
	edges    []edge
	letters  []tallied // dead letters by stage and reason, most first
}

// run is what the tables say of themselves.
type run struct{ ID, Models, Tool string }

// totals are counts over all that the options let through.
type totals struct {
	Articles, Undated, Copies int
	Letters                   int
	// Rows are sentences said by a speaker; Low those of confidence below one half.
	Rows, Low, Unknown, Author int
	Stances                    int
	// Outside is the number of rows that the options leave out, Shown of the quotations
	// in the page, Hidden of those that there is no room for.
	Outside, Shown, Hidden int
	First, Last            time.Time
	// kinds counts the speakers by kind.
	kinds map[string]int
}

// tallied is a name and how often it was met.
type tallied struct {
	Name  string
	Count int
}

// figure is a speaker or holder of stances.
type figure struct {
	id, name, kind                string
	aliases, titles, affiliations []string

	rows, articles, low int
	sentiment           float64 // sum over rows
	first, last         time.Time
	told                int // stances
	support, oppose     int // of those
	// series is by period, from the period since on.
	series  []point
	since   int
	undated int // rows without a date
	// quotes[from:to] of the corpus are the figure's.
	from, to, hidden int
}

// mean is the mean sentiment over the rows, 0 without any.
func (f *figure) mean() float64 {
	if f.rows == 0 {
		return 0
	}
	return f.sentiment / float64(f.rows)
}

// nobody reports whether the figure stands for many people.
func (f *figure) nobody() bool { return f.kind == "unknown" || f.kind == "author" }

// point is the sentiment of a period: the sum over its rows.
type point struct {
	rows int
	sum  float64
}

// target is whom or what stances are about.
type target struct {
	id, name, kind           string
	holders                  int
	support, oppose, neutral int
}

func (t *target) stances() int { return t.support + t.oppose + t.neutral }

// pair is a holder and a target, by their ids.
type pair struct{ holder, target string }

// sides counts the stances of a holder on a target.
type sides struct{ support, oppose, neutral int }

func (s *sides) all() int { return s.support + s.oppose + s.neutral }

func (s *sides) add(label string) {
	switch label {
	case "support":
		s.support++
	case "oppose":
		s.oppose++
	default:
		s.neutral++
	}
}

// article is what the page says of an article.
type article struct {
	id, title, outlet, url string
	published              time.Time
	also                   []string // other outlets, which published a copy
}

// quote is one attribution to a figure, or a stance of the figure that an article
// tells itself.
type quote struct {
	figure, article int
	attribution     string
	kind            string // direct, indirect, mixed, or told
	// start and end are the sentences it stands in, in code points of the article.
	start, end int
	spans      []mark
	rows       int
	sentiment  float64 // sum over rows
	content    float64 // sentiment of the words said
	confidence float64
	// reason is how the source led to the speaker, mention what that rests on, by
	// whose report a stance is told.
	reason, mention, by string
	stances             []held
	passage             passage
}

// held is a stance in a quotation.
type held struct {
	target *target
	label  string
	score  float64
}

// mark is a part of the text that the page sets off, in code points of the article.
type mark struct {
	kind       byte
	start, end int
}

// The kinds of marks.
const (
	markContent  = 'c'
	markSource   = 's'
	markCue      = 'k'
	markEvidence = 'e'
)

// passage is the part of an article that a quotation is shown in.
type passage struct {
	text     string
	from     int // in code points of the article
	cutLeft  bool
	cutRight bool
	marks    []mark // in UTF-16 units of text, as the page's script counts
}

// edge is who speaks about whom.
type edge struct {
	from, to        *figure
	quotes          int // quotations that name or judge
	weight          float64
	support, oppose int // stances
}
