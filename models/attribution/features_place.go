package attribution

import "github.com/saysonews/sayso/models"

// quoteFeatures describes the token's place in quotations.
func (x *Features) quoteFeatures(i int, s models.Sentence, r *row) {
	state := x.quoteState(i)
	before, after := uint64(99), uint64(99)
	if i > 0 {
		before = x.quoteState(i - 1)
	}
	if i+1 < len(x.f.doc.Tokens) {
		after = x.quoteState(i + 1)
	}
	r.add(state<<16 | before<<8 | after)
	r.add(state<<8 | x.tag(i))
	q := x.f.quoteOf[i]
	if q >= 0 {
		quote := x.f.quotes[q]
		closed := uint64(0)
		if quote.Closed {
			closed = 1
		}
		r.add(1<<16 | bucket(quote.Last-quote.First)<<8 | closed)
		r.add(2<<16 | bucket(i-quote.First)<<8 | bucket(quote.Last-1-i))
		return
	}
	l, rt := i, i
	for l > s.First && i-l < 12 && x.f.quoteOf[l-1] < 0 {
		l--
	}
	for rt < s.Last-1 && rt-i < 12 && x.f.quoteOf[rt+1] < 0 {
		rt++
	}
	dl, dr := uint64(15), uint64(15)
	if l > 0 && x.f.quoteOf[l-1] >= 0 {
		dl = bucket(i - l + 1)
	}
	if rt+1 < len(x.f.doc.Tokens) && x.f.quoteOf[rt+1] >= 0 {
		dr = bucket(rt - i + 1)
	}
	r.add(3<<16 | dl<<8 | dr)
	r.add(4<<16 | dl<<8 | x.tag(i))
}

// quoteState tells outside, first mark, last mark, inside, and inside one that is
// too short to be speech.
func (x *Features) quoteState(i int) uint64 {
	q := x.f.quoteOf[i]
	if q < 0 {
		return 0
	}
	quote := x.f.quotes[q]
	short := uint64(0)
	if quote.Last-quote.First <= 5 {
		short = 4
	}
	switch i {
	case quote.First:
		return 1 + short
	case quote.Last - 1:
		return 2 + short
	}
	return 3 + short
}

// ruleFeatures describes what the rules propose for the token and its neighbours.
func (x *Features) ruleFeatures(i int, in func(int) int, r *row) {
	role := func(j int) uint64 {
		if j < 0 {
			return 1 << 20
		}
		return uint64(x.role[j])
	}
	r.add(role(i))
	r.add(role(i) >> 8 & 3)
	r.add(role(in(i-1))<<24 | role(i)>>8<<8 | role(in(i+1))>>8)
	r.add(role(in(i + 1)))
	r.add(role(i)&0xff03 ^ x.lemma(int(x.cueOf[i]))<<16)
}

// bucket folds a distance to 0..11.
func bucket(d int) uint64 {
	switch {
	case d < 0:
		return 14
	case d <= 4:
		return uint64(d)
	case d <= 6:
		return 5
	case d <= 9:
		return 6
	case d <= 14:
		return 7
	case d <= 22:
		return 8
	case d <= 40:
		return 9
	}
	return 10
}

func suffix(s string) string {
	if len(s) > 3 {
		return s[len(s)-3:]
	}
	return s
}

// shape folds a word to its pattern of capitals, small letters, figures and marks,
// runs shortened to one.
func shape(w string) uint64 {
	h, last := uint64(0), byte(0)
	for i := 0; i < len(w) && i < 24; i++ {
		c := w[i]
		var k byte
		switch {
		case 'a' <= c && c <= 'z':
			k = 1
		case 'A' <= c && c <= 'Z':
			k = 2
		case '0' <= c && c <= '9':
			k = 3
		case c >= 0x80:
			k = 4
		default:
			k = c
		}
		if k != last || i == 1 {
			h = h*131 + uint64(k)
		}
		last = k
	}
	return h
}

// classFeatures gives the distributional classes of the token, its neighbours, its
// head and the cue-like ancestor.
func (x *Features) classFeatures(i int, in func(int) int, r *row) {
	h, a, b := x.f.tree.Head(i), int(x.anc[i]), int(x.branch[i])
	branch := x.rel(b)
	if a == b {
		branch = 254
	}
	r.add(x.class(i))
	r.add(x.wide(i)<<8 | x.tag(i))
	r.add(x.class(in(i - 1)))
	r.add(x.class(in(i + 1)))
	r.add(x.class(h))
	r.add(x.class(a)<<8 | branch)
	r.add(x.wide(a)<<8 | branch)
	r.add(x.wide(h)<<16 | x.wide(i)<<8 | x.rel(i))
}
