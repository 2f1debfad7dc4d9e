package output

import (
	"errors"
	"fmt"

	"github.com/saysonews/sayso/models"
)

// check reports the first thing in doc that points outside it or could not be
// written, so that what follows can index without care.
func check(doc *models.Document) error {
	if doc == nil || doc.Article == nil {
		return errors.New("check document: no article")
	}
	c := checker{doc: doc, size: len(doc.Article.Text)}
	for i := range doc.Sentences {
		c.sentence(i)
	}
	for i := range doc.Speakers {
		s := &doc.Speakers[i]
		c.must(models.ValidID(s.ID), "speaker %d: id %q is no slug", i, s.ID)
		c.must(s.Kind <= models.Author, "speaker %s: kind %d unknown", s.ID, s.Kind)
	}
	for i := range doc.Attributions {
		c.attribution(&doc.Attributions[i])
	}
	for i := range doc.Stances {
		c.stance(i)
	}
	if c.err != nil {
		return fmt.Errorf("check document %s: %w", doc.Article.ID, c.err)
	}
	return nil
}

// checker keeps the first fault.
type checker struct {
	doc  *models.Document
	size int
	err  error
}

func (c *checker) must(ok bool, format string, args ...any) {
	if !ok && c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) span(s models.Span, what string, of any) {
	if s.Start < 0 || s.End < s.Start || s.End > c.size {
		c.must(false, "%s of %v: span [%d, %d) is not within the %d bytes of the text", what, of, s.Start, s.End, c.size)
	}
}

func (c *checker) sentence(i int) {
	s := &c.doc.Sentences[i]
	c.span(s.Span, "sentence", i)
	if i > 0 && s.Start < c.doc.Sentences[i-1].End {
		c.must(false, "sentence %d: begins before the end of the one before", i)
	}
	if s.Kind > models.Separator {
		c.must(false, "sentence %d: kind %d unknown", i, s.Kind)
	}
	for k := range s.Citations {
		c.span(s.Citations[k].Span, "citation", i)
	}
}

func (c *checker) attribution(a *models.Attribution) {
	for _, list := range [...][]models.Span{a.Content, a.Source, a.Cue} {
		for _, s := range list {
			c.span(s, "attribution", a.ID)
		}
	}
	if a.Type > models.Mixed {
		c.must(false, "attribution %s: type %d unknown", a.ID, a.Type)
	}
	for _, r := range a.Speakers {
		if r.Speaker < 0 || r.Speaker >= len(c.doc.Speakers) {
			c.must(false, "attribution %s: no speaker %d", a.ID, r.Speaker)
		}
		c.span(r.Mention, "mention of a speaker of attribution", a.ID)
		if r.Reason > models.ReasonGazetteer {
			c.must(false, "attribution %s: reason %d unknown", a.ID, r.Reason)
		}
	}
}

func (c *checker) stance(i int) {
	s := &c.doc.Stances[i]
	speakers := len(c.doc.Speakers)
	c.must(s.Holder >= 0 && s.Holder < speakers, "stance %d: no holder %d", i, s.Holder)
	c.must(s.AccordingTo >= -1 && s.AccordingTo < speakers, "stance %d: no speaker %d", i, s.AccordingTo)
	c.must(s.Attribution >= -1 && s.Attribution < len(c.doc.Attributions), "stance %d: no attribution %d", i, s.Attribution)
	c.must(s.Target.Kind <= models.TargetIssue, "stance %d: target kind %d unknown", i, s.Target.Kind)
	c.span(s.Evidence, "evidence of stance", i)
	c.span(s.Target.Mention, "target of stance", i)
}
