package segment

import (
	"unicode"

	"github.com/saysonews/sayso/models"
)

// sentences cuts the tokens from first on, all of block b, into sentences.
func (s *segmenter) sentences(b, first int) {
	n := len(s.doc.Tokens)
	s.turns = first < n && s.labelAt(first, n)
	mark := 0
	for i := first; i < n; {
		end := s.sentenceEnd(i, n)
		taken := s.marksBefore(mark, end, n)
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
	s.start = i
	for j := i; j < n; j++ {
		if !s.class[j].final() {
			if j > i && (s.class[j] == classBullet || s.label(j, n)) {
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

// glued reports whether no white space, only a citation mark at most, stands
// before token i.
func (s *segmenter) glued(i int) bool {
	if i == 0 {
		return false
	}
	end := s.doc.Tokens[i-1].End
	return s.doc.Tokens[i].Start == end || s.text[end] == '['
}

// breaks reports whether a sentence ends with the final token j and its closers
// up to end, when token end follows.
func (s *segmenter) breaks(j, end, n int, quoted bool) bool {
	lower := s.lowerNext(end, n)
	switch s.class[j] {
	case classTitle, classInitial:
		return false
	case classAbbr:
		return s.abbreviationEnds(j, end, n, quoted)
	case classEllipsis:
		return !lower && !s.goesOn(end) && s.class[end] != classMark
	case classAsk:
		return !s.goesOn(end) && !(quoted && s.reporting(end, n)) && (!lower || end == j+1 && s.asks(j))
	}
	if s.goesOn(end) && (quoted || !s.dash(end)) || j == s.start+1 && s.enumerates(j-1) {
		return false
	}
	if end > j+1 || s.glued(end) {
		return !lower
	}
	return true
}

// enumerates reports whether token i is the number of a list entry or heading,
// whose full stop does not end the sentence: "5. Conclusion".
func (s *segmenter) enumerates(i int) bool {
	w := s.doc.Word(i)
	return len(w) <= 3 && digit(w[0]) && digit(w[len(w)-1])
}

// dash reports whether token i is a dash.
func (s *segmenter) dash(i int) bool {
	switch s.doc.Tokens[i].Lower {
	case "-", "--", "—", "–", "―":
		return true
	}
	return false
}

// asks reports whether the question or exclamation mark j ends a sentence even
// before a word in lower case: not one that is part of a name ("Yahoo! said").
func (s *segmenter) asks(j int) bool {
	t := s.doc.Tokens[j]
	return s.text[t.Start] == '?' || t.Len() > 1 || j > s.start && !upperAt(s.text, s.doc.Tokens[j-1].Start)
}

// lowerNext reports whether the word at token i, behind an opening quotation
// mark or bracket, begins in lower case.
func (s *segmenter) lowerNext(i, n int) bool {
	if c := s.class[i]; (c == classQuoteOpen || c == classOpen) && i+1 < n {
		i++
	}
	return lowerAt(s.text, s.doc.Tokens[i].Start)
}

// goesOn reports whether token i is a mark that carries a sentence on.
func (s *segmenter) goesOn(i int) bool {
	switch s.doc.Tokens[i].Lower {
	case ",", ";", ":":
		return true
	}
	return s.dash(i)
}

// abbreviationEnds reports whether the abbreviation j ends its sentence.
func (s *segmenter) abbreviationEnds(j, end, n int, quoted bool) bool {
	next := s.doc.Tokens[end]
	if s.class[end] == classQuoteOpen && end+1 < n {
		next = s.doc.Tokens[end+1]
	}
	if !upperAt(s.text, next.Start) || s.lists.medial.has(s.doc.Tokens[j].Lower) {
		return false
	}
	if quoted {
		return true
	}
	if w := s.doc.Tokens[j].Lower; w == "a.m." || w == "p.m." {
		return !s.lists.times.has(next.Lower)
	}
	return s.lists.starters.has(s.text[next.Start:next.End])
}

// How many tokens a name, and a name with an apposition, may have before its verb.
const maxName, maxApposition = 7, 16

// reporting reports whether the tokens from i on are a name with a verb of
// speech, as after "Why?" in: "Why?" Omar, a nurse, then asked.
func (s *segmenter) reporting(i, n int) bool {
	k := i
	for k < n && k < i+maxName && upperAt(s.text, s.doc.Tokens[k].Start) {
		k++
	}
	if k == i || k >= n {
		return false
	}
	if s.doc.Tokens[k].Lower == "," {
		for k++; k < n && s.doc.Tokens[k].Lower != ","; k++ {
			if k == i+maxApposition || s.class[k].final() && s.class[k] >= classStop {
				return false
			}
		}
		k++
	}
	for k < n && s.adverb(k) {
		k++
	}
	return k < n && s.lists.speech.has(s.doc.Tokens[k].Lower)
}

// adverb reports whether token k may stand between a name and its verb of speech.
func (s *segmenter) adverb(k int) bool {
	w := s.doc.Tokens[k].Lower
	switch w {
	case "then", "also", "later", "once", "again", "had", "has", "have", "would", "first", "even", "soon":
		return true
	}
	return len(w) > 4 && w[len(w)-2:] == "ly"
}

// label reports whether token j opens a speaker's turn, as "PENCE:" does in a
// transcript whose block, up to n, opens with such a label itself.
func (s *segmenter) label(j, n int) bool {
	return s.turns && s.labelAt(j, n) && !s.capitals(j-1)
}

// maxLabel is the number of tokens of a speaker's name in a transcript.
const maxLabel = 5

// labelAt reports whether a name in capitals with a colon stands at token j.
func (s *segmenter) labelAt(j, n int) bool {
	k := j
	for k < n && k < j+maxLabel && s.capitals(k) {
		k++
	}
	return k > j && k < n && s.class[k] == classColon
}

// capitals reports whether token k is a word in capitals.
func (s *segmenter) capitals(k int) bool {
	w := s.doc.Word(k)
	if s.class[k] != classWord {
		return (s.class[k] == classTitle || s.class[k] == classInitial) && len(w) > 1 && allUpper(w[:len(w)-1])
	}
	for _, r := range w {
		if !unicode.IsUpper(r) && r != '\'' && r != '’' {
			return false
		}
	}
	return len(w) > 1
}
