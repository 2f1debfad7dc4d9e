package output

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
)

// sharedFolder holds the rows of speakers without a folder of their own. No slug has
// a full stop, and readers do not skip it as they skip "_other" or ".other".
const sharedFolder = "other.speakers"

// chooseFolders returns the speakers that get a folder of their own: the most with
// most rows, of equals the first in byte order.
func chooseFolders(rows map[string]int64, most int) map[string]bool {
	ids := slices.Collect(maps.Keys(rows))
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(rows[b], rows[a]), cmp.Compare(a, b))
	})
	chosen := make(map[string]bool)
	for _, id := range ids[:min(len(ids), max(most, 0))] {
		chosen[id] = true
	}
	return chosen
}

// splitter takes the rows of speakers in order and writes them to the speakers'
// folders and to the index.
type splitter struct {
	own, shared, index *tableWriter
	folders            map[string]bool
	tally              *tally // of the current speaker, nil before the first
	to                 *tableWriter
	speakers, tables   int64
}

func newSplitter(l *layout, folders map[string]bool) (*splitter, error) {
	s := &splitter{folders: folders}
	for _, w := range []struct {
		to    **tableWriter
		table Table
	}{{&s.own, speakers()}, {&s.shared, speakers()}, {&s.index, speakerIndex()}} {
		t, err := newTableWriter(l, w.table)
		if err != nil {
			return nil, err
		}
		*w.to = t
	}
	s.shared.open(filepath.Join(speakersTable, sharedFolder))
	s.index.open(speakersTable)
	return s, nil
}

// add takes the next row.
func (s *splitter) add(r record) error {
	if s.tally == nil || s.tally.id != string(r.speaker()) {
		if err := s.endSpeaker(); err != nil {
			return err
		}
		s.begin(string(r.speaker()))
	}
	row, err := s.tally.add(r)
	if err != nil {
		return err
	}
	return s.to.add(row)
}

// begin turns to the rows of the next speaker.
func (s *splitter) begin(id string) {
	folder := sharedFolder
	s.to = s.shared
	if s.folders[id] {
		folder = id
		s.to = s.own
		s.own.open(filepath.Join(speakersTable, folder))
		s.tables++
	}
	s.speakers++
	s.tally = newTally(id, speakersTable+"/"+folder)
}

func (s *splitter) endSpeaker() error {
	if s.tally == nil {
		return nil
	}
	if s.to == s.own {
		if err := s.own.end(); err != nil {
			return err
		}
	}
	return s.index.add(s.tally.row())
}

// end finishes the tables. Without speakers the shared folder holds a file without
// rows, so that the folder opens.
func (s *splitter) end() error {
	if err := s.endSpeaker(); err != nil {
		return err
	}
	if s.shared.totals.rows+s.shared.rows > 0 || s.speakers == 0 {
		if err := s.shared.end(); err != nil {
			return err
		}
	}
	return s.index.end()
}

// close closes what is open after a failure.
func (s *splitter) close() []error {
	return []error{s.own.close(), s.shared.close(), s.index.close()}
}
