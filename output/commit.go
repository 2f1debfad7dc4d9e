package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A commit replaces tables in steps that can each be undone:
//
//  1. the old folder is made, with a list of the entries to be moved there
//  2. the old _SUCCESS is moved there: from here on the folder counts as incomplete
//  3. the old tables are moved there
//  4. the new tables are moved into place
//  5. the new _SUCCESS is moved into place: from here on the folder is complete
//  6. the old folder is removed
//
// A run killed between 1 and 5 leaves the old folder and no _SUCCESS, and the next
// run restores what is listed; after 5 it finds both and removes the old folder.

// commit moves the staged tables into place.
func (s *stage) commit(o Options, sum Summary) error {
	if err := s.writeSuccess(o, sum); err != nil {
		return err
	}
	if err := os.RemoveAll(s.runs); err != nil {
		return fmt.Errorf("remove sorted runs: %w", err)
	}
	if err := s.sync(s.staging); err != nil {
		return fmt.Errorf("sync tables: %w", err)
	}
	if err := s.swap(); err != nil {
		return errors.Join(err, restore(s.dir, s.old))
	}
	// The tables are in place: what cannot be removed now is no failure of the run,
	// and the next run removes it.
	_ = os.RemoveAll(s.old)
	_ = os.RemoveAll(s.staging)
	return nil
}

func (s *stage) writeSuccess(o Options, sum Summary) error {
	b, err := json.MarshalIndent(success{
		Tool: "sayso", SchemaVersion: SchemaVersion, RunID: o.RunID,
		ModelVersion: o.ModelVersion, ToolVersion: o.ToolVersion, Format: o.Format.String(), Summary: sum,
	}, "", "  ")
	if err != nil {
		return fmt.Errorf("encode %s: %w", successName, err)
	}
	if err := os.WriteFile(filepath.Join(s.tables, successName), append(b, '\n'), 0o666); err != nil {
		return fmt.Errorf("write %s: %w", successName, err)
	}
	return nil
}

// swap does steps 1 to 5.
func (s *stage) swap() error {
	var present []string
	for _, name := range append([]string{successName}, entries[:]...) {
		if exists(filepath.Join(s.dir, name)) {
			present = append(present, name)
		}
	}
	if err := os.Mkdir(s.old, 0o777); err != nil {
		return fmt.Errorf("create folder for old tables: %w", err)
	}
	list, err := json.Marshal(present)
	if err != nil {
		return fmt.Errorf("encode list of old tables: %w", err)
	}
	if err := writeWhole(filepath.Join(s.old, movedName), list); err != nil {
		return fmt.Errorf("write list of old tables: %w", err)
	}
	for _, name := range present {
		if err := s.rename(filepath.Join(s.dir, name), filepath.Join(s.old, name)); err != nil {
			return fmt.Errorf("move old tables away: %w", err)
		}
	}
	for _, name := range append(entries[:], successName) {
		err := s.rename(filepath.Join(s.tables, name), filepath.Join(s.dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("move tables into place: %w", err)
		}
	}
	return s.sync(s.dir)
}

// writeWhole writes a file that is either complete or absent.
func writeWhole(path string, b []byte) error {
	if err := os.WriteFile(path+".tmp", b, 0o666); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

// recoverFolder finishes or undoes the commit of a run that was killed, and removes
// its staging folder.
func recoverFolder(dir string) error {
	old, err := leftovers(dir, oldPrefix)
	if err != nil {
		return err
	}
	complete := exists(filepath.Join(dir, successName))
	for _, o := range old {
		if complete { // moved nothing yet, or all
			err = os.RemoveAll(o)
		} else {
			err = restore(dir, o)
		}
		if err != nil {
			return err
		}
	}
	staging, err := leftovers(dir, stagingPrefix)
	for _, d := range staging {
		err = errors.Join(err, os.RemoveAll(d))
	}
	return err
}

// restore undoes steps 1 to 5. It can be interrupted and done again.
func restore(dir, old string) error {
	list, err := os.ReadFile(filepath.Join(old, movedName))
	if errors.Is(err, fs.ErrNotExist) {
		return os.RemoveAll(old) // nothing was moved yet
	}
	if err != nil {
		return fmt.Errorf("read list of old tables: %w", err)
	}
	var present []string
	if err := json.Unmarshal(list, &present); err != nil {
		return fmt.Errorf("decode list of old tables: %w", err)
	}
	for _, name := range append(entries[:], successName) { // _SUCCESS last
		if err := restoreEntry(dir, old, name, slices.Contains(present, name)); err != nil {
			return fmt.Errorf("restore old tables: %w", err)
		}
	}
	return os.RemoveAll(old)
}

// restoreEntry puts one entry back, or removes it when there was none.
func restoreEntry(dir, old, name string, was bool) error {
	now := filepath.Join(dir, name)
	if !was {
		return os.RemoveAll(now)
	}
	if !exists(filepath.Join(old, name)) {
		return nil // never moved, or restored before
	}
	if err := os.RemoveAll(now); err != nil {
		return err
	}
	return os.Rename(filepath.Join(old, name), now)
}
