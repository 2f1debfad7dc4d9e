package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/output/tables"
)

// What a page has room for: quotations of one figure, and of all.
const (
	maxFigureQuotes = 1000
	maxQuotes       = 60_000
)

// collector reads the quotations of the chosen figures.
type collector struct {
	*gatherer
	number   map[string]int // of a figure
	articles map[string]int // number of an article by id
	quotes   [][]quote      // by figure
	// open finds the quotation of an attribution in the article that is being read.
	open   map[string]int
	figure int
	within string
	// byKey finds the quotation that a stance rests on, also the attribution that
	// stands for another one in the same sentence.
	byKey map[key]*quote
	also  map[key]string
}

// key names an attribution to a figure.
type key struct {
	figure, article int
	attribution     string
}

func collect(g *gatherer) error {
	c := &collector{gatherer: g, number: map[string]int{}, articles: map[string]int{}, open: map[string]int{}, quotes: make([][]quote, len(g.c.figures)), byKey: map[key]*quote{}, also: map[key]string{}}
	ids := make([]string, len(g.c.figures))
	for i, f := range g.c.figures {
		c.number[f.id], ids[i] = i, f.id
	}
	if len(ids) == 0 {
		return nil
	}
	if err := c.rows(ids); err != nil {
		return err
	}
	if err := c.stances(ids); err != nil {
		return err
	}
	c.settle()
	return nil
}

func (c *collector) rows(ids []string) error {
	q := c.of("speaker_id", "article_id", "title", "outlet", "url", "published_at", "start", "end", "attribution_id", "attribution_ids", "quote_type",
		"content_spans", "source", "source_spans", "cue_spans", "speaker_reason", "speaker_mention", "confidence", "sentiment_score", "content_sentiment_score")
	q.Speakers = ids
	c.figure = -1
	for r, err := range c.set.SpeakerRows(q) {
		if err != nil {
			return err
		}
		if r.Confidence < c.c.options.MinConfidence {
			continue
		}
		f, chosen := c.number[r.SpeakerID]
		if !chosen {
			continue
		}
		if f != c.figure || r.ArticleID != c.within {
			clear(c.open)
			c.figure, c.within = f, r.ArticleID
			c.trim(f)
		}
		c.row(f, r)
	}
	return nil
}

// row adds a sentence to the quotation of its attribution.
func (c *collector) row(f int, r *tables.SpeakerRow) {
	i, known := c.open[r.AttributionID]
	if !known {
		i = len(c.quotes[f])
		c.open[r.AttributionID] = i
		c.quotes[f] = append(c.quotes[f], quote{
			figure: f, article: c.article(&r.Head), attribution: r.AttributionID, kind: r.QuoteType, start: r.Start, end: r.End,
			content: r.ContentSentiment, confidence: r.Confidence, reason: r.SpeakerReason, mention: r.SpeakerMention,
		})
		c.quotes[f][i].mark(markSource, r.SourceSpans)
		c.quotes[f][i].mark(markCue, r.CueSpans)
	}
	q := &c.quotes[f][i]
	for _, id := range r.AttributionIDs {
		if id != r.AttributionID {
			c.also[key{f, q.article, id}] = r.AttributionID
		}
	}
	q.start, q.end = min(q.start, r.Start), max(q.end, r.End)
	q.rows++
	q.sentiment += r.Sentiment.Score
	q.confidence = min(q.confidence, r.Confidence)
	q.mark(markContent, r.ContentSpans)
}

func (q *quote) mark(kind byte, spans []tables.Span) {
	for _, s := range spans {
		q.spans = append(q.spans, mark{kind, s.Start, s.End})
	}
}

// article returns the number of an article.
func (c *collector) article(h *tables.Head) int {
	if i, ok := c.articles[h.ArticleID]; ok {
		return i
	}
	i := len(c.c.articles)
	c.c.articles = append(c.c.articles, article{id: h.ArticleID, title: h.Title, outlet: h.Outlet, url: link(h.URL), published: h.Published})
	c.articles[h.ArticleID] = i
	return i
}

// trim keeps memory bounded for a figure with more quotations than are shown.
func (c *collector) trim(f int) {
	if len(c.quotes[f]) < 4*maxFigureQuotes {
		return
	}
	c.hide(f, 2*maxFigureQuotes)
}

// hide keeps the n quotations of a figure that say most: with a stance first, then the
// surest.
func (c *collector) hide(f, n int) {
	all := c.quotes[f]
	if len(all) <= n {
		return
	}
	slices.SortStableFunc(all, func(a, b quote) int {
		return cmp.Or(cmp.Compare(min(len(b.stances), 1), min(len(a.stances), 1)), cmp.Compare(b.confidence, a.confidence))
	})
	c.c.figures[f].hidden += len(all) - n
	clear(all[n:])
	c.quotes[f] = all[:n]
}

func (c *collector) stances(ids []string) error {
	for f := range c.quotes {
		for i := range c.quotes[f] {
			q := &c.quotes[f][i]
			c.byKey[key{f, q.article, q.attribution}] = q
		}
	}
	told := make([][]quote, len(c.quotes))
	query := c.of("article_id", "title", "outlet", "url", "published_at", "holder_id", "target_id", "label", "score", "evidence_start", "evidence_end", "attribution_id", "according_to")
	query.Speakers = ids
	for s, err := range c.set.Stances(query) {
		if err != nil {
			return err
		}
		if c.dropped[[2]string{s.ArticleID, s.AttributionID}] {
			continue
		}
		f := c.number[s.HolderID]
		c.stance(f, s, told)
	}
	for f, more := range told {
		c.quotes[f] = append(c.quotes[f], more...)
	}
	return nil
}

// stance adds a stance to the quotation it rests on. One that the figure does not
// express, but the article or somebody else tells, is shown by its evidence.
func (c *collector) stance(f int, s *tables.Stance, told [][]quote) {
	evidence := mark{markEvidence, s.EvidenceStart, s.EvidenceEnd}
	h := held{c.targets[s.TargetID], s.Label, s.Score}
	if a, known := c.articles[s.ArticleID]; known && s.AttributionID != "" {
		k := key{f, a, s.AttributionID}
		q := c.byKey[k]
		if main := c.also[k]; q == nil && main != "" {
			q = c.byKey[key{f, a, main}]
		}
		if q != nil {
			q.stances = append(q.stances, h)
			q.spans = append(q.spans, evidence)
			return
		}
	}
	if len(told[f]) >= maxFigureQuotes {
		c.c.figures[f].hidden++
		return
	}
	told[f] = append(told[f], quote{
		figure: f, article: c.article(&s.Head), attribution: s.AttributionID, kind: "told", start: s.EvidenceStart, end: s.EvidenceEnd,
		spans: []mark{evidence}, by: s.AccordingTo, stances: []held{h},
	})
}

// settle cuts the quotations to what there is room for, and sorts each figure's by
// time.
func (c *collector) settle() {
	room := maxQuotes
	for f, figure := range c.c.figures {
		c.hide(f, min(maxFigureQuotes, room))
		room -= len(c.quotes[f])
		slices.SortStableFunc(c.quotes[f], func(a, b quote) int {
			x, y := &c.c.articles[a.article], &c.c.articles[b.article]
			return cmp.Or(x.published.Compare(y.published), strings.Compare(x.id, y.id), a.start-b.start, a.end-b.end, strings.Compare(a.attribution, b.attribution))
		})
		figure.from = len(c.c.quotes)
		c.c.quotes = append(c.c.quotes, c.quotes[f]...)
		figure.to = len(c.c.quotes)
		c.c.totals.Hidden += figure.hidden
	}
}
