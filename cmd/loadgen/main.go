// Command loadgen makes articles for load tests out of a few real ones: see package
// pipeline/loadgen. It is a tool for those who test Sayso, and no part of it.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/loadgen"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// Exit codes.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

const help = `loadgen makes articles for load tests out of real ones.

    loadgen [flags] ARTICLES...

ARTICLES are files or folders that sayso reads (.jsonl, .jsonl.zst, .txt ...). Of these
it makes as many articles as are wanted: with other people's names, outlets, days and ids,
and some that are copies of others, as agencies' texts are. The first round keeps the texts
but for the names; later rounds mix sentences of two articles. The same call writes the
same bytes.

    loadgen -n 1000000 -out million.jsonl.zst releases.jsonl.zst
    loadgen -n 50000 -exact 0.2 -near 0.1 -outlets 20 -days 7 -out week.jsonl.zst articles/
    loadgen -n 1000 articles/ | sayso run - --out tables

Flags:
`

type options struct {
	loadgen.Options
	out   string
	held  int64
	paths []string
}

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err == nil {
		err = o.Validate()
	}
	if err != nil {
		fmt.Fprintln(stderr, "loadgen:", err)
		return exitUsage
	}
	base, err := read(o, stderr)
	if err == nil {
		err = write(o, base, stdout, stderr)
	}
	var path *ingest.PathError
	switch {
	case errors.As(err, &path):
		fmt.Fprintln(stderr, "loadgen:", err)
		return exitUsage
	case err != nil:
		fmt.Fprintln(stderr, "loadgen:", err)
		return exitFailed
	}
	return exitOK
}

func parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{Options: loadgen.Defaults()}
	f := flag.NewFlagSet("loadgen", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, help)
		f.PrintDefaults()
	}
	f.IntVar(&o.Articles, "n", o.Articles, "`number` of articles to make")
	f.Uint64Var(&o.Seed, "seed", o.Seed, "another `number` makes other articles of the same ones")
	f.Float64Var(&o.Exact, "exact", o.Exact, "`share` of articles that are exact copies of an earlier one, 0 to 1")
	f.Float64Var(&o.Near, "near", o.Near, "`share` of articles that are copies with changes, 0 to 1")
	since := f.String("since", o.Since.Format(time.DateOnly), "first `day` of publication")
	f.IntVar(&o.Days, "days", o.Days, "`number` of days that the articles spread over")
	f.IntVar(&o.Outlets, "outlets", o.Outlets, fmt.Sprintf("`number` of outlets, 1 to %d", loadgen.MaxOutlets))
	f.StringVar(&o.out, "out", "-", "`file` to write; packed with zstd where it ends in .zst")
	f.IntVar(&o.Workers, "workers", runtime.GOMAXPROCS(0), "`number` of articles made at a time")
	f.Int64Var(&o.held, "hold", 256<<20, "`bytes` of text to hold of ARTICLES; those after them are left out")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	var err error
	if o.Since, err = time.Parse(time.DateOnly, *since); err != nil {
		return nil, fmt.Errorf("-since %q: want a day, as 2024-01-31", *since)
	}
	if o.paths = f.Args(); len(o.paths) == 0 {
		return nil, errors.New("name articles to make others from, as in: loadgen -n 1000 articles.jsonl (more with -help)")
	}
	return o, nil
}

// read reads the articles to make others from, as many as are made and may be held.
func read(o *options, stderr io.Writer) ([]*models.Article, error) {
	source, err := ingest.Open(o.paths, ingest.Options{Stdin: os.Stdin})
	if err != nil {
		return nil, err
	}
	var base []*models.Article
	var size int64
	bad := 0
	for a, fault := range source.Articles() {
		if fault != nil {
			bad++
			continue
		}
		if size += int64(len(a.Text)); size > o.held || len(base) == o.Articles {
			break
		}
		base = append(base, a)
	}
	if bad > 0 {
		fmt.Fprintf(stderr, "loadgen: %d bad articles left out\n", bad)
	}
	if len(base) == 0 {
		return nil, fmt.Errorf("read articles: none in %s", strings.Join(o.paths, ", "))
	}
	return base, nil
}

// write makes the articles and writes them to where the options say. A file that could
// not be written to its end is removed.
func write(o *options, base []*models.Article, stdout, stderr io.Writer) error {
	m, err := loadgen.New(base, o.Options)
	if err != nil {
		return err
	}
	begin := time.Now()
	var stats loadgen.Stats
	if o.out == "-" {
		stats, err = pack(m, stdout, false)
	} else {
		stats, err = writeFile(o.out, m)
	}
	if err != nil {
		return err
	}
	took := time.Since(begin)
	fmt.Fprintf(stderr, "%d articles from %d, %d exact and %d near copies, %.1f MB, %.1f s, %.0f articles/s\n",
		stats.Articles, len(base), stats.Exact, stats.Near, float64(stats.Bytes)/1e6, took.Seconds(), float64(stats.Articles)/took.Seconds())
	return nil
}

func writeFile(name string, m *loadgen.Maker) (stats loadgen.Stats, err error) {
	f, err := os.Create(name)
	if err != nil {
		return stats, fmt.Errorf("create file: %w", err)
	}
	stats, err = pack(m, f, strings.HasSuffix(name, ".zst"))
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(name)
	}
	return stats, err
}

// pack writes the articles to w, packed or plain.
func pack(m *loadgen.Maker, w io.Writer, packed bool) (stats loadgen.Stats, err error) {
	if packed {
		z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest))
		if err != nil {
			return stats, fmt.Errorf("open packing: %w", err)
		}
		stats, err = m.Write(z)
		return stats, errors.Join(err, z.Close())
	}
	buffered := bufio.NewWriterSize(w, 1<<20)
	stats, err = m.Write(buffered)
	return stats, errors.Join(err, buffered.Flush())
}
