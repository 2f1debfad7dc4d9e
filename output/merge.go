package output

import (
	"bytes"
	"container/heap"
	"errors"
	"io"
)

// mergeSources calls emit with the records of all sources in order; of equal keys
// that of the earlier source comes first. It closes the sources.
func mergeSources(sources []source, emit func(record) error) (err error) {
	defer func() {
		for _, s := range sources {
			err = errors.Join(err, s.close())
		}
	}()
	var h fronts
	for i, s := range sources {
		r, err := s.next()
		if err == io.EOF {
			continue
		}
		if err != nil {
			return err
		}
		h = append(h, front{r, i})
	}
	heap.Init(&h)
	for len(h) > 0 {
		if err := emit(h[0].record); err != nil {
			return err
		}
		switch r, err := sources[h[0].source].next(); err {
		case nil:
			h[0].record = r
			heap.Fix(&h, 0)
		case io.EOF:
			heap.Pop(&h)
		default:
			return err
		}
	}
	return nil
}

// front is the next record of a source.
type front struct {
	record
	source int
}

// fronts is a heap of them.
type fronts []front

func (h fronts) Len() int { return len(h) }
func (h fronts) Less(i, j int) bool {
	if c := bytes.Compare(h[i].key, h[j].key); c != 0 {
		return c < 0
	}
	return h[i].source < h[j].source
}
func (h fronts) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *fronts) Push(x any)   { *h = append(*h, x.(front)) }
func (h *fronts) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
