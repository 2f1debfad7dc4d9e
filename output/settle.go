package output

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
)

// mortality is a set of articles of which rows go: ids by ordinal, in order.
type mortality struct {
	ordinals []uint32
	ids      []string
	byID     map[string][]uint32
}

func (m *mortality) add(ordinal uint32, id string) {
	m.ordinals, m.ids = append(m.ordinals, ordinal), append(m.ids, id)
}

// sort readies m for the questions.
func (m *mortality) sort() {
	type pair struct {
		n  uint32
		id string
	}
	list := make([]pair, len(m.ids))
	m.byID = make(map[string][]uint32, len(m.ids))
	for i := range list {
		list[i] = pair{m.ordinals[i], m.ids[i]}
		m.byID[m.ids[i]] = append(m.byID[m.ids[i]], m.ordinals[i])
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Compare(a.n, b.n) })
	for i, p := range list {
		m.ordinals[i], m.ids[i] = p.n, p.id
	}
}

// within reports whether rows of p go.
func (m *mortality) within(p *tablePart) bool {
	i, _ := slices.BinarySearch(m.ordinals, p.First)
	return i < len(m.ordinals) && m.ordinals[i] <= p.Last
}

// takes reports whether the rows that p has of an article go.
func (m *mortality) takes(id []byte, p *tablePart) bool {
	return slices.ContainsFunc(m.byID[string(id)], func(n uint32) bool { return p.First <= n && n <= p.Last })
}

// settle makes the new ledger, and says what becomes of the rows that there are.
func (c *commit) settle() error {
	c.catalog = &catalog{Sightings: c.store.catalog.Sightings}
	c.live = newLive(c.next)
	if err := c.enter(); err != nil {
		return err
	}
	if err := c.join(); err != nil {
		return err
	}
	c.tellAnew()
	c.dead.sort()
	c.buried.sort()
	removed := append(slices.Clone(c.store.ledger.removed), c.kept...)
	slices.Sort(removed)
	c.ledger.removed = slices.DeleteFunc(slices.Compact(removed), func(id string) bool { return slices.Contains(c.forgotten, id) })
	return nil
}

// enter enters the articles that there are from now on.
func (c *commit) enter() error {
	old := c.store.ledger
	c.ledger = newLedger()
	for i := range old.rows {
		h := &old.rows[i]
		if _, replaced := c.added[h.id]; replaced || c.gone[h.id] {
			c.buried.add(h.ordinal, h.id)
			if h.copyOf < 0 {
				c.dead.add(h.ordinal, h.id)
			}
			continue
		}
		if err := c.ledger.add(old.entry(i), h.ordinal); err != nil {
			return err
		}
	}
	for _, f := range c.fresh {
		if err := c.ledger.add(f.Entry, f.ordinal); err != nil {
			return err
		}
	}
	return nil
}

// join says which of them are copies.
func (c *commit) join() error {
	old, l := c.store.ledger, c.ledger
	for i := range l.rows {
		h := &l.rows[i]
		var was string
		f, added := c.added[h.id]
		if added {
			was = c.fresh[f].CopyOf
		} else if o := old.rows[old.index[h.id]].copyOf; o >= 0 {
			was = old.rows[o].id
		}
		of, settled := c.settled[h.id]
		if !settled {
			of = was
		}
		switch {
		case of != "":
			o, ok := l.index[of]
			if !ok || int(o) == i {
				return fmt.Errorf("settle article %q: copy of %q, which is not there", h.id, of)
			}
			h.copyOf = o
			if was == "" {
				c.dead.add(h.ordinal, h.id)
			}
		case was != "":
			return fmt.Errorf("settle article %q: no copy any more, but it has no rows", h.id)
		default:
			c.live.add(h.ordinal)
		}
	}
	for i := range l.rows {
		if o := l.rows[i].copyOf; o >= 0 && l.rows[o].copyOf >= 0 {
			return fmt.Errorf("settle article %q: copy of %q, which is itself a copy", l.rows[i].id, l.rows[o].id)
		}
	}
	return nil
}

// tellAnew finds the rows of articles that no longer say who copied whom.
func (c *commit) tellAnew() {
	old, l := c.store.ledger, c.ledger
	c.outlets = l.outlets(func(i int) int32 { return l.rows[i].copyOf })
	before := old.outlets(func(i int) int32 { return old.rows[i].copyOf })
	c.retold = map[uint32]copies{}
	for i := range l.rows {
		h := &l.rows[i]
		if _, added := c.added[h.id]; added {
			continue
		}
		was := old.index[h.id]
		of := ""
		if o := old.rows[was].copyOf; o >= 0 {
			of = old.rows[o].id
		}
		now := c.copies(i)
		if now.of != of || !slices.Equal(before[was], c.outlets[int32(i)]) {
			c.retold[h.ordinal] = now
		}
	}
}

// copies is what the row of article i says of copies.
func (c *commit) copies(i int) copies {
	h := &c.ledger.rows[i]
	if h.copyOf >= 0 {
		return copies{c.ledger.rows[h.copyOf].id, c.ledger.ownOutlet(i)}
	}
	if list := c.outlets[int32(i)]; list != nil {
		return copies{"", list}
	}
	return copies{"", c.ledger.ownOutlet(i)}
}

// originOf is the run that wrote the rows of an article.
func (c *commit) originOf(n uint32) *author {
	if o := c.origins[n]; o != nil {
		return o
	}
	return &c.own
}

// writeArticles writes the rows of articles, which waited for what they say of copies.
func (c *commit) writeArticles() error {
	w, err := newTableWriter(c.layout, articles())
	if err != nil {
		return err
	}
	w.open(articlesTable)
	r := &runReader{path: filepath.Join(c.dir, "runs", "articles")}
	i := len(c.ledger.rows) - len(c.fresh)
	err = each(r, func(rec record) error {
		of := c.copies(i)
		n := c.ledger.rows[i].ordinal
		w.of(n, n)
		from := c.originOf(n)
		w.batch.setConstants(from.run, from.version)
		i++
		row := rec.body
		if of.of != "" {
			if row, err = retell(appendCopies(row, "", nil), of.of, of.outlets); err != nil {
				return err
			}
		} else {
			row = appendCopies(row, of.of, of.outlets)
		}
		return w.add(row)
	})
	return cmp.Or(err, w.end(false))
}
