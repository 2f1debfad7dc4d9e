package output

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// sharedFolder holds the rows of speakers without a folder of their own. No slug has
// a full stop, and readers do not skip it as they skip "_other" or ".other".
const sharedFolder = "other.speakers"

// folderOf returns the folder of a speaker's rows.
func folderOf(speaker string, own bool) string {
	if !own {
		speaker = sharedFolder
	}
	return speakersTable + "/" + speaker
}

// writeSpeakers writes the index of speakers, and the rows that came into folders.
func (c *commit) writeSpeakers() error {
	own := c.folders()
	if c.rechoose {
		clear(own)
	}
	c.ofOwn = own
	x := &indexer{commit: c, first: c.store.catalog.NextOrdinal}
	x.best.room = max(c.opt.MaxSpeakerTables, 0) - len(own)
	if err := x.gather(); err != nil {
		return fmt.Errorf("index speakers: %w", err)
	}
	for _, s := range x.best.list {
		own[s.id] = true
	}
	if err := x.write(); err != nil {
		return fmt.Errorf("index speakers: %w", err)
	}
	return c.split()
}

// indexer makes the index of speakers from the sightings of all runs.
type indexer struct {
	*commit
	first uint32   // ordinal of this run's first article
	best  mostRows // speakers who are to have a folder, beside those who have

	rows    *runWriter // entries of the index but for the last column
	merged  *runWriter // the sightings in one file; nil while there are few
	tally   *tally
	earlier bool // whether the speaker of tally has rows of an earlier run
}

// maxSightings is how many files of sightings there may be before they become one.
const maxSightings = 8

const sightingsPrefix = "sightings-"

// gather merges the sightings of earlier runs with those of this one, and leaves out
// those of articles that are gone.
func (x *indexer) gather() (err error) {
	name := fmt.Sprintf("%s%06d.bin", sightingsPrefix, x.number)
	fresh := filepath.Join(x.layout.root, name)
	if err := x.sortSightings(fresh); err != nil {
		return err
	}
	var sources []source
	for _, s := range x.catalog.Sightings {
		sources = append(sources, &runReader{path: filepath.Join(x.store.generation(), s.Path), keep: true})
	}
	sources = append(sources, &runReader{path: fresh, keep: true})
	if x.rows, err = createRun(filepath.Join(x.dir, "runs", "index")); err != nil {
		return err
	}
	whole := ""
	if len(sources) > maxSightings {
		whole = fmt.Sprintf("%s%06d-all.bin", sightingsPrefix, x.number)
		if x.merged, err = createRun(filepath.Join(x.layout.root, whole)); err != nil {
			return err
		}
	}
	err = mergeSources(sources, x.add)
	err = cmp.Or(err, x.endSpeaker(), x.rows.close())
	if err != nil || x.merged == nil {
		return cmp.Or(err, x.keep(name))
	}
	x.catalog.Sightings = nil
	return cmp.Or(x.merged.close(), removeAll(fresh), x.keep(whole))
}

// sortSightings writes the sightings of this run.
func (x *indexer) sortSightings(path string) error {
	w, err := createRun(path)
	if err != nil {
		return err
	}
	err = x.sightings.merge(func(r record) error {
		if x.live.has(r.ordinal()) {
			w.add(r)
		}
		return w.err
	})
	return errors.Join(err, w.close())
}

// keep enters a file of sightings into the catalog.
func (x *indexer) keep(name string) error {
	f, err := checkFile(x.layout.root, name)
	x.catalog.Sightings = append(x.catalog.Sightings[:len(x.catalog.Sightings):len(x.catalog.Sightings)], f)
	return err
}

// add takes the next sighting.
func (x *indexer) add(r record) error {
	if err := x.cause(); err != nil {
		return err
	}
	id := r.speaker()
	if !x.live.has(r.ordinal()) {
		x.touched[string(id)] = true
		return nil
	}
	if x.merged != nil {
		x.merged.add(r)
	}
	if x.tally == nil || x.tally.id != string(id) {
		if err := x.endSpeaker(); err != nil {
			return err
		}
		x.tally, x.earlier = newTally(string(id)), false
	}
	x.earlier = x.earlier || r.ordinal() < x.first
	return x.tally.add(r.body)
}

// endSpeaker writes the entry of a speaker whose sightings are all there.
func (x *indexer) endSpeaker() error {
	if x.tally == nil {
		return nil
	}
	if !x.ofOwn[x.tally.id] && (!x.earlier || x.rechoose) {
		x.best.offer(ranked{x.tally.id, x.tally.rows})
	}
	x.rows.add(record{key: []byte(x.tally.id), body: x.tally.row()})
	x.tally = nil
	return x.rows.err
}

// write writes the index, with the folder of each speaker.
func (x *indexer) write() error {
	w, err := newTableWriter(x.layout, speakerIndex())
	if err != nil {
		return err
	}
	w.open(strings.TrimSuffix(speakerIndexTable, ".parquet"))
	err = each(&runReader{path: filepath.Join(x.dir, "runs", "index")}, func(r record) error {
		e := encoder{b: r.body}
		e.string(folderOf(string(r.key), x.ofOwn[string(r.key)]))
		return w.add(e.b)
	})
	return cmp.Or(err, w.end(true))
}

// mostRows keeps the speakers with most rows, of equals the first in byte order.
type mostRows struct {
	room int
	list []ranked // a heap, the least on top
}

// ranked is a speaker with a number of rows.
type ranked struct {
	id   string
	rows int64
}

func (m *mostRows) Len() int { return len(m.list) }
func (m *mostRows) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(m.list[i].rows, m.list[j].rows), cmp.Compare(m.list[j].id, m.list[i].id)) < 0
}
func (m *mostRows) Swap(i, j int) { m.list[i], m.list[j] = m.list[j], m.list[i] }
func (m *mostRows) Push(x any)    { m.list = append(m.list, x.(ranked)) }
func (m *mostRows) Pop() any {
	n := len(m.list) - 1
	last := m.list[n]
	m.list = m.list[:n]
	return last
}

func (m *mostRows) offer(r ranked) {
	if m.room <= 0 {
		return
	}
	heap.Push(m, r)
	if len(m.list) > m.room {
		heap.Pop(m)
	}
}
