package output

import (
	"fmt"
	"os"
	"path/filepath"
)

// rewrite writes the parts anew that have rows which go or change. The others stay as
// they are.
func (c *commit) rewrite() error {
	if len(c.dead.ordinals)+len(c.buried.ordinals)+len(c.retold) == 0 {
		return nil
	}
	changed := mortality{}
	for n := range c.retold {
		changed.add(n, "")
	}
	changed.sort()
	kept := c.parts[:0]
	for i := range c.parts {
		p := c.parts[i]
		if !c.affected(&p, &changed) {
			kept = append(kept, p)
			continue
		}
		if err := c.cause(); err != nil {
			return err
		}
		w, err := c.writerOf(p.Table)
		if err != nil {
			return err
		}
		if err := c.rewritePart(w, &p); err != nil {
			return fmt.Errorf("write %s anew: %w", p.source(), err)
		}
	}
	c.parts = kept
	c.takeParts()
	return nil
}

// writerOf returns the writer that rewrites and merges the parts of a table, one after
// another.
func (c *commit) writerOf(name string) (w *tableWriter, err error) {
	if w = c.writers[name]; w == nil {
		t, _ := table(name)
		if w, err = newTableWriter(c.layout, t); err == nil {
			c.writers[name] = w
		}
	}
	return w, err
}

// affected reports whether rows of p may go or change.
func (c *commit) affected(p *tablePart, changed *mortality) bool {
	switch p.Table {
	case articlesTable:
		return c.buried.within(p) || changed.within(p)
	case speakersTable:
		return c.dead.within(p) && c.touches(p)
	case speakerIndexTable: // it is new
		return false
	}
	return c.dead.within(p)
}

// touches reports whether p has rows of a speaker with rows that go.
func (c *commit) touches(p *tablePart) bool {
	if id := folderOwner(p.Folder); id != "" {
		return c.touched[id]
	}
	for id := range c.touched {
		if p.Low <= id && id <= p.High {
			return true
		}
	}
	return false
}

// rewritePart writes the rows of p that stay.
func (c *commit) rewritePart(w *tableWriter, p *tablePart) error {
	w.open(p.Folder)
	w.of(p.First, p.Last)
	err := readRows(c.path(p), w.table, func(row []byte, run, version string) error {
		id := articleOf(p.Table, row)
		w.batch.setConstants(run, version)
		if p.Table != articlesTable {
			if c.dead.takes(id, p) {
				return nil
			}
			return w.add(row)
		}
		if c.buried.takes(id, p) {
			return nil
		}
		if n, ok := c.ledger.index[string(id)]; ok {
			if to, ok := c.retold[c.ledger.rows[n].ordinal]; ok {
				var err error
				if row, err = retell(row, to.of, to.outlets); err != nil {
					return err
				}
			}
		}
		return w.add(row)
	})
	if err != nil {
		return err
	}
	return inOrder(func() error { return w.end(false) }, func() error { return c.drop(p) })
}

// drop removes the files of a part of this run that another takes the place of.
func (c *commit) drop(p *tablePart) error {
	if !p.staged {
		return nil
	}
	for _, f := range p.Files {
		if err := os.Remove(filepath.Join(c.layout.root, filepath.FromSlash(f.Path))); err != nil {
			return fmt.Errorf("remove replaced part: %w", err)
		}
	}
	return nil
}

// articleOf returns the id of the article that a row is of.
func articleOf(table string, row []byte) []byte {
	d := decoder{b: row}
	if table == speakersTable {
		d.string() // speaker_id
		d.string() // speaker
		d.string() // speaker_kind
	}
	return d.string()
}
