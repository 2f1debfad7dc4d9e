//go:build !linux

package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// syncFolder brings every file below dir to disk, and where the system can do that the
// folders too.
func syncFolder(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() && !d.IsDir() {
			return err
		}
		if d.IsDir() && runtime.GOOS == "windows" {
			return nil
		}
		how := os.O_RDWR // which Windows wants
		if d.IsDir() {
			how = os.O_RDONLY
		}
		f, err := os.OpenFile(path, how, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Sync()
	})
}
