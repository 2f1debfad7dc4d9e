package tables

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
)

// Query says which rows of a table to read, and what of them. The zero Query is all.
type Query struct {
	// Columns are the columns to read, by their names in docs/SCHEMA.md; nil means
	// all. Fields of others are left zero.
	Columns []string
	// Speakers are the ids whose rows to read: speaker_id of speakers, id of
	// speakers.parquet, holder_id of stances. Nil means all; sentences and articles
	// have none.
	Speakers []string
	// Targets are the ids of targets whose stances to read; nil means all.
	Targets []string
	// Articles are the ids of articles whose rows to read; nil means all.
	Articles []string
	// Since and Until bound published_at: not before, and before. Where either is
	// set, what is undated is left out.
	Since, Until time.Time
}

// Speakers goes through speakers.parquet, in order of ids.
func (s *Set) Speakers(q Query) iter.Seq2[*Speaker, error] {
	return read(s, speakerFields(), q, filters{speaker: "id"}, func() ([]string, error) { return []string{s.path(indexName)}, nil })
}

// SpeakerRows goes through the rows of speakers, a speaker's one after another, in
// order of time. With Query.Speakers only the files that can hold them are opened.
func (s *Set) SpeakerRows(q Query) iter.Seq2[*SpeakerRow, error] {
	return read(s, speakerRowFields(), q, filters{speaker: "speaker_id", article: true}, func() ([]string, error) {
		if q.Speakers == nil {
			return s.files("speakers")
		}
		var folders []string
		for sp, err := range s.Speakers(Query{Columns: []string{"path"}, Speakers: q.Speakers}) {
			if err != nil {
				return nil, err
			}
			folders = append(folders, sp.Path)
		}
		return s.folders(folders)
	})
}

// Stances goes through stances, in order of the articles.
func (s *Set) Stances(q Query) iter.Seq2[*Stance, error] {
	return read(s, stanceFields(), q, filters{speaker: "holder_id", target: "target_id", article: true}, s.folder("stances"))
}

// Sentences goes through sentences, in order of the articles.
func (s *Set) Sentences(q Query) iter.Seq2[*Sentence, error] {
	return read(s, sentenceFields(), q, filters{article: true}, s.folder("sentences"))
}

// Articles goes through articles; all but Text is cheap.
func (s *Set) Articles(q Query) iter.Seq2[*Article, error] {
	return read(s, articleFields(), q, filters{article: true}, s.folder("articles"))
}

func (s *Set) folder(name string) func() ([]string, error) {
	return func() ([]string, error) { return s.files(name) }
}

// filters says by which columns the rows of a table are chosen, "" and false for none.
type filters struct {
	speaker, target string
	article         bool // by article_id and published_at
}

// read goes through the rows of the files that list names. A row is the caller's until
// the next one; what it points to stays.
func read[R any](s *Set, all []field[R], q Query, by filters, list func() ([]string, error)) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		fields, err := choose(all, q.Columns)
		if err != nil {
			yield(nil, err)
			return
		}
		paths, err := list()
		if err != nil {
			yield(nil, err)
			return
		}
		conditions, shop := q.conditions(by), &workshop{}
		for _, p := range paths {
			f := &reader[R]{ctx: s.ctx, shop: shop, path: p, fields: fields, conditions: conditions}
			if !f.all(yield) {
				return
			}
		}
	}
}

// choose returns the fields of these names, all when names is nil.
func choose[R any](all []field[R], names []string) ([]field[R], error) {
	if names == nil {
		return all, nil
	}
	var chosen []field[R]
	for _, f := range all {
		if slices.Contains(names, f.name) {
			chosen = append(chosen, f)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(all, func(f field[R]) bool { return f.name == name }) {
			return nil, fmt.Errorf("read table: no column %q", name)
		}
	}
	return chosen, nil
}

// condition chooses rows by one column.
type condition struct {
	// may reports whether the statistics of a row group allow a row.
	may func(g *group) bool
	// bind returns what tells of the next row of g whether it is chosen.
	bind func(g *group) func() bool
}

func (q Query) conditions(by filters) []condition {
	var list []condition
	if by.speaker != "" && q.Speakers != nil {
		list = append(list, among(by.speaker, q.Speakers))
	}
	if by.target != "" && q.Targets != nil {
		list = append(list, among(by.target, q.Targets))
	}
	if by.article && q.Articles != nil {
		list = append(list, among("article_id", q.Articles))
	}
	if by.article && (!q.Since.IsZero() || !q.Until.IsZero()) {
		list = append(list, during("published_at", q.Since, q.Until))
	}
	return list
}

// among chooses the rows whose value is one of those wanted.
func among(name string, wanted []string) condition {
	wanted = slices.Clone(wanted)
	slices.SortFunc(wanted, strings.Compare)
	return condition{
		may: func(g *group) bool { return g.within(name, wanted) },
		bind: func(g *group) func() bool {
			w := words{cursor: g.bytes(name)}
			last, found := "", false
			first := true
			return func() bool {
				if v := w.next(); first || v != last {
					last, first = v, false
					_, found = slices.BinarySearch(wanted, v)
				}
				return found
			}
		},
	}
}

func during(name string, since, until time.Time) condition {
	return condition{
		may: func(g *group) bool { return g.between(name, since, until) },
		bind: func(g *group) func() bool {
			c := g.longs(name)
			return func() bool {
				v, ok := c.one()
				return ok && (since.IsZero() || v >= since.UnixMicro()) && (until.IsZero() || v < until.UnixMicro())
			}
		},
	}
}
