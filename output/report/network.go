package report

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// What the picture of the network has room for.
const (
	maxNodes  = 34
	maxEdges  = 70
	netWidth  = 960.0
	netHeight = 640.0
)

// spot is a figure in the picture of the network, with the box that its dot and its
// name take.
type spot struct {
	figure        *figure
	weight        int // quotations by and about it
	x, y          float64
	dx, dy        float64
	width, height float64
}

// layout places whom the strongest edges join, as many as there is room for without two
// of their boxes overlapping.
func layout(edges []edge) ([]*spot, []edge) {
	for room := maxNodes; ; room -= 3 {
		spots, drawn := choose(edges, room)
		if arrange(spots, drawn) || room <= 4 {
			return spots, drawn
		}
	}
}

// arrange places spots by attraction and repulsion (Fruchterman and Reingold 1991), from
// a circle and without chance, and then moves their boxes apart. It reports whether none
// overlap. Products are rounded before they are added, so that every processor gives the
// same picture.
func arrange(spots []*spot, drawn []edge) bool {
	number := map[*figure]int{}
	for i, s := range spots {
		number[s.figure] = i
		angle := 2 * math.Pi * float64(i) / float64(len(spots))
		s.x = netWidth/2 + float64(math.Cos(angle)*netWidth/3)
		s.y = netHeight/2 + float64(math.Sin(angle)*netHeight/3)
	}
	ideal := 0.8 * math.Sqrt(netWidth*netHeight/float64(len(spots)))
	for heat := netWidth / 8; heat > 1; heat *= 0.985 {
		for i, a := range spots {
			for _, b := range spots[i+1:] {
				repel(a, b, ideal)
			}
		}
		for _, e := range drawn {
			attract(spots[number[e.from]], spots[number[e.to]], ideal)
		}
		for _, s := range spots {
			s.settle(heat)
		}
	}
	spread(spots)
	for range 400 {
		if !part(spots) {
			return true
		}
	}
	return false
}

// choose takes edges from the strongest on while there is room for their ends.
func choose(edges []edge, room int) ([]*spot, []edge) {
	index := map[*figure]*spot{}
	var spots []*spot
	var drawn []edge
	meet := func(f *figure, n int) {
		s := index[f]
		if s == nil {
			s = &spot{figure: f}
			index[f], spots = s, append(spots, s)
		}
		s.weight += n
	}
	for _, e := range edges {
		fresh := 0
		for _, f := range []*figure{e.from, e.to} {
			if index[f] == nil {
				fresh++
			}
		}
		if len(drawn) == maxEdges || len(spots)+fresh > room {
			continue
		}
		meet(e.from, e.quotes)
		meet(e.to, e.quotes)
		drawn = append(drawn, e)
	}
	slices.SortFunc(spots, func(a, b *spot) int {
		return cmp.Or(b.weight-a.weight, strings.Compare(a.figure.id, b.figure.id))
	})
	for _, s := range spots {
		s.width = 10 + 6.9*float64(utf8.RuneCountInString(short(s.figure.name, 26)))
		s.height = 2*s.radius() + 22
	}
	return spots, drawn
}

// radius grows with the quotations.
func (s *spot) radius() float64 { return math.Min(18, 4+float64(1.6*math.Sqrt(float64(s.weight)))) }

func repel(a, b *spot, ideal float64) {
	dx, dy := a.x-b.x, a.y-b.y
	square := math.Max(float64(dx*dx)+float64(dy*dy), 1)
	f := ideal * ideal / square
	a.dx, a.dy = a.dx+float64(dx*f), a.dy+float64(dy*f)
	b.dx, b.dy = b.dx-float64(dx*f), b.dy-float64(dy*f)
}

func attract(a, b *spot, ideal float64) {
	dx, dy := a.x-b.x, a.y-b.y
	f := math.Sqrt(float64(dx*dx)+float64(dy*dy)) / ideal
	a.dx, a.dy = a.dx-float64(dx*f), a.dy-float64(dy*f)
	b.dx, b.dy = b.dx+float64(dx*f), b.dy+float64(dy*f)
}

// settle moves a spot as far as heat lets it, towards the middle a little, so that
// those without a link to the others stay near.
func (s *spot) settle(heat float64) {
	s.dx += float64((netWidth/2 - s.x) * 0.5)
	s.dy += float64((netHeight/2 - s.y) * 0.8)
	far := math.Max(math.Sqrt(float64(s.dx*s.dx)+float64(s.dy*s.dy)), 1)
	step := math.Min(far, heat) / far
	s.x, s.y = s.x+float64(s.dx*step), s.y+float64(s.dy*step)
	s.dx, s.dy = 0, 0
}

// spread stretches the picture to fill its frame.
func spread(spots []*spot) {
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, s := range spots {
		left, right = math.Min(left, s.x), math.Max(right, s.x)
		top, bottom = math.Min(top, s.y), math.Max(bottom, s.y)
	}
	for _, s := range spots {
		s.x = 80 + float64((s.x-left)/math.Max(right-left, 1)*(netWidth-160))
		s.y = 30 + float64((s.y-top)/math.Max(bottom-top, 1)*(netHeight-75))
		s.keep()
	}
}

// keep holds the box inside the picture.
func (s *spot) keep() {
	s.x = math.Min(math.Max(s.x, s.width/2+4), netWidth-s.width/2-4)
	s.y = math.Min(math.Max(s.y, s.radius()+6), netHeight-s.height+s.radius()-4)
}

// part moves boxes that overlap apart, along the shorter way, and reports whether any
// did.
func part(spots []*spot) (moved bool) {
	for i, a := range spots {
		for _, b := range spots[i+1:] {
			// The dot is at y, the name below it.
			ax, ay := a.x-b.x, (a.y-a.radius()+a.height/2)-(b.y-b.radius()+b.height/2)
			wide := (a.width+b.width)/2 + 8 - math.Abs(ax)
			high := (a.height+b.height)/2 + 4 - math.Abs(ay)
			if wide <= 0 || high <= 0 {
				continue
			}
			moved = true
			if wide < high {
				push := math.Copysign(wide/2+0.5, ax)
				a.x, b.x = a.x+push, b.x-push
			} else {
				push := math.Copysign(high/2+0.5, ay)
				a.y, b.y = a.y+push, b.y-push
			}
			a.keep()
			b.keep()
		}
	}
	return moved
}

// short cuts a name to at most n characters.
func short(name string, n int) string {
	r := []rune(name)
	if len(r) <= n {
		return name
	}
	return strings.TrimRight(string(r[:n-1]), " ,.-") + "…"
}

// side says which way the stances of an edge lean.
func (e edge) side() string {
	switch {
	case e.support > e.oppose:
		return "support"
	case e.oppose > e.support:
		return "oppose"
	case e.support > 0:
		return "mixed"
	}
	return "none"
}

// picture draws the network.
func picture(spots []*spot, edges []edge) node {
	f := frame{width: netWidth, height: netHeight}
	place := map[*figure]*spot{}
	for _, s := range spots {
		place[s.figure] = s
	}
	most := 1
	for _, e := range edges {
		most = max(most, e.quotes)
	}
	var lines, dots []node
	for _, e := range edges {
		lines = append(lines, arrow(e, place[e.from], place[e.to], most))
	}
	for _, s := range spots {
		dots = append(dots, el("g", class("spot"), attr{"data-speaker", s.figure.id},
			el("circle", class("body "+s.figure.kind), at("cx", s.x), at("cy", s.y), at("r", s.radius())),
			el("text", class("name"), at("x", s.x), at("y", s.y+s.radius()+14), attr{"text-anchor", "middle"}, short(s.figure.name, 26)),
			el("title", s.figure.name)))
	}
	desc := plural(len(spots), "speaker", "speakers") + ", " + plural(len(edges), "link", "links") + " between them, the strongest. The table below lists them."
	return f.svg("network", "Who speaks about whom", desc, append(lines, dots...)...)
}

// arrow draws an edge as an arc that bends to one side, so that both directions show,
// with its head at the border of the target's dot.
func arrow(e edge, from, to *spot, most int) node {
	dx, dy := to.x-from.x, to.y-from.y
	far := math.Max(math.Sqrt(float64(dx*dx)+float64(dy*dy)), 1)
	ux, uy := dx/far, dy/far
	bend := math.Min(26, far/7)
	cx, cy := (from.x+to.x)/2-uy*bend, (from.y+to.y)/2+ux*bend
	hx, hy := to.x-cx, to.y-cy
	h := math.Max(math.Sqrt(float64(hx*hx)+float64(hy*hy)), 1)
	hx, hy = hx/h, hy/h
	wide := 1 + 3*math.Sqrt(float64(e.quotes)/float64(most))
	size := 5 + wide
	tx, ty := to.x-hx*(to.radius()+2), to.y-hy*(to.radius()+2)
	bx, by := tx-hx*size, ty-hy*size
	head := "M" + coordinate(tx) + " " + coordinate(ty) +
		"L" + coordinate(bx-hy*size*0.45) + " " + coordinate(by+hx*size*0.45) +
		"L" + coordinate(bx+hy*size*0.45) + " " + coordinate(by-hx*size*0.45) + "Z"
	return el("g", class("edge "+e.side()), attr{"data-from", e.from.id}, attr{"data-to", e.to.id},
		el("path", class("shaft"), attr{"d", "M" + coordinate(from.x) + " " + coordinate(from.y) + "Q" + coordinate(cx) + " " + coordinate(cy) + " " + coordinate(bx) + " " + coordinate(by)}, at("stroke-width", wide)),
		el("path", class("head"), attr{"d", head}),
		el("title", e.from.name+" about "+e.to.name+": "+plural(e.quotes, "quotation", "quotations")+e.stances()))
}

// stances tells an edge's stances in words, after a comma.
func (e edge) stances() string {
	s := ""
	if e.support > 0 {
		s += ", for " + thousands(e.support)
	}
	if e.oppose > 0 {
		s += ", against " + thousands(e.oppose)
	}
	return s
}
