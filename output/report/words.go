package report

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// signed writes a score with its sign, zero without.
func signed(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	switch {
	case s == "0.00" || s == "-0.00":
		return "0.00"
	case v < 0:
		return "−" + s[1:]
	}
	return "+" + s
}

// share writes part of whole as a percentage; a small part is not called nothing.
func share(part, whole int) string {
	if whole == 0 {
		return "0%"
	}
	p := 100 * float64(part) / float64(whole)
	switch {
	case part > 0 && p < 0.1:
		return "under 0.1%"
	case p < 10 && part > 0:
		return strconv.FormatFloat(p, 'f', 1, 64) + "%"
	}
	return strconv.FormatFloat(p, 'f', 0, 64) + "%"
}

// plural writes a number and the word for as many.
func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + more
}

// day writes a date, nothing for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 Jan 2006")
}

// link returns the address when it is one of the web, else "": what an article calls
// its address may be anything.
func link(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// tone names what a mean score says.
func tone(score float64) string {
	switch {
	case score >= toneEdge:
		return "positive"
	case score <= -toneEdge:
		return "negative"
	}
	return "neutral"
}

// toneEdge is the score from which on a mean is called positive: less is what a few
// sentences of chance make.
const toneEdge = 0.05

// kindName says how the page names a kind of speakers or targets.
func kindName(kind string) string {
	switch kind {
	case "unnamed":
		return "unnamed source"
	case "author":
		return "the articles' authors"
	case "unknown":
		return "unknown speakers"
	}
	return kind
}

// period writes two dates as one stretch.
func period(first, last time.Time) string {
	switch {
	case first.IsZero():
		return "no dates"
	case day(first) == day(last):
		return day(first)
	}
	return day(first) + " – " + day(last)
}

// kindsName names several of a kind.
func kindsName(n int, kind string) string {
	switch kind {
	case "person":
		return plural(n, "person", "people")
	case "unnamed":
		return plural(n, "unnamed source", "unnamed sources")
	}
	return plural(n, kind, kind+"s")
}
