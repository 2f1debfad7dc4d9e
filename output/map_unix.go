//go:build unix

package output

import (
	"os"

	"golang.org/x/sys/unix"
)

// mapFile returns the content of a file that nobody changes, without reading it: the system
// brings in what is looked at, and may let go of it again when memory is short. It lasts as
// long as the process.
func mapFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return nil, err
	}
	b, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil { // not every file system can
		return os.ReadFile(path)
	}
	return b, nil
}
