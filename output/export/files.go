package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/terminal"
)

// Form is that of plain files.
type Form uint8

// The forms.
const (
	JSONL Form = iota
	CSV        // cells that a spreadsheet would run get an apostrophe
	RawCSV
)

func (f Form) extension() string {
	if f == JSONL {
		return ".jsonl"
	}
	return ".csv"
}

// Files writes each table of s as a file into the folder dir, which must not be there:
// it is made under another name and renamed when complete.
func Files(s *tables.Set, dir string, form Form) (err error) {
	parent := filepath.Dir(filepath.Clean(dir))
	made, err := os.MkdirTemp(parent, ".sayso-export-")
	if err != nil {
		return fmt.Errorf("make folder for files: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(made)) }()
	folder := filepath.Join(made, "tables")
	if err := os.Mkdir(folder, 0o777); err != nil {
		return fmt.Errorf("make folder for files: %w", err)
	}
	path := func(name string) string { return filepath.Join(folder, name+form.extension()) }
	if err := errors.Join(
		file(path("speakers"), form, s.Speakers(tables.Query{})),
		file(path("speaker_rows"), form, s.SpeakerRows(tables.Query{})),
		file(path("sentences"), form, s.Sentences(tables.Query{})),
		file(path("stances"), form, s.Stances(tables.Query{})),
		file(path("articles"), form, s.Articles(tables.Query{})),
	); err != nil {
		return err
	}
	if err := os.Rename(folder, dir); err != nil {
		return fmt.Errorf("rename folder of files: %w", err)
	}
	return nil
}

// file writes one table.
func file[R tables.Row](path string, form Form, rows iter.Seq2[*R, error]) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("create file: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<16)
	if err := errors.Join(Write(w, form, nil, rows), w.Flush(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// Write writes rows in a form, with these columns; nil means all.
func Write[R tables.Row](w io.Writer, form Form, columns []string, rows iter.Seq2[*R, error]) error {
	e, err := tables.NewEncoder[R](columns)
	if err != nil {
		return err
	}
	if form == JSONL {
		return writeJSON(w, e, rows)
	}
	out, err := terminal.NewCSV(w, e.Columns(), form == RawCSV)
	if err != nil {
		return err
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		if err := out.Row(e.Cells(r)); err != nil {
			return err
		}
	}
	return out.Close()
}

func writeJSON[R tables.Row](w io.Writer, e *tables.Encoder[R], rows iter.Seq2[*R, error]) error {
	var b []byte
	for r, err := range rows {
		if err != nil {
			return err
		}
		b = append(e.AppendJSON(b[:0], r), '\n')
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}
