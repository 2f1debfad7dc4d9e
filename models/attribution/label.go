package attribution

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// maxLabel is the longest speaker's label in tokens.
const maxLabel = 7

// labels proposes from a speaker's label at the start of a sentence ("LIND: It is
// over."), as transcripts and question-and-answer pages have it.
func (f *finder) labels() {
	for _, blk := range f.doc.Blocks {
		if blk.Kind != models.Paragraph {
			continue
		}
		for s := blk.First; s < blk.Last; s++ {
			if l := f.labelOf(s); !l.empty() {
				f.label(s, l, blk)
			}
		}
	}
}

// label proposes from label l of sentence s in blk.
func (f *finder) label(s int, l run, blk models.Block) {
	end := f.doc.Sentences[s].Last
	for n := s + 1; n < blk.Last && f.labelOf(n).empty(); n++ {
		end = f.doc.Sentences[n].Last
	}
	colon, content := l.end, run{l.end + 1, end}
	if f.words(content) < 1 || first(f.at.cue, run{l.first, colon + 1}) >= 0 {
		return
	}
	p := proposal{source: l, cue: run{colon, colon + 1}, content: []run{content},
		sourceHead: colon - 1, cueHead: colon, confidence: 0.75}
	if f.dateline(&p) || f.heading(&p) {
		return
	}
	f.displace(content)
	f.accept(p)
}

// heading reports whether p takes a heading in capitals for a speaker's label: "MEDIA
// CONTACT: ...".
func (f *finder) heading(p *proposal) bool {
	if !f.mending || p.source.empty() || p.cue.first != p.source.end || f.text[f.doc.Tokens[p.cue.first].Start] != ':' {
		return false
	}
	return f.speakerLabel(p.source) && f.lists.headings[f.doc.Tokens[p.source.end-1].Lower]
}

// labelOf returns the label that sentence s opens with, without its colon; empty for
// none.
func (f *finder) labelOf(s int) run {
	r := run{f.doc.Sentences[s].First, f.doc.Sentences[s].Last}
	for i := r.first; i < min(r.first+maxLabel, r.end); i++ {
		switch {
		case f.text[f.doc.Tokens[i].Start] == ':':
			if l := (run{r.first, i}); i > r.first && f.speakerLabel(l) {
				return l
			}
			return run{}
		case f.quoteOf[i] >= 0 || !f.capital(i):
			return run{}
		}
	}
	return run{}
}

// speakerLabel reports whether r reads as the name of a speaker: all capitals, or a
// question-and-answer mark.
func (f *finder) speakerLabel(r run) bool {
	letters := 0
	for i := r.first; i < r.end; i++ {
		t := f.doc.Tokens[i]
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

// capital reports whether token i does not begin with a small letter.
func (f *finder) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(f.text[f.doc.Tokens[i].Start:])
	return !unicode.IsLower(r)
}

// displace drops the proposals whose cue lies in r.
func (f *finder) displace(r run) {
	for i := r.first; i < r.end; i++ {
		if k := f.at.cue[i]; k >= 0 && !f.proposals[k].dropped && r.has(f.proposals[k].cueHead) {
			f.proposals[k].dropped = true
		}
	}
	f.clear(r)
}

// clear forgets what the tokens of r belong to.
func (f *finder) clear(r run) {
	for i := r.first; i < r.end; i++ {
		f.at.content[i], f.at.cue[i] = -1, -1
	}
}
