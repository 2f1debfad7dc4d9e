package output

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"
)

// maxSmallParts is how many small parts a folder may have before a run merges them, so
// that a year of nightly runs does not leave a year of files.
const maxSmallParts = 16

// Compact merges the small parts of every folder into as few as there need be, as a run
// does where a folder has many, and has the speakers who have most rows by now be those
// with a folder of their own: runs give one to new speakers only, while there is room.
// Readers see the same rows before and after.
func (s *Store) Compact(ctx context.Context) (Summary, error) {
	w, err := s.Begin(ctx)
	if err != nil {
		return Summary{}, err
	}
	w.small, w.rechoose = 1, true
	letters, err := s.DeadLetters()
	for _, l := range letters {
		err = cmp.Or(err, w.DeadLetter(l))
	}
	if err != nil {
		return Summary{}, cmp.Or(err, w.Abort())
	}
	return w.Commit(ctx)
}

// compact merges the small parts of folders that have more than a few.
func (c *commit) compact() error {
	small := map[string][]tablePart{}
	kept := c.parts[:0:0]
	for _, p := range c.parts {
		if p.Table != speakerIndexTable && p.Rows < c.layout.perFile[p.Table]/2 {
			small[p.Folder] = append(small[p.Folder], p)
		} else {
			kept = append(kept, p)
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(small)) {
		parts := small[folder]
		if len(parts) <= c.small {
			kept = append(kept, parts...)
			continue
		}
		if err := c.cause(); err != nil {
			return err
		}
		if err := c.mergeParts(parts); err != nil {
			return fmt.Errorf("merge parts of %s: %w", folder, err)
		}
	}
	c.parts = kept
	c.takeParts()
	return nil
}

// mergeParts writes the rows of parts of one folder into new ones: those of speakers
// sorted, others one part after another.
func (c *commit) mergeParts(parts []tablePart) error {
	slices.SortFunc(parts, func(a, b tablePart) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.source(), b.source()))
	})
	w, err := c.writerOf(parts[0].Table)
	if err != nil {
		return err
	}
	w.open(parts[0].Folder)
	if w.table.Name == speakersTable {
		err = c.mergeSorted(w, parts)
	} else {
		err = c.mergeInTurn(w, parts)
	}
	if err != nil {
		return err
	}
	for i := range parts {
		if err := c.drop(&parts[i]); err != nil {
			return err
		}
	}
	return w.end(false)
}

func (c *commit) mergeInTurn(w *tableWriter, parts []tablePart) error {
	for i := range parts {
		w.of(parts[i].First, parts[i].Last)
		err := readRows(c.path(&parts[i]), w.table, func(row []byte, run, version string) error {
			w.batch.setConstants(run, version)
			return w.add(row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *commit) mergeSorted(w *tableWriter, parts []tablePart) error {
	w.of(span(parts))
	return c.sorted(parts, func(_ []byte, from author, row []byte) error {
		w.batch.setConstants(from.run, from.version)
		return w.add(row)
	})
}

// span is the range of ordinals that parts lie in.
func span(parts []tablePart) (first, last uint32) {
	first, last = parts[0].First, parts[0].Last
	for i := range parts {
		first, last = min(first, parts[i].First), max(last, parts[i].Last)
	}
	return first, last
}

// sorted calls emit with the rows of parts of speakers in order, and with the speaker and
// the run of each.
func (c *commit) sorted(parts []tablePart, emit func(speaker []byte, from author, row []byte) error) error {
	s, err := newSorter(filepath.Join(c.dir, "runs", "merge"), c.opt.MemoryBytes)
	if err != nil {
		return err
	}
	for i := range parts {
		err := readRows(c.path(&parts[i]), speakers(), func(row []byte, run, version string) error {
			e := encoder{b: speakerRowKey(nil, row)}
			key := len(e.b)
			e.string(run)
			e.string(version)
			e.b = append(e.b, row...)
			return s.add([]record{{e.b[:key:key], e.b[key:]}}, int64(cap(e.b))+recordOverhead)
		})
		if err := cmp.Or(err, c.cause()); err != nil {
			return err
		}
	}
	return s.merge(func(r record) error {
		d := decoder{b: r.body}
		from := author{string(d.string()), string(d.string())}
		return emit(r.speaker(), from, d.b)
	})
}

// speakerRowKey appends the sort key of an encoded row of speakers.
func speakerRowKey(b, row []byte) []byte {
	d := decoder{b: row}
	speaker := d.string()
	d.string() // speaker
	d.string() // speaker_kind
	article := string(d.string())
	d.opt() // title
	d.opt() // outlet
	d.opt() // author
	d.opt() // url
	var published time.Time
	if d.byte() != 0 {
		published = time.UnixMicro(d.varint())
	}
	return appendKey(b, string(speaker), published, article, int(d.varint()))
}
