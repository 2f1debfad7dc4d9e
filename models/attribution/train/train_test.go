package train

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/syntax"
)

// examples writes articles of one sentence about who said what, with their gold.
func examples(t *testing.T, n int) []*Example {
	t.Helper()
	m, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := m.NewAnalyzer()
	names := []string{"Ana Ruiz", "Ben Oyo", "The union", "The minister", "Kim"}
	cues := []string{"said", "warned", "announced", "insisted"}
	contents := []string{"talks had failed", "the dam was leaking", "prices would rise", "the vote was fair", "nobody had called"}
	var out []*Example
	for i := range n {
		name, cue, content := names[i%5], cues[i%4], contents[(i/2)%5]
		text := fmt.Sprintf("%s %s %s. The town lies on a river.", name, cue, content)
		doc := segment.Segment(&models.Article{ID: fmt.Sprint(i), Text: text})
		a.Annotate(doc)
		span := func(s string) []models.Span {
			at := strings.Index(text, s)
			return []models.Span{{Start: at, End: at + len(s)}}
		}
		out = append(out, NewExample(doc, []models.Attribution{{Source: span(name), Cue: span(" " + cue), Content: span(content)}}))
	}
	for _, e := range out { // the space tells the cue from a part of a name
		e.Gold[0].Cue[0].Start++
	}
	return out
}

func fit(t *testing.T) (*attribution.Model, *Fitted) {
	rules, err := attribution.Rules()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Rows: 1 << 10, Hidden: 16, Epochs: 6, Rate: 0.05, Drop: 0.3, Seed: 7}
	return rules, Fit(rules, examples(t, 60), o, func(string, ...any) {})
}

func TestFitLearnsAndRepeats(t *testing.T) {
	rules, f := fit(t)
	for role, f1 := range f.Sequence.Spans(rules, f.Counts, examples(t, 20)) {
		if f1 < 95 {
			t.Errorf("role %d: span F1 %.1f on sentences of the training's kind", role, f1)
		}
	}
	_, again := fit(t)
	if !bytes.Equal(f.Encode(), again.Encode()) {
		t.Error("two trainings on the same articles differ")
	}
	if _, _, err := attribution.Open(string(f.Encode())); err != nil {
		t.Errorf("open what was encoded: %v", err)
	}
}

func TestPriorsLeaveTheArticleOut(t *testing.T) {
	all := examples(t, 10)
	total, own := Count(all), Count(all[:1])
	for i := range all[0].Doc.Tokens {
		tok := &all[0].Doc.Tokens[i]
		if tok.Lower != "said" {
			continue
		}
		key := attribution.PriorKey(tok)
		if p := total.Prior(key); p == 0 {
			t.Error("said has no prior as a cue")
		}
		if p := (leftOut{own, own}).Prior(key); p != 0 {
			t.Errorf("an article alone gives itself the prior %d", p)
		}
	}
}
