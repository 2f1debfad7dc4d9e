package attribution

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// index tells which proposal each token belongs to, so that no step looks at all
// proposals for each of them.
type index struct {
	content, cue []int32 // proposal of each token, -1 for none
}

func (x *index) reset(n int) {
	x.content, x.cue = slices.Grow(x.content[:0], n)[:n], slices.Grow(x.cue[:0], n)[:n]
	for i := range n {
		x.content[i], x.cue[i] = -1, -1
	}
}

// enter records proposal k, where no other has been recorded before.
func (x *index) enter(k int, p *proposal) {
	for _, c := range p.content {
		fill(x.content, c, k)
	}
	fill(x.cue, p.cue, k)
}

func fill(s []int32, r run, k int) {
	for i := r.first; i < r.end; i++ {
		if s[i] < 0 {
			s[i] = int32(k)
		}
	}
}

// first returns the first entry of s within r, -1 for none.
func first(s []int32, r run) int {
	for i := r.first; i < r.end; i++ {
		if s[i] >= 0 {
			return int(s[i])
		}
	}
	return -1
}

// reindex records all proposals that are not dropped.
func (f *finder) reindex() {
	f.at.reset(len(f.doc.Tokens))
	for k := range f.proposals {
		if p := &f.proposals[k]; !p.dropped {
			f.at.enter(k, p)
		}
	}
}

// accept adds p to the proposals.
func (f *finder) accept(p proposal) {
	f.proposals = append(f.proposals, p)
	f.at.enter(len(f.proposals)-1, &p)
}

// crosses leaves to p those of its contents that no proposal so far has taken and
// that hold no cue, and reports whether p has to give way: none is left, or p's own
// cue is taken or lies in a content.
func (f *finder) crosses(p *proposal) bool {
	if first(f.at.cue, p.cue) >= 0 || p.cueHead >= 0 && f.at.content[p.cueHead] >= 0 {
		return true
	}
	var free []run
	for _, c := range p.content {
		if first(f.at.content, c) < 0 && first(f.at.cue, c) < 0 {
			free = append(free, c)
		}
	}
	p.content = free
	return len(free) == 0
}

// quoteRun returns the tokens of quotation q.
func (f *finder) quoteRun(q int) run { return run{f.quotes[q].First, f.quotes[q].Last} }

// quotesIn returns the range of quotations that share a token with s.
func (f *finder) quotesIn(s models.Sentence) (lo, hi int) {
	lo, _ = slices.BinarySearchFunc(f.quotes, s.First, func(q models.Quote, i int) int {
		if q.Last <= i {
			return -1
		}
		return 1
	})
	hi = lo
	for hi < len(f.quotes) && f.quotes[hi].First < s.Last {
		hi++
	}
	return lo, hi
}

// taken reports whether some content holds a token of quotation q.
func (f *finder) taken(q int) bool { return first(f.at.content, f.quoteRun(q)) >= 0 }
