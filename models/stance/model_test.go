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
			if d.Cmd != "stance" {
				return "unknown command " + d.Cmd
			}
			return c.stances(d.Input)
		})
	})
}
