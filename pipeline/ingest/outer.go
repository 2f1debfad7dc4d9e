package ingest

import (
	"os"
	"strings"
)

// OuterPath returns the path that Open takes for the file in which an article or a fault
// with that path lies: of "a.zip/in.jsonl" it is the archive, "a.zip", and of others the
// path itself. Where the disk does not tell a folder from an archive, as when it is gone,
// the name does.
func OuterPath(path string) string {
	if rest, ok := strings.CutPrefix(path, stdinPath+"/"); ok && rest != "" {
		return stdinPath // an archive from standard input
	}
	if _, err := os.Lstat(path); err == nil && !remote(path) {
		return path
	}
	for at := range len(path) {
		if path[at] != '/' && !os.IsPathSeparator(path[at]) {
			continue
		}
		if _, _, pack := split(path[strings.LastIndexByte(path[:at], '/')+1 : at]); pack != zipped {
			continue
		}
		if info, err := os.Stat(path[:at]); err != nil || !info.IsDir() {
			return path[:at]
		}
	}
	return path
}
