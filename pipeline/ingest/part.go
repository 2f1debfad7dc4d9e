package ingest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/models"
)

// Shard is one of Count parts of all articles, so that as many machines can share the
// work. The zero value is all of them.
type Shard struct {
	// Index is from 0 to Count-1.
	Index, Count int
}

// ParseShard reads "2/8", the second of eight shards.
func ParseShard(s string) (Shard, error) {
	which, of, ok := strings.Cut(s, "/")
	i, err := strconv.Atoi(which)
	n, err2 := strconv.Atoi(of)
	if !ok || err != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("%q is no shard: want I/N, as in 2/8 for the second of eight", s)
	}
	return Shard{Index: i - 1, Count: n}, nil
}

// Holds reports whether the article of that id is of the shard. Which it is depends on
// the id and Count alone and never changes from one version to the next: the FNV-1a hash
// of 64 bits, mixed as MurmurHash3 ends (fmix64), modulo Count.
func (s Shard) Holds(id string) bool {
	if s.Count <= 1 {
		return true
	}
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return (h^h>>33)%uint64(s.Count) == uint64(s.Index)
}

// ParsePeriod reads the bounds of a time of publication for Options.Since and Until: each
// is a day (2026-01-31, in UTC; the whole of it is within), a time (RFC 3339) or empty.
func ParsePeriod(since, until string) (from, to time.Time, err error) {
	if from, _, err = parseBound(since); err != nil {
		return from, to, fmt.Errorf("read since: %w", err)
	}
	to, day, err := parseBound(until)
	if err != nil {
		return from, to, fmt.Errorf("read until: %w", err)
	}
	if day {
		to = to.AddDate(0, 0, 1).Add(-1)
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return from, to, errors.New("since is after until: nothing lies between")
	}
	return from, to, nil
}

func parseBound(s string) (at time.Time, day bool, err error) {
	if s = strings.TrimSpace(s); s == "" {
		return at, false, nil
	}
	if at, err = time.Parse(time.DateOnly, s); err == nil {
		return at, true, nil
	}
	if at, err = time.Parse(time.RFC3339, s); err == nil {
		return at.UTC(), false, nil
	}
	return time.Time{}, false, fmt.Errorf("%q is no date: want a day as 2026-01-31, or a time as 2026-01-31T18:00:00Z", s)
}

// ours reports whether a is of the shard and the period, and counts it where not.
func (s *Source) ours(a *models.Article) bool {
	bounded := !s.opts.Since.IsZero() || !s.opts.Until.IsZero()
	switch {
	case !s.opts.Shard.Holds(a.ID):
		s.stats.OtherShard++
	case bounded && a.PublishedAt.IsZero():
		s.stats.Undated++
	case a.PublishedAt.Before(s.opts.Since), !s.opts.Until.IsZero() && a.PublishedAt.After(s.opts.Until):
		s.stats.OutOfRange++
	default:
		return true
	}
	return false
}

// told reports whether a fault is for this shard to tell: each is told by one.
func (s *Source) told(bad *BadArticle) bool {
	key := bad.ID
	if key == "" {
		key = bad.Where()
	}
	if !s.opts.Shard.Holds(key) {
		s.stats.OtherShard++
		return false
	}
	return true
}
