package output

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks f for this process until it is closed; the system unlocks it when the
// process dies. It reports false when another holds it.
func tryLock(f *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// giveBack unlocks the file, then removes it: a file that is open cannot be removed here,
// and one that another has opened meanwhile stays.
func (l *lock) giveBack() error {
	err := l.f.Close()
	_ = os.Remove(l.path)
	return err
}

// replaceLink has a link to a folder take the place of another. The system cannot do that
// at one moment: between the two steps there is none, and a run that is killed there is
// mended by the next one (folder.adopt).
func replaceLink(rename func(from, to string) error, next, link string) error {
	if err := os.Remove(link); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return rename(next, link)
}
