package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Verified says what Verify looked at.
type Verified struct {
	Files    int64 `json:"files"`
	Bytes    int64 `json:"bytes"`
	Rows     int64 `json:"rows"`
	Articles int64 `json:"articles"`
	Problems int64 `json:"problems"`
}

// Verify checks the tables that readers of a folder see: that every file is there as it was
// written, with the columns of its table and as many rows as it should have; that there is
// no file beside them; and that the tables tell of the same articles: as many sentences
// and stances of each as its row in articles says, no rows of a copy or of an
// article that is not there, and an index that counts the rows of each speaker. It tells
// problem of each fault, and returns an error for a folder without tables.
func Verify(dir string, problem func(error)) (Verified, error) {
	v := verifier{dir: dir, problem: problem, listed: map[string]bool{}, articles: map[string]*tallied{}, speakers: map[string]*spoken{}}
	var err error
	if v.root, err = filepath.EvalSymlinks(filepath.Join(dir, homeName, tablesLink)); err != nil {
		return v.Verified, fmt.Errorf("verify %s: %w", dir, errors.Join(ErrUnfinished, err))
	}
	if v.catalog, err = readCatalog(v.root); err != nil {
		return v.Verified, fmt.Errorf("verify %s: %w", dir, err)
	}
	v.files()
	v.orphans()
	v.tables()
	v.compare()
	if v.gone {
		return v.Verified, fmt.Errorf("verify %s: %w", dir, ErrReplaced)
	}
	return v.Verified, nil
}

// ErrReplaced is returned by Verify when two runs ended meanwhile: the tables that it was
// looking at are gone.
var ErrReplaced = errors.New("the tables were replaced twice meanwhile, verify them again")

// verifier is a check under way.
type verifier struct {
	Verified
	dir      string
	root     string
	gone     bool // whether runs that ended meanwhile have replaced the tables
	catalog  *catalog
	problem  func(error)
	listed   map[string]bool
	articles map[string]*tallied
	speakers map[string]*spoken
}

// tallied is what the tables hold of an article, and what its row says they do.
type tallied struct {
	there, copy                bool
	wantSentences, wantStances int64
	sentences, stances         int64
}

// spoken is what the tables hold of a speaker.
type spoken struct{ rows, want int64 }

func (v *verifier) fault(format string, args ...any) {
	if v.gone = v.gone || v.replaced(); v.gone {
		return
	}
	v.Problems++
	v.problem(fmt.Errorf(format, args...))
}

// replaced reports whether the tables are older than those a run leaves for readers.
func (v *verifier) replaced() bool {
	n, err := newFolder(Options{Dir: v.dir}).current()
	return err == nil && v.catalog.Generation < n-1
}

// files compares the files with their checksums.
func (v *verifier) files() {
	check := func(c checked) {
		v.listed[c.Path] = true
		v.Files++
		is, err := checkFile(v.root, c.Path)
		switch v.Bytes += is.Bytes; {
		case err != nil:
			v.fault("%s: cannot be read: %v", c.Path, err)
		case is.Bytes != c.Bytes:
			v.fault("%s: %d bytes, written were %d", c.Path, is.Bytes, c.Bytes)
		case is.SHA256 != c.SHA256:
			v.fault("%s: checksum does not fit: the file changed after it was written", c.Path)
		}
	}
	for i := range v.catalog.Parts {
		for _, f := range v.catalog.Parts[i].Files {
			check(f)
		}
	}
	for _, list := range [][]checked{v.catalog.Sightings, v.catalog.State} {
		for _, f := range list {
			check(f)
		}
	}
	for _, name := range []string{catalogName, successName} {
		v.listed[name] = true
	}
	if _, err := readLedger(v.root); err != nil {
		v.fault("%v", err)
	}
}

// orphans finds files that no table has.
func (v *verifier) orphans() {
	err := filepath.WalkDir(v.root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if rel, err := filepath.Rel(v.root, p); err == nil && !v.listed[filepath.ToSlash(rel)] {
			v.fault("%s: belongs to no table", filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		v.fault("list files: %v", err)
	}
}

// tables reads all rows.
func (v *verifier) tables() {
	for i := range v.catalog.Parts {
		p := &v.catalog.Parts[i]
		t, ok := table(p.Table)
		if !ok {
			v.fault("%s: of no known table %q", p.source(), p.Table)
			continue
		}
		for _, f := range p.Files {
			first := f.Path == p.source()
			var rows int64
			err := readRows(filepath.Join(v.root, filepath.FromSlash(f.Path)), t, func(row []byte, _, _ string) error {
				rows++
				if !first {
					return nil
				}
				return v.row(p, row)
			})
			switch v.Rows += rows; {
			case err != nil:
				v.fault("%s: %v", f.Path, strings.TrimPrefix(err.Error(), v.root))
			case rows != p.Rows:
				v.fault("%s: %d rows, written were %d", f.Path, rows, p.Rows)
			}
		}
	}
}

// row counts a row.
func (v *verifier) row(p *tablePart, row []byte) error {
	switch p.Table {
	case articlesTable:
		return v.article(row)
	case speakerIndexTable:
		return v.indexed(row)
	}
	a := v.of(string(articleOf(p.Table, row)))
	switch p.Table {
	case sentencesTable:
		a.sentences++
	case stancesTable:
		a.stances++
	case speakersTable:
		d := decoder{b: row}
		id := string(d.string())
		if owner := folderOwner(p.Folder); owner != "" && owner != id {
			return fmt.Errorf("row of speaker %q in the folder of another", id)
		}
		v.speaker(id).rows++
	}
	return nil
}

func (v *verifier) of(id string) *tallied {
	a := v.articles[id]
	if a == nil {
		a = &tallied{}
		v.articles[id] = a
	}
	return a
}

func (v *verifier) speaker(id string) *spoken {
	s := v.speakers[id]
	if s == nil {
		s = &spoken{want: -1}
		v.speakers[id] = s
	}
	return s
}

func (v *verifier) article(row []byte) error {
	r := articleRow{decoder: decoder{b: row}}
	r.parse()
	if r.err != nil {
		return r.err
	}
	a := v.of(r.article.ID)
	if a.there {
		v.fault("articles: %q has two rows", r.article.ID)
	}
	d := decoder{b: row[r.own:]}
	d.varint() // characters
	a.there, a.copy = true, r.copyOf != ""
	a.wantSentences = d.varint()
	d.varint() // attributions
	d.varint() // speakers
	a.wantStances = d.varint()
	v.Articles++
	return d.err
}

// indexed notes how many rows the index says that a speaker has.
func (v *verifier) indexed(row []byte) error {
	d := decoder{b: row}
	s := v.speaker(string(d.string()))
	d.string() // name
	d.string() // kind
	for range 3 {
		for n := d.count(); n > 0; n-- {
			d.string()
		}
	}
	d.varint() // articles
	s.want = d.varint()
	return d.err
}

// compare holds the tables against each other.
func (v *verifier) compare() {
	for id, a := range v.articles {
		switch {
		case !a.there:
			v.fault("%q has rows in other tables, but none in articles", id)
		case a.sentences != a.wantSentences || a.stances != a.wantStances:
			v.fault("%q has %d sentences and %d stances, its row in articles says %d and %d", id, a.sentences, a.stances, a.wantSentences, a.wantStances)
		case a.copy && a.sentences > 0:
			v.fault("%q is a copy, but has rows beside that in articles", id)
		}
	}
	for id, s := range v.speakers {
		if s.want != s.rows {
			v.fault("speaker %q has %d rows, speakers.parquet says %d (-1: none)", id, s.rows, s.want)
		}
	}
	if _, err := os.Stat(filepath.Join(v.root, successName)); err != nil {
		v.fault("%v", err)
	}
}
