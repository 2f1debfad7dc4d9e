package syndication

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
)

const corpora = "../../../shared/corpora"

// article is a line of a corpus.
type article struct {
	ID, Publisher, Date, Text string
}

// open skips the test where a corpus is not at hand.
func open(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(corpora, path))
	if os.IsNotExist(err) {
		t.Skip("needs the corpora")
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func readArticles(t *testing.T, r io.Reader, use func(article)) {
	t.Helper()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var a article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		use(a)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// half tells the articles that thresholds were chosen on from those that they are measured on.
func half(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32() >> 16 & 1
}

// reprinted tells the two articles of the corpus that repeat another one, as reading them showed.
func reprinted(id string) bool {
	return id == "wash-post_2015-12-13_misinformation-enters-mainstream" || id == "nyt_2016-03-05_polls-suggest-possibility-of-dea"
}

// text is an article or an edited copy of one.
type text struct {
	source int    // which article
	edit   string // how it was edited; empty for the article itself
	sketch Sketch
}

// editedSet is every article of a half, with one copy of each kind.
func editedSet(articles []article) (set []text) {
	var s Sketcher
	for i, a := range articles {
		r := rand.New(rand.NewPCG(7, uint64(i)))
		set = append(set, text{i, "", s.Sketch(a.Text)})
		for _, e := range edits() {
			set = append(set, text{i, e.name, s.Sketch(e.make(r, a.Text))})
		}
	}
	return set
}

type tally struct{ right, all int }

func (c tally) String() string {
	return fmt.Sprintf("%d of %d, %.2f %%", c.right, c.all, 100*float64(c.right)/float64(max(1, c.all)))
}

func (c *tally) add(right bool) {
	c.all++
	if right {
		c.right++
	}
}

// TestEdited measures precision over all pairs of an edited set, and recall over articles and their copies.
func TestEdited(t *testing.T) {
	halves := [2][]article{}
	f := open(t, "polnear/train.jsonl")
	defer f.Close()
	readArticles(t, f, func(a article) {
		if !reprinted(a.ID) {
			halves[half(a.ID)] = append(halves[half(a.ID)], a)
		}
	})
	for h, articles := range halves {
		t.Run([]string{"tuned", "held out"}[h], func(t *testing.T) {
			set := editedSet(articles)
			recall, precision := measurePairs(t, articles, set)
			if p := float64(precision.right) / float64(precision.all); p < 0.99 {
				t.Errorf("precision %.4f", p)
			}
			if r := float64(recall.right) / float64(recall.all); r < 0.95 {
				t.Errorf("recall %.4f", r)
			}
			measureDecision(t, set)
			measureHard(t, articles)
		})
	}
}

func measurePairs(t *testing.T, articles []article, set []text) (recall, precision tally) {
	kinds := map[string]*tally{}
	for i := range set {
		for j := range i {
			a, b := &set[j], &set[i]
			similar := Similar(&a.sketch, &b.sketch)
			if similar {
				precision.add(a.source == b.source)
				if a.source != b.source && a.edit == "" && b.edit == "" {
					t.Logf("called a copy: %s, %s", articles[a.source].ID, articles[b.source].ID)
				}
			}
			if a.source == b.source && a.edit == "" {
				recall.add(similar)
				if kinds[b.edit] == nil {
					kinds[b.edit] = new(tally)
				}
				kinds[b.edit].add(similar)
			}
		}
	}
	t.Logf("%d articles, %d texts; precision %v; recall %v", len(articles), len(set), precision, recall)
	for _, e := range edits() {
		t.Logf("recall, %s: %v", e.name, kinds[e.name])
	}
	return recall, precision
}

// measureDecision says how many copies are given to their article when all come together.
func measureDecision(t *testing.T, set []text) {
	items := make([]Item, len(set))
	for i := range set {
		date := int64(0)
		if set[i].edit != "" {
			date = 1
		}
		items[i] = Item{Published: date, Dated: true, ID: fmt.Sprint(i), Sketch: &set[i].sketch}
	}
	var copies, originals tally
	for i, o := range Decide(items, nil, nil) {
		if set[i].edit == "" {
			originals.add(o < 0)
		} else {
			copies.add(o >= 0 && set[o].source == set[i].source)
		}
	}
	t.Logf("Decide: copies given to their article %v; articles left originals %v", copies, originals)
}

// measureHard says how many pairs that look like copies and are none are told from them.
func measureHard(t *testing.T, articles []article) {
	var s Sketcher
	var sameDay, quotes, forms tally
	r := rand.New(rand.NewPCG(11, 1))
	own := make([]Sketch, len(articles))
	for i, a := range articles {
		own[i] = s.Sketch(a.Text)
		for j, b := range articles[:i] {
			if a.Date == b.Date {
				sameDay.add(!Similar(&own[i], &own[j]))
			}
		}
	}
	for i, a := range articles {
		j := (i + 1) % len(articles)
		quoted, refilled := s.Sketch(quoting(r, a.Text, articles[j].Text)), s.Sketch(refill(r, a.Text))
		quotes.add(!Similar(&own[j], &quoted))
		forms.add(!Similar(&own[i], &refilled))
	}
	t.Logf("told apart: articles of one day %v; sharing a long quotation %v; forms filled in anew %v", sameDay, quotes, forms)
}

// TestReleases counts copies among press releases, and what it takes to find them.
func TestReleases(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var items []Item
	var sketcher Sketcher
	var took time.Duration
	bytes := 0
	for part := 1; part <= 4; part++ {
		f := open(t, fmt.Sprintf("press-releases/releases-%d.jsonl.zst", part))
		defer f.Close()
		z, err := zstd.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		readArticles(t, z, func(a article) {
			start := time.Now()
			s := sketcher.Sketch(a.Text)
			took += time.Since(start)
			bytes += len(a.Text)
			items = append(items, Item{ID: a.ID, Sketch: &s})
		})
	}
	t.Logf("%d releases, %.0f MB: sketches in %v", len(items), float64(bytes)/1e6, took)
	start := time.Now()
	answer := Decide(items, nil, nil)
	t.Logf("decided in %v", time.Since(start))
	copies, exact := 0, 0
	for i, o := range answer {
		if o >= 0 {
			copies++
			if items[o].Sketch.exact() == items[i].Sketch.exact() {
				exact++
			}
		}
	}
	t.Logf("%d copies, %d of them word for word", copies, exact)
}
