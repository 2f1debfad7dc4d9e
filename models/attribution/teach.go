package attribution

import "github.com/saysonews/sayso/models"

// Lesson is what a document teaches the rankers: a row of columns and a label for
// each candidate. Training alone uses it.
type Lesson struct {
	Cue, Source, Content, Relation func(row []float32, label float32)
}

// Teach runs the candidates of doc, with the beliefs that s has of it, against
// its gold attributions. Relation rows need rankers: those in r, trained on other
// documents; with a nil r they are left out.
func (m *Model) Teach(doc *models.Document, gold []models.Attribution, s *Sequence, r *Rankers, l Lesson) {
	a := m.assembler(doc, s)
	t := teacher{assembler: a, gold: a.goldRuns(gold)}
	for _, h := range a.cueHeads() {
		if r != nil {
			t.relation(h, r, l)
			continue
		}
		t.candidates(h, l)
	}
}

// goldRun is a gold attribution in token runs.
type goldRun struct {
	cue             run
	source, content []run
}

type teacher struct {
	*assembler
	gold []goldRun
}

func (a *assembler) goldRuns(gold []models.Attribution) []goldRun {
	var out []goldRun
	for _, g := range gold {
		k := goldRun{source: a.tokenRuns(g.Source), content: a.tokenRuns(g.Content)}
		if c := a.tokenRuns(g.Cue); len(c) > 0 {
			k.cue = c[0]
			for _, r := range c[1:] {
				k.cue = k.cue.join(r)
			}
		}
		out = append(out, k)
	}
	return out
}

func (a *assembler) tokenRuns(spans []models.Span) []run {
	var out []run
	for _, s := range spans {
		r := run{-1, -1}
		for i := a.firstAfter(s.Start); i < len(a.doc.Tokens) && a.doc.Tokens[i].Start < s.End; i++ {
			if r.first < 0 {
				r.first = i
			}
			r.end = i + 1
		}
		if r.first >= 0 {
			out = append(out, r)
		}
	}
	return out
}

func (a *assembler) firstAfter(b int) int {
	lo, hi := 0, len(a.doc.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; a.doc.Tokens[m].End <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// of returns the gold attribution whose cue holds token h.
func (t *teacher) of(h int) *goldRun {
	for i := range t.gold {
		if t.gold[i].cue.has(h) {
			return &t.gold[i]
		}
	}
	return nil
}

func (t *teacher) candidates(h int, l Lesson) {
	g := t.of(h)
	t.cues(h)
	best := run{h, h + 1}
	for _, c := range t.set {
		label := bit(g != nil && c.run == g.cue)
		l.Cue(t.cueRow(h, c), label)
		if label == 1 {
			best = c.run
		}
	}
	if g == nil {
		return
	}
	t.sources(h, best)
	var src run
	for _, c := range t.set {
		label := bit(has(g.source, c.run))
		l.Source(t.sourceRow(h, best, c), label)
		if label == 1 {
			src = c.run
		}
	}
	t.contents(h, best, src)
	for _, c := range t.set {
		l.Content(t.contentRow(h, best, src, c), bit(has(g.content, c.run)))
	}
}

func has(runs []run, r run) bool {
	for _, x := range runs {
		if x == r {
			return true
		}
	}
	return false
}

// relation labels the attribution chosen for h by relation@0.5: contents whose
// words overlap by half, sources that share a word or are both missing.
func (t *teacher) relation(h int, r *Rankers, l Lesson) {
	ch, ok := t.choose(h, r)
	if !ok {
		return
	}
	right := false
	for i := range t.gold {
		right = right || t.matches(&ch, &t.gold[i])
	}
	l.Relation(t.relationRow(&ch), bit(right))
}

func (t *teacher) matches(ch *choice, g *goldRun) bool {
	in, only := 0, 0
	for _, c := range ch.content {
		for i := c.first; i < c.end; i++ {
			if !t.word(i) {
				continue
			}
			if covered(g.content, i) {
				in++
			} else {
				only++
			}
		}
	}
	total := 0
	for _, c := range g.content {
		total += t.words(c)
	}
	if 2*in < total+only || in == 0 {
		return false
	}
	if ch.source.empty() || len(g.source) == 0 {
		return ch.source.empty() && len(g.source) == 0
	}
	for _, s := range g.source {
		if s.meets(ch.source) {
			return true
		}
	}
	return false
}

func covered(runs []run, i int) bool {
	for _, r := range runs {
		if r.has(i) {
			return true
		}
	}
	return false
}
