package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
)

var load = sync.OnceValues(func() (*pipeline.Models, error) { return pipeline.Load(pipeline.Stance) })

// story is a text of which articles are copies, with variants of its own.
func story(n, variant int) string {
	who := []string{"Ann Cole", "Tomas Brandt", "Ida Holm", "Omar Diaz"}[n%4]
	text := fmt.Sprintf(`The council of ward %d met late on Monday to vote on the bridge, the school roof and the price of water.

"The bridge is no longer safe, and we will not gamble with the lives of those who cross it every day," said Councillor %s, who chairs the roads committee. The councillor added that work would begin in May and last for two years.

Shop owners on the east bank fear for their trade. The traders' union said the council had never asked its members, and called the plan number %d an insult to the ward.`, n, who, n*n+3)
	switch variant {
	case 1: // a wire's head and foot
		return "ELMSTAD (Wire) - " + text + "\n\nThe Wire is an agency of the region's papers."
	case 2: // a correction
		return strings.Replace(text, "two years", "three years", 1)
	case 3: // another text altogether
		return fmt.Sprintf("Rain fell on ward %d for the fifth day, the weather office said. Mayor %s thanked the fire crews and condemned the looting of shops.", n, who)
	}
	return text
}

// line is an article as a line of JSON.
func line(rng *rand.Rand, id string) string {
	n := rng.IntN(4)
	b, _ := json.Marshal(map[string]string{
		"id": id, "text": story(n, rng.IntN(4)), "outlet": fmt.Sprintf("Outlet %d", rng.IntN(3)),
		"published_at": fmt.Sprintf("2024-03-%02d", 1+rng.IntN(5)),
	})
	return string(b)
}

// world is a corpus and the folder that follows it.
type world struct {
	t       *testing.T
	rng     *rand.Rand
	dir     string
	corpus  map[string]string // lines by id
	removed map[string]bool
	runs    int
}

// TestHistories changes a corpus at random and follows it with runs of parts of it, in any
// order, some of them stopped or given up, with removals, compactions and merges. At the
// end the tables are those of one run over the corpus.
func TestHistories(t *testing.T) {
	n := uint64(24)
	if testing.Short() {
		n = 4
	}
	for seed := range n {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := &world{t: t, rng: rand.New(rand.NewPCG(seed, 7)), dir: t.TempDir(), corpus: map[string]string{}, removed: map[string]bool{}}
			for range 4 + w.rng.IntN(5) {
				w.step()
			}
			w.run("out", w.lines(), nil, nil)
			w.compare()
		})
	}
}

// step changes the corpus and runs over some of it.
func (w *world) step() {
	for range w.rng.IntN(4) {
		id := fmt.Sprintf("a%d", w.rng.IntN(9))
		if !w.removed[id] {
			w.corpus[id] = line(w.rng, id)
		}
	}
	lines := w.lines()
	w.rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	lines = lines[:w.rng.IntN(len(lines)+1)]
	switch w.rng.IntN(8) {
	case 0:
		w.remove()
	case 1: // given up
		ctx, cancel := context.WithCancel(context.Background())
		w.job("out", lines, func(j *Job) { j.Config.Done = cancel }, ctx)
	case 2: // stopped
		stop, cancel := context.WithCancel(context.Background())
		w.run("out", lines, func(j *Job) { j.Stop, j.Config.Done = stop, cancel }, nil)
	case 3:
		s := w.open("out")
		if _, err := s.Compact(context.Background()); err != nil {
			w.t.Fatal(err)
		}
		w.close(s)
	case 4:
		w.shards(lines)
	default:
		w.run("out", lines, nil, nil)
	}
}

func (w *world) lines() []string {
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(w.corpus)) {
		lines = append(lines, w.corpus[id])
	}
	return lines
}

func (w *world) remove() {
	for id := range maps.Keys(w.corpus) {
		w.run("out", nil, func(j *Job) { j.Remove = []string{id} }, nil)
		delete(w.corpus, id)
		w.removed[id] = true
		return
	}
}

// shards runs over two halves in folders of their own and merges these.
func (w *world) shards(lines []string) {
	var parts []*output.Store
	half := len(lines) / 2
	for i, part := range [][]string{lines[:half], lines[half:]} {
		name := fmt.Sprintf("part-%d-%d", w.runs, i)
		w.run(name, part, nil, nil)
		s, err := output.OpenToRead(w.options(name))
		if err != nil {
			w.t.Fatal(err)
		}
		parts = append(parts, s)
	}
	w.run("out", nil, func(j *Job) { j.Parts = parts }, nil)
}

func (w *world) options(name string) output.Options {
	return output.Options{Dir: filepath.Join(w.dir, name), RunID: fmt.Sprintf("r%d", w.runs), ModelVersion: "m", Workers: 2}
}

func (w *world) open(name string) *output.Store {
	w.t.Helper()
	w.runs++
	s, err := output.Open(context.Background(), w.options(name))
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) close(s *output.Store) {
	w.t.Helper()
	if err := s.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// job runs over lines, with changes to the job.
func (w *world) job(name string, lines []string, change func(*Job), ctx context.Context) (Result, error) {
	w.t.Helper()
	s := w.open(name)
	defer w.close(s)
	source, err := ingest.Open([]string{"-"}, ingest.Options{Stdin: strings.NewReader(strings.Join(lines, "\n"))})
	if err != nil {
		w.t.Fatal(err)
	}
	j := Job{Store: s, Source: source, Config: pipeline.Config{Workers: 1 + w.rng.IntN(3)}, Load: load, Version: "v"}
	if change != nil {
		change(&j)
	}
	return Run(ctx, j)
}

func (w *world) run(name string, lines []string, change func(*Job), ctx context.Context) Result {
	w.t.Helper()
	if ctx == nil {
		ctx = context.Background()
	}
	res, err := w.job(name, lines, change, ctx)
	if err != nil && !errors.Is(err, context.Canceled) {
		w.t.Fatal(err)
	}
	return res
}

// compare runs over the corpus from nothing and compares all tables.
func (w *world) compare() {
	w.t.Helper()
	w.run("scratch", w.lines(), nil, nil)
	for _, name := range []string{"out", "scratch"} {
		v, err := output.Verify(filepath.Join(w.dir, name), func(p error) { w.t.Errorf("%s: %v", name, p) })
		if err != nil || v.Articles != int64(len(w.corpus)) {
			w.t.Errorf("%s holds %d articles of %d: %v", name, v.Articles, len(w.corpus), err)
		}
	}
	if diff := gocmp.Diff(w.rows("scratch"), w.rows("out")); diff != "" {
		w.t.Errorf("tables (-one run +history):\n%s", diff)
	}
	if res := w.run("out", w.lines(), nil, nil); res.Committed || res.Unchanged != int64(len(w.corpus)) {
		w.t.Errorf("running again: %+v", res)
	}
}

// rows are the rows of all tables as sorted lines of JSON, but for runs and places.
func (w *world) rows(name string) map[string][]string {
	set, err := tables.Open(filepath.Join(w.dir, name))
	if err != nil {
		w.t.Fatal(err)
	}
	all := tables.Query{}
	return map[string][]string{
		"speakers":         encoded(w.t, set.SpeakerRows(all)),
		"speakers.parquet": encoded(w.t, set.Speakers(all)),
		"sentences":        encoded(w.t, set.Sentences(all)),
		"stances":          encoded(w.t, set.Stances(all)),
		"articles":         encoded(w.t, set.Articles(all)),
	}
}

func encoded[R any](t *testing.T, rows iter.Seq2[*R, error]) []string {
	t.Helper()
	var lines []string
	for r, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"RunID", "run_id", "Line", "line"} {
			delete(m, k)
		}
		b, _ = json.Marshal(m)
		lines = append(lines, string(bytes.TrimSpace(b)))
	}
	slices.Sort(lines)
	return lines
}
