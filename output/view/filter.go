package view

import (
	"cmp"
	"container/heap"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/output/tables"
)

// Filter chooses rows; the zero Filter is all.
type Filter struct {
	// Since and Until bound the time of publication: not before, and before. Where
	// either is set, what is undated is left out.
	Since, Until time.Time
	// Outlet is a publisher, in any case; Kind that of the speaker or holder.
	Outlet, Kind string
	// MinConfidence is the least confidence of a row, 0 to 1.
	MinConfidence float64
}

func (f Filter) query(columns ...string) tables.Query {
	return tables.Query{Columns: columns, Since: f.Since, Until: f.Until}
}

// dated reports whether f depends on the article.
func (f Filter) dated() bool { return !f.Since.IsZero() || !f.Until.IsZero() || f.Outlet != "" }

func (f Filter) outlet(h *tables.Head) bool {
	return f.Outlet == "" || strings.EqualFold(f.Outlet, h.Outlet)
}

func (f Filter) kind(kind string) bool { return f.Kind == "" || f.Kind == kind }

// phrases are texts to look for, in lower case.
type phrases []string

func newPhrases(texts ...string) phrases {
	var p phrases
	for _, t := range texts {
		if t = strings.ToLower(strings.Join(strings.Fields(t), " ")); t != "" && !slices.Contains(p, t) {
			p = append(p, t)
		}
	}
	return p
}

// in reports whether text has one of them between the ends of words.
func (p phrases) in(text string) bool {
	text = strings.ToLower(text)
	for _, phrase := range p {
		for at := 0; ; {
			i := strings.Index(text[at:], phrase)
			if i < 0 {
				break
			}
			from := at + i
			to := from + len(phrase)
			before, _ := utf8.DecodeLastRuneInString(text[:from])
			after, _ := utf8.DecodeRuneInString(text[to:])
			if !wordy(before) && !wordy(after) {
				return true
			}
			at = to
		}
	}
	return false
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// order compares rows; those that are equal stay as they come.
type order[R any] func(a, b *R) int

func descending[R any](o order[R]) order[R] {
	if o == nil {
		return nil
	}
	return func(a, b *R) int { return o(b, a) }
}

// sorted goes through rows in order o, at most limit of them, 0 for all. It holds the
// rows that it gives, and no others. Without an order they come as they are.
func sorted[R any](rows iter.Seq2[*R, error], o order[R], limit int) iter.Seq2[*R, error] {
	if o == nil {
		return first(rows, limit)
	}
	return func(yield func(*R, error) bool) {
		h := &worst[R]{order: o}
		for r, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			h.add(r, limit)
		}
		slices.SortFunc(h.rows, h.compare)
		for i := range h.rows {
			if !yield(&h.rows[i].row, nil) {
				return
			}
		}
	}
}

func first[R any](rows iter.Seq2[*R, error], limit int) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		n := 0
		for r, err := range rows {
			if limit > 0 && n == limit || !yield(r, err) {
				return
			}
			n++
		}
	}
}

// worst is a heap with the last of its rows on top.
type worst[R any] struct {
	order order[R]
	rows  []numbered[R]
	seen  int
}

type numbered[R any] struct {
	row    R
	number int
}

func (h *worst[R]) compare(a, b numbered[R]) int {
	return cmp.Or(h.order(&a.row, &b.row), cmp.Compare(a.number, b.number))
}

func (h *worst[R]) add(r *R, limit int) {
	n := numbered[R]{*r, h.seen}
	h.seen++
	switch {
	case limit == 0:
		h.rows = append(h.rows, n)
	case len(h.rows) < limit:
		heap.Push(h, n)
	case h.compare(n, h.rows[0]) < 0:
		h.rows[0] = n
		heap.Fix(h, 0)
	}
}

func (h *worst[R]) Len() int           { return len(h.rows) }
func (h *worst[R]) Less(i, j int) bool { return h.compare(h.rows[i], h.rows[j]) > 0 }
func (h *worst[R]) Swap(i, j int)      { h.rows[i], h.rows[j] = h.rows[j], h.rows[i] }
func (h *worst[R]) Push(x any)         { h.rows = append(h.rows, x.(numbered[R])) }
func (h *worst[R]) Pop() any {
	last := h.rows[len(h.rows)-1]
	h.rows = h.rows[:len(h.rows)-1]
	return last
}
