package attribution

import (
	"slices"

	"github.com/saysonews/sayso/models"
)

// quotations gives each quotation that no cue has taken to the attribution that it
// continues, or makes it one of its own when it is speech by its looks.
func (f *finder) quotations() {
	for k := range f.proposals {
		if p := &f.proposals[k]; !p.dropped && p.cueHead >= 0 {
			f.adjoin(k, p)
		}
	}
	for q := range f.quotes {
		if f.taken(q) {
			continue
		}
		p := proposal{content: []run{f.quoteRun(q)}, sourceHead: -1, cueHead: -1, confidence: 0.35}
		switch {
		case f.headed(&p, f.quotes[q].First):
		case !f.spoken(q):
			continue
		case f.signed(&p, f.quotes[q].Last):
		default:
			if k := f.continued(q); k >= 0 {
				f.give(k, f.quoteRun(q))
				continue
			}
			f.introduced(&p, f.quotes[q].First)
		}
		f.accept(p)
	}
}

// give adds r to the content of proposal k.
func (f *finder) give(k int, r run) {
	f.proposals[k].content = append(f.proposals[k].content, r)
	fill(f.at.content, r, k)
}

// introduced takes cue and source from the sentence before token at when that
// sentence ends its block with a colon: "Wu told the council:".
func (f *finder) introduced(p *proposal, at int) {
	s := f.doc.Tokens[at].Sentence - 1
	if s < 0 || !f.doc.Sentences[s].Kind.Speech() || f.doc.Sentences[s].Block == f.doc.Sentences[s+1].Block {
		return
	}
	colon := f.doc.Sentences[s].Last - 1
	if f.text[f.doc.Tokens[colon].Start] != ':' {
		return
	}
	cue := -1
	for i := f.doc.Sentences[s].First; i < colon; i++ {
		if verb(f.doc.Tokens[i].Tag) && !f.reported(i) && (cue < 0 || f.verbFrames(i)&speech != 0) {
			cue = i
		}
	}
	if cue < 0 { // "From the chamber of commerce:"
		r := run{f.doc.Sentences[s].First, colon}
		if f.doc.Tokens[r.first].Lower == "from" {
			r.first++
		}
		f.named(p, colon, r)
		return
	}
	if f.at.content[cue] >= 0 || f.at.cue[cue] >= 0 {
		return
	}
	p.cueHead, p.cue, p.confidence = cue, f.cueRun(cue), 0.6
	if colon-p.cue.end <= 4 {
		p.cue.end = colon + 1
	}
	if f.verbFrames(cue)&speech != 0 {
		p.confidence = 0.8
	}
	f.source(p, cue)
}

// signed takes the dash and name that follow a quotation at token i, to the end of
// their block, as cue and source ("We won." - Mayor Diaz) and reports whether there
// are any.
func (f *finder) signed(p *proposal, i int) bool {
	if i >= len(f.doc.Tokens) || !f.dash(i) {
		return false
	}
	// The signature may stand on a line of its own.
	if at, before := f.doc.Tokens[i].Sentence, f.doc.Tokens[i-1].Sentence; f.doc.Sentences[at].Block > f.doc.Sentences[before].Block+1 {
		return false
	}
	return f.named(p, i, run{i + 1, f.blockEnd(i)})
}

// headed takes the colon before token at and the name before that, from the start
// of the sentence, as cue and source: Okafor: "I was there".
func (f *finder) headed(p *proposal, at int) bool {
	s := f.doc.Sentences[f.doc.Tokens[at].Sentence]
	colon := at - 1
	if colon <= s.First || f.text[f.doc.Tokens[colon].Start] != ':' {
		return false
	}
	return f.named(p, colon, run{s.First, colon})
}

// maxSignature is the longest name with office, in tokens, that a dash or a colon
// alone ties to a quotation.
const maxSignature = 16

// named makes r the source and token cue the cue of p where r can be a name: it
// holds a capital, no verb and belongs to nothing yet.
func (f *finder) named(p *proposal, cue int, r run) bool {
	r = f.trimRun(r)
	if r.empty() || r.end-r.first > maxSignature || !f.capitals(r) || first(f.at.content, r) >= 0 || first(f.at.cue, r) >= 0 {
		return false
	}
	head := -1
	for j := r.first; j < r.end; j++ {
		if t := f.doc.Tokens[j].Tag; verb(t) && t != models.TagVBN && t != models.TagVBG {
			return false
		}
		if head < 0 && !r.has(f.tree.Head(j)) && f.word(j) {
			head = j
		}
	}
	p.cue, p.cueHead, p.source, p.sourceHead, p.confidence = run{cue, cue + 1}, cue, r, max(head, r.first), 0.7
	return true
}

func (f *finder) dash(i int) bool {
	switch f.text[f.doc.Tokens[i].Start:f.doc.Tokens[i].End] {
	case "-", "–", "—", "--", "―":
		return true
	}
	return false
}

// capitals reports whether some word of r begins with a capital.
func (f *finder) capitals(r run) bool {
	for i := r.first; i < r.end; i++ {
		if f.word(i) && f.capital(i) {
			return true
		}
	}
	return false
}

// adjoin adds to proposal k the quotations of its sentence that stand just before or
// after its cue and source, with nothing but a comma between: "Fine," he said, "but
// why?"
func (f *finder) adjoin(k int, p *proposal) {
	both := p.cue
	if !p.source.empty() {
		both = both.join(p.source)
	}
	lo, hi := f.quotesIn(f.doc.Sentences[f.doc.Tokens[p.cueHead].Sentence])
	if hi-lo > 64 || !f.marked(p) {
		return
	}
	for q := lo; q < hi; q++ {
		r := f.quoteRun(q)
		if f.taken(q) || r.meets(both) {
			continue
		}
		before := r.end <= both.first && f.words(run{r.end, both.first}) == 0
		after := r.first >= both.end && f.words(run{both.end, r.first}) == 0
		if before || after {
			f.give(k, r)
		}
	}
}

// spoken reports whether quotation q stands as sentences of its own: it begins one,
// and no words of the writer follow it in the same sentence but a signature.
func (f *finder) spoken(q int) bool {
	r := f.quoteRun(q)
	s := f.doc.Sentences[f.doc.Tokens[r.first].Sentence]
	if s.Kind != models.Paragraph || r.first != s.First || f.words(r) < 1 {
		return false
	}
	last := f.doc.Sentences[f.doc.Tokens[r.end-1].Sentence].Last
	return r.end >= last || f.words(run{r.end, last}) == 0 || f.dash(r.end)
}

// lookBack bounds the tokens before a quotation that continued looks at.
const lookBack = 400

// continued returns the proposal that quotation q goes on from: the one whose
// content holds another paragraph of the same quotation, or the one that ends last
// before q, in the same block or, where q fills its block, at the end of the block
// before. -1 if none.
func (f *finder) continued(q int) int {
	if k := f.grouped(q); k >= 0 {
		return k
	}
	at := f.quotes[q].First
	block := f.doc.Sentences[f.doc.Tokens[at].Sentence].Block
	for i := at - 1; i >= max(0, at-lookBack); i-- {
		k := f.at.content[i]
		if k < 0 {
			k = f.at.cue[i]
		}
		if k < 0 {
			continue
		}
		p := &f.proposals[k]
		if !f.inMarks(p.content) && !f.introduces(p, at) {
			return -1
		}
		from := f.doc.Sentences[f.doc.Tokens[i].Sentence].Block
		if from == block || f.alone(q) && f.precedes(from, block) && f.words(run{i + 1, f.blockEnd(i)}) <= 1+f.words(p.source) {
			return int(k)
		}
		return -1
	}
	return -1
}

// inMarks reports whether some word of content stands between quotation marks. It looks
// from the end, where quotations are added: one proposal may hold those of a whole article.
func (f *finder) inMarks(content []run) bool {
	for _, c := range slices.Backward(content) {
		for i := c.first; i < c.end; i++ {
			if f.quoteOf[i] >= 0 && f.word(i) {
				return true
			}
		}
	}
	return false
}

// grouped returns the proposal whose content holds another paragraph of quotation
// q, or -1.
func (f *finder) grouped(q int) int {
	for k := q - 1; k >= 0 && f.quotes[k].Group == f.quotes[q].Group; k-- {
		if f.taken(k) {
			return first(f.at.content, f.quoteRun(k))
		}
	}
	for k := q + 1; k < len(f.quotes) && f.quotes[k].Group == f.quotes[q].Group; k++ {
		if f.taken(k) {
			return first(f.at.content, f.quoteRun(k))
		}
	}
	return -1
}

// alone reports whether quotation q fills its block.
func (f *finder) alone(q int) bool {
	at := f.quotes[q].First
	b := f.doc.Blocks[f.doc.Sentences[f.doc.Tokens[at].Sentence].Block]
	return at == f.doc.Sentences[b.First].First && f.words(run{f.quotes[q].Last, f.blockEnd(at)}) == 0
}

// precedes reports whether block a is the block of speech just before block b.
func (f *finder) precedes(a, b int) bool {
	for b--; b > a && !f.doc.Blocks[b].Kind.Speech(); b-- {
	}
	return a == b
}

// introduces reports whether an indirect attribution stands in the sentence just
// before token at.
func (f *finder) introduces(p *proposal, at int) bool {
	return p.cueHead >= 0 && f.doc.Tokens[p.cueHead].Sentence == f.doc.Tokens[at].Sentence-1
}
