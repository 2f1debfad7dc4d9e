package segment

import "github.com/saysonews/sayso/models"

// maxMarker is the number of digits a citation mark may have.
const maxMarker = 3

// citation records the citation mark at pos, such as [2], and moves past it.
func (t *scanner) citation() bool {
	end := citationEnd(t.text, t.pos)
	if end == 0 {
		return false
	}
	c := models.Citation{Span: models.Span{Start: t.pos, End: end}, Marker: t.text[t.pos+1 : end-1]}
	if r, ok := t.refs[c.Marker]; ok {
		c.Title, c.Outlet, c.Date = r.Title, r.Outlet, r.Date
	}
	t.marks = append(t.marks, c)
	t.pos = end
	return true
}

// citationEnd returns the end of the citation mark at i, or 0.
func citationEnd(text string, i int) int {
	j := i + 1
	for j < len(text) && digit(text[j]) {
		j++
	}
	if j == i+1 || j-i-1 > maxMarker || j >= len(text) || text[j] != ']' {
		return 0
	}
	return j + 1
}

// strayMarks clears the marks of the block whose first token is first. Those of a
// block without tokens go to the sentence before or, when there is none, stay for
// the first sentence of the article.
func (s *segmenter) strayMarks(first int) {
	n := len(s.doc.Sentences)
	if n == 0 {
		return
	}
	if first == len(s.doc.Tokens) && len(s.marks) > 0 {
		last := &s.doc.Sentences[n-1]
		last.Citations = append(last.Citations, s.marks...)
	}
	s.marks = s.marks[:0]
}
