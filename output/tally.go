package output

import (
	"maps"
	"math"
	"slices"
)

// maxForms bounds the names, aliases, titles and affiliations of one speaker: those
// of the first articles count. Only "unknown" and the like come near it.
const maxForms = 1000

// tally adds up the sightings of one speaker for the index.
type tally struct {
	id                    string
	names                 map[string]*int64
	kind                  string
	aliases, titles, affs map[string]bool
	articles, rows        int64
	score                 int64 // sum, in ten thousandths: the same in whatever order it is added up
	first, last           int64 // in microseconds, if dated
	dated                 bool
	targets               map[string]*opinion
}

// scoreUnit is one over the last decimal that scores are rounded to.
const scoreUnit = 1e4

func fixed(score float64) int64 { return int64(math.Round(round(score) * scoreUnit)) }

func newTally(id string) *tally {
	return &tally{
		id: id, names: map[string]*int64{},
		aliases: map[string]bool{}, titles: map[string]bool{}, affs: map[string]bool{},
		targets: map[string]*opinion{},
	}
}

// add counts a sighting: what an article adds.
func (t *tally) add(body []byte) error {
	d := decoder{b: body}
	name := d.string()
	if kind := d.string(); t.kind != string(kind) {
		t.kind = string(kind)
	}
	if d.byte() != 0 {
		t.date(d.varint())
	}
	rows := d.varint()
	t.name(name, rows)
	t.rows += rows
	t.score += d.varint()
	t.articles++
	for _, set := range t.sets() {
		for n := d.count(); n > 0; n-- {
			if s := d.string(); len(set) < maxForms && !set[string(s)] {
				set[string(s)] = true
			}
		}
	}
	t.opinions(&d)
	return d.err
}

func (t *tally) sets() [3]map[string]bool {
	return [3]map[string]bool{t.aliases, t.titles, t.affs}
}

func (t *tally) name(b []byte, rows int64) {
	n := t.names[string(b)]
	if n == nil {
		if len(t.names) == maxForms {
			return
		}
		n = new(int64)
		t.names[string(b)] = n
	}
	*n += rows
}

func (t *tally) date(at int64) {
	if !t.dated {
		t.first, t.last, t.dated = at, at, true
	}
	t.first, t.last = min(t.first, at), max(t.last, at)
}

// bestName returns the name of most rows, of equals the first.
func (t *tally) bestName() string {
	best, most := "", int64(0)
	for n, c := range t.names {
		if *c > most || *c == most && n < best {
			best, most = n, *c
		}
	}
	return best
}

// row encodes the speaker's entry in the index but for its last column, the path.
func (t *tally) row() []byte {
	var e encoder
	name := t.bestName()
	e.string(t.id)
	e.string(name)
	e.string(t.kind)
	for n := range t.names {
		t.aliases[n] = true
	}
	delete(t.aliases, name)
	for _, set := range t.sets() {
		e.strings(slices.Sorted(maps.Keys(set)))
	}
	e.int(int(t.articles))
	e.int(int(t.rows))
	e.score(math.Round(float64(t.score)/float64(max(t.rows, 1))) / scoreUnit)
	t.putTargets(&e)
	e.date(t.first, t.dated)
	e.date(t.last, t.dated)
	return e.b
}
