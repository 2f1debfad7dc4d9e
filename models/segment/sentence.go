package segment

import (
	"github.com/saysonews/sayso/models"
)

// sentences cuts the tokens from first on, all of block b, into sentences.
func (s *segmenter) sentences(b, first int) {
	n := len(s.doc.Tokens)
	mark := 0
	for i := first; i < n; {
		end := s.sentenceEnd(i, n)
		var taken int
		taken = s.marksBefore(mark, end, n)
		s.addSentence(b, i, end, s.marks[mark:taken])
		mark = taken
		i = end
	}
}

// marksBefore returns the index after the last citation mark that belongs to the
// sentence whose tokens end at end: those before the next sentence's first token.
func (s *segmenter) marksBefore(mark, end, n int) int {
	for mark < len(s.marks) && (end == n || s.marks[mark].Start < s.doc.Tokens[end].Start) {
		mark++
	}
	return mark
}

// addSentence appends the sentence of tokens [first, last).
func (s *segmenter) addSentence(b, first, last int, marks []models.Citation) {
	id := len(s.doc.Sentences)
	for i := first; i < last; i++ {
		s.doc.Tokens[i].Sentence = id
	}
	sent := models.Sentence{
		Span:  models.Span{Start: s.doc.Tokens[first].Start, End: s.doc.Tokens[last-1].End},
		Block: b,
		Kind:  s.doc.Blocks[b].Kind,
		First: first,
		Last:  last,
	}
	if len(marks) > 0 {
		sent.Citations = append([]models.Citation(nil), marks...)
	}
	s.doc.Sentences = append(s.doc.Sentences, sent)
}

// sentenceEnd returns the index after the last token of the sentence that starts
// at token i, at most n.
func (s *segmenter) sentenceEnd(i, n int) int {
	for j := i; j < n; j++ {
		if !s.class[j].final() {
			if s.label(j, i, n) {
				return j
			}
			continue
		}
		end, quoted := s.closers(j+1, n)
		if end == n || s.breaks(j, end, n, quoted) {
			return end
		}
		j = end - 1
	}
	return n
}

// final reports whether a token of the class can end a sentence.
func (c class) final() bool { return c >= classAbbr && c <= classEllipsis }

// closers returns the index after the marks from i on that stay with the sentence
// before them: more stops, closing brackets and quotation marks. quoted says that
// a quotation mark is among them.
func (s *segmenter) closers(i, n int) (end int, quoted bool) {
	for i < n {
		switch c := s.class[i]; {
		case c == classQuoteClose:
			quoted = true
		case c == classClose && s.glued(i), c.final() && c >= classStop:
		default:
			return i, quoted
		}
		i++
	}
	return i, quoted
}

// glued reports whether no white space stands before token i.
func (s *segmenter) glued(i int) bool {
	return i > 0 && s.doc.Tokens[i].Start == s.doc.Tokens[i-1].End
}

// breaks reports whether a sentence ends with the final token j and its closers
// up to end, when token end follows.
func (s *segmenter) breaks(j, end, n int, quoted bool) bool {
	next := s.doc.Tokens[end].Start
	lower := lowerAt(s.text, next)
	switch s.class[j] {
	case classTitle, classInitial:
		return false
	case classAbbr:
		return s.abbreviationEnds(j, end, n, quoted)
	case classEllipsis:
		return !lower && !s.goesOn(end) && s.class[end] != classMark
	case classAsk:
		if lower || s.goesOn(end) {
			return false
		}
		return !quoted || !s.reporting(end, n)
	}
	if quoted && (lower || s.goesOn(end)) {
		return false
	}
	return !s.goesOn(end) || s.class[end] == classColon
}

// goesOn reports whether token i is a mark that carries a sentence on.
func (s *segmenter) goesOn(i int) bool {
	switch s.doc.Tokens[i].Lower {
	case ",", ";", ":", "-", "--", "—", "–":
		return true
	}
	return false
}

// abbreviationEnds reports whether the abbreviation j ends its sentence.
func (s *segmenter) abbreviationEnds(j, end, n int, quoted bool) bool {
	next := s.doc.Tokens[end]
	if s.class[end] == classQuoteOpen && end+1 < n {
		next = s.doc.Tokens[end+1]
	}
	if !upperAt(s.text, next.Start) {
		return false
	}
	if quoted || end > j+1 {
		return true
	}
	return s.lists.starters.has(s.text[next.Start:next.End])
}

// reporting reports whether the tokens from i on are a name with a verb of
// speech, as after "Why?" in: "Why?" Omar asked.
func (s *segmenter) reporting(i, n int) bool {
	for k := i; k < n && k < i+7; k++ {
		t := s.doc.Tokens[k]
		if s.lists.speech.has(t.Lower) {
			return k > i
		}
		if !upperAt(s.text, t.Start) {
			return false
		}
	}
	return false
}

// label reports whether token j opens a speaker's turn in a transcript, as in
// "PENCE: Well", when it is not the first token of the sentence from i.
func (s *segmenter) label(j, i, n int) bool {
	return false
}
