package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apache/arrow/go/v15/parquet"
	pqfile "github.com/apache/arrow/go/v15/parquet/file"
)

// ErrUnfinished is returned by the readers of a folder that holds no finished run
// with Parquet tables.
var ErrUnfinished = errors.New("no tables of a finished run in Parquet")

// SpeakerRow is what a row of speakers says of who spoke where.
type SpeakerRow struct {
	ID, Name, Kind string
	Article        string
	// Attribution is the id of the row's first attribution, Source the words that
	// name its source, or empty.
	Attribution, Source string
	// Confidence is that of the row, 0 to 1.
	Confidence float64
	// Outlet is empty and Published zero when the article does not say.
	Outlet    string
	Published time.Time
}

// IndexedSpeaker is a row of speakers.parquet.
type IndexedSpeaker struct {
	ID, Name, Kind      string
	Aliases, Titles     []string
	Articles, Sentences int64
}

// ReadSpeakers returns the speakers of the finished run in dir, in order of their
// ids. The error of a damaged file names it.
func ReadSpeakers(dir string) ([]IndexedSpeaker, error) {
	if err := finished(dir); err != nil {
		return nil, err
	}
	var all []IndexedSpeaker
	err := readParquet(filepath.Join(dir, speakerIndexTable), func(g *group) {
		id, name, kind := g.strings("id"), g.strings("name"), g.strings("kind")
		aliases, titles := g.lists("aliases"), g.lists("titles")
		articles, sentences := g.ints("articles"), g.ints("sentences")
		for i := range g.rows {
			all = append(all, IndexedSpeaker{id[i], name[i], kind[i], aliases[i], titles[i], articles[i], sentences[i]})
		}
	})
	return all, err
}

// ReadSpeakerRows calls each with the rows of speakers of the finished run in dir, a
// speaker's one after another. It holds the rows of one row group at a time.
func ReadSpeakerRows(dir string, each func(*SpeakerRow)) error {
	if err := finished(dir); err != nil {
		return err
	}
	var paths []string
	root, err := filepath.EvalSymlinks(filepath.Join(dir, speakersTable))
	if err != nil {
		return fmt.Errorf("list tables: %w", err)
	}
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, "."+Parquet.String()) {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("list tables: %w", err)
	}
	slices.Sort(paths)
	for _, p := range paths {
		if err := readParquet(p, func(g *group) { g.speakerRows(each) }); err != nil {
			return err
		}
	}
	return nil
}

func (g *group) speakerRows(each func(*SpeakerRow)) {
	id, name, kind, article := g.strings("speaker_id"), g.strings("speaker"), g.strings("speaker_kind"), g.strings("article_id")
	attribution, source, outlet := g.strings("attribution_id"), g.strings("source"), g.strings("outlet")
	published, dated := g.times("published_at")
	confidence := g.scores("confidence")
	for i := range g.rows {
		row := SpeakerRow{ID: id[i], Name: name[i], Kind: kind[i], Article: article[i], Attribution: attribution[i], Source: source[i], Outlet: outlet[i], Confidence: confidence[i]}
		if dated[i] {
			row.Published = time.UnixMicro(published[i]).UTC()
		}
		each(&row)
	}
}

// finished reports whether dir holds what the readers read.
func finished(dir string) error {
	for _, name := range []string{successName, speakerIndexTable} {
		if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("read tables of %s: %w: no %s in it", dir, ErrUnfinished, name)
		} else if err != nil {
			return fmt.Errorf("read tables: %w", err)
		}
	}
	return nil
}

// readParquet calls each with the row groups of a file. The library panics on some
// damaged files.
func readParquet(path string, each func(*group)) (err error) {
	defer func() {
		if v := recover(); v != nil {
			fault, ok := v.(error)
			if !ok {
				fault = fmt.Errorf("%v", v)
			}
			err = fmt.Errorf("read table %s: %w", path, fault)
		}
	}()
	f, err := pqfile.OpenParquetFile(path, false)
	if err != nil {
		return fmt.Errorf("open table %s: %w", path, err)
	}
	defer f.Close()
	for i := range f.NumRowGroups() {
		each(&group{file: f, reader: f.RowGroup(i), rows: int(f.RowGroup(i).NumRows())})
	}
	return nil
}

// group reads the columns of a row group. Its methods panic with an error, which
// readParquet returns.
type group struct {
	file   *pqfile.Reader
	reader *pqfile.RowGroupReader
	rows   int
}

// column returns the reader of the column whose path begins with name.
func (g *group) column(name string) pqfile.ColumnChunkReader {
	schema := g.file.MetaData().Schema
	for i := range schema.NumColumns() {
		if top, _, _ := strings.Cut(schema.Column(i).Path(), "."); top == name {
			c, err := g.reader.Column(i)
			if err != nil {
				panic(fmt.Errorf("column %s: %w", name, err))
			}
			return c
		}
	}
	panic(fmt.Errorf("no column %s", name))
}

// batch is how many values of a column are read at a time: most speakers have a file
// of a few rows.
func (g *group) batch() int { return min(max(g.rows, 1), 4096) }

// lists returns the strings of each row of a column: one, none for null, or those of
// a list.
func (g *group) lists(name string) [][]string {
	column := g.column(name)
	c, ok := column.(*pqfile.ByteArrayColumnChunkReader)
	if !ok {
		panic(fmt.Errorf("column %s: holds %v, not text", name, column.Type()))
	}
	var (
		out       = make([][]string, 0, g.rows)
		size      = g.batch()
		values    = make([]parquet.ByteArray, size)
		def, rep  = make([]int16, size), make([]int16, size)
		full      = column.Descriptor().MaxDefinitionLevel()
		repeating = column.Descriptor().MaxRepetitionLevel() > 0
	)
	for c.HasNext() {
		n, _, err := c.ReadBatch(int64(len(values)), values, def, rep)
		if err != nil {
			panic(fmt.Errorf("column %s: %w", name, err))
		}
		v := 0
		for i := range int(n) {
			if !repeating || rep[i] == 0 {
				out = append(out, nil)
			}
			if full == 0 || def[i] == full {
				out[len(out)-1] = append(out[len(out)-1], string(values[v]))
				v++
			}
		}
	}
	g.check(name, len(out))
	return out
}

// strings is lists of a column with at most one string a row; null is "".
func (g *group) strings(name string) []string {
	out := make([]string, g.rows)
	for i, list := range g.lists(name) {
		if len(list) > 0 {
			out[i] = list[0]
		}
	}
	return out
}

// times returns the numbers of a column, and whether each is there.
func (g *group) times(name string) (numbers []int64, ok []bool) {
	column := g.column(name)
	c, is := column.(*pqfile.Int64ColumnChunkReader)
	if !is {
		panic(fmt.Errorf("column %s: holds %v, not numbers", name, column.Type()))
	}
	values := make([]int64, g.batch())
	def, rep := make([]int16, len(values)), make([]int16, len(values))
	full := column.Descriptor().MaxDefinitionLevel()
	for c.HasNext() {
		n, _, err := c.ReadBatch(int64(len(values)), values, def, rep)
		if err != nil {
			panic(fmt.Errorf("column %s: %w", name, err))
		}
		v := 0
		for i := range int(n) {
			there := full == 0 || def[i] == full
			numbers, ok = append(numbers, 0), append(ok, there)
			if there {
				numbers[len(numbers)-1] = values[v]
				v++
			}
		}
	}
	g.check(name, len(numbers))
	return numbers, ok
}

func (g *group) ints(name string) []int64 {
	numbers, _ := g.times(name)
	return numbers
}

// scores returns the numbers of a column that is never null.
func (g *group) scores(name string) []float64 {
	column := g.column(name)
	c, is := column.(*pqfile.Float64ColumnChunkReader)
	if !is {
		panic(fmt.Errorf("column %s: holds %v, not scores", name, column.Type()))
	}
	var out []float64
	values := make([]float64, g.batch())
	for c.HasNext() {
		_, n, err := c.ReadBatch(int64(len(values)), values, nil, nil)
		if err != nil {
			panic(fmt.Errorf("column %s: %w", name, err))
		}
		out = append(out, values[:n]...)
		if n == 0 {
			break
		}
	}
	g.check(name, len(out))
	return out
}

func (g *group) check(name string, rows int) {
	if rows != g.rows {
		panic(fmt.Errorf("column %s: %d rows of %d", name, rows, g.rows))
	}
}
