package ingest

import (
	"strconv"
	"strings"
	"time"
)

// wordDate is a date read word by word, in whatever order its parts come.
type wordDate struct {
	year, day            int
	month                time.Month
	clock, half, hasZone bool
	hour, minute, second int
	zone                 int    // seconds east of Greenwich
	american             string // a zone with summer time: et, ct, mt, pt
}

// parseWords reads dates with the month's name: "Thu, 4 Mar 2021 05:06:07 EST",
// "March 4th, 2021 at 3:04 p.m. ET", "4 March 2021". Every word has to be a part.
func parseWords(s string) (time.Time, bool) {
	var w wordDate
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r == ' ' || r == ',' || r == '\t' || r == '|' || r == '\u00a0' || r == '\u202f' || r == '(' || r == ')'
	}) {
		if !w.take(word) {
			return time.Time{}, false
		}
	}
	return w.time()
}

// take reads one word of a date in lower case, and reports whether it is one that is
// not there yet.
func (w *wordDate) take(word string) bool {
	switch {
	case word == "at" || word == "on" || word == "-" || word == "–" || word == "published" || word == "updated:" || word == "published:":
		return true
	case w.weekday(word), w.monthName(word), w.number(word), w.time12(word):
		return true
	}
	return w.zoneName(word)
}

func (w *wordDate) weekday(word string) bool {
	word = strings.TrimSuffix(word, ".")
	if word == "tues" || word == "thur" || word == "thurs" {
		return true
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); word == name || word == name[:3] {
			return true
		}
	}
	return false
}

func (w *wordDate) monthName(word string) bool {
	word = strings.TrimSuffix(word, ".")
	if word == "sept" {
		word = "sep"
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); w.month == 0 && (word == name || word == name[:3]) {
			w.month = m
			return true
		}
	}
	return false
}

// number reads a day, with or without its ending, or a year.
func (w *wordDate) number(word string) bool {
	for _, end := range [...]string{"st", "nd", "rd", "th", "."} {
		if bare := strings.TrimSuffix(word, end); bare != word && len(bare) <= 2 {
			word = bare
			break
		}
	}
	n, err := strconv.Atoi(word)
	switch {
	case err != nil || n < 1 || word[0] == '+':
		return false
	case len(word) <= 2 && w.day == 0:
		w.day = n
		return true
	case len(word) == 4 && w.year == 0:
		w.year = n
		return true
	}
	return false
}

// time12 reads a time of day and the half of the day it is in.
func (w *wordDate) time12(word string) bool {
	word = strings.ReplaceAll(word, "a.m.", "am")
	word = strings.ReplaceAll(word, "p.m.", "pm")
	body := strings.TrimSuffix(strings.TrimSuffix(word, "am"), "pm")
	if body != "" {
		parts := strings.Split(body, ":")
		if w.clock || len(parts) < 2 && body == word || len(parts) > 3 {
			return false
		}
		var n [3]int
		for i, p := range parts {
			if i == 2 {
				p, _, _ = strings.Cut(p, ".")
			}
			v, err := strconv.Atoi(p)
			if err != nil || v < 0 || len(p) > 2 || v > 59 || i == 0 && v > 23 {
				return false
			}
			n[i] = v
		}
		w.clock, w.hour, w.minute, w.second = true, n[0], n[1], n[2]
	}
	if half := word[len(body):]; half != "" {
		if w.half || !w.clock || w.hour < 1 || w.hour > 12 {
			return false
		}
		w.half, w.hour = true, w.hour%12
		if half == "pm" {
			w.hour += 12
		}
	}
	return true
}

// zones are zone names and their hours east of Greenwich: those of RFC 5322, section
// 4.3, and European ones. A name that several zones share, such as IST, is none.
var zones = [...]struct {
	name  string
	hours int
}{
	{"utc", 0}, {"gmt", 0}, {"ut", 0}, {"z", 0}, {"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6},
	{"pst", -8}, {"pdt", -7}, {"cet", 1}, {"cest", 2}, {"bst", 1}, {"eet", 2}, {"eest", 3}, {"msk", 3}, {"aest", 10}, {"aedt", 11},
	{"et", -5}, {"ct", -6}, {"mt", -7}, {"pt", -8},
}

func (w *wordDate) zoneName(word string) bool {
	if w.hasZone && w.zone == 0 && word == "utc" { // "+0000 UTC"
		return true
	}
	if w.hasZone {
		return false
	}
	for _, z := range zones {
		if z.name == word {
			w.hasZone, w.zone = true, z.hours*3600
			if len(word) == 2 && z.hours != 0 {
				w.american = word
			}
			return true
		}
	}
	for _, layout := range [...]string{"-0700", "-07:00"} {
		word = strings.TrimPrefix(strings.TrimPrefix(word, "gmt"), "utc")
		if t, err := time.Parse(layout, word); err == nil {
			_, w.zone = t.Zone()
			w.hasZone = true
			return true
		}
	}
	return false
}

// time puts the parts together, in UTC, and reports whether they are a date.
func (w *wordDate) time() (time.Time, bool) {
	if w.year == 0 || w.month < 1 || w.month > 12 || w.day == 0 || w.hasZone && !w.clock {
		return time.Time{}, false
	}
	local := time.Date(w.year, w.month, w.day, w.hour, w.minute, w.second, 0, time.UTC)
	if local.Day() != w.day { // 30 February
		return time.Time{}, false
	}
	zone := w.zone
	if w.american != "" && summer(local) {
		zone += 3600
	}
	return local.Add(-time.Duration(zone) * time.Second), true
}

// summer reports whether clocks in the United States, by their rule since 2007, are
// an hour ahead at a local time.
func summer(local time.Time) bool {
	sunday := func(m time.Month, n int) time.Time {
		first := time.Date(local.Year(), m, 1, 2, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
	}
	return !local.Before(sunday(time.March, 2)) && local.Before(sunday(time.November, 1))
}
