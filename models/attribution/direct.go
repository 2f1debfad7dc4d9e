package attribution

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// labels proposes from a speaker's label at the start of a paragraph ("LIND: It is
// over."), as transcripts and question-and-answer pages have it.
func (f *finder) labels() {
	for b := range f.doc.Blocks {
		blk := f.doc.Blocks[b]
		if blk.Kind != models.Paragraph || blk.First >= blk.Last {
			continue
		}
		for s := blk.First; s < blk.Last; s++ {
			f.label(s, blk)
		}
	}
}

// label proposes from sentence s of blk when it opens with a label.
func (f *finder) label(s int, blk models.Block) {
	first, last := f.doc.Sentences[s].First, f.doc.Sentences[s].Last
	colon := -1
	for i := first; i < min(first+7, last); i++ {
		if f.text[f.doc.Tokens[i].Start] == ':' {
			colon = i
			break
		}
		if f.quoteOf[i] >= 0 || !f.capital(i) {
			return
		}
	}
	if colon <= first || !f.speakerLabel(run{first, colon}) {
		return
	}
	end := last
	for n := s + 1; n < blk.Last && !f.labelled(n); n++ {
		end = f.doc.Sentences[n].Last
	}
	content := run{colon + 1, end}
	if f.words(content) < 2 || f.cued(run{first, colon + 1}) {
		return
	}
	p := proposal{source: run{first, colon}, cue: run{colon, colon + 1}, content: []run{content},
		sourceHead: colon - 1, cueHead: colon, confidence: 0.75}
	f.displace(content)
	f.proposals = append(f.proposals, p)
}

// cued reports whether some proposal has its cue in r.
func (f *finder) cued(r run) bool {
	for _, p := range f.proposals {
		if !p.dropped && r.has(p.cueHead) {
			return true
		}
	}
	return false
}

// labelled reports whether sentence s opens with a label.
func (f *finder) labelled(s int) bool {
	first, last := f.doc.Sentences[s].First, f.doc.Sentences[s].Last
	for i := first; i < min(first+7, last); i++ {
		if f.text[f.doc.Tokens[i].Start] == ':' {
			return i > first && f.speakerLabel(run{first, i})
		}
	}
	return false
}

// speakerLabel reports whether r reads as the name of a speaker: all capitals, or a
// question-and-answer mark.
func (f *finder) speakerLabel(r run) bool {
	letters := 0
	for i := r.first; i < r.end; i++ {
		t := f.doc.Tokens[i]
		if t.End-t.Start > 2 && f.text[t.Start:t.End] == t.Lower {
			return false
		}
		for _, c := range f.text[t.Start:t.End] {
			if unicode.IsLower(c) {
				return false
			}
			if unicode.IsUpper(c) {
				letters++
			}
		}
	}
	return letters >= 3 || letters == 1 && r.end-r.first == 1
}

func (f *finder) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(f.text[f.doc.Tokens[i].Start:])
	return !unicode.IsLower(r)
}

// displace drops the proposals whose cue lies in r.
func (f *finder) displace(r run) {
	for i := range f.proposals {
		if r.has(f.proposals[i].cueHead) {
			f.proposals[i].dropped = true
		}
	}
}

// quotations gives each quotation that no cue has taken to the attribution that it
// continues, or makes it one of its own when it is speech by its looks.
func (f *finder) quotations() {
	taken := f.taken()
	for q := range f.quotes {
		if taken[q] || !f.spoken(q) {
			continue
		}
		if p := f.continued(q, taken); p >= 0 {
			f.proposals[p].content = append(f.proposals[p].content, run{f.quotes[q].First, f.quotes[q].Last})
			taken[q] = true
			continue
		}
		p := proposal{
			content:    []run{{f.quotes[q].First, f.quotes[q].Last}},
			sourceHead: -1, cueHead: -1, confidence: 0.35,
		}
		f.signed(&p, f.quotes[q].Last)
		if p.cueHead < 0 {
			f.introduced(&p, f.quotes[q].First)
		}
		f.proposals = append(f.proposals, p)
		taken[q] = true
	}
}

// introduced takes cue and source from the sentence before token first when that
// sentence ends its block with a colon: "Wu told the council:".
func (f *finder) introduced(p *proposal, first int) {
	s := f.doc.Tokens[first].Sentence - 1
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
	if cue < 0 || f.holder(cue) >= 0 {
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
// their block, as cue and source: "We won." - Mayor Diaz.
func (f *finder) signed(p *proposal, i int) {
	if i >= len(f.doc.Tokens) || !f.dash(i) {
		return
	}
	block := f.doc.Sentences[f.doc.Tokens[i].Sentence].Block
	if block != f.doc.Sentences[f.doc.Tokens[i-1].Sentence].Block {
		return
	}
	r := f.trimRun(run{i + 1, f.blockEnd(i)})
	if r.empty() || r.end-r.first > 16 || !f.capital(r.first) {
		return
	}
	p.cue, p.cueHead, p.source, p.confidence = run{i, i + 1}, i, r, 0.7
	p.sourceHead = r.first
	for j := r.first; j < r.end; j++ {
		if h := f.tree.Head(j); !r.has(h) && f.word(j) {
			p.sourceHead = j
			break
		}
	}
}

func (f *finder) dash(i int) bool {
	switch f.doc.Article.Text[f.doc.Tokens[i].Start:f.doc.Tokens[i].End] {
	case "-", "–", "—", "--", "―":
		return true
	}
	return false
}

// taken marks the quotations that some content covers the greater part of.
func (f *finder) taken() []bool {
	taken := make([]bool, len(f.quotes))
	for _, p := range f.proposals {
		if p.dropped {
			continue
		}
		for _, c := range p.content {
			for q, quote := range f.quotes {
				if c.meets(run{quote.First, quote.Last}) {
					taken[q] = true
				}
			}
		}
	}
	return taken
}

// spoken reports whether quotation q stands as sentences of its own, by its
// beginning at the start of a sentence and holding a few words.
func (f *finder) spoken(q int) bool {
	quote := f.quotes[q]
	s := f.doc.Sentences[f.doc.Tokens[quote.First].Sentence]
	if s.Kind != models.Paragraph || quote.First != s.First {
		return false
	}
	if quote.Last < len(f.doc.Tokens) && f.doc.Tokens[quote.Last].Sentence == f.doc.Tokens[quote.Last-1].Sentence {
		// words of the writer follow in the same sentence
		rest := run{quote.Last, f.doc.Sentences[f.doc.Tokens[quote.Last-1].Sentence].Last}
		if f.words(rest) > 0 && !f.dash(quote.Last) {
			return false
		}
	}
	return f.words(run{quote.First, quote.Last}) >= 2
}

// continued returns the proposal that quotation q goes on from: the one whose
// content holds an earlier paragraph of the same quotation, the one that ends just
// before q in the same block, or that of a block that ends with a colon. -1 if none.
func (f *finder) continued(q int, taken []bool) int {
	quote := f.quotes[q]
	if p := f.grouped(q, taken); p >= 0 {
		return p
	}
	block := f.doc.Sentences[f.doc.Tokens[quote.First].Sentence].Block
	best, bestEnd := -1, -1
	for i, p := range f.proposals {
		if p.dropped || f.quoteType(p.content) == models.Indirect && !f.introduces(p, quote.First) {
			continue
		}
		end := p.cue.end
		for _, c := range p.content {
			end = max(end, c.end)
		}
		if end > quote.First || end == 0 {
			continue
		}
		from := f.doc.Sentences[f.doc.Tokens[end-1].Sentence].Block
		if (from == block || f.alone(q) && f.precedes(from, block) && f.blockEnd(end-1)-end <= 1) && end > bestEnd {
			best, bestEnd = i, end
		}
	}
	return best
}

// grouped returns the proposal whose content holds another paragraph of quotation
// q, or -1.
func (f *finder) grouped(q int, taken []bool) int {
	for k := q - 1; k >= 0 && f.quotes[k].Group == f.quotes[q].Group; k-- {
		if taken[k] {
			return f.holder(f.quotes[k].First)
		}
	}
	for k := q + 1; k < len(f.quotes) && f.quotes[k].Group == f.quotes[q].Group; k++ {
		if taken[k] {
			return f.holder(f.quotes[k].First)
		}
	}
	return -1
}

// alone reports whether quotation q fills its block.
func (f *finder) alone(q int) bool {
	first := f.quotes[q].First
	b := f.doc.Blocks[f.doc.Sentences[f.doc.Tokens[first].Sentence].Block]
	return first == f.doc.Sentences[b.First].First && f.words(run{f.quotes[q].Last, f.blockEnd(first)}) == 0
}

// precedes reports whether block a is the block of speech just before block b.
func (f *finder) precedes(a, b int) bool {
	for b--; b > a && !f.doc.Blocks[b].Kind.Speech(); b-- {
	}
	return a == b
}

// introduces reports whether an indirect attribution stands in the sentence just
// before token first.
func (f *finder) introduces(p proposal, first int) bool {
	if p.cueHead < 0 {
		return false
	}
	return f.doc.Tokens[p.cueHead].Sentence == f.doc.Tokens[first].Sentence-1
}

// holder returns the proposal whose content covers token i, or -1.
func (f *finder) holder(i int) int {
	for k, p := range f.proposals {
		if p.dropped {
			continue
		}
		for _, c := range p.content {
			if c.has(i) {
				return k
			}
		}
	}
	return -1
}
