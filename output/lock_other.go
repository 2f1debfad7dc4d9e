//go:build !unix && !windows

package output

import (
	"errors"
	"os"
)

// tryLock does nothing where files cannot be locked: two runs into one folder are not
// kept apart there.
func tryLock(*os.File) (bool, error) { return true, nil }

func (l *lock) giveBack() error { return errors.Join(os.Remove(l.path), l.f.Close()) }

func replaceLink(rename func(from, to string) error, next, link string) error {
	return rename(next, link)
}
