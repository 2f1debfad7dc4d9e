package attribution

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// maxOpener is the longest subject in tokens that is told by its place alone.
const maxOpener = 45

// opener returns what stands between the start of the sentence and cue c where it
// can only be c's subject, whatever the tree says: a noun phrase, then asides between
// commas: "Fire chief Dana Wu, whose crews had no rest, told ...". Empty if not.
func (a *assembler) opener(c run) run {
	s := a.doc.Sentences[a.doc.Tokens[c.first].Sentence]
	r := run{s.First, c.first}
	for i := r.first; i < min(r.first+maxDateline, r.end) && !unicode.IsLower(a.second(i)); i++ {
		if a.dash(i) {
			r.first = i + 1 // "OSLO (AP) — Dana Wu, ..."
		}
	}
	if t := a.doc.Tokens[c.end-1].Tag; r.empty() || r.end-r.first > maxOpener || t != models.TagVBD && t != models.TagVBZ && t != models.TagVBP {
		return run{}
	}
	switch a.doc.Tokens[r.first].Tag {
	case models.TagNNP, models.TagNNPS, models.TagNN, models.TagNNS, models.TagDT, models.TagJJ:
	default:
		return run{}
	}
	aside, commas := false, 0
	for i := r.first; i < r.end; i++ {
		t := &a.doc.Tokens[i]
		switch {
		case a.quoteOf[i] >= 0 || t.Tag == models.TagColon:
			return run{}
		case t.Tag == models.TagComma:
			aside = i+1 < r.end && relative(a.doc.Tokens[i+1].Tag)
			commas++
		case !aside && finite(t.Tag):
			return run{}
		}
	}
	if a.doc.Tokens[r.end-1].Tag != models.TagComma && commas > 0 || commas == 1 {
		return run{} // an aside is closed
	}
	for r.end > r.first && a.doc.Tokens[r.end-1].Tag == models.TagRB { // "now say"
		r.end--
	}
	return r
}

// maxDateline is the longest dateline in tokens.
const maxDateline = 8

// second is the second letter of token i, 0 if it has none.
func (a *assembler) second(i int) rune {
	word := a.text[a.doc.Tokens[i].Start:a.doc.Tokens[i].End]
	_, n := utf8.DecodeRuneInString(word)
	r, _ := utf8.DecodeRuneInString(word[n:])
	return r
}

func relative(t models.Tag) bool {
	return t == models.TagWP || t == models.TagWPS || t == models.TagWDT || t == models.TagWRB
}

func finite(t models.Tag) bool {
	return t == models.TagVBD || t == models.TagVBZ || t == models.TagVBP || t == models.TagMD
}

// floated gives p all that "both" or "all" before its verb takes up where the tree has
// no more than a part of it as source, or the word itself: "Ann Cole and Lou Pratt, the
// members, both urged ...".
func (a *assembler) floated(p *proposal) {
	at := p.cue.first
	if !a.floats(at) {
		at--
	}
	if p.source.empty() || at < 0 || !a.floats(at) || p.source.first > at {
		return
	}
	if o := a.opener(run{at, p.cue.end}); !o.empty() && (p.source.first == at || o.meets(p.source)) {
		p.source, p.sourceHead = o, a.nominal(o)
	}
}

func (a *assembler) floats(i int) bool {
	if i < 0 {
		return false
	}
	switch a.doc.Tokens[i].Lower {
	case "both", "all", "each":
		return true
	}
	return false
}

// nominal returns the last noun of r before its first comma: the head of a noun
// phrase that begins r.
func (a *assembler) nominal(r run) int {
	head := r.first
	for i := r.first; i < r.end && a.doc.Tokens[i].Tag != models.TagComma; i++ {
		switch a.doc.Tokens[i].Tag {
		case models.TagIN:
			return head
		case models.TagNN, models.TagNNS, models.TagNNP, models.TagNNPS:
			head = i
		}
	}
	return head
}
