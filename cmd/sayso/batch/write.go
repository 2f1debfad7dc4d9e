package batch

import (
	"fmt"
	"slices"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
)

// write gives the writer what is left to write, and commits.
func (r *run) write(f *fate) error {
	defer r.took(Writing)
	r.models = nil // they are large
	if err := r.writeCopies(f); err != nil {
		return err
	}
	r.settle(f)
	letters, err := r.keepLetters()
	if err != nil {
		return err
	}
	if !r.changes() && !letters {
		r.res.Summary = r.store.Summary()
		return nil
	}
	r.res.Summary, err = r.w.Commit(r.ctx)
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	r.res.Committed = true
	return nil
}

// writeCopies writes the rows in articles of the arrivals that are copies.
func (r *run) writeCopies(f *fate) error {
	return r.spool.each(func(k int, a *models.Article) error {
		at := f.arrived[k]
		if at < 0 || r.arrivals[k].state != waiting {
			return nil
		}
		rows, err := output.Convert(&models.Document{Article: a})
		if err != nil {
			return fmt.Errorf("convert copy %q: %w", a.ID, err)
		}
		r.arrivals[k].state = written
		return r.w.Add(rows, r.entry(k, f.of(at)))
	})
}

// settle tells the writer what has changed about who is a copy of whom, and counts.
func (r *run) settle(f *fate) {
	for i, at := range f.held {
		if at < 0 {
			continue
		}
		was := ""
		if o := r.store.CopyOf(i); o >= 0 && !r.again[f.items[at].ID] {
			was = r.store.ID(o)
		}
		if of := f.of(at); of != was {
			r.w.Settle(f.items[at].ID, of)
			r.resettled = true
		}
	}
	for k, at := range f.arrived {
		if at < 0 {
			continue
		}
		of := f.of(at)
		if of != r.arrivals[k].copyOf {
			r.w.Settle(r.arrivals[k].id, of)
		}
		if of != "" {
			r.res.Duplicates++
		}
	}
	r.res.Outdated = r.outdated(f)
	r.recount()
}

// recount counts as new or changed what has joined the tables alone.
func (r *run) recount() {
	r.res.New, r.res.Changed = 0, 0
	for k := range r.arrivals {
		switch a := &r.arrivals[k]; {
		case a.state == waiting:
			r.res.Left++
		case a.state == failed:
		case a.held >= 0:
			r.res.Changed++
		default:
			r.res.New++
		}
	}
}

// outdated is how many articles stay that other models or settings read.
func (r *run) outdated(f *fate) (n int64) {
	for i, at := range f.held {
		if at >= 0 && !r.again[f.items[at].ID] && !r.store.ReadBy(i, r.version) {
			n++
		}
	}
	return n
}

// changes reports whether the tables will differ.
func (r *run) changes() bool {
	if r.store.Empty() || r.resettled || r.regated || len(r.again) > 0 {
		return true
	}
	for k := range r.arrivals {
		if r.arrivals[k].state == written {
			return true
		}
	}
	return false
}

// keepLetters notes again the dead letters of earlier runs that still hold: whose file was
// not read again, and whose article is not there now. It reports whether the list differs
// from what it was.
func (r *run) keepLetters() (differs bool, err error) {
	old, err := r.store.DeadLetters()
	if err != nil {
		return false, err
	}
	same := len(r.letters) <= maxLetters
	now := slices.Clone(r.letters)
	for _, l := range old {
		if r.superseded(l) {
			continue
		}
		now = append(now, l)
		if err := r.w.DeadLetter(l); err != nil {
			return false, err
		}
	}
	return !(same && sameLetters(old, now)), nil
}

// sameLetters compares two lists, whatever their order.
func sameLetters(a, b []output.DeadLetter) bool {
	if len(a) != len(b) {
		return false
	}
	left := map[output.DeadLetter]int{}
	for _, l := range a {
		left[l]++
	}
	for _, l := range b {
		if left[l]--; left[l] < 0 {
			return false
		}
	}
	return true
}

func (r *run) superseded(l output.DeadLetter) bool {
	if r.Reread != nil && r.Reread(l.Path) {
		return true
	}
	k, ok := r.index[l.Article]
	return ok && r.arrivals[k].state == written && l.Stage != "ingest"
}
