package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// The names in an output folder. What readers open are links through tablesLink, which
// one rename switches from one generation of tables to the next:
//
//	DIR/speakers -> .sayso/tables/speakers     and so on for each of entries
//	DIR/.sayso/tables -> generations/000007    the commit record: renamed into place
//	DIR/.sayso/generations/000007/             the tables, and what the folder remembers
//	DIR/.sayso/generations/000006/             the ones before, for readers still at them
//	DIR/.sayso/staging/                        of a run under way
//	DIR/.sayso/lock
const (
	successName    = "_SUCCESS"
	homeName       = ".sayso"
	tablesLink     = "tables"
	generationsDir = "generations"
	stagingDir     = "staging"
	lockName       = "lock"
)

// entries are the names that readers know.
var entries = [...]string{speakersTable, speakerIndexTable, sentencesTable, stancesTable, articlesTable, arrowRoot, lettersName, successName}

// folder is an output folder on disk.
type folder struct {
	dir, home string
	made      []string // folders that had to be made for it, deepest first
	// What a test replaces: to be quick, and to be killed between two steps.
	sync   func(string) error
	rename func(from, to string) error
}

func newFolder(o Options) *folder {
	f := &folder{dir: o.Dir, home: filepath.Join(o.Dir, homeName), sync: syncFolder, rename: os.Rename}
	if o.noSync {
		f.sync = func(string) error { return nil }
	}
	return f
}

func (f *folder) next() string { return filepath.Join(f.home, tablesLink+".next") }

func (f *folder) staging() string { return filepath.Join(f.home, stagingDir) }

func (f *folder) generation(n int) string {
	return filepath.Join(f.home, generationsDir, fmt.Sprintf("%06d", n))
}

// make makes the folder as far as it is absent.
func (f *folder) make() (err error) {
	f.made, err = makeFolder(f.home)
	return unwritable(err)
}

// unwritable adds ErrUnwritable to an error that trying again will not mend.
func unwritable(err error) error {
	for _, is := range []error{fs.ErrPermission, syscall.EROFS, syscall.ENOTDIR} {
		if errors.Is(err, is) {
			return fmt.Errorf("%w: %w", ErrUnwritable, err)
		}
	}
	return err
}

// makeFolder makes dir and returns the folders it had to make, deepest first.
func makeFolder(dir string) ([]string, error) {
	var made []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("create folder: %w", err)
	}
	return made, nil
}

// unmake removes the folders that were made in vain, as far as they are empty.
func (f *folder) unmake() {
	for _, d := range f.made {
		if os.Remove(d) != nil {
			break // somebody put something there
		}
	}
}

// current returns the number of the generation that readers see, 0 for none.
func (f *folder) current() (int, error) {
	to, err := os.Readlink(filepath.Join(f.home, tablesLink))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read link to tables: %w", err)
	}
	n, err := strconv.Atoi(filepath.Base(to))
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("read link to tables: leads to %q, which is no generation: %w", to, ErrForeign)
	}
	if !exists(filepath.Join(f.generation(n), successName)) {
		return 0, fmt.Errorf("read link to tables: generation %d is not there: %w", n, ErrDamaged)
	}
	return n, nil
}

// recover removes what a killed run left: everything but the generation that readers
// see and the one before.
func (f *folder) recover(current int) error {
	for _, path := range []string{f.staging(), f.next()} {
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("remove what an interrupted run left: %w", err)
		}
	}
	if err := f.unlink(); err != nil {
		return err
	}
	return f.prune(current, current)
}

// adopt switches readers to the newest whole generation when there is no link to any: a
// run was killed before it made the first one, or the folder was copied without its links.
func (f *folder) adopt() (int, error) {
	if exists(filepath.Join(f.home, tablesLink)) {
		return f.current()
	}
	n, err := f.newest()
	if err != nil || n == 0 {
		return 0, err
	}
	if err := f.link(f.generation(n)); err != nil {
		return 0, err
	}
	return n, f.switchTo(n)
}

// newest returns the number of the newest generation that is whole, 0 for none.
func (f *folder) newest() (newest int, err error) {
	list, err := os.ReadDir(filepath.Join(f.home, generationsDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("list generations: %w", err)
	}
	for _, e := range list {
		n, err := strconv.Atoi(e.Name())
		if err == nil && n > newest && exists(filepath.Join(f.generation(n), successName)) {
			newest = n
		}
	}
	return newest, nil
}

// prune removes the generations after current, and those before the one before keep.
func (f *folder) prune(current, keep int) error {
	list, err := os.ReadDir(filepath.Join(f.home, generationsDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list generations: %w", err)
	}
	for _, e := range list {
		if n, err := strconv.Atoi(e.Name()); err == nil && (n > current || n < keep-1) {
			if err := os.RemoveAll(filepath.Join(f.home, generationsDir, e.Name())); err != nil {
				return fmt.Errorf("remove old generation: %w", err)
			}
		}
	}
	return nil
}

// refuse reports what stands where tables would go and is none of ours.
func (f *folder) refuse() error {
	for _, name := range entries {
		path := filepath.Join(f.dir, name)
		if exists(path) && !f.ours(name) {
			return fmt.Errorf("%s: %w: move it away or choose another folder", name, ErrForeign)
		}
	}
	return nil
}

// ours reports whether an entry is a link of ours.
func (f *folder) ours(name string) bool {
	to, err := os.Readlink(filepath.Join(f.dir, name))
	return err == nil && filepath.ToSlash(to) == linkTo(name)
}

func linkTo(name string) string { return homeName + "/" + tablesLink + "/" + name }

// link makes the names that readers know lead to the generation, those it has not
// left out. They lead nowhere until the switch.
func (f *folder) link(generation string) error {
	for _, name := range entries {
		path := filepath.Join(f.dir, name)
		if !exists(filepath.Join(generation, name)) || f.ours(name) {
			continue
		}
		if err := os.Symlink(filepath.FromSlash(linkTo(name)), path); err != nil {
			return fmt.Errorf("create link %s (the folder needs a file system with symbolic links; on Windows, turn on Developer Mode): %w", name, err)
		}
	}
	return nil
}

// unlink removes the links that lead nowhere.
func (f *folder) unlink() error {
	for _, name := range entries {
		path := filepath.Join(f.dir, name)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && f.ours(name) {
			if err := os.Remove(path); err != nil {
				return fmt.Errorf("remove link: %w", err)
			}
		}
	}
	return nil
}

// switchTo makes a complete generation the one that readers see. It is the one moment
// at which a run takes effect.
func (f *folder) switchTo(n int) error {
	link, next := filepath.Join(f.home, tablesLink), f.next()
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove left link: %w", err)
	}
	if err := os.Symlink(filepath.Join(generationsDir, fmt.Sprintf("%06d", n)), next); err != nil {
		return fmt.Errorf("create link to tables: %w", err)
	}
	if err := replaceLink(f.rename, next, link); err != nil {
		return errors.Join(fmt.Errorf("switch to new tables: %w", err), os.Remove(next))
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// success is the content of _SUCCESS.
type success struct {
	Tool          string  `json:"tool"` // always "sayso"
	SchemaVersion string  `json:"schema_version"`
	RunID         string  `json:"run_id"`
	ModelVersion  string  `json:"model_version"`
	ToolVersion   string  `json:"tool_version"`
	Format        string  `json:"format"`
	Summary       Summary `json:"summary"`
}

func writeSuccess(dir string, o Options, sum Summary) error {
	b, err := json.MarshalIndent(success{
		Tool: "sayso", SchemaVersion: SchemaVersion, RunID: o.RunID,
		ModelVersion: o.ModelVersion, ToolVersion: o.ToolVersion, Format: o.Format.String(), Summary: sum,
	}, "", "  ")
	if err != nil {
		return fmt.Errorf("encode %s: %w", successName, err)
	}
	if err := os.WriteFile(filepath.Join(dir, successName), append(b, '\n'), 0o666); err != nil {
		return fmt.Errorf("write %s: %w", successName, err)
	}
	return nil
}

// linkOrCopy makes a file appear at another place, without a copy where the file
// system can.
func linkOrCopy(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	if err := copyFile(from, to); err != nil {
		return fmt.Errorf("keep table file: %w", err)
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// folderOwner returns the speaker that a folder of rows belongs to, "" for the shared one.
func folderOwner(folder string) string {
	name, ok := strings.CutPrefix(folder, speakersTable+"/")
	if !ok || name == sharedFolder || slices.Contains(entries[:], folder) {
		return ""
	}
	return name
}
