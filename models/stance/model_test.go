package stance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/syntax"
)

// chain runs the steps before this one, then this one.
type chain struct {
	syntax      *syntax.Analyzer
	attribution *attribution.Model
	identity    *identity.Model
	stance      *Model
}

func newChain(t testing.TB) *chain {
	t.Helper()
	s, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &chain{syntax: s.NewAnalyzer()}
	if c.attribution, err = attribution.Load(); err != nil {
		t.Fatal(err)
	}
	if c.identity, err = identity.Load(); err != nil {
		t.Fatal(err)
	}
	if c.stance, err = Load(Options{}); err != nil {
		t.Fatal(err)
	}
	return c
}

// prepare runs the steps before this one.
func (c *chain) prepare(text string) (*models.Document, *identity.Cast) {
	doc := segment.Segment(&models.Article{ID: "t", Text: text})
	c.syntax.Annotate(doc)
	doc.Attributions = c.attribution.Attribute(doc)
	return doc, c.identity.Resolve(doc)
}

// stances renders what is found in text: holder, sign, target and who reports it.
func (c *chain) stances(text string) string {
	doc, cast := c.prepare(text)
	var rows []string
	for _, s := range c.stance.Find(doc, cast) {
		sign := map[models.StanceLabel]string{models.Support: "+", models.Oppose: "-"}[s.Label]
		row := fmt.Sprintf("%s %s %s", doc.Speakers[s.Holder].Name, sign, s.Target.Name)
		if s.AccordingTo >= 0 {
			row += " / " + doc.Speakers[s.AccordingTo].Name
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return "none\n"
	}
	slices.Sort(rows)
	return strings.Join(rows, "\n") + "\n"
}

func TestFind(t *testing.T) {
	c := newChain(t)
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "stance":
				return c.stances(d.Input)
			case "target", "order":
				return c.target(d.Cmd, d.Input)
			case "unmet": // what is meant, in brackets of the command, is not found yet
				return c.stances(d.Input)
			}
			return "unknown command " + d.Cmd
		})
	})
}

// TestStancesAreSound holds that nobody is the target of his own stance, whatever the
// text, and that scores, labels and indices agree.
func TestStancesAreSound(t *testing.T) {
	c := newChain(t)
	text := strings.Repeat(`Maria Keller defended Maria Keller. She said she backs her own plan, and "I support myself." Omar Reyes accused Keller of lying, and Keller called Reyes a disgrace. The carbon tax is opposed by many. `, 3)
	doc, cast := c.prepare(text)
	found := c.stance.Find(doc, cast)
	if len(found) == 0 {
		t.Fatal("no stance found")
	}
	for _, s := range found {
		if s.Holder < 0 || s.Holder >= len(doc.Speakers) {
			t.Fatalf("holder %d of %d speakers", s.Holder, len(doc.Speakers))
		}
		if doc.Speakers[s.Holder].ID == s.Target.ID {
			t.Errorf("%s is the target of his own stance", s.Target.ID)
		}
		if (s.Score > 0) != (s.Label == models.Support) || s.Score < -1 || s.Score > 1 || s.Label == models.NoStance {
			t.Errorf("label %s with score %g", s.Label, s.Score)
		}
		if s.Evidence.Empty() || s.Evidence.End > len(text) || s.Target.Mention.Empty() {
			t.Errorf("evidence %v, target %v", s.Evidence, s.Target.Mention)
		}
		if s.AccordingTo == s.Holder {
			t.Errorf("%s reports his own stance", doc.Speakers[s.Holder].Name)
		}
	}
}

func FuzzFind(f *testing.F) {
	c := newChain(f)
	f.Add("\"I oppose it,\" he said. Not n't no longer against.")
	f.Add("Both A and B backed the tax and and and.")
	f.Fuzz(func(t *testing.T, text string) {
		doc, cast := c.prepare(text)
		c.stance.Find(doc, cast)
		whole := models.Span{End: len(text)}
		c.stance.Target(doc, whole)
		c.stance.Pair(doc, whole, models.Span{})
	})
}

func BenchmarkFind(b *testing.B) {
	c := newChain(b)
	text := strings.Repeat("Maria Keller, a critic of Omar Reyes, said she opposes the carbon tax and urged lawmakers to reject it. Omar Reyes praised the minimum wage on Monday in a long speech to the council. ", 20)
	doc, cast := c.prepare(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		c.stance.Find(doc, cast)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
