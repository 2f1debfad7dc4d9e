package output

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFolder brings everything written to the file system of dir to disk: one call
// where ten thousand files would each need theirs.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return unix.Syncfs(int(d.Fd()))
}
