package output

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/apache/arrow/go/v15/arrow"

	"github.com/saysonews/sayso/models"
)

// Writer prepares the next generation of a folder's tables: the articles it is given
// join those the folder holds or take their place. Readers see nothing of it before
// Commit. It is not safe for concurrent use: documents come from one goroutine, in the
// order of the input. Convert, the costly part, may run in many.
type Writer struct {
	ctx   context.Context
	store *Store
	owned bool // whether the Writer closes the store
	opt   Options

	dir    string // of the generation being made
	number int    // of the generation
	layout *layout
	own    author // of the rows that come from Add

	sentences, stances *tableWriter
	rows, sightings    *sorter
	articles           *runWriter // rows of articles, for want of what comes last in them
	letters            *letters
	fresh              []freshEntry
	added              map[string]int // places in fresh, by id
	gone               map[string]bool
	settled            map[string]string  // copyOf, by id
	kept, forgotten    []string           // ids to keep out from now on, and no longer
	origins            map[uint32]*author // by ordinal, of articles that were imported
	originList         []*author
	next               uint32
	small              int   // parts that a folder may have before they are merged
	rechoose           bool  // whether it is decided anew which speakers have a folder of their own
	failed             error // ends the run
	closed             bool
}

// freshEntry is an article that the Writer was given.
type freshEntry struct {
	Entry
	ordinal uint32
}

// NewWriter opens the folder of o and begins: Open and Store.Begin. The folder is given
// back by Commit or Abort.
func NewWriter(ctx context.Context, o Options) (*Writer, error) {
	s, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	w, err := s.Begin(ctx)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	w.owned = true
	return w, nil
}

// Begin starts to prepare the next generation. One Writer at a time may be open. ctx
// ends it: once it is done, every method but Abort returns its error.
func (s *Store) Begin(ctx context.Context) (*Writer, error) {
	if s.writing {
		return nil, errors.New("begin to write: another writer is open")
	}
	w := &Writer{
		ctx: ctx, store: s, opt: s.opt, dir: s.folder.staging(), number: s.catalog.Generation + 1, next: s.catalog.NextOrdinal,
		small: maxSmallParts, added: map[string]int{}, origins: map[uint32]*author{}, gone: map[string]bool{}, settled: map[string]string{},
	}
	w.layout = newLayout(w.opt, filepath.Join(w.dir, tablesLink), w.number)
	w.own = author{w.layout.constants["run_id"], w.layout.constants["model_version"]}
	s.writing = true
	if err := w.open(); err != nil {
		return nil, fmt.Errorf("begin to write: %w", errors.Join(err, w.Abort()))
	}
	return w, nil
}

// Scratch is a folder for what the run needs on the way. It is gone after Commit or Abort.
func (w *Writer) Scratch() string { return filepath.Join(w.dir, "runs") }

// rowsPerFile is where a part of a table ends. Those that a change of an article
// writes anew are small, and those of articles hold whole texts.
var rowsPerFile = map[string]int64{
	articlesTable: 2048, sentencesTable: 32_768, stancesTable: 32_768, speakersTable: 65_536,
}

func newLayout(o Options, root string, generation int) *layout {
	per := map[string]int64{}
	for _, t := range Tables() {
		per[t.Name] = cmp.Or(o.RowsPerFile, rowsPerFile[t.Name])
	}
	return &layout{
		root: root, generation: generation, format: o.Format, perFile: per, names: map[string]int{},
		constants: map[string]string{"run_id": o.RunID, "model_version": valid(o.ModelVersion)},
		metadata:  func(t Table) arrow.Metadata { return metadata(o, t) },
	}
}

// open prepares what is written as the documents come.
func (w *Writer) open() (err error) {
	if _, err = makeFolder(w.layout.root); err != nil {
		return err
	}
	for _, t := range []struct {
		to    **tableWriter
		table Table
	}{{&w.sentences, sentences()}, {&w.stances, stances()}} {
		if *t.to, err = newTableWriter(w.layout, t.table); err != nil {
			return err
		}
		(*t.to).open(t.table.Name)
	}
	runs := filepath.Join(w.dir, "runs")
	if w.rows, err = newSorter(filepath.Join(runs, "rows"), w.opt.MemoryBytes); err != nil {
		return err
	}
	if w.sightings, err = newSorter(filepath.Join(runs, "sightings"), w.opt.MemoryBytes/4); err != nil {
		return err
	}
	if w.articles, err = createRun(filepath.Join(runs, "articles")); err != nil {
		return err
	}
	w.letters, err = openLetters(filepath.Join(w.layout.root, lettersName))
	return err
}

// Write converts doc and adds it: Add of Convert, with nothing to remember but who,
// when and where. A document that Convert refuses leaves the Writer usable, an error of
// Add does not.
func (w *Writer) Write(doc *models.Document) error {
	rows, err := Convert(doc)
	if err != nil {
		return err
	}
	a := doc.Article
	return w.Add(rows, Entry{ID: a.ID, Published: a.PublishedAt, Outlet: a.Outlet})
}

// Add adds an article with the rows of its document, in place of what the folder holds
// under its id, and takes ownership of rows. A copy is added with the rows of a document
// that has an article and nothing else. After an error the run can only be aborted.
func (w *Writer) Add(rows *Rows, e Entry) error {
	return w.do(func() error {
		e.ID = rows.id
		n, err := w.enter(e, len(rows.sentences) == 0)
		if err != nil {
			return err
		}
		w.sentences.batch.setConstants(w.own.run, w.own.version)
		w.stances.batch.setConstants(w.own.run, w.own.version)
		w.sentences.of(n, n)
		w.stances.of(n, n)
		if err := w.sentences.add(rows.sentences); err != nil {
			return err
		}
		if err := w.stances.add(rows.stances); err != nil {
			return err
		}
		for _, list := range [][]record{rows.speakers, rows.sightings} {
			for i := range list {
				list[i].number(n)
			}
		}
		w.articles.add(record{key: putOrdinal(nil, n), body: rows.articles})
		return cmp.Or(w.articles.err, w.sightings.add(rows.sightings, rows.bytes/4), w.rows.add(rows.speakers, rows.bytes))
	})
}

// enter enters an article into what the folder is to remember, and returns its ordinal.
func (w *Writer) enter(e Entry, bare bool) (uint32, error) {
	e.ID, e.Outlet, e.Version, e.CopyOf = valid(e.ID), valid(e.Outlet), valid(e.Version), valid(e.CopyOf)
	if _, twice := w.added[e.ID]; twice {
		return 0, fmt.Errorf("add article %q: added twice", e.ID)
	}
	if e.CopyOf != "" && !bare {
		return 0, fmt.Errorf("add article %q: a copy with rows of its own", e.ID)
	}
	n := w.next
	w.next++
	w.added[e.ID] = len(w.fresh)
	w.fresh = append(w.fresh, freshEntry{e, n})
	return n, nil
}

// Settle says, for an article that the folder holds or that was added, of which other
// one it is a copy, or with "" of none. One that was a copy and is none any more has to
// be added anew, for it has no rows.
func (w *Writer) Settle(id, copyOf string) { w.settled[valid(id)] = valid(copyOf) }

// Remove takes an article out, if the folder holds it. With keep it is to stay out:
// Store.Removed answers true from the commit on.
func (w *Writer) Remove(id string, keep bool) {
	id = valid(id)
	w.gone[id] = true
	if keep {
		w.kept = append(w.kept, id)
	}
}

// Restore lets an article that was removed in again.
func (w *Writer) Restore(id string) { w.forgotten = append(w.forgotten, valid(id)) }

// do runs f unless the run is over, and ends the run when f fails.
func (w *Writer) do(f func() error) error {
	switch {
	case w.closed:
		return ErrClosed
	case w.failed != nil:
		return w.failed
	default:
		if w.failed = w.cause(); w.failed == nil {
			w.failed = f()
		}
	}
	return w.failed
}

// cause returns why the run is over, nil while it is not.
func (w *Writer) cause() error {
	if w.ctx.Err() != nil {
		return fmt.Errorf("write tables: %w", context.Cause(w.ctx))
	}
	return nil
}

// DeadLetter notes d, in the order of the calls. Those of earlier runs are gone unless
// they are noted again.
func (w *Writer) DeadLetter(d DeadLetter) error {
	return w.do(func() error { return w.letters.add(d) })
}

// Commit finishes the tables and has readers see them, all at one moment. When it fails
// or ctx ends before that, the folder is as it was. The Writer is closed afterwards.
func (w *Writer) Commit(ctx context.Context) (Summary, error) {
	var sum Summary
	err := w.do(func() (err error) {
		c := &commit{Writer: w, ctx: ctx}
		sum, err = c.run()
		return err
	})
	if w.closed {
		return Summary{}, err
	}
	if err != nil {
		return Summary{}, errors.Join(err, w.Abort())
	}
	return sum, w.close()
}

// close lets go of the store.
func (w *Writer) close() error {
	w.closed, w.store.writing = true, false
	if w.owned {
		return w.store.Close()
	}
	return nil
}

// Abort removes what the run wrote and leaves the folder as it was. It does nothing
// after Commit, so that it can be deferred.
func (w *Writer) Abort() error {
	if w.closed {
		return nil
	}
	w.layout.discard()
	var errs []error
	if w.letters != nil {
		errs = append(errs, w.letters.close())
	}
	if w.articles != nil {
		errs = append(errs, w.articles.close())
	}
	return errors.Join(append(errs, removeAll(w.dir), w.close())...)
}
