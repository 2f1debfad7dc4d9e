package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The names in an output folder beside those of the tables.
const (
	successName   = "_SUCCESS"
	lockName      = ".sayso.lock"
	stagingPrefix = ".staging-"
	oldPrefix     = ".old-"
	movedName     = "moved.json"
)

// entries are the names that a run owns in its folder, in the order in which they
// are moved; _SUCCESS is apart.
var entries = [...]string{speakersTable, speakerIndexTable, sentencesTable, stancesTable, articlesTable, arrowRoot, lettersName}

// stage is the folder of a run before it is complete. A lock keeps other runs out of
// the output folder, so whatever staging folder is found there has been left behind.
type stage struct {
	dir          string // of the output
	made         []string
	lock         *lock
	staging, old string
	tables, runs string // within staging
	// What a test replaces: to be quick, and to be killed between two steps.
	sync   func(string) error
	rename func(from, to string) error
}

// openStage takes the lock, mends what a killed run left, refuses a folder with
// tables unless they may be replaced, and makes the staging folder.
func openStage(o Options) (_ *stage, err error) {
	s := &stage{
		dir:     o.Dir,
		staging: filepath.Join(o.Dir, stagingPrefix+o.RunID),
		old:     filepath.Join(o.Dir, oldPrefix+o.RunID),
		sync:    syncFolder,
		rename:  os.Rename,
	}
	if o.noSync {
		s.sync = func(string) error { return nil }
	}
	s.tables, s.runs = filepath.Join(s.staging, "tables"), filepath.Join(s.staging, "runs")
	if s.made, err = makeFolder(o.Dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close(), removeEmpty(s.made))
		}
	}()
	if s.lock, err = takeLock(filepath.Join(o.Dir, lockName)); err != nil {
		return nil, err
	}
	if err := recoverFolder(o.Dir); err != nil {
		return nil, fmt.Errorf("undo interrupted run: %w", err)
	}
	if err := s.refuse(o.Overwrite); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.tables, 0o777); err != nil {
		return nil, fmt.Errorf("create staging folder: %w", err)
	}
	return s, nil
}

// makeFolder makes dir and returns the folders it had to make, deepest first.
func makeFolder(dir string) ([]string, error) {
	var made []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("create folder: %w", err)
	}
	return made, nil
}

// removeEmpty removes folders that were made in vain, as far as they are empty.
func removeEmpty(made []string) error {
	for _, d := range made {
		if os.Remove(d) != nil {
			break // somebody put something there
		}
	}
	return nil
}

// refuse reports tables that must not be replaced.
func (s *stage) refuse(overwrite bool) error {
	ours, err := ownFolder(s.dir)
	if err != nil {
		return err
	}
	if ours {
		if overwrite {
			return nil
		}
		return fmt.Errorf("%w: give --overwrite to replace them", ErrExists)
	}
	for _, name := range append(entries[:], successName) {
		if exists(filepath.Join(s.dir, name)) {
			return fmt.Errorf("%s: %w: move it away or choose another folder", name, ErrForeign)
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// success is the content of _SUCCESS.
type success struct {
	Tool          string  `json:"tool"` // always "sayso"
	SchemaVersion string  `json:"schema_version"`
	RunID         string  `json:"run_id"`
	ModelVersion  string  `json:"model_version"`
	ToolVersion   string  `json:"tool_version"`
	Format        string  `json:"format"`
	Summary       Summary `json:"summary"`
}

// ownFolder reports whether dir holds the complete tables of a run.
func ownFolder(dir string) (bool, error) {
	b, err := os.ReadFile(filepath.Join(dir, successName))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read %s: %w", successName, err)
	}
	var s success
	return json.Unmarshal(b, &s) == nil && s.Tool == "sayso", nil
}

// close gives the lock back.
func (s *stage) close() error {
	err := s.lock.release()
	s.lock = nil
	return err
}

// abort removes the staging folder and the folders made for it.
func (s *stage) abort() error {
	return errors.Join(os.RemoveAll(s.staging), s.close(), removeEmpty(s.made))
}

// leftovers returns the folders in dir with a prefix.
func leftovers(dir, prefix string) ([]string, error) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read output folder: %w", err)
	}
	var found []string
	for _, e := range list {
		if e.IsDir() && strings.HasPrefix(e.Name(), prefix) {
			found = append(found, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(found)
	return found, nil
}
