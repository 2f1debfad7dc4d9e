package pipeline

import (
	"slices"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/syntax"
)

// Analyzer runs the steps over one article at a time, with scratch memory that
// lasts from article to article. It belongs to one goroutine.
type Analyzer struct {
	models *Models
	syntax *syntax.Analyzer
	steps  []step
	stage  Stage          // the step under way, to name it should it panic
	cast   *identity.Cast // of the article under way

	deadline time.Time // of the article under way; zero for none
	late     bool      // whether it passed, and steps were left out

	times Times // of all articles so far
}

// step fills its part of a document.
type step struct {
	stage Stage
	run   func(*models.Document)
}

// NewAnalyzer builds the chain of steps as far as the models reach. Attributions
// less sure than c.MinConfidence are dropped before they are resolved, and speakers
// renamed as c.Aliases says before their stances are looked for.
func (m *Models) NewAnalyzer(c Config) *Analyzer {
	a := &Analyzer{models: m}
	chain := []step{
		{Syntax, func(doc *models.Document) { a.syntax.Annotate(doc) }},
		{Attribution, func(doc *models.Document) {
			doc.Attributions = m.attribution.Attribute(doc)
			dropUnsure(doc, c.MinConfidence)
		}},
		{Identity, func(doc *models.Document) {
			a.cast = m.identity.Resolve(doc)
			c.Aliases.Apply(doc, a.cast)
		}},
		{Sentiment, func(doc *models.Document) {
			m.sentiment.Annotate(doc)
			rescore(m.sentiment, c.Scorer, doc)
		}},
		{Stance, func(doc *models.Document) { doc.Stances = m.stance.Find(doc, a.cast) }},
	}
	if m.last >= Syntax {
		a.syntax = m.syntax.NewAnalyzer()
		a.syntax.Follow(c.Convention)
	}
	a.steps = slices.DeleteFunc(chain, func(s step) bool { return s.stage > m.last })
	return a
}

// Analyze returns what the steps find in the article. The document is the
// caller's; a step that panics panics out of Analyze.
func (a *Analyzer) Analyze(article *models.Article) *models.Document {
	doc := a.read(article)
	a.run(doc, Syntax, Stance)
	return doc
}

// read runs the steps up to the trees.
func (a *Analyzer) read(article *models.Article) *models.Document {
	a.stage, a.cast, a.late = Segment, nil, false
	begin := time.Now()
	doc := segment.Segment(article)
	a.times[Segment] += time.Since(begin)
	a.run(doc, Segment, Syntax)
	return doc
}

// run runs the steps after one stage and up to another.
func (a *Analyzer) run(doc *models.Document, after, last Stage) {
	begin := time.Now()
	for _, s := range a.steps {
		if s.stage > after && s.stage <= last {
			if a.late = a.late || !a.deadline.IsZero() && begin.After(a.deadline); a.late {
				return
			}
			a.stage = s.stage
			s.run(doc)
			end := time.Now()
			a.times[s.stage] += end.Sub(begin)
			begin = end
		}
	}
}

// dropUnsure drops the attributions less sure than min.
func dropUnsure(doc *models.Document, min float64) {
	doc.Attributions = slices.DeleteFunc(doc.Attributions, func(a models.Attribution) bool { return a.Confidence < min })
}
