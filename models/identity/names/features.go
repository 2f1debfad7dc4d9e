package names

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// Version is that of the features: weights belong to one.
//
//	1: first
const Version = 1

// MaxFeatures bounds the features of a token.
const MaxFeatures = 200

// features appends the feature rows of token i to out.
func (r *Recogniser) features(i int, out []int32) []int32 {
	x := extractor{r: r, i: i, out: out, s: &r.doc.Sentences[r.doc.Tokens[i].Sentence]}
	x.words()
	x.form()
	x.lists()
	x.run()
	x.tree()
	x.article()
	return x.out
}

// extractor collects the features of a token.
type extractor struct {
	r   *Recogniser
	i   int
	s   *models.Sentence
	out []int32
}

// add appends the feature of a kind with a value.
func (x *extractor) add(kind, value uint64) {
	if len(x.out) < MaxFeatures {
		x.out = append(x.out, int32(linear.Bucket(linear.Combine(kind*0x9e3779b97f4a7c15, value), x.r.rows)))
	}
}

// hash is that of the word at distance d, zero outside the sentence.
func (x *extractor) hash(d int) uint64 {
	if j := x.i + d; j >= x.s.First && j < x.s.Last {
		return x.r.hash[j]
	}
	return 0
}

func (x *extractor) tag(d int) uint64 {
	if j := x.i + d; j >= x.s.First && j < x.s.Last {
		return uint64(x.r.doc.Tokens[j].Tag) + 1
	}
	return 0
}

func (x *extractor) word(d int) *Word {
	if j := x.i + d; j >= x.s.First && j < x.s.Last {
		return &x.r.words[j]
	}
	return &Word{}
}

// flags are the outer looks of a word.
func (w *Word) flags() uint64 {
	f := uint64(0)
	for k, b := range [...]bool{w.Capital, w.Upper, w.Opener, w.Headed} {
		if b {
			f |= 1 << k
		}
	}
	return f
}

// words are the word itself and its neighbours.
func (x *extractor) words() {
	a, b, c := x.hash(-1), x.hash(0), x.hash(1)
	x.add(1, b)
	x.add(2, a)
	x.add(3, c)
	x.add(4, x.hash(-2))
	x.add(5, x.hash(2))
	x.add(6, linear.Combine(a, b))
	x.add(7, linear.Combine(b, c))
	x.add(8, linear.Combine(a, c))
	x.add(9, linear.Combine(b, x.word(0).flags()))
}

// form is what the word and its neighbours look like.
func (x *extractor) form() {
	text := x.r.doc.Word(x.i)
	lower := x.r.doc.Tokens[x.i].Lower
	n := len(lower)
	for k := 1; k <= 4 && k <= n; k++ {
		x.add(10+uint64(k), linear.Hash(lower[n-k:]))
		x.add(15+uint64(k), linear.Hash(lower[:k]))
	}
	f := x.word(0).flags()
	l, r := x.word(-1).flags(), x.word(1).flags()
	x.add(20, f)
	x.add(21, f|l<<4|r<<8)
	x.add(22, shape(text))
	x.add(23, shape(text)|x.tag(0)<<32)
	x.add(24, x.tag(-1)|x.tag(0)<<8|x.tag(1)<<16|f<<24)
	x.add(25, x.tag(-1)|f<<24)
	x.add(26, x.tag(1)|f<<24)
	x.add(27, x.tag(0)|f<<24)
	x.add(28, x.tag(-2)|x.tag(-1)<<8|f<<24)
	x.add(29, x.tag(1)|x.tag(2)<<8|f<<24)
}

// shape writes a word as a number: its letters as A, a, 0 and others, with
// repetitions once.
func shape(s string) uint64 {
	h, last := uint64(1), byte(0)
	for i := 0; i < len(s) && i < 24; i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c = 'A'
		case 'a' <= c && c <= 'z' || c >= 0x80:
			c = 'a'
		case '0' <= c && c <= '9':
			c = '0'
		}
		if c != last {
			h = h*31 + uint64(c)
			last = c
		}
	}
	return h<<1 | uint64(min(len(s)/5, 1))
}

// lists are the word lists that the word and its neighbours are on.
func (x *extractor) lists() {
	for d := -2; d <= 2; d++ {
		w := x.word(d)
		x.bits(uint64(30+d), w.Lists)
		if d > -2 && d < 2 {
			x.bits(uint64(40+d), w.Covered)
		}
	}
	a, b, c := x.word(-1), x.word(0), x.word(1)
	f := b.flags() << 60
	x.add(45, uint64(b.Lists)|f)
	x.add(46, uint64(b.Covered)|f)
	x.add(47, uint64(a.Lists)<<32|uint64(b.Lists))
	x.add(48, uint64(b.Lists)<<32|uint64(c.Lists))
	x.add(49, linear.Combine(uint64(a.Lists)<<32|uint64(b.Lists), uint64(c.Lists)))
}

func (x *extractor) bits(kind uint64, set uint32) {
	if set == 0 {
		return
	}
	for k := range uint64(32) {
		if set>>k&1 != 0 {
			x.add(kind, k+100)
		}
	}
}

// run is the stretch of capitals and what joins them that the word stands in.
func (x *extractor) run() {
	first, last := x.i, x.i+1
	for first > x.s.First && x.i-first < 8 && x.r.words[first-1].Capital {
		first--
	}
	for last < x.s.Last && last-x.i < 8 && x.r.words[last].Capital {
		last++
	}
	n := last - first
	x.add(50, uint64(x.i-first)<<8|uint64(last-x.i))
	x.add(51, x.r.hash[first])
	x.add(52, x.r.hash[last-1])
	x.add(53, linear.Combine(x.hash(first-1-x.i), uint64(min(n, 4))))
	x.add(54, linear.Combine(x.hash(last-x.i), uint64(min(n, 4))))
	x.add(55, linear.Combine(x.hash(last-x.i), x.hash(last-x.i+1)))
	x.add(56, linear.Combine(x.hash(first-1-x.i), x.hash(first-2-x.i)))
	x.add(57, linear.Combine(x.hash(first-1-x.i), x.hash(last-x.i)))
	l := x.r.words[first].Lists
	e := x.r.words[last-1].Lists
	x.add(58, uint64(l)<<32|uint64(min(x.i-first, 3)))
	x.add(59, uint64(e)<<32|uint64(min(last-x.i, 4)))
	var all uint32
	for k := first; k < last; k++ {
		all |= x.r.words[k].Lists
	}
	x.bits(60, all)
	x.add(61, linear.Combine(x.r.hash[last-1], uint64(last-x.i)))
}

// tree is where the word hangs.
func (x *extractor) tree() {
	t := &x.r.doc.Tokens[x.i]
	h, rel := t.Head, t.Rel
	for range 6 { // the word of the name that hangs outside it
		if h < 0 || !x.r.words[h].Capital || h < x.i-8 || h > x.i+8 {
			break
		}
		rel = x.r.doc.Tokens[h].Rel
		h = x.r.doc.Tokens[h].Head
	}
	x.add(70, uint64(t.Rel))
	x.add(71, uint64(rel))
	if h >= 0 {
		g := &x.r.doc.Tokens[h]
		x.add(72, linear.Combine(x.r.hash[h], uint64(rel)))
		x.add(73, uint64(g.Tag)<<8|uint64(rel))
		if h > x.i+1 {
			x.add(74, linear.Combine(x.r.hash[h], 1))
		}
	}
	if t.Head >= 0 {
		x.add(75, linear.Combine(x.r.hash[t.Head], uint64(t.Rel)))
	}
}

// article is what the rest of the article shows of the word.
func (x *extractor) article() {
	for d := -1; d <= 1; d++ {
		h := x.hash(d)
		if h == 0 {
			continue
		}
		e := x.r.seen.find(h)
		if e == nil {
			x.add(uint64(81+d), 99)
			continue
		}
		x.add(uint64(81+d), uint64(*e)<<8)
		if d == 0 {
			for k := range uint64(numEvidence) {
				if *e>>k&1 != 0 {
					x.add(83, k)
					x.add(84, k|x.word(0).flags()<<8)
				}
			}
			x.add(85, uint64(*e)<<8|x.word(0).flags())
		}
	}
}
