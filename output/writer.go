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

// ErrExists is returned by NewWriter when the folder already holds tables and
// Options.Overwrite is not set.
var ErrExists = errors.New("folder already holds tables")

// ErrForeign is returned by NewWriter when a file or folder stands where a table
// would go and is not known to be one. Options.Overwrite does not replace it.
var ErrForeign = errors.New("not written by sayso")

// ErrBusy is returned by NewWriter when another run is writing to the folder.
var ErrBusy = errors.New("another run is writing to the folder")

// ErrClosed is returned by a Writer after Commit or Abort.
var ErrClosed = errors.New("writer is closed")

// Writer writes the tables of one run. It is not safe for concurrent use:
// documents come from one goroutine, in the order of the input. Convert, the
// costly part, may run in many.
type Writer struct {
	ctx    context.Context
	opt    Options
	stage  *stage
	layout *layout

	articles, sentences, stances *tableWriter
	sorter                       *sorter
	rows                         map[string]int64 // by speaker
	letters                      *letters
	failed                       error // ends the run
	closed                       bool
}

// NewWriter validates o, refuses a folder that holds other tables and opens the
// staging folder. ctx ends the run: once it is done, every method but Abort returns
// its error.
func NewWriter(ctx context.Context, o Options) (*Writer, error) {
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("check output options: %w", err)
	}
	o = o.withDefaults()
	stage, err := openStage(o)
	if err != nil {
		return nil, fmt.Errorf("open output folder %s: %w", o.Dir, err)
	}
	w := &Writer{ctx: ctx, opt: o, stage: stage, rows: map[string]int64{}}
	w.layout = &layout{
		root: stage.tables, format: o.Format, perFile: o.RowsPerFile,
		constants: map[string]string{"run_id": o.RunID, "model_version": valid(o.ModelVersion)},
		metadata:  func(t Table) arrow.Metadata { return metadata(o, t) },
	}
	if err := w.open(); err != nil {
		return nil, errors.Join(err, w.Abort())
	}
	return w, nil
}

// open prepares the tables that are written as the documents come.
func (w *Writer) open() (err error) {
	for _, t := range []struct {
		to    **tableWriter
		table Table
	}{{&w.articles, articles()}, {&w.sentences, sentences()}, {&w.stances, stances()}} {
		if *t.to, err = newTableWriter(w.layout, t.table); err != nil {
			return err
		}
		(*t.to).open(t.table.Name)
	}
	if w.sorter, err = newSorter(w.stage.runs, w.opt.MemoryBytes); err != nil {
		return err
	}
	w.letters, err = openLetters(filepath.Join(w.stage.tables, lettersName))
	return err
}

// Write converts doc and writes its rows: WriteRows of Convert. A document that
// Convert refuses leaves the Writer usable, an error of WriteRows does not.
func (w *Writer) Write(doc *models.Document) error {
	rows, err := Convert(doc)
	if err != nil {
		return err
	}
	return w.WriteRows(rows)
}

// WriteRows writes the rows of one document and takes ownership of them. After an
// error the run can only be aborted.
func (w *Writer) WriteRows(rows *Rows) error {
	return w.do(func() error {
		for i := range rows.speakers {
			w.count(rows.speakers[i].speaker())
		}
		if err := w.articles.add(rows.articles); err != nil {
			return err
		}
		if err := w.sentences.add(rows.sentences); err != nil {
			return err
		}
		if err := w.stances.add(rows.stances); err != nil {
			return err
		}
		return w.sorter.add(rows.speakers, rows.speakerBytes)
	})
}

func (w *Writer) count(speaker []byte) {
	n, ok := w.rows[string(speaker)]
	if !ok {
		w.rows[string(speaker)] = 1
		return
	}
	w.rows[string(speaker)] = n + 1
}

// do runs f unless the run is over, and ends the run when f fails.
func (w *Writer) do(f func() error) error {
	switch {
	case w.closed:
		return ErrClosed
	case w.failed != nil:
		return w.failed
	case w.ctx.Err() != nil:
		w.failed = fmt.Errorf("write tables: %w", context.Cause(w.ctx))
	default:
		w.failed = f()
	}
	return w.failed
}

// DeadLetter notes d in the order of the calls.
func (w *Writer) DeadLetter(d DeadLetter) error {
	return w.do(func() error { return w.letters.add(d) })
}

// Commit finishes the tables and moves them into place. When it fails or ctx ends
// first, the folder is as it was before the run. The Writer is closed afterwards.
func (w *Writer) Commit(ctx context.Context) (Summary, error) {
	var sum Summary
	err := w.do(func() (err error) {
		sum, err = w.finish(ctx)
		return err
	})
	if w.closed {
		return Summary{}, err
	}
	if err == nil {
		err = w.stage.commit(w.opt, sum)
	}
	if err != nil {
		return Summary{}, errors.Join(err, w.Abort())
	}
	w.closed = true
	return sum, w.stage.close()
}

// finish writes what is left to write.
func (w *Writer) finish(ctx context.Context) (Summary, error) {
	for _, t := range []*tableWriter{w.articles, w.sentences, w.stances} {
		if err := t.end(); err != nil {
			return Summary{}, err
		}
	}
	if err := w.letters.close(); err != nil {
		return Summary{}, err
	}
	s, err := newSplitter(w.layout, chooseFolders(w.rows, w.opt.MaxSpeakerTables))
	if err != nil {
		return Summary{}, err
	}
	err = w.sorter.merge(func(r record) error {
		if ctx.Err() != nil || w.ctx.Err() != nil {
			return fmt.Errorf("write speakers: %w", cmp.Or(context.Cause(ctx), context.Cause(w.ctx)))
		}
		return s.add(r)
	})
	if err == nil {
		err = s.end()
	}
	if err != nil {
		return Summary{}, errors.Join(append(s.close(), err)...)
	}
	return w.summary(s), nil
}

func (w *Writer) summary(s *splitter) Summary {
	sum := Summary{
		Articles: w.articles.totals.rows, Sentences: w.sentences.totals.rows, Stances: w.stances.totals.rows,
		SpeakerRows: s.own.totals.rows + s.shared.totals.rows,
		Speakers:    s.speakers, SpeakerTables: s.tables, DeadLetters: w.letters.count,
	}
	for _, t := range []*tableWriter{w.articles, w.sentences, w.stances, s.own, s.shared, s.index} {
		sum.Files += t.totals.files
		sum.Bytes += t.totals.bytes
	}
	return sum
}

// Abort removes what the run wrote and leaves the folder as it was. It does nothing
// after Commit, so that it can be deferred.
func (w *Writer) Abort() error {
	if w.closed {
		return nil
	}
	w.closed = true
	var errs []error
	for _, t := range []*tableWriter{w.articles, w.sentences, w.stances} {
		if t != nil {
			errs = append(errs, t.close())
		}
	}
	if w.letters != nil {
		errs = append(errs, w.letters.close())
	}
	return errors.Join(append(errs, w.stage.abort())...)
}
