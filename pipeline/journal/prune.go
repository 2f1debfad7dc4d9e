package journal

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// forgotten is the age at which a file that was being written has no writer any more.
const forgotten = time.Hour

// prune deletes the oldest records of a folder beyond the newest ones, and what killed
// writers left. What somebody else deleted first is no fault.
func prune(dir string, keep int, now time.Time) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("prune run records: %w", err)
	}
	var records []fs.FileInfo
	var faults []error
	for _, e := range entries {
		info, err := e.Info()
		switch {
		case err != nil || !info.Mode().IsRegular():
		case strings.HasPrefix(e.Name(), temporary) && now.Sub(info.ModTime()) > forgotten:
			faults = append(faults, remove(dir, e.Name()))
		case !strings.HasPrefix(e.Name(), ".") && filepath.Ext(e.Name()) == ".json":
			records = append(records, info)
		}
	}
	if len(records) > keep {
		slices.SortFunc(records, func(a, b fs.FileInfo) int {
			return cmp.Or(a.ModTime().Compare(b.ModTime()), strings.Compare(a.Name(), b.Name()))
		})
		for _, info := range records[:len(records)-keep] {
			faults = append(faults, remove(dir, info.Name()))
		}
	}
	return errors.Join(faults...)
}

func remove(dir, name string) error {
	if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("prune run records: %w", err)
	}
	return nil
}
