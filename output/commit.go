package output

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// commit turns what a Writer gathered into the next generation:
//
//  1. settle says which articles there are, which rows go, and which are told anew
//  2. the articles and the index of speakers are written, and the rows of speakers
//     into their folders
//  3. parts with rows that go are written anew without them (rewrite), and small
//     parts of a folder become one (compact); speakers get and lose folders of their own
//     when the store is compacted (regroup)
//  4. what is left of the generation before is linked, all is written to disk, the
//     generation is moved to its place, and readers are switched to it (seal)
//
// A run killed before the switch has changed nothing that readers see, and the next one
// removes what it left.
type commit struct {
	*Writer
	ctx context.Context

	catalog *catalog
	ledger  *ledger
	live    live              // ordinals of articles that have rows beside the one in articles
	dead    mortality         // whose rows go, that in articles apart
	buried  mortality         // whose row in articles goes
	retold  map[uint32]copies // by ordinal, rows of articles that change
	outlets map[int32][]string
	touched map[string]bool // speakers with rows that go
	ofOwn   map[string]bool // speakers with a folder of their own from now on
	parts   []tablePart     // of the generation before, and new ones
	sum     Summary
	writers map[string]*tableWriter // for parts that are written anew, by table
}

// copies is what a row of articles says of copies.
type copies struct {
	of      string
	outlets []string
}

// run does all of it.
func (c *commit) run() (Summary, error) {
	steps := []func() error{
		c.finish, c.settle, c.writeArticles, c.writeSpeakers, c.gather, c.rewrite, c.regroup, c.compact, c.complete, c.seal,
	}
	for _, step := range steps {
		if err := c.cause(); err != nil {
			return Summary{}, err
		}
		if err := step(); err != nil {
			return Summary{}, err
		}
	}
	return c.sum, nil
}

// cause returns why the run is over, nil while it is not.
func (c *commit) cause() error {
	if c.ctx.Err() != nil {
		return fmt.Errorf("write tables: %w", context.Cause(c.ctx))
	}
	return c.Writer.cause()
}

// finish ends what was written as the documents came.
func (c *commit) finish() error {
	c.touched, c.writers = map[string]bool{}, map[string]*tableWriter{}
	return inOrder(
		func() error { return c.sentences.end(false) },
		func() error { return c.stances.end(false) },
		c.letters.close, c.articles.close)
}

// gather joins the parts of the generation before and those written so far.
func (c *commit) gather() error {
	for _, p := range c.store.catalog.Parts {
		if p.Table != speakerIndexTable {
			c.parts = append(c.parts, p)
		}
	}
	c.takeParts()
	return nil
}

// takeParts takes the parts that the tables have finished.
func (c *commit) takeParts() {
	for _, p := range c.layout.parts {
		p.staged = true
		c.parts = append(c.parts, p)
	}
	c.layout.parts = nil
}

// path is where the rows of a part lie now.
func (c *commit) path(p *tablePart) string {
	if p.staged {
		return filepath.Join(c.layout.root, p.source())
	}
	return filepath.Join(c.store.generation(), p.source())
}

// complete gives a table without rows a file without rows, and counts.
func (c *commit) complete() error {
	for _, t := range Tables() {
		if slices.ContainsFunc(c.parts, func(p tablePart) bool { return p.Table == t.Name }) {
			continue
		}
		w, err := newTableWriter(c.layout, t)
		if err != nil {
			return err
		}
		folder := t.Name
		if t.Name == speakersTable {
			folder += "/" + sharedFolder
		}
		w.open(folder)
		if err := w.end(true); err != nil {
			return err
		}
	}
	c.takeParts()
	slices.SortFunc(c.parts, func(a, b tablePart) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Folder, b.Folder), cmp.Compare(a.First, b.First), cmp.Compare(a.source(), b.source()))
	})
	c.count()
	return nil
}

func (c *commit) count() {
	folders := map[string]bool{}
	rows := map[string]int64{}
	for i := range c.parts {
		p := &c.parts[i]
		rows[p.Table] += p.Rows
		c.sum.Files += int64(len(p.Files))
		c.sum.Bytes += p.bytes()
		if folderOwner(p.Folder) != "" && p.Table == speakersTable {
			folders[p.Folder] = true
		}
	}
	c.sum.Articles, c.sum.Sentences, c.sum.Stances = rows[articlesTable], rows[sentencesTable], rows[stancesTable]
	c.sum.SpeakerRows, c.sum.Speakers = rows[speakersTable], rows[speakerIndexTable]
	c.sum.SpeakerTables, c.sum.DeadLetters = int64(len(folders)), c.letters.count
	for i := range c.ledger.rows {
		if c.ledger.rows[i].copyOf >= 0 {
			c.sum.Duplicates++
		}
	}
}

// seal completes the generation and has readers see it.
func (c *commit) seal() error {
	f, root := c.store.folder, c.layout.root
	if err := c.linkOld(); err != nil {
		return err
	}
	if err := c.writeState(); err != nil {
		return err
	}
	if err := removeAll(filepath.Join(c.dir, "runs")); err != nil {
		return err
	}
	if err := f.sync(root); err != nil {
		return fmt.Errorf("sync tables: %w", err)
	}
	final := f.generation(c.number)
	if err := os.MkdirAll(filepath.Dir(final), 0o777); err != nil {
		return fmt.Errorf("create folder of generations: %w", err)
	}
	if err := c.cause(); err != nil { // the last moment to turn back
		return err
	}
	if err := f.rename(root, final); err != nil {
		return fmt.Errorf("move tables into place: %w", err)
	}
	err := inOrder(
		func() error { return f.link(final) },
		func() error { return f.sync(f.dir) },
		func() error { return f.switchTo(c.number) },
		func() error { return f.sync(f.home) })
	if err != nil {
		return errors.Join(err, c.unswitched(final))
	}
	// The tables are in place: what cannot be removed now is no failure of the run, and
	// the next run removes it.
	_, _, _ = f.unlink(), removeAll(c.dir), f.prune(c.number, c.number)
	c.store.catalog, c.store.ledger, c.store.opt.Fresh = c.catalog, c.ledger, false
	return nil
}

// unswitched removes a generation that readers were not switched to.
func (c *commit) unswitched(final string) error {
	if n, err := c.store.folder.current(); err == nil && n == c.number {
		return nil
	}
	return errors.Join(removeAll(final), c.store.folder.unlink())
}

// linkOld makes the files that are kept appear in the new generation.
func (c *commit) linkOld() error {
	made := map[string]bool{}
	for i := range c.parts {
		if c.parts[i].staged {
			continue
		}
		for _, file := range c.parts[i].Files {
			to := filepath.Join(c.layout.root, filepath.FromSlash(file.Path))
			if d := filepath.Dir(to); !made[d] {
				made[d] = true
				if err := os.MkdirAll(d, 0o777); err != nil {
					return fmt.Errorf("create folder of table: %w", err)
				}
			}
			if err := linkOrCopy(filepath.Join(c.store.generation(), filepath.FromSlash(file.Path)), to); err != nil {
				return err
			}
		}
	}
	for _, file := range c.catalog.Sightings {
		to := filepath.Join(c.layout.root, file.Path)
		if exists(to) {
			continue
		}
		if err := linkOrCopy(filepath.Join(c.store.generation(), file.Path), to); err != nil {
			return err
		}
	}
	return nil
}

// writeState writes what the folder remembers, and _SUCCESS.
func (c *commit) writeState() error {
	root := c.layout.root
	if err := c.ledger.write(root); err != nil {
		return err
	}
	for _, name := range []string{ledgerName, sketchesName, lettersName} {
		f, err := checkFile(root, name)
		if err != nil {
			return err
		}
		c.catalog.State = append(c.catalog.State, f)
	}
	c.catalog.Version, c.catalog.SchemaVersion, c.catalog.Format = storeVersion, SchemaVersion, c.opt.Format.String()
	c.catalog.MaxSpeakerTables = c.opt.MaxSpeakerTables
	c.catalog.Generation, c.catalog.NextOrdinal, c.catalog.Parts = c.number, c.next, c.parts
	if err := c.catalog.write(root); err != nil {
		return err
	}
	return writeSuccess(root, c.opt, c.sum)
}

func removeAll(path string) error {
	if err := os.RemoveAll(path); err != nil {
		return fmt.Errorf("remove folder: %w", err)
	}
	return nil
}

// inOrder calls steps until one fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
