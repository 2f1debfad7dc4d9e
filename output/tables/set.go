package tables

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrUnfinished is the error of a folder that holds no finished run with tables in
// Parquet.
var ErrUnfinished = errors.New("no tables of a finished run in Parquet")

// Version is the schema version of the tables that this package reads.
const Version = "1"

const (
	successName = "_SUCCESS"
	lettersName = "_dead_letters.jsonl"
	indexName   = "speakers.parquet"
	extension   = ".parquet"
)

// Set is the tables of one finished run.
type Set struct {
	dir, root string
	record    Record
	ctx       context.Context
}

// With returns the set with a context: once that is done, going through rows ends with
// its cause as the error.
func (s *Set) With(ctx context.Context) *Set {
	c := *s
	c.ctx = ctx
	return &c
}

// Record is what a run says of itself in _SUCCESS.
type Record struct {
	SchemaVersion string `json:"schema_version"`
	RunID         string `json:"run_id"`
	ModelVersion  string `json:"model_version"`
	ToolVersion   string `json:"tool_version"`
	// Format is parquet, arrow or both.
	Format string `json:"format"`
	// Summary counts what the run wrote.
	Summary Summary `json:"summary"`
}

// Summary counts the rows of a run by table.
type Summary struct {
	Articles    int64 `json:"articles"`
	Sentences   int64 `json:"sentences"`
	SpeakerRows int64 `json:"speaker_rows"`
	Stances     int64 `json:"stances"`
	// Speakers is the number of speakers with a row, SpeakerTables how many of them
	// have a folder of their own.
	Speakers      int64 `json:"speakers"`
	SpeakerTables int64 `json:"speaker_tables"`
	DeadLetters   int64 `json:"dead_letters"`
}

// Open returns the tables of the run that finished last in dir. The error of a folder
// without any is ErrUnfinished, and says what is missing.
func Open(dir string) (*Set, error) {
	s := &Set{dir: dir, root: dir, ctx: context.Background()}
	current, err := filepath.EvalSymlinks(filepath.Join(dir, ".sayso", "tables"))
	switch {
	case err == nil:
		s.root = current
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("open tables: %w", err)
	}
	b, err := os.ReadFile(s.beside(successName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, s.missing(successName)
	case err != nil:
		return nil, fmt.Errorf("open tables: %w", err)
	}
	if err := json.Unmarshal(b, &s.record); err != nil {
		return nil, fmt.Errorf("open tables: %s: %w", filepath.Join(dir, successName), err)
	}
	if v := s.record.SchemaVersion; v != Version {
		return nil, fmt.Errorf("open tables: %s has tables of schema version %q, this program reads %q", dir, v, Version)
	}
	if _, err := os.Stat(filepath.Join(s.root, indexName)); errors.Is(err, fs.ErrNotExist) {
		return nil, s.missing(indexName)
	} else if err != nil {
		return nil, fmt.Errorf("open tables: %w", err)
	}
	return s, nil
}

func (s *Set) missing(name string) error {
	return fmt.Errorf("read tables of %s: %w: no %s in it", s.dir, ErrUnfinished, name)
}

// beside returns the path of a file that lies with the tables, or else in the folder
// that was opened.
func (s *Set) beside(name string) string {
	p := filepath.Join(s.root, name)
	if _, err := os.Stat(p); err != nil {
		return filepath.Join(s.dir, name)
	}
	return p
}

// Dir returns the folder that was opened, Root the one its tables lie in, with links
// resolved: what Speaker.Path is relative to.
func (s *Set) Dir() string  { return s.dir }
func (s *Set) Root() string { return s.root }

// Record returns what the run says of itself.
func (s *Set) Record() Record { return s.record }

// The names of the tables, as Files takes them.
const (
	SpeakersTable    = "speakers.parquet"
	SpeakerRowsTable = "speakers"
	SentencesTable   = "sentences"
	StancesTable     = "stances"
	ArticlesTable    = "articles"
)

// Files returns the paths of the files of a table, in the order in which its rows are
// gone through.
func (s *Set) Files(table string) ([]string, error) {
	if table == SpeakersTable {
		return []string{s.path(indexName)}, nil
	}
	return s.files(table)
}

// DeadLettersPath returns the path of the file of dead letters.
func (s *Set) DeadLettersPath() string { return s.beside(lettersName) }

// files returns the table files of a folder of the root, and of the folders in it, in
// order of their paths. A folder may be a link.
func (s *Set) files(folder string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(s.root, folder))
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	var paths []string
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		switch {
		case strings.HasSuffix(name, extension):
			paths = append(paths, filepath.Join(s.root, name))
		case e.IsDir() || e.Type()&fs.ModeSymlink != 0:
			inner, err := s.files(name)
			if err != nil {
				return nil, err
			}
			paths = append(paths, inner...)
		}
	}
	return paths, nil
}

// folders returns the table files of the folders given, each folder once.
func (s *Set) folders(names []string) ([]string, error) {
	slices.Sort(names)
	var paths []string
	for _, name := range slices.Compact(names) {
		if !filepath.IsLocal(name) {
			return nil, fmt.Errorf("list tables: %s: folder %q is not below it", filepath.Join(s.root, indexName), name)
		}
		inner, err := s.files(name)
		if err != nil {
			return nil, err
		}
		paths = append(paths, inner...)
	}
	return paths, nil
}
