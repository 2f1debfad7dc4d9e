package batch

import (
	"errors"
	"iter"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// analyse analyses every article that is no copy. What fails or is left over when the job
// is stopped takes no part any more; that may make articles originals that were taken for
// copies, so that it decides again until nothing is left to do.
func (r *run) analyse() (*fate, error) {
	for {
		f := r.decide(r.takesPart)
		orphans := r.orphans(f)
		due := r.due(f)
		r.took(Deciding)
		if len(orphans) == 0 && due == 0 {
			return f, nil
		}
		if r.models == nil {
			var err error
			if r.models, err = r.Load(); err != nil {
				return nil, err
			}
		}
		r.enter(Analysing, int64(len(orphans))+due)
		if err := r.analyseThese(f, orphans); err != nil {
			return nil, err
		}
		r.took(Analysing)
	}
}

// takesPart reports whether an arrival will be held.
func (r *run) takesPart(a *arrival) bool {
	return a.state == written || a.state == waiting && !r.res.Stopped
}

// due is how many arrivals are to be analysed.
func (r *run) due(f *fate) (n int64) {
	for k := range r.arrivals {
		if r.isDue(f, k) {
			n++
		}
	}
	return n
}

func (r *run) isDue(f *fate, k int) bool {
	at := f.arrived[k]
	return at >= 0 && f.copyOf[at] < 0 && r.arrivals[k].state == waiting
}

// analyseThese analyses the held articles of orphans and the arrivals that are due.
func (r *run) analyseThese(f *fate, orphans map[string]bool) error {
	var reading error
	articles := func(yield func(*models.Article, *ingest.BadArticle) bool) {
		reading = r.store.Articles(func(id string) bool { return orphans[id] }, func(a *models.Article) error {
			a.TitleInText = ingest.TitleInText(a.Title, a.Text)
			if !yield(a, nil) {
				return errStop
			}
			return nil
		})
		if reading != nil || r.res.Stopped {
			return
		}
		reading = r.spool.each(func(k int, a *models.Article) error {
			if r.res.Stopped = r.res.Stopped || r.stopped(); r.res.Stopped {
				return errStop
			}
			if !r.isDue(f, k) {
				return nil
			}
			r.res.Bytes += int64(len(a.Text))
			if !yield(a, nil) {
				return errStop
			}
			return nil
		})
	}
	report, err := pipeline.Run(r.ctx, r.Config, r.models, iter.Seq2[*models.Article, *ingest.BadArticle](articles), convert, sink{r, orphans})
	report.DeadLetters = 0 // dead has counted them
	r.res.Report.Add(report)
	if errors.Is(reading, errStop) {
		reading = nil
	}
	return errors.Join(err, reading)
}

// analysed is an article with its rows.
type analysed struct {
	id    string
	rows  *output.Rows
	words int
}

func convert(doc *models.Document) (analysed, error) {
	rows, err := output.Convert(doc)
	return analysed{doc.Article.ID, rows, len(doc.Tokens)}, err
}

// sink takes what is analysed.
type sink struct {
	*run
	orphans map[string]bool
}

func (s sink) Write(a analysed) error {
	s.res.Words += int64(a.words)
	if s.orphans[a.id] {
		i, _ := s.store.Find(a.id)
		s.again[a.id] = true
		e := s.store.Entry(i)
		e.Version, e.CopyOf = s.version, ""
		return s.w.Add(a.rows, e)
	}
	k := s.index[a.id]
	s.arrivals[k].state = written
	return s.w.Add(a.rows, s.entry(k, ""))
}

// entry is what the folder is to remember of an arrival.
func (p *plan) entry(k int, copyOf string) output.Entry {
	a := &p.arrivals[k]
	a.copyOf = copyOf
	return output.Entry{ID: a.id, Content: a.content, Version: a.version, Published: a.published, Outlet: a.outlet, Sketch: p.sketches[k][:], CopyOf: copyOf}
}

func (s sink) DeadLetter(d pipeline.DeadLetter) error {
	if s.orphans[d.Article] { // it has no rows to stay with, and cannot be a copy
		s.removed[d.Article] = true
		s.w.Remove(d.Article, false)
		s.resettled = true
	} else if k, ok := s.index[d.Article]; ok {
		s.arrivals[k].state = failed
	}
	return s.dead(&d)
}
