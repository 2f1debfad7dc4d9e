package output

import (
	"fmt"
	"path/filepath"
)

// author is the run that wrote a row, and its models.
type author struct{ run, version string }

// Import adds articles that another folder holds, with the rows it has of them, as if they
// had been added by the runs that wrote these. take says, by id, which of them and with
// what to remember; none may be a copy.
func (w *Writer) Import(from *Store, take func(id string) (Entry, bool)) error {
	return w.do(func() error {
		m := &importer{Writer: w, from: from, ordinals: map[string]uint32{}, renumbered: map[uint32]uint32{}}
		for i := range from.Len() {
			e, ok := take(from.ID(i))
			if !ok {
				continue
			}
			if from.CopyOf(i) >= 0 {
				return fmt.Errorf("import article %q: a copy has no rows", e.ID)
			}
			n, err := w.enter(e, false)
			if err != nil {
				return err
			}
			m.ordinals[from.ID(i)] = n
			m.renumbered[from.ledger.rows[i].ordinal] = n
		}
		if len(m.ordinals) == 0 {
			return nil
		}
		if err := m.sight(); err != nil {
			return fmt.Errorf("import from %s: %w", from.opt.Dir, err)
		}
		for i := range from.catalog.Parts {
			if err := m.part(&from.catalog.Parts[i]); err != nil {
				return fmt.Errorf("import from %s: %w", from.opt.Dir, err)
			}
		}
		return nil
	})
}

// importer is an Import under way.
type importer struct {
	*Writer
	from       *Store
	ordinals   map[string]uint32 // new ones, by id
	renumbered map[uint32]uint32 // new ones, by those in the other folder
}

// sight imports what the articles add to the index of speakers.
func (m *importer) sight() error {
	for _, file := range m.from.catalog.Sightings {
		err := each(&runReader{path: filepath.Join(m.from.generation(), file.Path), keep: true}, func(r record) error {
			n, ok := m.renumbered[r.ordinal()]
			if !ok {
				return nil
			}
			if err := m.cause(); err != nil {
				return err
			}
			copied := r.clone()
			copied.number(n)
			return m.sightings.add([]record{copied}, copied.size())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// clone returns a record that shares nothing with r.
func (r record) clone() record {
	b := append(append(make([]byte, 0, len(r.key)+len(r.body)), r.key...), r.body...)
	return record{b[:len(r.key):len(r.key)], b[len(r.key):]}
}

func (r record) size() int64 { return int64(len(r.key)+len(r.body)) + recordOverhead }

// part imports the rows of one part.
func (m *importer) part(p *tablePart) error {
	t, ok := table(p.Table)
	if !ok || t.Name == speakerIndexTable {
		return nil
	}
	return readRows(filepath.Join(m.from.generation(), p.source()), t, func(row []byte, run, version string) error {
		n, ok := m.ordinals[string(articleOf(t.Name, row))]
		if !ok {
			return nil
		}
		if err := m.cause(); err != nil {
			return err
		}
		return m.row(t.Name, n, row, author{run, version})
	})
}

func (m *importer) row(table string, n uint32, row []byte, from author) error {
	switch table {
	case sentencesTable, stancesTable:
		w := m.sentences
		if table == stancesTable {
			w = m.stances
		}
		w.of(n, n)
		w.batch.setConstants(from.run, from.version)
		return w.add(row)
	case speakersTable:
		r := record{speakerRowKey(nil, row), row}.clone()
		r.number(n)
		return m.rows.add([]record{r}, r.size())
	}
	m.origins[n] = m.origin(from)
	r := articleRow{decoder: decoder{b: row}}
	r.parse()
	if r.err != nil {
		return r.err
	}
	m.articles.add(record{key: putOrdinal(nil, n), body: row[:len(row)-len(appendCopies(nil, r.copyOf, r.outlets))]})
	return m.articles.err
}

// origin returns the one that is equal to o: few are different.
func (w *Writer) origin(o author) *author {
	for _, known := range w.originList {
		if *known == o {
			return known
		}
	}
	w.originList = append(w.originList, &o)
	return &o
}
