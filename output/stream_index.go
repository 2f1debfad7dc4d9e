package output

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// Index reads an Arrow IPC stream of the columns speaker_id and sighting, as a Stream gives
// them, sorted by speaker_id and within a speaker by published_at (none first) and
// article_id. It writes a stream of the rows of speakers.parquet, whose path is that of the
// shared folder. With partial it writes a summary of each speaker in the same two columns
// instead: streams of summaries, joined in order and sorted by speaker_id, are read like
// those of sightings, so that a speaker with very many can be added up in parts. It holds
// the sightings of one batch, and what is known of one speaker.
func Index(in io.Reader, out io.Writer, o StreamOptions, partial bool) (err error) {
	defer func() { // the reader of arrow panics on some damaged streams
		if v := recover(); v != nil {
			err = fmt.Errorf("read sightings: damaged stream: %v", v)
		}
	}()
	r, err := ipc.NewReader(in, ipc.WithAllocator(memory.NewGoAllocator()))
	if err != nil {
		return fmt.Errorf("read sightings: %w", err)
	}
	defer r.Release()
	w, err := newIndexWriter(out, o, partial)
	if err != nil {
		return err
	}
	for r.Next() {
		if err := w.read(r.Record()); err != nil {
			return err
		}
	}
	if err := r.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read sightings: %w", err)
	}
	return w.close()
}

// indexWriter adds up sightings in order and writes what each speaker comes to.
type indexWriter struct {
	w       *ipc.Writer
	of      *summary // the current speaker, nil before the first
	rows    *batch   // of the index, nil for summaries
	partial *array.RecordBuilder
}

func newIndexWriter(out io.Writer, o StreamOptions, partial bool) (*indexWriter, error) {
	w := &indexWriter{}
	t := speakerIndex()
	if partial {
		t = sightingTable()
	}
	meta := metadata(Options{RunID: o.RunID, ModelVersion: o.ModelVersion, ToolVersion: o.ToolVersion}, t)
	schema := arrow.NewSchema(arrowFields(t), &meta)
	w.w = ipc.NewWriter(out, ipc.WithSchema(schema), ipc.WithAllocator(memory.NewGoAllocator()))
	if partial {
		w.partial = array.NewRecordBuilder(memory.NewGoAllocator(), schema)
		return w, nil
	}
	var err error
	w.rows, err = newBatch(schema, t, map[string]string{"run_id": valid(o.RunID), "model_version": valid(o.ModelVersion)})
	return w, err
}

// read adds the sightings of a batch, and writes the speakers that it completes.
func (w *indexWriter) read(rec arrow.Record) error {
	id, sighting := stringColumn(rec, "speaker_id"), binaryColumn(rec, "sighting")
	if id == nil || sighting == nil {
		return fmt.Errorf("read sightings: want columns speaker_id (string) and sighting (binary), have %s", rec.Schema())
	}
	for i := range int(rec.NumRows()) {
		switch name := id(i); {
		case w.of != nil && w.of.id == name:
		case w.of != nil && name < w.of.id:
			return fmt.Errorf("read sightings: %q after %q: want them sorted by speaker_id", name, w.of.id)
		default:
			if err := w.end(); err != nil {
				return err
			}
			w.of = newSummary(strings.Clone(name))
		}
		if err := w.of.add(sighting(i)); err != nil {
			return fmt.Errorf("read sighting of %s: %w", w.of.id, err)
		}
	}
	return w.flush()
}

// end writes the current speaker.
func (w *indexWriter) end() error {
	switch {
	case w.of == nil:
		return nil
	case w.rows != nil:
		e := encoder{b: w.of.tally().row()}
		e.string(folderOf("", false))
		_, err := w.rows.add(e.b)
		return err
	}
	w.partial.Field(0).(*array.StringBuilder).Append(w.of.id)
	w.partial.Field(1).(*array.BinaryBuilder).Append(w.of.encode())
	return nil
}

// flush sends the speakers that are complete, if any.
func (w *indexWriter) flush() error {
	var rec arrow.Record
	if w.rows != nil {
		rec, _ = w.rows.record()
	} else {
		rec = w.partial.NewRecord()
	}
	defer rec.Release()
	if rec.NumRows() == 0 {
		return nil
	}
	if err := w.w.Write(rec); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

func (w *indexWriter) close() error {
	if err := w.end(); err != nil {
		return err
	}
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.w.Close(); err != nil {
		return fmt.Errorf("end index: %w", err)
	}
	return nil
}
