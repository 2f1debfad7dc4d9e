package pipeline

import (
	"testing"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// sleepy is a step that takes its time.
func sleepy(d time.Duration) func(*models.Document) {
	return func(*models.Document) { time.Sleep(d) }
}

// Each stage has its own time, and an article that fails has one too.
func TestTimes(t *testing.T) {
	const long, short = 20 * time.Millisecond, 5 * time.Millisecond
	a := &Analyzer{steps: []step{
		{Syntax, sleepy(long)},
		{Identity, sleepy(short)},
		{Stance, func(doc *models.Document) {
			if doc.Article.ID == "bad" {
				panic("lost")
			}
		}},
	}}
	convert := func(*models.Document) (int, error) { time.Sleep(short); return 0, nil }
	var report Report
	for _, id := range []string{"good", "bad"} {
		out, clean := process(Config{}.withDefaults(), a, &models.Article{ID: id, Text: "Hail."}, convert)
		if clean != (id == "good") {
			t.Fatalf("%s: clean is %v", id, clean)
		}
		report.Add(out.report)
	}
	if report.Times != a.Times() {
		t.Errorf("reported %v, the analyzer has %v", report.Times, a.Times())
	}
	got := report.Times
	if got[Syntax] < 2*long || got[Identity] < 2*short || got[Output] < short || got[Segment] <= 0 || got[Attribution] != 0 {
		t.Errorf("times %v", got)
	}
}

// The time of reading is that of the source alone, to its end or to where its taker
// leaves it.
func TestTimeReading(t *testing.T) {
	const find, use = 5 * time.Millisecond, 40 * time.Millisecond
	source := func(yield func(*models.Article, *ingest.BadArticle) bool) {
		for range 3 {
			time.Sleep(find)
			if !yield(&models.Article{}, nil) {
				return
			}
		}
		time.Sleep(find)
	}
	for _, c := range []struct{ take, finds int }{{9, 4}, {2, 2}} {
		var took time.Duration
		n := 0
		for range timeReading(source, &took) {
			time.Sleep(use)
			if n++; n == c.take {
				break
			}
		}
		if took < time.Duration(c.finds)*find || took >= time.Duration(n)*use {
			t.Errorf("%d taken: reading took %v", c.take, took)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int64{"": 0, " \n": 0, "Hail.": 1, "It rained\u00a0all\tday —\n": 5} {
		if got := words(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
