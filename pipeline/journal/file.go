package journal

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const (
	// Folder is where the records lie, in the folder of the tables.
	Folder = "runs"
	// keep is how many records stay; older ones are deleted.
	keep = 1000
	// temporary begins the name of a file that is being written.
	temporary = ".writing-"
)

// Write puts the record at DIR/runs/<run_id>.json, where dir is DIR, and deletes the
// oldest records beyond a thousand. The file appears whole or not at all; one of the
// same run is replaced.
func (r *Record) Write(dir string) error {
	if r.RunID == "" || strings.HasPrefix(r.RunID, ".") || strings.ContainsAny(r.RunID, `/\:`) {
		return fmt.Errorf("write run record: run id %q cannot name a file", r.RunID)
	}
	text, err := json.MarshalIndent(r.shown(), "", "  ")
	if err != nil {
		return fmt.Errorf("write run record: %w", err)
	}
	runs := filepath.Join(dir, Folder)
	if err := os.MkdirAll(runs, 0o777); err != nil {
		return fmt.Errorf("write run record: %w", err)
	}
	if err := writeFile(filepath.Join(runs, r.RunID+".json"), append(text, '\n'), false); err != nil {
		return fmt.Errorf("write run record: %w", err)
	}
	return prune(runs, keep, time.Now())
}

// Read returns the record of a run in the folder of tables dir.
func Read(dir, runID string) (*Record, error) {
	text, err := os.ReadFile(filepath.Join(dir, Folder, runID+".json"))
	if err != nil {
		return nil, fmt.Errorf("read run record: %w", err)
	}
	r := &Record{}
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("read run record %s: %w", runID, err)
	}
	return r, nil
}

// shown is the record without secrets, and with empty lists rather than none.
func (r *Record) shown() *Record {
	s := *r
	s.Command, s.Error, s.Out = RedactAll(r.Command), Redact(r.Error), Redact(r.Out)
	s.Config = make(map[string]string, len(r.Config))
	for k, v := range r.Config {
		s.Config[k] = Redact(v)
	}
	s.Inputs = append([]Input{}, r.Inputs...)
	for i := range s.Inputs {
		s.Inputs[i].Path = Redact(s.Inputs[i].Path)
	}
	if s.Versions.Models == nil {
		s.Versions.Models = map[string]string{}
	}
	s.DeadLetters, s.Stages = append([]DeadLetters{}, r.DeadLetters...), append([]Stage{}, r.Stages...)
	return &s
}

// writeFile replaces the file at path by one of text that the disk holds for certain,
// which everybody may read or those whom the umask lets.
func writeFile(path string, text []byte, everybody bool) (err error) {
	// Not os.CreateTemp: the umask says who may read the file.
	name := filepath.Join(filepath.Dir(path), temporary+rand.Text())
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	_, err = f.Write(text)
	if everybody {
		err = errors.Join(err, f.Chmod(0o644))
	}
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err = os.Rename(name, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a rename in the folder last.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
