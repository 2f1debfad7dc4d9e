package identity_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/quotation"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/syntax"
)

// chain runs the steps up to identity on marked articles.
type chain struct {
	parser *syntax.Analyzer
	model  *identity.Model
	date   time.Time // of the articles
}

func newChain(t testing.TB) *chain {
	t.Helper()
	m, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	id, err := identity.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &chain{parser: m.NewAnalyzer(), model: id}
}

func (c *chain) resolve(text string, title bool) (*models.Document, *identity.Cast) {
	plain, marked := unmark(text)
	doc := segment.Segment(&models.Article{Text: plain, TitleInText: title, PublishedAt: c.date})
	c.parser.Annotate(doc)
	doc.Quotes = quotation.Find(doc)
	doc.Attributions = marked
	return doc, c.model.Resolve(doc)
}

// unmark takes the marks [source|n] and {content|n} out of a text and returns
// the attributions they make, in order of n.
func unmark(text string) (string, []models.Attribution) {
	var b strings.Builder
	var open []int
	found := map[byte]*models.Attribution{}
	last := byte('0')
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '[' || c == '{':
			open = append(open, b.Len())
		case c == '|' && i+2 < len(text) && (text[i+2] == ']' || text[i+2] == '}') && len(open) > 0:
			n := text[i+1]
			if found[n] == nil {
				found[n] = &models.Attribution{ID: string(n), SourceHead: -1, CueHead: -1}
				last = max(last, n)
			}
			s := models.Span{Start: open[len(open)-1], End: b.Len()}
			open = open[:len(open)-1]
			if a := found[n]; text[i+2] == ']' {
				a.Source = append(a.Source, s)
			} else {
				a.Content = append(a.Content, s)
			}
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	var out []models.Attribution
	for n := byte('1'); n <= last; n++ {
		if a := found[n]; a != nil && len(a.Content) > 0 {
			if strings.HasPrefix(a.Content[0].In(b.String()), "\"") {
				a.Type = models.Direct
			}
			out = append(out, *a)
		}
	}
	return b.String(), out
}

func show(doc *models.Document) string {
	var b strings.Builder
	for _, a := range doc.Attributions {
		fmt.Fprintf(&b, "%s: ", a.ID)
		for i, ref := range a.Speakers {
			if i > 0 {
				b.WriteString("; ")
			}
			s := doc.Speakers[ref.Speaker]
			fmt.Fprintf(&b, "%s, %s, %s", s.Kind, s.Name, ref.Reason)
			if s.Affiliation != "" {
				fmt.Fprintf(&b, ", %s", s.Affiliation)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// showIDs lists the ids of the speakers, why each was chosen, and the mention that
// rests on.
func showIDs(doc *models.Document) string {
	var b strings.Builder
	for _, a := range doc.Attributions {
		for _, ref := range a.Speakers {
			fmt.Fprintf(&b, "%s: %s, %s [%s] at %d\n", a.ID, doc.Speakers[ref.Speaker].ID, ref.Reason, ref.Mention.In(doc.Article.Text), ref.Mention.Start)
		}
	}
	return b.String()
}

func TestResolve(t *testing.T) {
	c := newChain(t)
	datadriven.Walk(t, "testdata/cases", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			c.date = dateOf(t, d)
			doc, cast := c.resolve(d.Input, d.HasArg("title"))
			switch d.Cmd {
			case "resolve":
				return show(doc)
			case "cast":
				return showCast(doc, cast)
			case "ids":
				return showIDs(doc)
			}
			t.Fatalf("unknown command %s", d.Cmd)
			return ""
		})
	})
}

// dateOf reads the argument date=2006-01-02, the zero time when there is none.
func dateOf(t *testing.T, d *datadriven.TestData) time.Time {
	var s string
	d.MaybeScanArgs(t, "date", &s)
	if s == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		d.Fatalf(t, "%v", err)
	}
	return day
}

// showCast lists the figures with titles, aliases and mentions.
func showCast(doc *models.Document, c *identity.Cast) string {
	var b strings.Builder
	for i, f := range c.Figures {
		fmt.Fprintf(&b, "%s %s", f.Kind, f.Name)
		if len(f.Titles) > 0 {
			fmt.Fprintf(&b, ", titles %s", strings.Join(f.Titles, "/"))
		}
		if len(f.Aliases) > 0 {
			fmt.Fprintf(&b, ", aliases %s", strings.Join(f.Aliases, "/"))
		}
		b.WriteString(":")
		for _, m := range c.Mentions {
			if m.Figure == i {
				fmt.Fprintf(&b, " [%s]", m.In(doc.Article.Text))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
