package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
)

// emit takes one article or one fault and reports whether to go on.
type emit func(*models.Article, *BadArticle) bool

type rootKind uint8

const (
	stdinRoot rootKind = iota
	fileRoot
	folderRoot
	globRoot
	remoteRoot
)

// root is one path of the command line.
type root struct {
	path   string
	kind   rootKind
	format Format // of a file
	pack   compression
	files  []string // of a glob, sorted
}

var (
	errTwice       = errors.New("standard input is named twice")
	errUnsupported = errors.New("not a file of a known format")
)

// check finds out what sort of path p is and whether it can be read.
func (s *Source) check(p string) (root, error) {
	if p == "-" {
		return root{path: "-", kind: stdinRoot, format: s.opts.Format}, nil
	}
	if remote(p) {
		return s.checkRemote(p)
	}
	info, err := os.Stat(p)
	if err != nil && strings.ContainsAny(p, "*?[") {
		return s.checkGlob(p)
	}
	if err != nil {
		return root{}, &PathError{Path: p, Err: bare(err)}
	}
	r := root{path: p, kind: folderRoot}
	if !info.IsDir() {
		r.kind = fileRoot
		_, r.format, r.pack = split(p)
		if r.format == ByName {
			r.format = s.opts.Format
		}
		if !readable(r.format, r.pack) {
			return root{}, &PathError{Path: p, Err: errUnsupported, Hint: "names end in " + Extensions + "; or say which it is with --format-in"}
		}
	}
	// A pipe is left alone: opening it twice would lose what it holds.
	if info.IsDir() || info.Mode().IsRegular() {
		f, err := os.Open(p)
		if err != nil {
			return root{}, &PathError{Path: p, Err: bare(err)}
		}
		f.Close()
	}
	return r, nil
}

// bare takes the operation and the path, which messages name already, off err.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func (s *Source) readRoot(r root, yield emit) bool {
	switch r.kind {
	case stdinRoot:
		return s.readStdin(r.format, yield)
	case fileRoot:
		return s.readFile(input{path: r.path, format: r.format, pack: r.pack}, yield)
	}
	if r.kind == remoteRoot {
		return s.readRemote(r.path, yield)
	}
	return s.walkRoot(r, func(path string, d fs.DirEntry, bad *BadArticle) bool {
		if bad != nil {
			return yield(nil, bad)
		}
		_, f, c := split(d.Name())
		if f == ByName && r.kind == globRoot {
			f = s.opts.Format
		}
		if !readable(f, c) {
			s.stats.Unsupported++
			return true
		}
		return s.readFile(input{path: path, format: f, pack: c}, yield)
	})
}

// tablesMark is the name by which a folder of tables is known. Such a folder may lie below
// the input, and is none.
const tablesMark = ".sayso"

// walk visits the files below a folder in order of name. Hidden files and
// folders are passed over, and so are folders of tables; a link to a file is a file, a link to a folder is
// counted and not followed, so that no loop of links can hold the walk.
func (s *Source) walk(dir string, visit func(path string, d fs.DirEntry, bad *BadArticle) bool) bool {
	entries, err := os.ReadDir(dir)
	if err != nil && !visit(dir, nil, &BadArticle{Path: dir, Reason: "list folder: " + bare(err).Error()}) {
		return false
	}
	if slices.ContainsFunc(entries, func(d fs.DirEntry) bool { return d.Name() == tablesMark && d.IsDir() }) {
		s.stats.Tables++
		return true
	}
	for _, d := range entries {
		if strings.HasPrefix(d.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, d.Name())
		goOn := true
		switch {
		case d.IsDir():
			goOn = s.walk(path, visit)
		case s.isLinkToFolder(path, d):
			s.stats.Links++
		default:
			goOn = visit(path, d, nil)
		}
		if !goOn {
			return false
		}
	}
	return true
}

func (s *Source) isLinkToFolder(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Size returns the bytes on disk of the files to be read, or 0 when one of the
// paths has no size, as standard input. It walks the folders once more, so ask
// only when the answer will be shown.
func (s *Source) Size() int64 {
	var total int64
	count := Source{opts: s.opts} // leaves the counts of s alone
	for _, r := range s.paths {
		switch r.kind {
		case stdinRoot:
			return 0
		case fileRoot:
			info, err := os.Stat(r.path)
			if err != nil || !info.Mode().IsRegular() {
				return 0
			}
			total += info.Size()
		case remoteRoot:
			return 0
		case folderRoot, globRoot:
			count.walkRoot(r, func(_ string, d fs.DirEntry, bad *BadArticle) bool {
				if bad != nil {
					return true
				}
				if _, f, c := split(d.Name()); readable(f, c) {
					if info, err := d.Info(); err == nil {
						total += info.Size()
					}
				}
				return true
			})
		}
	}
	return total
}
