package report

import (
	"strconv"
	"time"
)

// unit is the length of the periods that a time line is cut into.
type unit int

const (
	days unit = iota
	weeks
	months
	quarters
	years
)

// name returns the word for one period.
func (u unit) name() string {
	return [...]string{"day", "week", "month", "quarter", "year"}[u]
}

// scale cuts the time of a corpus into periods, in UTC.
type scale struct {
	unit  unit
	first time.Time // begin of the first period
	n     int       // number of periods; 0 when no article has a date
}

// maxPeriods is how many periods a chart has room for.
const maxPeriods = 60

// newScale returns periods that hold first and last, of the finest unit that gives few
// enough of them.
func newScale(first, last time.Time) scale {
	if first.IsZero() {
		return scale{}
	}
	for u := days; ; u++ {
		s := scale{unit: u, first: u.begin(first)}
		s.n = s.index(last) + 1
		if s.n <= maxPeriods || u == years {
			return s
		}
	}
}

// begin returns when the period that holds t begins. Weeks begin on Monday.
func (u unit) begin(t time.Time) time.Time {
	t = t.UTC()
	y, m, d := t.Date()
	switch u {
	case weeks:
		d -= (int(t.Weekday()) + 6) % 7
	case months:
		d = 1
	case quarters:
		m, d = m-(m-1)%3, 1
	case years:
		m, d = 1, 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// index returns the period that holds t, from 0.
func (s scale) index(t time.Time) int {
	b := s.unit.begin(t)
	passed := (b.Year()-s.first.Year())*12 + int(b.Month()-s.first.Month())
	switch s.unit {
	case years:
		return passed / 12
	case quarters:
		return passed / 3
	case months:
		return passed
	}
	passed = int(b.Sub(s.first) / (24 * time.Hour))
	if s.unit == weeks {
		return passed / 7
	}
	return passed
}

// start returns when period i begins.
func (s scale) start(i int) time.Time {
	switch s.unit {
	case days:
		return s.first.AddDate(0, 0, i)
	case weeks:
		return s.first.AddDate(0, 0, 7*i)
	case months:
		return s.first.AddDate(0, i, 0)
	case quarters:
		return s.first.AddDate(0, 3*i, 0)
	}
	return s.first.AddDate(i, 0, 0)
}

// label names period i.
func (s scale) label(i int) string {
	t := s.start(i)
	switch s.unit {
	case years:
		return t.Format("2006")
	case quarters:
		return t.Format("2006") + " Q" + strconv.Itoa(int(t.Month()-1)/3+1)
	case months:
		return t.Format("Jan 2006")
	}
	return day(t)
}
