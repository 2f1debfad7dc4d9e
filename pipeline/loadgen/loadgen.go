// Package loadgen makes articles for load tests out of a few real ones: as many as are
// wanted, alike in length and language, but of other people, outlets and days.
//
// In go articles; out come lines of JSON that package ingest reads. Each made article
// is a function of the articles it is made from, the options and its own number, and of
// nothing else: the same call writes the same bytes with any number of processors.
//
// The first round over the articles keeps their text. Later rounds mix sentences of two
// articles, since the same text with other names would count as a copy of itself. In
// each article every person that a given name or a title tells gets an invented name,
// the same wherever the text names the person, and of the same sex. A share of the
// articles are copies of ones shortly before: exact, as an agency's text that outlets
// print, or near, as one that they cut and edit.
package loadgen

import (
	"errors"
	"fmt"
	"time"

	"github.com/saysonews/sayso/models"
)

// Options say what to make.
type Options struct {
	// Articles is how many to make, from 1 on.
	Articles int
	// Seed makes other articles of the same ones.
	Seed uint64
	// Exact and Near are the shares of the articles, from 0 on and together below 1, that
	// are copies of an earlier one: of its text, or of most of it.
	Exact, Near float64
	// Since is the first day of publication, and Days, from 1 on, how many days the
	// articles spread over, evenly. A copy is of the day of what it copies, or the next.
	Since time.Time
	Days  int
	// Outlets is how many outlets there are, from 1 to MaxOutlets.
	Outlets int
	// Workers is how many articles are made at a time; 1 when it is not positive.
	Workers int
}

// Defaults are options that fit most load tests, with a tenth of copies.
func Defaults() Options {
	return Options{Articles: 100_000, Seed: 1, Exact: 0.05, Near: 0.05, Since: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), Days: 365, Outlets: 200, Workers: 1}
}

// Validate reports every option that is out of its range.
func (o Options) Validate() error {
	var faults []error
	fault := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	fault(o.Articles < 1, "%d articles: want at least 1", o.Articles)
	fault(!(o.Exact >= 0 && o.Near >= 0 && o.Exact+o.Near < 1), "shares of copies %v and %v: want each from 0 on, and less than 1 together", o.Exact, o.Near)
	fault(o.Days < 1, "%d days: want at least 1", o.Days)
	fault(o.Outlets < 1 || o.Outlets > MaxOutlets, "%d outlets: want 1 to %d", o.Outlets, MaxOutlets)
	return errors.Join(faults...)
}

// Kind is how an article came to be.
type Kind uint8

// The kinds.
const (
	Varied Kind = iota // made for itself
	Exact              // the text of an earlier one
	Near               // most of the text of an earlier one
)

// Maker makes articles. It is read-only once made, and safe for concurrent use.
type Maker struct {
	opts  Options
	base  []*models.Article
	names names
}

// New returns a Maker from base, of which there must be at least one, and which it keeps.
func New(base []*models.Article, opts Options) (*Maker, error) {
	if err := opts.Validate(); err != nil {
		return nil, fmt.Errorf("check options: %w", err)
	}
	if len(base) == 0 {
		return nil, errors.New("no articles to make others from")
	}
	return &Maker{opts: opts, base: base, names: newNames()}, nil
}

// Article makes the article of number n, from 0 on, and says how.
func (m *Maker) Article(n int) (models.Article, Kind) {
	kind, of := m.origin(n)
	d := m.dice(of, forText)
	a := models.Article{ID: fmt.Sprintf("load-%d-%08d", m.opts.Seed, n)}
	a.Title, a.Text = m.text(of, &d)
	if own := m.dice(n, forCopy); kind == Near {
		a.Title, a.Text = edited(a.Title, a.Text, &own)
	}
	own := m.dice(n, forPlace)
	a.Outlet = m.names.outlet(own.below(m.opts.Outlets))
	a.URL = "https://news.example/" + slug(a.Outlet) + "/" + a.ID
	a.PublishedAt = m.day(of, kind != Varied, &own)
	return a, kind
}

// lookBack is how many articles before a copy may be what it copies.
const lookBack = 2000

// origin says how article n comes to be, and of which article it has the text: of n
// itself unless it is a copy.
func (m *Maker) origin(n int) (Kind, int) {
	kind := m.kind(n)
	if kind == Varied {
		return kind, n
	}
	d := m.dice(n, forOrigin)
	for range 64 {
		if of := n - 1 - d.below(lookBack); of >= 0 && m.kind(of) == Varied {
			return kind, of
		}
	}
	return Varied, n // the first articles have nothing to copy
}

func (m *Maker) kind(n int) Kind {
	d := m.dice(n, forKind)
	switch u := d.unit(); {
	case u < m.opts.Exact:
		return Exact
	case u < m.opts.Exact+m.opts.Near:
		return Near
	}
	return Varied
}

// day is when an article, or what it copies, was published.
func (m *Maker) day(of int, copied bool, d *dice) time.Time {
	first := m.dice(of, forDay)
	day := of * m.opts.Days / m.opts.Articles
	at := m.opts.Since.AddDate(0, 0, day).Add(time.Duration(first.below(24*60)) * time.Minute)
	if copied {
		at = at.Add(time.Duration(1+d.below(24*60)) * time.Minute)
	}
	return at.UTC()
}

// What dice are thrown for: each has a sequence of its own, so that a change of one
// leaves the others.
const (
	forKind = iota
	forOrigin
	forText
	forCopy
	forPlace
	forDay
)

// dice are pseudo-random numbers (SplitMix64: Steele, Lea, Flood 2014).
type dice struct{ state uint64 }

func (m *Maker) dice(n, what int) dice {
	d := dice{m.opts.Seed*0x9e3779b97f4a7c15 ^ uint64(n)<<8 ^ uint64(what)}
	d.next()
	return d
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (d *dice) below(n int) int { return int(d.next() >> 32 * uint64(n) >> 32) }

// unit returns a number from 0 to just under 1.
func (d *dice) unit() float64 { return float64(d.next()>>11) / (1 << 53) }
