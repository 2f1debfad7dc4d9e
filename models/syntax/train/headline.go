package train

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// headlines says of how many sentences of a source one is learned from a second
// time as a headline. Silver headlines are no help: CoreNLP takes most of their
// words for names.
func headlines(from core.Source) int {
	switch {
	case from.Gold():
		return 8
	case from == core.SourceNews:
		return 40
	}
	return 0
}

// headline writes a sentence like a headline: longer words with a capital, all
// in capitals for every sixth, and without the full stop.
func (d *data) headline(s sentence, capitals bool) sentence {
	h := sentence{from: s.from, tokens: append([]token(nil), s.tokens...)}
	for i := range h.tokens {
		t := &h.tokens[i]
		form := d.forms[t.form]
		if capitals {
			form = strings.ToUpper(form)
		} else if i == 0 || len(form) > 3 || !small(t.tag) {
			r, n := utf8.DecodeRuneInString(form)
			form = string(unicode.ToUpper(r)) + form[n:]
		}
		t.form = d.id(form)
	}
	h.dropStop()
	return h
}

// small reports whether headlines write short words of a tag in lower case.
func small(t models.Tag) bool {
	return t == models.TagIN || t == models.TagDT || t == models.TagCC || t == models.TagTO
}

// dropStop takes the final full stop off.
func (s *sentence) dropStop() {
	n := len(s.tokens) - 1
	if n < 1 || s.tokens[n].tag != models.TagStop || int(s.tokens[n].head) > n {
		return
	}
	for i := range s.tokens[:n] {
		if int(s.tokens[i].head) == n {
			return // it has dependents
		}
	}
	s.tokens = s.tokens[:n]
	for i := range s.tokens {
		if int(s.tokens[i].head) == n+1 {
			s.tokens[i].head = int16(n)
		}
	}
}
