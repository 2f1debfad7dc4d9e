package ingest

import (
	"bufio"
	"crypto/sha256"
	"iter"
	"strings"
	"sync/atomic"

	"github.com/saysonews/sayso/models"
)

// Source reads the articles of some paths, once. All but Read belong to one
// goroutine.
type Source struct {
	opts  Options
	paths []root

	tongues *tongues
	aliases [fieldCount][]alias
	top     object // the line of JSON under way
	seen    idSet
	spare   *bufio.Reader // of the file before
	cut     bool          // the file under way could not be read to its end
	read    atomic.Int64
	stats   Stats
}

// Stats count what a Source met beside articles and bad articles.
type Stats struct {
	// Files is the number of files opened, standard input included.
	Files int
	// Unsupported is the number of files in folders passed over because their
	// names are of no known format, and Links that of links to folders, which
	// are not followed.
	Unsupported, Links int
	// Tables is the number of folders passed over because they hold tables of this program.
	Tables int
	// NoPages is the number of records of WARC files passed over, of all that were fetched,
	// because they hold no web page or one that was not found.
	NoPages int
	// Warnings is the number of remarks on articles that were read: a field left
	// out, such as a date that could not be understood, or an encoding guessed.
	Warnings int
	// OtherShard is the number of articles and faults passed over because they are of
	// another shard. Of those of this one, OutOfRange is the number of articles published
	// before Options.Since or after Options.Until, and Undated that of articles without a
	// time of publication where one of the two is set.
	OtherShard, OutOfRange, Undated int
}

// Open checks that each path can be read and returns their Source. The error is
// a *PathError for the first path that cannot. Nothing is read from standard
// input yet.
func Open(paths []string, opts Options) (*Source, error) {
	s := &Source{opts: opts.withDefaults(), tongues: newTongues(), aliases: opts.Map.aliases()}
	stdin := false
	for _, p := range paths {
		r, err := s.check(p)
		if err != nil {
			return nil, err
		}
		if r.kind == stdinRoot && stdin {
			return nil, &PathError{Path: p, Err: errTwice, Hint: "name - once"}
		}
		stdin = stdin || r.kind == stdinRoot
		s.paths = append(s.paths, r)
	}
	return s, nil
}

// Articles yields each article, or what is wrong with it, in order of the paths,
// of file names within a folder and of lines within a file. Exactly one of the
// two is not nil. What is of another shard or out of the period is as if it were not
// there: it has no part in which ids are taken. It reads no further once the loop is
// left, and may be ranged over once only.
func (s *Source) Articles() iter.Seq2[*models.Article, *BadArticle] {
	return func(yield func(*models.Article, *BadArticle) bool) {
		unique := func(a *models.Article, bad *BadArticle) bool {
			switch {
			case bad != nil && !s.told(bad), a != nil && !s.ours(a):
				return true
			case a != nil:
				bad = s.unique(a)
			}
			if bad != nil {
				return yield(nil, bad)
			}
			return yield(a, nil)
		}
		for _, r := range s.paths {
			if !s.readRoot(r, unique) {
				return
			}
		}
	}
}

// Read returns how many bytes have been read from disk and standard input, as
// they lie there. It may be called from any goroutine, at any time.
func (s *Source) Read() int64 { return s.read.Load() }

// Stats returns the counts so far.
func (s *Source) Stats() Stats { return s.stats }

// unique returns a fault when an earlier article has a's id.
func (s *Source) unique(a *models.Article) *BadArticle {
	sum := sha256.Sum256([]byte(a.ID))
	if s.seen.add(idKey(sum[:16])) {
		return nil
	}
	bad := &BadArticle{ID: a.ID, Path: a.Path, Line: a.Line, Reason: "duplicate id", Hint: "an earlier article has this id: give each its own"}
	if strings.HasPrefix(a.ID, derivedPrefix) {
		bad.Hint = "an earlier article without an id has the same text"
	}
	return bad
}

// cutShort yields the fault that ends a file before its end.
func (s *Source) cutShort(bad *BadArticle, yield emit) bool {
	s.cut = true
	return yield(nil, bad)
}

// maxWarnings is how many warnings are logged one by one.
const maxWarnings = 10

// warn counts and logs an article that was read with a field left out.
func (s *Source) warn(a *models.Article, what, value string) {
	s.remark(what, "article", a.ID, "path", a.Path, "line", a.Line, "value", value)
}

// note counts and logs a guess about what lies at a place.
func (s *Source) note(place *BadArticle, what string) {
	s.remark(what, "path", place.Path, "line", place.Line)
}

func (s *Source) remark(what string, attrs ...any) {
	s.stats.Warnings++
	switch {
	case s.stats.Warnings <= maxWarnings:
		s.opts.Log.Warn(what, attrs...)
	case s.stats.Warnings == maxWarnings+1:
		s.opts.Log.Warn("further warnings are counted only")
	}
}
