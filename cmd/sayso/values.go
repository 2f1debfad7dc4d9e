package main

import (
	"fmt"
	"strconv"
	"strings"
)

// errorLimit is how many bad articles a run may have: any number, a count, or a
// share of all articles.
type errorLimit struct {
	set     bool
	percent bool
	n       float64
}

// String returns the limit as it is written on the command line.
func (l *errorLimit) String() string {
	if !l.set {
		return ""
	}
	s := strconv.FormatFloat(l.n, 'f', -1, 64)
	if l.percent {
		s += "%"
	}
	return s
}

// Set reads "N" or "N%".
func (l *errorLimit) Set(s string) error {
	number, percent := strings.CutSuffix(s, "%")
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !(n >= 0) || percent && n > 100 || !percent && n != float64(int64(n)) {
		return fmt.Errorf("want a count such as 10 or a share such as 0.5%%")
	}
	*l = errorLimit{set: true, percent: percent, n: n}
	return nil
}

// Type names the value in help.
func (l *errorLimit) Type() string { return "N|N%" }

// exceeded reports whether bad of all articles are too many.
func (l *errorLimit) exceeded(bad, all int64) bool {
	limit := l.n
	if l.percent {
		limit = l.n / 100 * float64(all)
	}
	return l.set && float64(bad) > limit
}

// byteSize is a number of bytes, written plainly or with K, M or G for powers of
// 1024.
type byteSize int

// String returns the size with the largest unit that divides it.
func (b *byteSize) String() string {
	n := int(*b)
	for _, u := range [...]struct {
		letter string
		shift  int
	}{{"G", 30}, {"M", 20}, {"K", 10}} {
		if n > 0 && n%(1<<u.shift) == 0 {
			return strconv.Itoa(n>>u.shift) + u.letter
		}
	}
	return strconv.Itoa(n)
}

// Set reads a size of at least one byte and less than 2 GB.
func (b *byteSize) Set(s string) error {
	digits, shift := strings.ToUpper(s), 0
	digits = strings.TrimSuffix(strings.TrimSuffix(digits, "B"), "I")
	for i, unit := range [...]string{"K", "M", "G"} {
		if cut, ok := strings.CutSuffix(digits, unit); ok {
			digits, shift = cut, 10*(i+1)
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > (1<<31-1)>>shift {
		return fmt.Errorf("want a size such as 500000, 512K or 2M, less than 2G")
	}
	*b = byteSize(n << shift)
	return nil
}

// Type names the value in help.
func (b *byteSize) Type() string { return "SIZE" }
