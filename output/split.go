package output

import (
	"cmp"
	"sync"
)

// split writes the rows of speakers that came in this run into their folders. Several
// folders are written at a time.
func (c *commit) split() error {
	s := &splitter{commit: c, jobs: make(chan folderRows, c.opt.Workers)}
	for _, w := range []**tableWriter{&s.shared, &s.large} {
		var err error
		if *w, err = c.speakerWriter(); err != nil {
			return err
		}
	}
	s.shared.open(folderOf("", false))
	for range c.opt.Workers {
		s.wait.Go(s.work)
	}
	err := c.rows.merge(s.add)
	err = cmp.Or(err, s.endSpeaker())
	close(s.jobs)
	s.wait.Wait()
	return cmp.Or(err, s.failure(), s.shared.end(false))
}

// speakerWriter returns a writer of rows that came in this run.
func (c *commit) speakerWriter() (*tableWriter, error) {
	w, err := newTableWriter(c.layout, speakers())
	if err == nil {
		w.of(c.store.catalog.NextOrdinal, max(c.next, 1)-1)
	}
	return w, err
}

// splitter deals out the rows of speakers, which come in order.
type splitter struct {
	*commit
	shared, large *tableWriter // of speakers without a folder, and of one with many rows
	jobs          chan folderRows
	wait          sync.WaitGroup

	id     string // of the speaker whose rows are held
	held   []ownRows
	size   int  // bytes of the rows held
	isLong bool // whether rows of id went to large

	mu  sync.Mutex
	err error // of a worker
}

// folderRows are all the rows of one speaker.
type folderRows struct {
	folder string
	rows   []ownRows
}

// ownRows are rows of one run.
type ownRows struct {
	origin *author
	rows   []byte
}

// addOwn writes rows of several runs.
func (w *tableWriter) addOwn(list []ownRows) error {
	for _, r := range list {
		w.batch.setConstants(r.origin.run, r.origin.version)
		if err := w.add(r.rows); err != nil {
			return err
		}
	}
	return nil
}

// maxFolderRows is how many bytes of a speaker's rows are held before they are written.
const maxFolderRows = 1 << 20

func (s *splitter) add(r record) error {
	if err := cmp.Or(s.cause(), s.failure()); err != nil {
		return err
	}
	if !s.live.has(r.ordinal()) {
		return nil
	}
	id, from := r.speaker(), s.originOf(r.ordinal())
	if !s.ofOwn[string(id)] {
		s.shared.batch.setConstants(from.run, from.version)
		return s.shared.add(r.body)
	}
	if s.id != string(id) {
		if err := s.endSpeaker(); err != nil {
			return err
		}
		s.id = string(id)
	}
	if n := len(s.held); n == 0 || s.held[n-1].origin != from {
		s.held = append(s.held, ownRows{origin: from})
	}
	last := &s.held[len(s.held)-1]
	last.rows = append(last.rows, r.body...)
	if s.size += len(r.body); s.size < maxFolderRows {
		return nil
	}
	return s.unload()
}

// unload writes the rows held of a speaker with many.
func (s *splitter) unload() error {
	if !s.isLong {
		s.large.open(folderOf(s.id, true))
		s.isLong = true
	}
	err := s.large.addOwn(s.held)
	s.held, s.size = nil, 0
	return err
}

// endSpeaker sends the rows of a speaker on their way.
func (s *splitter) endSpeaker() error {
	if s.isLong {
		err := s.unload()
		s.isLong = false
		return cmp.Or(err, s.large.end(false))
	}
	if len(s.held) > 0 {
		s.jobs <- folderRows{folderOf(s.id, true), s.held}
		s.held, s.size = nil, 0
	}
	return nil
}

// work writes the folders of jobs. After a fault it takes them without writing, so that
// nobody waits for it.
func (s *splitter) work() {
	w, err := s.speakerWriter()
	for job := range s.jobs {
		if err == nil {
			w.open(job.folder)
			err = inOrder(func() error { return w.addOwn(job.rows) }, func() error { return w.end(false) })
		}
		if err != nil {
			s.mu.Lock()
			s.err = cmp.Or(s.err, err)
			s.mu.Unlock()
		}
	}
}

func (s *splitter) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
