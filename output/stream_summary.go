package output

// summary adds up the sightings of one speaker, in their order, or the summaries of
// stretches of them, in theirs. Either way the row in the index is the one that tally
// makes of the sightings themselves.
type summary struct {
	id                           string
	names, aliases, titles, affs forms
	kind                         string
	articles, rows, score        int64 // score as in tally
	first, last                  int64
	dated                        bool
	targets                      []opinion
	target                       map[string]int // into targets, by id
}

// forms are strings in order of their first appearance, each with a count.
type forms struct {
	list  []string
	count []int64
	at    map[string]int
}

func newSummary(id string) *summary {
	s := &summary{id: id, target: map[string]int{}}
	for _, f := range s.forms() {
		f.at = map[string]int{}
	}
	return s
}

// forms returns the names, aliases, titles and affiliations.
func (s *summary) forms() [4]*forms { return [4]*forms{&s.names, &s.aliases, &s.titles, &s.affs} }

func (f *forms) add(b []byte, n int64) {
	i, ok := f.at[string(b)]
	if !ok {
		i = len(f.list)
		f.list, f.count = append(f.list, string(b)), append(f.count, 0)
		f.at[f.list[i]] = i
	}
	f.count[i] += n
}

// add adds a sighting or a summary.
func (s *summary) add(b []byte) error {
	d := decoder{b: b}
	switch d.byte() {
	case sightingMark:
		s.sighting(&d)
	case summaryMark:
		s.merge(&d)
	default:
		d.fail()
	}
	if len(d.b) > 0 {
		d.fail()
	}
	return d.err
}

// sighting adds what an article adds.
func (s *summary) sighting(d *decoder) {
	s.articles++
	name := d.string()
	s.setKind(d.string())
	if d.byte() != 0 {
		s.date(d.varint())
	}
	rows := d.varint()
	s.names.add(name, rows)
	s.rows += rows
	s.score += d.varint()
	for i, f := range s.forms() {
		if i == 0 {
			continue // the names
		}
		for n := d.count(); n > 0; n-- {
			f.add(d.string(), 1)
		}
	}
	for n := d.count(); n > 0; n-- {
		o := s.opinion(d.string(), d.string(), d.string())
		if d.byte() != 0 {
			o.support++
		} else {
			o.oppose++
		}
	}
}

func (s *summary) setKind(b []byte) {
	if s.kind != string(b) {
		s.kind = string(b)
	}
}

func (s *summary) date(at int64) {
	if !s.dated {
		s.first, s.last, s.dated = at, at, true
	}
	s.first, s.last = min(s.first, at), max(s.last, at)
}

func (s *summary) opinion(id, name, kind []byte) *opinion {
	i, ok := s.target[string(id)]
	if !ok {
		i = len(s.targets)
		s.targets = append(s.targets, opinion{id: string(id), name: string(name), kind: string(kind)})
		s.target[s.targets[i].id] = i
	}
	return &s.targets[i]
}

// encode returns s as merge reads it.
func (s *summary) encode() []byte {
	var e encoder
	e.b = append(e.b, summaryMark)
	for _, f := range s.forms() {
		e.count(len(f.list))
		for i, name := range f.list {
			e.string(name)
			e.int(int(f.count[i]))
		}
	}
	e.string(s.kind)
	e.int(int(s.articles))
	e.int(int(s.rows))
	e.int(int(s.score))
	e.date(s.first, s.dated)
	e.date(s.last, s.dated)
	e.count(len(s.targets))
	for _, o := range s.targets {
		e.string(o.id)
		e.string(o.name)
		e.string(o.kind)
		e.int(int(o.support))
		e.int(int(o.oppose))
	}
	return e.b
}

func (s *summary) merge(d *decoder) {
	for _, f := range s.forms() {
		for n := d.count(); n > 0; n-- {
			f.add(d.string(), d.varint())
		}
	}
	s.setKind(d.string())
	s.articles += d.varint()
	s.rows += d.varint()
	s.score += d.varint()
	for range 2 {
		if d.byte() != 0 {
			s.date(d.varint())
		}
	}
	for n := d.count(); n > 0; n-- {
		o := s.opinion(d.string(), d.string(), d.string())
		o.support += d.varint()
		o.oppose += d.varint()
	}
}

// tally returns s as the sightings themselves would have been counted: with the first
// maxForms of everything.
func (s *summary) tally() *tally {
	t := newTally(s.id)
	for i, name := range s.names.list[:min(len(s.names.list), maxForms)] {
		t.names[name] = &s.names.count[i]
	}
	forms := s.forms()
	for i, set := range t.sets() {
		list := forms[1+i].list
		for _, form := range list[:min(len(list), maxForms)] {
			set[form] = true
		}
	}
	for i := range s.targets[:min(len(s.targets), maxForms)] {
		t.targets[s.targets[i].id] = &s.targets[i]
	}
	t.kind, t.articles, t.rows, t.score = s.kind, s.articles, s.rows, s.score
	t.first, t.last, t.dated = s.first, s.last, s.dated
	return t
}
