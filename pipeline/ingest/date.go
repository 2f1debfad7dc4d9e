package ingest

import (
	"strconv"
	"strings"
	"time"
)

// dateLayouts are the forms of date in figures, beside a Unix time. Where a form
// has no zone the time is taken as UTC.
var dateLayouts = [...]string{
	time.RFC3339,
	"2006-01-02",
	"2006-01-02T15:04:05",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05 -0700 MST",
	"2006-01-02T15:04:05-0700",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04-0700",
	"2006-01-02T15:04",
	"2006-01-02 15:04",
	"2006-01-02 15:04Z07:00",
	"2006-1-2",
	"2006/01/02",
	"2006/01/02 15:04:05",
	"2006/01/02 15:04",
	"20060102",
	"20060102150405",
	"20060102T150405Z0700",
	"20060102T150405",
}

// parseDate reads a date or a time and returns it in UTC. Dates in figures alone that
// could be read two ways (3/4/2021) are refused.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) > maxDate {
		return time.Time{}, false
	}
	figures := s
	for _, name := range [...]string{" UTC", " GMT", " Z"} {
		if cut, ok := strings.CutSuffix(s, name); ok {
			figures = cut + "+00:00"
		}
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	if t, err := time.Parse("2006-01-02 15:04:05Z07:00", figures); err == nil {
		return t.UTC(), true
	}
	if t, ok := parseUnix(s); ok {
		return t, true
	}
	if t, ok := parseSlashes(s); ok {
		return t, true
	}
	return parseWords(s)
}

// maxDate is the length in bytes beyond which nothing is a date.
const maxDate = 80

// parseUnix reads seconds, milliseconds or microseconds since 1970: ten or more
// digits, so that no year or day is taken for one, perhaps with a fraction of zeros.
func parseUnix(s string) (time.Time, bool) {
	if whole, fraction, ok := strings.Cut(s, "."); ok && len(whole) == 10 && strings.Trim(fraction, "0123456789") == "" {
		s = whole
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 0 || s[0] == '+':
		return time.Time{}, false
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	case len(s) == 16:
		return time.UnixMicro(n).UTC(), true
	}
	return time.Time{}, false
}

// parseSlashes reads 13/4/2021 and 4/13/2021, with or without a time after it, where
// one of the numbers can be no month or both are the same.
func parseSlashes(s string) (time.Time, bool) {
	date, clock, _ := strings.Cut(s, " ")
	parts := strings.Split(date, "/")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return time.Time{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 {
			return time.Time{}, false
		}
		n[i] = v
	}
	var w wordDate
	switch {
	case n[0] > 12, n[0] == n[1]:
		w.day, w.month = n[0], time.Month(n[1])
	case n[1] > 12:
		w.day, w.month = n[1], time.Month(n[0])
	default:
		return time.Time{}, false
	}
	w.year = n[2]
	for _, word := range strings.Fields(clock) {
		if !w.take(strings.ToLower(word)) {
			return time.Time{}, false
		}
	}
	return w.time()
}
