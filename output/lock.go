package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// lock is a locked file, there only while a run is writing.
type lock struct {
	f    *os.File
	path string
}

func takeLock(path string) (*lock, error) {
	for range 100 {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
		if errors.Is(err, fs.ErrNotExist) { // the holder before had made the folder in vain
			if err = os.MkdirAll(filepath.Dir(path), 0o777); err == nil {
				continue
			}
		}
		if err != nil {
			return nil, fmt.Errorf("open lock: %w", err)
		}
		ok, err := tryLock(f)
		if err != nil || !ok {
			if err == nil {
				err = ErrBusy
			}
			return nil, errors.Join(err, f.Close())
		}
		if current(f, path) {
			return &lock{f, path}, nil
		}
		// The holder before removed the file after it was opened here: the lock is
		// on a file that nobody will see again.
		if err := f.Close(); err != nil {
			return nil, fmt.Errorf("close lock: %w", err)
		}
	}
	return nil, ErrBusy
}

// current reports whether f is still the file at path.
func current(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// release gives the lock back. It does nothing for a nil lock.
func (l *lock) release() error {
	if l == nil {
		return nil
	}
	if err := l.giveBack(); err != nil {
		return fmt.Errorf("release lock: %w", err)
	}
	return nil
}
