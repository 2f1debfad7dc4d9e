package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

var errNoMatch = errors.New("no file matches")

// checkGlob finds the files that a pattern matches: those of path.Match, and ** for
// any number of folders. A pattern that matches none is a fault.
func (s *Source) checkGlob(pattern string) (root, error) {
	slashed := filepath.ToSlash(pattern)
	if _, err := path.Match(slashed, ""); err != nil {
		return root{}, &PathError{Path: pattern, Err: err, Hint: "a pattern has * ? [a-z], and ** for any folders"}
	}
	files, err := filepath.Glob(pattern)
	if strings.Contains(slashed, "**") {
		files, err = globDeep(slashed)
	}
	if err != nil {
		return root{}, &PathError{Path: pattern, Err: bare(err)}
	}
	if !strings.HasPrefix(path.Base(slashed), ".") {
		files = slices.DeleteFunc(files, func(f string) bool { return strings.HasPrefix(filepath.Base(f), ".") })
	}
	files = withoutTables(files)
	if len(files) == 0 {
		return root{}, &PathError{Path: pattern, Err: errNoMatch, Hint: "a pattern has * ? [a-z], and ** for any folders"}
	}
	slices.Sort(files)
	return root{path: pattern, kind: globRoot, files: files}, nil
}

// withoutTables leaves out the files of folders of tables.
func withoutTables(files []string) []string {
	dir, skip := "", false
	return slices.DeleteFunc(files, func(f string) bool {
		if d := filepath.Dir(f); d != dir {
			info, err := os.Stat(filepath.Join(d, tablesMark))
			dir, skip = d, err == nil && info.IsDir()
		}
		return skip
	})
}

// globDeep lists the files below the folders before ** that match the pattern. Links
// to folders and hidden names are passed over, as everywhere.
func globDeep(pattern string) (files []string, err error) {
	parts := strings.Split(pattern, "/")
	fixed := 0
	for fixed < len(parts)-1 && !strings.ContainsAny(parts[fixed], "*?[") {
		fixed++
	}
	base := strings.Join(parts[:fixed], "/")
	switch {
	case base == "" && fixed > 0:
		base = "/"
	case base == "":
		base = "."
	}
	err = filepath.WalkDir(filepath.FromSlash(base), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if hidden := strings.HasPrefix(d.Name(), ".") && p != base; hidden && d.IsDir() {
			return fs.SkipDir
		} else if hidden || d.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(base, p)
		if err == nil && matchDeep(parts[fixed:], strings.Split(filepath.ToSlash(rel), "/")) {
			files = append(files, p)
		}
		return err
	})
	return files, err
}

// matchDeep reports whether the parts of a path match those of a pattern. It takes
// time in the product of their numbers.
func matchDeep(pattern, name []string) bool {
	can := make([]bool, len(name)+1) // whether the rest of the pattern matches name[i:]
	can[len(name)] = true
	for p := len(pattern) - 1; p >= 0; p-- {
		next := make([]bool, len(name)+1)
		for i := len(name); i >= 0; i-- {
			if pattern[p] == "**" {
				next[i] = can[i] || i < len(name) && next[i+1]
			} else if i < len(name) {
				ok, err := path.Match(pattern[p], name[i])
				next[i] = err == nil && ok && can[i+1]
			}
		}
		can = next
	}
	return can[0]
}

// walkRoot visits the files of a folder, or those a pattern matched, folders among
// them included.
func (s *Source) walkRoot(r root, visit func(path string, d fs.DirEntry, bad *BadArticle) bool) bool {
	if r.kind == folderRoot {
		return s.walk(r.path, visit)
	}
	for _, p := range r.files {
		info, err := os.Lstat(p)
		goOn := true
		switch {
		case err != nil: // gone since
			goOn = visit(p, nil, &BadArticle{Path: p, Reason: "open file: " + bare(err).Error(), Hint: "see that it is there and may be read"})
		case s.isLinkToFolder(p, fs.FileInfoToDirEntry(info)):
			s.stats.Links++
		case info.IsDir():
			goOn = s.walk(p, visit)
		default:
			goOn = visit(p, fs.FileInfoToDirEntry(info), nil)
		}
		if !goOn {
			return false
		}
	}
	return true
}
