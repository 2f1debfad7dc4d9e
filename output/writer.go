package output

import (
	"context"
	"errors"

	"github.com/saysonews/sayso/models"
)

// ErrExists is returned by NewWriter when the folder already holds tables and
// Options.Overwrite is not set.
var ErrExists = errors.New("folder already holds tables")

// ErrClosed is returned by a Writer after Commit or Abort.
var ErrClosed = errors.New("writer is closed")

// Writer writes the tables of one run. It is not safe for concurrent use:
// documents come from one goroutine, in the order of the input. Convert, the
// costly part, may run in many.
type Writer struct {
	opt Options
}

// NewWriter validates o, refuses a folder that holds other tables and opens the
// staging folder. ctx ends the run: once it is done, every method but Abort returns
// its error.
func NewWriter(ctx context.Context, o Options) (*Writer, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	return &Writer{opt: o.withDefaults()}, nil
}

// Write converts doc and writes its rows: WriteRows of Convert.
func (w *Writer) Write(doc *models.Document) error {
	rows, err := Convert(doc)
	if err != nil {
		return err
	}
	return w.WriteRows(rows)
}

// WriteRows writes the rows of one document and takes ownership of them.
func (w *Writer) WriteRows(rows *Rows) error { return nil }

// DeadLetter is an article that could not be processed.
type DeadLetter struct {
	// Article is its id, empty when the failure came before one was known.
	Article string
	// Path and Line locate it in the input; Line is 0 for one article a file.
	Path string
	Line int
	// Stage is the step that failed, such as "ingest" or "stance".
	Stage string
	// Reason is the message for people.
	Reason string
}

// DeadLetter notes d in the order of the calls.
func (w *Writer) DeadLetter(d DeadLetter) error { return nil }

// Summary says what a run wrote.
type Summary struct {
	// Rows by table.
	Articles, Sentences, SpeakerRows, Stances int64
	// Speakers is the number of speakers with a row, SpeakerTables how many of
	// them have a folder of their own.
	Speakers, SpeakerTables int64
	DeadLetters             int64
	// Files and Bytes count the table files.
	Files, Bytes int64
}

// Commit finishes the tables and moves them into place. When it fails or ctx ends
// first, the folder is as it was before the run. The Writer is closed afterwards.
func (w *Writer) Commit(ctx context.Context) (Summary, error) { return Summary{}, nil }

// Abort removes what the run wrote and leaves the folder as it was. It does nothing
// after Commit, so that it can be deferred.
func (w *Writer) Abort() error { return nil }
