package corpus

import "github.com/saysonews/sayso/models"

// Project copies tags, lemmas, entities, heads and relations of given on to the
// tokens of doc. Words and tokens are matched by their bytes: given must carry
// byte spans of doc's text (Locate or Raw). A token that starts or ends inside a
// word takes that word's annotation; where a word is cut into several tokens,
// the last is its head and the others hang from it. A token whose head lies in
// another sentence of doc becomes a root, so every tree is whole, but a sentence
// that given cuts elsewhere may have several roots. It returns the share of
// tokens, in [0, 1], that matched a word.
func Project(doc *models.Document, given *Document) float64 {
	p := projection{doc: doc, last: map[int]int{}}
	p.match(given)
	p.attach()
	if len(doc.Tokens) == 0 {
		return 1
	}
	return float64(p.matched) / float64(len(doc.Tokens))
}

type projection struct {
	doc     *models.Document
	words   []*Word
	heads   []int       // of words, -1 for a root
	of      []int       // word of each token, -1 for none
	last    map[int]int // last token of each word
	matched int
}

func (p *projection) match(given *Document) {
	for i := range given.Sentences {
		base := len(p.words)
		ws := given.Sentences[i].Words
		for j := range ws {
			p.words = append(p.words, &ws[j])
			h := -1
			if ws[j].Head >= 0 && ws[j].Head < len(ws) {
				h = base + ws[j].Head
			}
			p.heads = append(p.heads, h)
		}
	}
	p.of = make([]int, len(p.doc.Tokens))
	w := 0
	for i := range p.doc.Tokens {
		t := &p.doc.Tokens[i]
		for w < len(p.words) && p.words[w].Span.End <= t.Start {
			w++
		}
		p.of[i] = -1
		if w < len(p.words) && p.words[w].Span.Overlaps(t.Span) {
			p.of[i] = w
			p.last[w] = i
			p.matched++
		}
	}
}

func (p *projection) attach() {
	for i := range p.doc.Tokens {
		t := &p.doc.Tokens[i]
		w := p.of[i]
		if w < 0 {
			t.Tag, t.Rel, t.Head, t.Lemma, t.Entity = models.NoTag, models.RelDep, p.nearest(i), t.Lower, models.NoEntity
			continue
		}
		g := p.words[w]
		t.Tag, t.Entity, t.Lemma = g.Tag, g.Entity, g.Lemma
		if t.Lemma == "" {
			t.Lemma = t.Lower
		}
		if l := p.last[w]; l != i && p.same(l, i) {
			t.Head, t.Rel = l, models.RelDep
			continue
		}
		t.Head, t.Rel = -1, models.RelRoot
		if p.heads[w] < 0 {
			continue
		}
		if h, ok := p.last[p.heads[w]]; ok && p.same(h, i) && h != i {
			t.Head, t.Rel = h, g.Rel
		}
	}
}

func (p *projection) same(i, j int) bool {
	return p.doc.Tokens[i].Sentence == p.doc.Tokens[j].Sentence
}

// nearest is the token that an unmatched token hangs from: its neighbour in the
// sentence that matched, or -1.
func (p *projection) nearest(i int) int {
	s := p.doc.Sentences[p.doc.Tokens[i].Sentence]
	for j := i - 1; j >= s.First; j-- {
		if p.of[j] >= 0 {
			return j
		}
	}
	for j := i + 1; j < s.Last; j++ {
		if p.of[j] >= 0 {
			return j
		}
	}
	return -1
}
