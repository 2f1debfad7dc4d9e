package output

import (
	"fmt"
	"slices"
)

// regroup moves the rows of speakers who are to have a folder of their own now and had
// none, and of those who had one and are to have none.
func (c *commit) regroup() error {
	if !c.rechoose {
		return nil
	}
	had := c.folders()
	var risen []string
	for id := range c.ofOwn {
		if !had[id] {
			risen = append(risen, id)
		}
	}
	slices.Sort(risen)
	kept, moved := c.parts[:0:0], []tablePart(nil)
	for _, p := range c.parts {
		if p.Table == speakersTable && c.moves(&p, risen) {
			moved = append(moved, p)
		} else {
			kept = append(kept, p)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	if err := c.deal(moved); err != nil {
		return fmt.Errorf("give speakers folders anew: %w", err)
	}
	c.parts = kept
	c.takeParts()
	return nil
}

// folders are the speakers with a folder of their own in the generation before.
func (c *commit) folders() map[string]bool {
	own := map[string]bool{}
	for i := range c.store.catalog.Parts {
		p := &c.store.catalog.Parts[i]
		if id := folderOwner(p.Folder); p.Table == speakersTable && id != "" {
			own[id] = true
		}
	}
	return own
}

// moves reports whether a part has rows of speakers that move; risen are sorted.
func (c *commit) moves(p *tablePart, risen []string) bool {
	if id := folderOwner(p.Folder); id != "" {
		return !c.ofOwn[id]
	}
	i, _ := slices.BinarySearch(risen, p.Low)
	return i < len(risen) && risen[i] <= p.High
}

// deal writes the rows of parts to the folders that they belong to now.
func (c *commit) deal(parts []tablePart) error {
	var to [2]*tableWriter // the shared folder's, and that of one speaker after another
	for i := range to {
		var err error
		if to[i], err = newTableWriter(c.layout, speakers()); err != nil {
			return err
		}
		to[i].of(span(parts))
	}
	shared, own := to[0], to[1]
	shared.open(folderOf("", false))
	owner := ""
	err := c.sorted(parts, func(speaker []byte, from author, row []byte) error {
		w := shared
		if c.ofOwn[string(speaker)] {
			w = own
			if owner != string(speaker) {
				if err := endOf(own, owner); err != nil {
					return err
				}
				owner = string(speaker)
				own.open(folderOf(owner, true))
			}
		}
		w.batch.setConstants(from.run, from.version)
		return w.add(row)
	})
	if err != nil {
		return err
	}
	for i := range parts {
		if err := c.drop(&parts[i]); err != nil {
			return err
		}
	}
	return inOrder(func() error { return endOf(own, owner) }, func() error { return shared.end(false) })
}

// endOf ends the folder of a speaker, if there is one.
func endOf(w *tableWriter, owner string) error {
	if owner == "" {
		return nil
	}
	return w.end(false)
}
