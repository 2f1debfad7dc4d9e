package batch

import (
	"errors"
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/syndication"
)

// ErrTwice is returned for an article that two parts hold with different contents.
var ErrTwice = errors.New("held by two parts with different contents")

// join takes in the articles of the parts. Those that are no copies of any, now that all
// are known, bring their rows along; of the others the texts go to the spool.
func (r *run) join() error {
	if len(r.Parts) == 0 {
		return nil
	}
	first := len(r.arrivals)
	for _, part := range r.Parts {
		if err := r.arriveFrom(part); err != nil {
			return err
		}
	}
	f := r.decide(r.takesPart)
	for _, part := range r.Parts {
		if err := r.importFrom(part, f, first); err != nil {
			return err
		}
		if err := r.spoolFrom(part, first); err != nil {
			return err
		}
		if err := r.lettersOf(part); err != nil {
			return err
		}
	}
	r.took(Reading)
	return nil
}

// arriveFrom takes the articles of a part into the plan.
func (r *run) arriveFrom(part *output.Store) error {
	if n := part.Len(); n > 0 && len(part.Sketch(0)) != syndication.Size {
		return fmt.Errorf("join %s: its sketches are of another version: %w", part.Dir(), output.ErrOutdated)
	}
	for i := range part.Len() {
		e := part.Entry(i)
		r.res.Read++
		if k, twice := r.index[e.ID]; twice {
			if r.arrivals[k].content != e.Content {
				return fmt.Errorf("join %s: article %q: %w", part.Dir(), e.ID, ErrTwice)
			}
			continue
		}
		held, same := r.store.Holds(e.ID, e.Content, e.Version)
		switch {
		case same:
			r.res.Unchanged++
			continue
		case r.store.Removed(e.ID):
			r.res.KeptOut++
			continue
		case held >= 0:
			r.res.Changed++
		default:
			r.res.New++
		}
		r.arrive(arrival{id: e.ID, outlet: e.Outlet, published: e.Published, content: e.Content, version: e.Version, held: held}, syndication.Sketch(e.Sketch))
	}
	return nil
}

// importFrom has the writer take the rows of articles that are no copies.
func (r *run) importFrom(part *output.Store, f *fate, first int) error {
	return r.w.Import(part, func(id string) (output.Entry, bool) {
		k, ok := r.index[id]
		i, _ := part.Find(id)
		if !ok || k < first || !r.isDue(f, k) || part.CopyOf(i) >= 0 {
			return output.Entry{}, false
		}
		r.arrivals[k].state = written
		return r.entry(k, ""), true
	})
}

// spoolFrom spools the texts of the articles that are copies, here or in their part.
func (r *run) spoolFrom(part *output.Store, first int) error {
	waits := func(id string) bool {
		k, ok := r.index[id]
		return ok && k >= first && r.arrivals[k].state == waiting
	}
	return part.Articles(waits, func(a *models.Article) error {
		a.TitleInText = ingest.TitleInText(a.Title, a.Text)
		return r.spool.add(r.index[a.ID], a)
	})
}

// lettersOf takes over the dead letters of a part.
func (r *run) lettersOf(part *output.Store) error {
	letters, err := part.DeadLetters()
	if err != nil {
		return err
	}
	for _, l := range letters {
		d := pipeline.DeadLetter(l)
		if err := r.dead(&d); err != nil {
			return err
		}
	}
	return nil
}
