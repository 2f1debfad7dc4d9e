package output

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// sentenceRows encodes every sentence, with who is quoted in it.
func (c *converter) sentenceRows() []byte {
	parts := make([][]int, len(c.doc.Sentences)) // of each sentence, in order
	for i := range c.parts {
		at := c.parts[i].sentence
		parts[at] = append(parts[at], i)
	}
	speakers := make([][]string, len(c.parts)) // of each part
	for _, q := range c.quotes.quotes {
		speakers[q.part] = append(speakers[q.part], c.speaker(q.speaker).ID)
	}
	var e encoder
	for i := range c.doc.Sentences {
		c.copy(&e, c.article)
		c.copy(&e, c.sentence[i])
		e.int(c.doc.Sentences[i].Block)
		e.bool(len(parts[i]) > 0)
		var ids, attributions []string
		for _, p := range parts[i] {
			for _, id := range speakers[p] {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			attributions = append(attributions, c.doc.Attributions[c.parts[p].attribution].ID)
		}
		e.strings(ids)
		e.strings(attributions)
		c.copy(&e, c.sentiment[i])
		c.copy(&e, c.citations[i])
	}
	return e.b
}

// speakerRows encodes the rows of speakers, and what the article adds to the entry of
// each in the index, as records to be sorted; and returns the memory they hold.
func (c *converter) speakerRows() (rows, sightings []record, size int64) {
	type bounds struct{ key, body stretch }
	var (
		e         encoder
		all, seen []bounds
		row       []quote
		placed    = c.stances()
	)
	for rest := c.quotes.quotes; len(rest) > 0; {
		first, n, score := rest[0], 0, int64(0)
		for len(rest) > 0 && rest[0].speaker == first.speaker {
			row, rest = c.next(rest)
			var b bounds
			b.key = e.span(func() { c.putKey(&e, row[0], c.parts[row[0].part].sentence) })
			var mine []placedStance
			mine, placed = c.take(placed, row)
			b.body = e.span(func() { c.putRow(&e, row, mine) })
			all = append(all, b)
			n++
			score += fixed(c.doc.Sentences[c.parts[row[0].part].sentence].Sentiment.Score)
		}
		seen = append(seen, bounds{
			key:  e.span(func() { c.putKey(&e, first, 0) }),
			body: e.span(func() { c.putSighting(&e, first.speaker, n, score) }),
		})
	}
	records := func(list []bounds) []record {
		out := make([]record, len(list))
		for i, b := range list {
			out[i] = record{key: b.key.of(e.b), body: b.body.of(e.b)}
		}
		return out
	}
	return records(all), records(seen), int64(cap(e.b)) + int64(len(all)+len(seen))*recordOverhead
}

// span returns what put appends.
func (e *encoder) span(put func()) stretch {
	from := len(e.b)
	put()
	return stretch{from, len(e.b)}
}

func (c *converter) putKey(e *encoder, q quote, sentence int) {
	a := c.doc.Article
	e.b = appendKey(e.b, c.speaker(q.speaker).ID, a.PublishedAt, valid(a.ID), sentence)
}

// take splits the stances of the row off the front of list.
func (c *converter) take(list []placedStance, row []quote) (mine, rest []placedStance) {
	who, at := row[0].speaker, c.parts[row[0].part].sentence
	n := 0
	for n < len(list) && list[n].speaker == who && list[n].sentence == at {
		n++
	}
	return list[:n], list[n:]
}

// putSighting writes what the article adds to the speaker's entry in the index: rows
// of a sum of sentiment, and the forms of the name.
func (c *converter) putSighting(e *encoder, speaker, rows int, score int64) {
	s := c.speaker(speaker)
	e.string(nameOf(s))
	e.string(s.Kind.String())
	e.time(c.doc.Article.PublishedAt)
	e.int(rows)
	e.int(int(score))
	e.strings(s.Aliases)
	e.strings(s.Titles)
	if s.Affiliation == "" {
		e.strings(nil)
	} else {
		e.strings([]string{s.Affiliation})
	}
	c.putOpinions(e, speaker)
}

// putOpinions writes the stances that the speaker holds in the article.
func (c *converter) putOpinions(e *encoder, speaker int) {
	n := 0
	for i := range c.doc.Stances {
		if c.counts(i, speaker) {
			n++
		}
	}
	e.count(n)
	for i := range c.doc.Stances {
		if s := &c.doc.Stances[i]; c.counts(i, speaker) {
			e.string(s.Target.ID)
			e.string(s.Target.Name)
			e.string(s.Target.Kind.String())
			e.bool(s.Label == models.Support)
		}
	}
}

// counts reports whether stance i is the speaker's, and for or against its target.
func (c *converter) counts(i, speaker int) bool {
	s := &c.doc.Stances[i]
	return c.canonical[s.Holder] == speaker && (s.Label == models.Support || s.Label == models.Oppose)
}

// putRow writes the columns of speakers.
func (c *converter) putRow(e *encoder, row []quote, stances []placedStance) {
	who, at := c.speaker(row[0].speaker), c.parts[row[0].part].sentence
	e.string(who.ID)
	e.string(nameOf(who))
	e.string(who.Kind.String())
	c.copy(e, c.article)
	c.copy(e, c.sentence[at])
	c.putAttributions(e, row)
	c.copy(e, c.sentiment[at])
	content := c.attribution(row[0]).Sentiment
	e.score(content.Score)
	e.string(content.Label.String())
	e.count(len(stances))
	for _, p := range stances {
		s := &c.doc.Stances[p.stance]
		e.string(s.Target.ID)
		e.string(s.Target.Name)
		e.string(s.Target.Kind.String())
		e.string(s.Label.String())
		e.score(s.Score)
	}
	c.copy(e, c.citations[at])
}

func (c *converter) attribution(q quote) *models.Attribution {
	return &c.doc.Attributions[c.parts[q.part].attribution]
}

// putAttributions writes the union of the row's attributions.
func (c *converter) putAttributions(e *encoder, row []quote) {
	first := c.attribution(row[0])
	kind, confidence := first.Type, first.Confidence
	var content, source, cue []models.Span
	e.string(first.ID)
	e.count(len(row))
	for _, q := range row {
		a := c.attribution(q)
		e.string(a.ID)
		if a.Type != kind {
			kind = models.Mixed
		}
		confidence = min(confidence, a.Confidence)
		content = append(content, c.parts[q.part].content...)
		source = append(source, a.Source...)
		cue = append(cue, a.Cue...)
	}
	content, source, cue = union(content), union(source), union(cue)
	e.string(kind.String())
	c.putText(e, content)
	c.putSpans(e, content)
	c.putOptText(e, source)
	c.putSpans(e, source)
	c.putOptText(e, cue)
	c.putSpans(e, cue)
	e.string(row[0].reason.String())
	c.putMention(e, row[0].mention)
	e.score(confidence)
}

// putMention writes the text and place of a mention, nulls for none.
func (c *converter) putMention(e *encoder, s models.Span) {
	at := c.offsets.Span(s)
	e.opt(s.In(c.doc.Article.Text))
	e.optInt(at[0], !s.Empty())
	e.optInt(at[1], !s.Empty())
}
