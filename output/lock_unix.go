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
