package output

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/saysonews/sayso/models"
)

// The faults of an output folder.
var (
	// ErrForeign: a file or folder stands where a table would go and is not known to be
	// one.
	ErrForeign = errors.New("not written by sayso")
	// ErrBusy: another process is writing to the folder.
	ErrBusy = errors.New("another run is writing to the folder")
	// ErrDamaged: what lies in the folder is not what was written there.
	ErrDamaged = errors.New("damaged")
	// ErrOutdated: the folder was written by another version of the program, or in
	// another format, and has to be written anew (Options.Fresh).
	ErrOutdated = errors.New("cannot be added to")
	// ErrUnwritable: nothing can be written to the folder, whenever it is tried.
	ErrUnwritable = errors.New("cannot be written to")
	// ErrClosed is returned by a Writer after Commit or Abort.
	ErrClosed = errors.New("writer is closed")
)

// Store is an output folder that this process alone may write to. It is not safe for
// concurrent use.
type Store struct {
	opt     Options
	folder  *folder
	lock    *lock
	catalog *catalog // of the generation that readers see; empty for none
	ledger  *ledger
	writing bool
}

// Open makes the folder as far as it is absent, waits up to Options.LockWait for its
// lock, mends what a killed run left and reads what the folder remembers. With
// Options.Fresh it takes the folder for empty; what readers see stays until a commit.
func Open(ctx context.Context, o Options) (*Store, error) {
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("check output options: %w", err)
	}
	o = o.withDefaults()
	s := &Store{opt: o, folder: newFolder(o)}
	err := s.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("open output folder %s: %w", o.Dir, errors.Join(err, s.Close()))
	}
	return s, nil
}

// OpenToRead is Open for who writes nothing: it takes no lock, and reads the state that
// readers see. The folder may be absent.
func OpenToRead(o Options) (*Store, error) {
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("check output options: %w", err)
	}
	s := &Store{opt: o.withDefaults(), folder: newFolder(o)}
	err := s.folder.refuse()
	var n int
	if err == nil {
		n, err = s.folder.current()
	}
	if err == nil {
		err = s.load(n)
	}
	if err != nil {
		return nil, fmt.Errorf("open output folder %s: %w", o.Dir, err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if err := s.folder.refuse(); err != nil {
		return err
	}
	if err := s.folder.make(); err != nil {
		return err
	}
	if s.lock, err = waitLock(ctx, filepath.Join(s.folder.home, lockName), s.opt.LockWait); err != nil {
		return unwritable(err)
	}
	n, err := s.folder.adopt()
	if err != nil && !s.opt.Fresh {
		return err
	}
	if err := s.folder.recover(n); err != nil {
		return err
	}
	return s.load(n)
}

// load reads what a generation remembers.
func (s *Store) load(n int) (err error) {
	s.catalog, s.ledger = &catalog{Generation: n}, newLedger()
	defer func() {
		s.opt.MaxSpeakerTables = cmp.Or(s.opt.MaxSpeakerTables, s.catalog.MaxSpeakerTables, DefaultMaxSpeakerTables)
	}()
	if s.opt.Fresh {
		s.keepRemoved()
	}
	if n == 0 || s.opt.Fresh {
		return nil
	}
	c, err := readCatalog(s.generation())
	if err != nil {
		return err
	}
	s.catalog = c
	if f := s.opt.Format.String(); s.catalog.Format != f {
		return fmt.Errorf("its tables are in format %s, not %s: %w (--full-refresh replaces them)", s.catalog.Format, f, ErrOutdated)
	}
	s.ledger, err = readLedger(s.generation())
	return err
}

// keepRemoved keeps in mind what is to stay out, as far as that can be read.
func (s *Store) keepRemoved() {
	if l, err := readLedger(s.generation()); err == nil {
		s.ledger.removed = l.removed
	}
}

// waitLock takes the lock, trying again while another process holds it.
func waitLock(ctx context.Context, path string, wait time.Duration) (*lock, error) {
	for end := time.Now().Add(wait); ; {
		l, err := takeLock(path)
		if !errors.Is(err, ErrBusy) || !time.Now().Before(end) {
			return l, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for lock: %w", context.Cause(ctx))
		case <-time.After(min(200*time.Millisecond, time.Until(end))):
		}
	}
}

// Close gives the folder back. Folders made for nothing are removed.
func (s *Store) Close() error {
	if s.lock != nil { // else it is for who holds it, and may be about to use it
		_ = os.Remove(filepath.Join(s.folder.home, generationsDir))
	}
	err := s.lock.release()
	s.lock = nil
	s.folder.unmake()
	return err
}

func (s *Store) generation() string { return s.folder.generation(s.catalog.Generation) }

// Len returns how many articles the folder holds.
func (s *Store) Len() int { return len(s.ledger.rows) }

// Entry returns what is remembered of article i. Its Sketch is not to be changed.
func (s *Store) Entry(i int) Entry { return s.ledger.entry(i) }

// CopyOf returns the number of the article that article i is a copy of, or -1.
func (s *Store) CopyOf(i int) int { return int(s.ledger.rows[i].copyOf) }

// ID returns the id of article i.
func (s *Store) ID(i int) string { return s.ledger.rows[i].id }

// Key returns what article i is told from its copies by: its id, and when it was published,
// in microseconds since 1970, where it is dated.
func (s *Store) Key(i int) (id string, published int64, dated bool) {
	h := &s.ledger.rows[i]
	return h.id, h.published, h.dated
}

// Sketch returns the sketch of article i, which is not to be changed.
func (s *Store) Sketch(i int) []byte { return s.ledger.sketch(i) }

// ReadBy reports whether article i was read by the models and settings of that name.
func (s *Store) ReadBy(i int, version string) bool {
	return s.ledger.words[s.ledger.rows[i].version] == valid(version)
}

// Holds returns the number of the article with an id, -1 for none, and whether it is as
// described.
func (s *Store) Holds(id string, content [16]byte, version string) (i int, same bool) {
	i, ok := s.Find(id)
	if !ok {
		return -1, false
	}
	return i, s.ledger.rows[i].content == content && s.ReadBy(i, version)
}

// Empty reports whether there are no tables yet, or none that are looked at.
func (s *Store) Empty() bool { return s.catalog.Generation == 0 || s.catalog.Version == 0 }

// Restore has Removed answer false for an id. Writer.Restore makes that last.
func (s *Store) Restore(id string) {
	s.ledger.removed = slices.DeleteFunc(s.ledger.removed, func(r string) bool { return r == valid(id) })
}

// Summary returns what the tables hold.
func (s *Store) Summary() Summary {
	var is success
	if b, err := os.ReadFile(filepath.Join(s.generation(), successName)); err == nil {
		_ = json.Unmarshal(b, &is)
	}
	return is.Summary
}

// Find returns the number of the article with an id.
func (s *Store) Find(id string) (int, bool) {
	i, ok := s.ledger.index[valid(id)]
	return int(i), ok
}

// Removed reports whether the article with an id was removed and is to stay out.
func (s *Store) Removed(id string) bool { return s.ledger.isRemoved(valid(id)) }

// Articles calls yield with the articles that want chooses by id, as the tables hold
// them: TitleInText is not set. It reads one part of the table at a time.
func (s *Store) Articles(want func(id string) bool, yield func(*models.Article) error) error {
	for i := range s.catalog.Parts {
		p := &s.catalog.Parts[i]
		if p.Table != articlesTable {
			continue
		}
		err := readRows(filepath.Join(s.generation(), p.source()), articles(), func(row []byte, _, _ string) error {
			r := articleRow{decoder: decoder{b: row}}
			r.parse()
			if r.err != nil || !want(r.article.ID) {
				return r.err
			}
			return yield(&r.article)
		})
		if err != nil {
			return fmt.Errorf("read held articles: %w", err)
		}
	}
	return nil
}

// DeadLetters returns the articles that could not be processed.
func (s *Store) DeadLetters() ([]DeadLetter, error) {
	if s.catalog.Generation == 0 || s.opt.Fresh {
		return nil, nil
	}
	return readLetters(filepath.Join(s.generation(), lettersName))
}

func readLetters(path string) ([]DeadLetter, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read dead letters: %w", err)
	}
	defer f.Close()
	var list []DeadLetter
	for d := json.NewDecoder(bufio.NewReader(f)); ; {
		var l struct {
			Article, Path, Stage, Reason string
			Line                         int
		}
		if err := d.Decode(&l); err == io.EOF {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("read dead letters: %w", errors.Join(ErrDamaged, err))
		}
		list = append(list, DeadLetter{Article: l.Article, Path: l.Path, Line: l.Line, Stage: l.Stage, Reason: l.Reason})
	}
}

// FormatOf returns the format of the tables that readers of a folder see.
func FormatOf(dir string) (Format, error) {
	f := newFolder(Options{Dir: dir})
	n, err := f.current()
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, fmt.Errorf("%s: %w", dir, ErrUnfinished)
	}
	c, err := readCatalog(f.generation(n))
	if err != nil {
		return 0, err
	}
	return ParseFormat(c.Format)
}

// ReadDeadLetters returns the articles that could not be processed, of the tables that
// readers of a folder see.
func ReadDeadLetters(dir string) ([]DeadLetter, error) {
	return readLetters(filepath.Join(dir, lettersName))
}

// Dir is the folder.
func (s *Store) Dir() string { return s.opt.Dir }
