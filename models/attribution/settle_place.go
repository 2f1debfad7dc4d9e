package attribution

import (
	"unicode"

	"github.com/saysonews/sayso/models"
)

// placed gives p the subject behind the dash where its source is the place of a dateline:
// "WASHINGTON, D.C. - Congresswoman Ann Cole (D-Elmstad) today announced ...". Where none
// can be told the source is nobody: a place has said nothing.
func (a *assembler) placed(p *proposal) {
	if p.source.empty() || p.cueHead < 0 {
		return
	}
	s := a.doc.Sentences[a.doc.Tokens[p.source.first].Sentence]
	dash := a.datelineEnd(s)
	if dash < 0 || p.source.end > dash+1 || p.cueHead <= dash {
		return
	}
	p.source, p.sourceHead = run{}, -1
	if r := a.subjectFrom(dash+1, p.cue.first); !r.empty() {
		p.source, p.sourceHead = r, a.nominal(r)
	}
}

// datelineEnd returns the dash that ends the dateline which opens sentence s, -1 for none:
// a place, capitals or the name of one, and no more than a few words.
func (a *assembler) datelineEnd(s models.Sentence) int {
	for i := s.First; i < min(s.First+maxDateline, s.Last); i++ {
		if i > s.First && a.dash(i) {
			return i
		}
		if a.quoteOf[i] >= 0 || !a.capital(i) {
			return -1
		}
	}
	return -1
}

// subjectFrom returns the noun phrase that stands between from and the cue, behind what
// says when and how: "Today, Rep. | ...", "By a vote of 5 to 4, the committee | ...". It is
// empty where something else stands there.
func (a *assembler) subjectFrom(from, cue int) run {
	for from < cue {
		switch t := &a.doc.Tokens[from]; {
		case t.Tag == models.TagIN:
			for from < cue && a.doc.Tokens[from].Tag != models.TagComma {
				from++
			}
		case t.Tag == models.TagRB, t.Tag == models.TagComma, whenWord(t.Lower):
			from++
		default:
			return a.phraseFrom(from, cue)
		}
	}
	return run{}
}

// phraseFrom returns the noun phrase that begins at from and ends before the cue, an aside
// or a word of time.
func (a *assembler) phraseFrom(from, cue int) run {
	r := run{from, from}
	for r.end < min(cue, from+maxOpener) {
		t := &a.doc.Tokens[r.end]
		c := rune(a.text[t.Start])
		if t.Tag == models.TagComma || t.Tag == models.TagRB || c == '(' || finite(t.Tag) || a.quoteOf[r.end] >= 0 || whenWord(t.Lower) {
			break
		}
		r.end++
	}
	if r.end > r.first && a.doc.Tokens[r.end-1].Tag == models.TagIN { // "the committee on | Monday"
		r.end--
	}
	if r.empty() {
		return r
	}
	switch a.doc.Tokens[r.first].Tag {
	case models.TagNNP, models.TagNNPS, models.TagNN, models.TagNNS, models.TagDT, models.TagJJ, models.TagPRP:
		if letter := rune(a.text[a.doc.Tokens[r.first].Start]); unicode.IsLetter(letter) || letter > unicode.MaxASCII {
			return r
		}
	}
	return run{}
}

// whenWord reports whether a word in small letters names a day.
func whenWord(lower string) bool {
	switch lower {
	case "today", "yesterday", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}
