package batch

import (
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/syndication"
)

// state is what has become of an article of the input.
type state uint8

const (
	waiting state = iota // in the spool
	written              // analysed, its rows with the writer
	failed               // a dead letter
)

// arrival is an article of the input that the folder does not hold as it is.
type arrival struct {
	id        string
	outlet    string
	published time.Time
	content   [16]byte
	version   string // of the models and settings that are to read it, or have
	held      int    // its number in the folder, or -1
	state     state
	copyOf    string // when its rows were written, or ""
}

// plan is what there is to do. Articles are told apart by id.
type plan struct {
	store    *output.Store
	version  string
	arrivals []arrival
	sketches []*syndication.Sketch // of arrivals
	room     []syndication.Sketch  // for the next ones
	index    map[string]int        // arrivals by id
	removed  map[string]bool       // ids to take out
	again    map[string]bool       // held copies analysed anew, since they are none any more
	sketcher syndication.Sketcher
}

// part is how an article stands to what the folder holds.
type part uint8

const (
	unchanged part = iota
	isNew
	changed
	keptOut // it was removed, and is to stay out
)

// consider takes an article of the input into the plan, unless it is held as it is.
func (p *plan) consider(a *models.Article) part {
	if p.removed[a.ID] || p.store.Removed(a.ID) {
		return keptOut
	}
	content := ingest.Fingerprint(a)
	held, same := p.store.Holds(a.ID, content, p.version)
	if same {
		return unchanged
	}
	p.arrive(arrival{id: a.ID, outlet: a.Outlet, published: a.PublishedAt, content: content, version: p.version, held: held}, p.sketcher.Sketch(a.Text))
	if held >= 0 {
		return changed
	}
	return isNew
}

func (p *plan) arrive(a arrival, s syndication.Sketch) {
	p.index[a.id] = len(p.arrivals)
	p.arrivals = append(p.arrivals, a)
	if len(p.room) == 0 { // in pieces: one slice that grows would be there twice
		p.room = make([]syndication.Sketch, sketchesAtATime)
	}
	p.room[0] = s
	p.sketches, p.room = append(p.sketches, &p.room[0]), p.room[1:]
}

const sketchesAtATime = 512

// fate says, for the articles that there will be, which is a copy of which.
type fate struct {
	items  []syndication.Item
	copyOf []int32
	// held and arrived are the places in items of what the folder holds and of arrivals,
	// -1 for those left out.
	held, arrived []int32
}

// of returns the id of the article that item i is a copy of, or "".
func (f *fate) of(i int32) string {
	if o := f.copyOf[i]; o >= 0 {
		return f.items[o].ID
	}
	return ""
}

// decide says who is a copy of whom, of what the folder holds and the arrivals that take
// part. Those that do take the place of what is held under their id.
func (p *plan) decide(takesPart func(*arrival) bool) *fate {
	n := p.store.Len()
	f := &fate{held: make([]int32, n), arrived: make([]int32, len(p.arrivals))}
	replaced := make([]bool, n)
	for k := range p.arrivals {
		f.arrived[k] = -1
		if a := &p.arrivals[k]; takesPart(a) && a.held >= 0 {
			replaced[a.held] = true
		}
	}
	var gone []*syndication.Sketch
	for i := range n {
		id, published, dated := p.store.Key(i)
		f.held[i] = -1
		if replaced[i] || p.removed[id] {
			gone = append(gone, p.heldSketch(i))
			continue
		}
		f.held[i] = int32(len(f.items))
		f.items = append(f.items, syndication.Item{Published: published, Dated: dated, ID: id, Sketch: p.heldSketch(i)})
	}
	previous := make([]int32, len(f.items))
	for i := range n {
		if at := f.held[i]; at >= 0 {
			previous[at] = -1
			if o := p.store.CopyOf(i); o >= 0 {
				previous[at] = f.held[o]
			}
		}
	}
	for k := range p.arrivals {
		a := &p.arrivals[k]
		if !takesPart(a) {
			continue
		}
		f.arrived[k] = int32(len(f.items))
		item := syndication.Item{ID: a.id, Sketch: p.sketches[k], Changed: true, Dated: !a.published.IsZero()}
		if item.Dated {
			item.Published = a.published.UnixMicro()
		}
		f.items = append(f.items, item)
		previous = append(previous, -1)
	}
	if n == 0 {
		previous = nil
	}
	if len(f.items) == n && len(gone) == 0 { // all is held: nothing to decide
		f.copyOf = previous
		return f
	}
	f.copyOf = syndication.Decide(f.items, previous, gone)
	return f
}

func (p *plan) heldSketch(i int) *syndication.Sketch {
	return (*syndication.Sketch)(p.store.Sketch(i))
}

// orphans are the held copies that f makes copies no more, and that were not analysed yet.
func (p *plan) orphans(f *fate) map[string]bool {
	list := map[string]bool{}
	for i, at := range f.held {
		if at >= 0 && f.copyOf[at] < 0 && p.store.CopyOf(i) >= 0 && !p.again[f.items[at].ID] {
			list[f.items[at].ID] = true
		}
	}
	return list
}
