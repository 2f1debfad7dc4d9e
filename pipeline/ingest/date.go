package ingest

import (
	"strconv"
	"strings"
	"time"
)

// dateLayouts are the forms of date understood beside a Unix time. Where a form
// has no zone the time is taken as UTC. Dates in figures alone that could be read
// two ways (3/4/2021) are not among them.
var dateLayouts = [...]string{
	time.RFC3339,
	"2006-01-02",
	"2006-01-02T15:04:05",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02T15:04:05-0700",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02 15:04",
	"2006/01/02",
	"20060102",
	"20060102T150405Z0700",
	"Mon, 2 Jan 2006 15:04:05 -0700",
	"2 Jan 2006 15:04:05 -0700",
	"January 2, 2006",
	"Jan 2, 2006",
	"2 January 2006",
	"2 Jan 2006",
	"January 2, 2006 15:04",
	"January 2, 2006 3:04 PM",
	"Jan 2, 2006 3:04 PM",
}

// zones are the zone names of RFC 5322, section 4.3; Go takes an unknown name for UTC.
var zones = [...][2]string{
	{" UTC", " +0000"}, {" GMT", " +0000"}, {" UT", " +0000"},
	{" EST", " -0500"}, {" EDT", " -0400"}, {" CST", " -0600"}, {" CDT", " -0500"},
	{" MST", " -0700"}, {" MDT", " -0600"}, {" PST", " -0800"}, {" PDT", " -0700"},
}

// parseDate reads a date or a time and returns it in UTC.
func parseDate(s string) (time.Time, bool) {
	for _, z := range zones {
		if cut, ok := strings.CutSuffix(s, z[0]); ok {
			s = cut + z[1]
			break
		}
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return parseUnix(s)
}

// parseUnix reads seconds, or milliseconds, since 1970: ten or more digits, so
// that no year or day is taken for one.
func parseUnix(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 0:
		return time.Time{}, false
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}
