package report

import (
	"math"
	"strconv"
)

// frame is the field of a chart in time: its size, and the room for its axes.
type frame struct {
	width, height            float64
	left, right, top, bottom float64
}

func (f frame) inner() float64 { return f.width - f.left - f.right }

// x returns the middle of period i of n.
func (f frame) x(i, n int) float64 {
	return f.left + (float64(i)+0.5)*f.inner()/float64(max(n, 1))
}

func (f frame) svg(kind, title, desc string, kids ...node) node {
	n := el("svg", class("chart "+kind), attr{"viewBox", "0 0 " + coordinate(f.width) + " " + coordinate(f.height)}, attr{"role", "img"},
		attr{"aria-label", title + ". " + desc},
		el("title", title), el("desc", desc))
	n.kids = append(n.kids, kids...)
	return n
}

// dates labels the ends of the time line, and what fits between.
func (f frame) dates(s scale, room float64) []node {
	var list []node
	step := max(1, int(math.Ceil(room*float64(s.n)/f.inner())))
	for i := 0; i < s.n; i += step {
		x := f.x(i, s.n)
		anchor := "middle"
		if half := room / 2; x-half < 0 {
			x, anchor = 2, "start"
		} else if x+half > f.width {
			x, anchor = f.width-2, "end"
		}
		kind := "tick"
		if i/step%2 == 1 {
			kind = "tick between" // not shown where there is little room
		}
		list = append(list, el("text", class(kind), at("x", x), at("y", f.height-6), attr{"text-anchor", anchor}, s.label(i)))
	}
	return list
}

func rule(kind string, x1, y1, x2, y2 float64) node {
	return el("line", class(kind), at("x1", x1), at("y1", y1), at("x2", x2), at("y2", y2))
}

// bars draws the number of articles in each period.
func bars(s scale, counts []int) node {
	f := frame{width: 720, height: 200, left: 44, right: 8, top: 12, bottom: 26}
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	top := nice(most)
	y := func(n float64) float64 { return f.height - f.bottom - n/float64(top)*(f.height-f.top-f.bottom) }
	var kids []node
	for _, n := range []int{0, top / 2, top} {
		if n == 0 || n != top/2 || top%2 == 0 {
			kids = append(kids, rule("grid", f.left, y(float64(n)), f.width-f.right, y(float64(n))),
				el("text", class("tick"), at("x", f.left-6), at("y", y(float64(n))+4), attr{"text-anchor", "end"}, n))
		}
	}
	wide := f.inner() / float64(max(s.n, 1))
	for i, n := range counts {
		if n > 0 {
			kids = append(kids, el("rect", class("bar"), at("x", f.x(i, s.n)-wide*0.4), at("y", y(float64(n))), at("width", wide*0.8), at("height", y(0)-y(float64(n))), at("rx", math.Min(2, wide*0.2)),
				el("title", s.label(i)+": "+plural(n, "article", "articles"))))
		}
	}
	kids = append(kids, f.dates(s, 84)...)
	return f.svg("bars", "Articles by "+s.unit.name(), "From "+s.label(0)+" to "+s.label(s.n-1)+", at most "+thousands(most)+" in a "+s.unit.name(), kids...)
}

// nice rounds up to 1, 2 or 5 of a power of ten, at least 2.
func nice(n int) int {
	for p := 1; ; p *= 10 {
		for _, m := range []int{1, 2, 5} {
			if m*p >= n && m*p > 1 {
				return m * p
			}
		}
	}
}

// line draws the mean sentiment of a figure in each period; a larger dot is of more
// sentences.
func line(s scale, fig *figure, small bool) node {
	f := frame{width: 640, height: 200, left: 46, right: 12, top: 14, bottom: 28}
	room, radius := 84.0, 9.0
	if small {
		f = frame{width: 300, height: 120, left: 46, right: 8, top: 8, bottom: 24}
		room, radius = 140, 6
	}
	most, reach := 1, 0.25
	for _, p := range fig.series {
		if p.rows > 0 {
			most, reach = max(most, p.rows), math.Max(reach, math.Abs(p.sum/float64(p.rows)))
		}
	}
	reach = math.Min(1, math.Ceil(reach*4)/4)
	y := func(v float64) float64 { return f.top + (reach-v)/(2*reach)*(f.height-f.top-f.bottom) }
	var kids []node
	for _, v := range []float64{reach, 0, -reach} {
		kind := "grid"
		if v == 0 {
			kind = "zero"
		}
		kids = append(kids, rule(kind, f.left, y(v), f.width-f.right, y(v)),
			el("text", class("tick"), at("x", f.left-5), at("y", y(v)+4), attr{"text-anchor", "end"}, axis(v)))
	}
	path, dots := "", []node{}
	for i, p := range fig.series {
		if p.rows == 0 {
			continue
		}
		mean := p.sum / float64(p.rows)
		x, r := f.x(fig.since+i, s.n), 2+(radius-2)*math.Sqrt(float64(p.rows)/float64(most))
		step := "L"
		if path == "" {
			step = "M"
		}
		path += step + coordinate(x) + " " + coordinate(y(mean))
		dots = append(dots, el("circle", class("dot "+tone(mean)), at("cx", x), at("cy", y(mean)), at("r", r),
			el("title", s.label(fig.since+i)+": "+signed(mean)+", "+plural(p.rows, "sentence", "sentences"))))
	}
	kids = append(kids, el("path", class("line"), attr{"d", path}))
	kids = append(kids, dots...)
	kids = append(kids, f.dates(s, room)...)
	return f.svg("line-chart", "Sentiment of "+fig.name+" by "+s.unit.name(), describe(s, fig), kids...)
}

// axis writes a round score.
func axis(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	switch {
	case v < 0:
		return "−" + s
	case v > 0:
		return "+" + s
	}
	return s
}

// describe says in a sentence what the line shows.
func describe(s scale, f *figure) string {
	low, high := -1, -1
	mean := func(i int) float64 { return f.series[i].sum / float64(f.series[i].rows) }
	for i, p := range f.series {
		if p.rows == 0 {
			continue
		}
		if low < 0 || mean(i) < mean(low) {
			low = i
		}
		if high < 0 || mean(i) > mean(high) {
			high = i
		}
	}
	if low < 0 {
		return "No sentence has a date."
	}
	if low == high {
		return "Mean " + signed(mean(low)) + " in " + s.label(f.since+low) + "."
	}
	return "Lowest " + signed(mean(low)) + " in " + s.label(f.since+low) + ", highest " + signed(mean(high)) + " in " + s.label(f.since+high) + "."
}

// seriesTable is what the line shows, for those who cannot see it.
func seriesTable(s scale, f *figure) node {
	body := el("tbody")
	for i, p := range f.series {
		if p.rows > 0 {
			body.kids = append(body.kids, el("tr", el("th", attr{"scope", "row"}, s.label(f.since+i)), el("td", class("num"), signed(p.sum/float64(p.rows))), el("td", class("num"), p.rows)))
		}
	}
	return el("details", class("data"), el("summary", "The numbers"),
		el("table", el("caption", "Mean sentiment of "+f.name+" by "+s.unit.name()), heads(capital(s.unit.name()), "Mean sentiment", "Sentences"), body))
}

func capital(s string) string { return string(s[0]-'a'+'A') + s[1:] }
