package output

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/saysonews/sayso/models"
)

// Rows holds the rows of one document, ready to be written. It keeps no reference
// to the document.
type Rows struct {
	id, outlet string
	// articles is the row of the article but for its last columns, which depend on the
	// other articles.
	articles, sentences, stances []byte
	speakers, sightings          []record
	// bytes is the memory that the records hold.
	bytes int64
}

// Convert turns doc into rows. It is safe for concurrent use and returns an error,
// never a panic, for a document whose spans or indices point outside it or that
// names a speaker by an id which models.ValidID refuses.
func Convert(doc *models.Document) (*Rows, error) {
	if err := check(doc); err != nil {
		return nil, err
	}
	c := newConverter(doc)
	r := &Rows{id: valid(doc.Article.ID), outlet: valid(doc.Article.Outlet), sentences: c.sentenceRows(), stances: c.stanceRows()}
	r.speakers, r.sightings, r.bytes = c.speakerRows()
	r.articles = c.articleRow()
	return r, nil
}

// outlets is the article's own outlet as a list, empty for none.
func (r *Rows) outlets() []string {
	if r.outlet == "" {
		return nil
	}
	return []string{r.outlet}
}

// stretch is a range of bytes in a buffer.
type stretch struct{ from, to int }

func (s stretch) of(b []byte) []byte { return b[s.from:s.to] }

// converter encodes the rows of one document.
type converter struct {
	doc     *models.Document
	offsets models.Offsets
	*quotes
	// shared holds values that several rows begin or end with: the article, and of
	// each sentence itself, its sentiment and its citations.
	shared    encoder
	article   stretch
	sentence  []stretch
	sentiment []stretch
	citations []stretch
	marks     []models.Citation // of the whole article, in order
}

func newConverter(doc *models.Document) *converter {
	c := &converter{doc: doc, offsets: models.NewOffsets(doc.Article.Text), quotes: findQuotes(doc)}
	n := len(doc.Sentences)
	bounds := make([]stretch, 3*n)
	c.sentence, c.sentiment, c.citations = bounds[:n:n], bounds[n:2*n:2*n], bounds[2*n:]
	for i := range doc.Sentences {
		c.marks = append(c.marks, doc.Sentences[i].Citations...)
	}
	c.article = c.share(c.putArticle)
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		c.sentence[i] = c.share(func(e *encoder) { c.putSentence(e, i, s) })
		c.sentiment[i] = c.share(func(e *encoder) { putSentiment(e, s.Sentiment) })
		c.citations[i] = c.share(func(e *encoder) { c.putCitations(e, s.Citations) })
	}
	return c
}

func (c *converter) share(put func(*encoder)) stretch {
	from := len(c.shared.b)
	put(&c.shared)
	return stretch{from, len(c.shared.b)}
}

func (c *converter) copy(e *encoder, s stretch) { e.b = append(e.b, s.of(c.shared.b)...) }

func (c *converter) putArticle(e *encoder) {
	a := c.doc.Article
	e.string(a.ID)
	e.opt(a.Title)
	e.opt(a.Outlet)
	e.opt(a.Author)
	e.opt(a.URL)
	e.time(a.PublishedAt)
}

func (c *converter) putSentence(e *encoder, i int, s *models.Sentence) {
	e.int(i)
	c.putText(e, []models.Span{s.Span})
	c.putSpan(e, s.Span)
	e.string(s.Kind.String())
}

func putSentiment(e *encoder, s models.Sentiment) {
	e.score(s.Score)
	e.string(s.Label.String())
	e.score(s.Bayes)
	e.score(s.Lexicon)
	e.score(s.Likeness)
	e.score(s.Learned)
	e.score(s.Coverage)
	e.string(s.Source.String())
}

func (c *converter) putCitations(e *encoder, list []models.Citation) {
	e.count(len(list))
	for i := range list {
		m := &list[i]
		e.string(m.Marker)
		c.putSpan(e, m.Span)
		e.opt(m.Title)
		e.opt(m.Outlet)
		e.opt(m.Date)
	}
}

func (c *converter) putSpan(e *encoder, s models.Span) {
	o := c.offsets.Span(s)
	e.int(o[0])
	e.int(o[1])
}

func (c *converter) putSpans(e *encoder, list []models.Span) {
	e.count(len(list))
	for _, s := range list {
		c.putSpan(e, s)
	}
}

// putText writes the texts of spans, without footnote marks, as a string.
func (c *converter) putText(e *encoder, spans []models.Span) {
	text := appendSpans(nil, c.doc.Article.Text, spans, c.marks)
	e.string(string(text))
}

// putOptText is putText for a nullable column: no span is null.
func (c *converter) putOptText(e *encoder, spans []models.Span) {
	text := appendSpans(nil, c.doc.Article.Text, spans, c.marks)
	e.opt(string(text))
}

func (c *converter) articleRow() []byte {
	a := c.doc.Article
	sum := sha256.Sum256([]byte(a.Text))
	var e encoder
	e.b = make([]byte, 0, len(a.Text)+len(a.Path)+512)
	c.copy(&e, c.article)
	e.opt(a.Language)
	e.string(a.Path)
	e.int(a.Line)
	e.int(c.offsets.CodePoint(len(a.Text)))
	e.int(len(c.doc.Sentences))
	e.int(len(c.doc.Attributions))
	e.int(c.countSpeakers())
	e.int(len(c.doc.Stances))
	e.string(hex.EncodeToString(sum[:]))
	e.string(a.Text)
	return e.b
}

// countSpeakers returns how many speakers have a row.
func (c *converter) countSpeakers() int {
	n := 0
	for i := range c.quotes.quotes {
		if i == 0 || c.quotes.quotes[i].speaker != c.quotes.quotes[i-1].speaker {
			n++
		}
	}
	return n
}

func (c *converter) stanceRows() []byte {
	var e encoder
	for i := range c.doc.Stances {
		c.stanceRow(&e, i)
	}
	return e.b
}

func (c *converter) stanceRow(e *encoder, i int) {
	s := &c.doc.Stances[i]
	holder := &c.doc.Speakers[s.Holder]
	c.copy(e, c.article)
	e.int(i)
	e.string(holder.ID)
	e.string(nameOf(holder))
	e.string(holder.Kind.String())
	e.string(s.Target.ID)
	e.string(s.Target.Name)
	e.string(s.Target.Kind.String())
	c.putSpan(e, s.Target.Mention)
	e.string(s.Label.String())
	e.score(s.Score)
	c.putText(e, []models.Span{s.Evidence})
	c.putSpan(e, s.Evidence)
	at := sentenceAt(c.doc, s.Evidence)
	e.optInt(at, at >= 0)
	if s.Attribution >= 0 {
		e.opt(c.doc.Attributions[s.Attribution].ID)
	} else {
		e.opt("")
	}
	if s.AccordingTo >= 0 {
		by := &c.doc.Speakers[s.AccordingTo]
		e.opt(by.ID)
		e.opt(nameOf(by))
	} else {
		e.opt("")
		e.opt("")
	}
}

// sentenceAt returns the first sentence that s overlaps, or -1.
func sentenceAt(doc *models.Document, s models.Span) int {
	i := firstAfter(doc.Sentences, s.Start)
	if i < len(doc.Sentences) && doc.Sentences[i].Overlaps(s) {
		return i
	}
	return -1
}
