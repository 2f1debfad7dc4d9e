//go:build unix

package output

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks f for this process until it is closed; the system unlocks it when
// the process dies. It reports false when another holds it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// giveBack removes the file, then unlocks it.
func (l *lock) giveBack() error { return errors.Join(os.Remove(l.path), l.f.Close()) }

// replaceLink has a link take the place of another, at one moment.
func replaceLink(rename func(from, to string) error, next, link string) error {
	return rename(next, link)
}
