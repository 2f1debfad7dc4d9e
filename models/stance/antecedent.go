package stance

import "github.com/saysonews/sayso/models"

// antecedentIssue returns what "it" at token i stands for: the document the identity
// step found, or else the last issue named before it in its sentence or the ones just
// before.
func (f *finder) antecedentIssue(i int) (t models.Target, sign float64, ok bool) {
	if k := f.figure(i); k >= 0 {
		switch f.cast.Figures[k].Kind {
		case models.Person:
			return t, 0, false
		case models.DocumentKind:
			t, ok = f.figureTarget(k, i)
			return t, 1, ok
		}
	}
	if len(f.recent) == 0 {
		return t, 0, false
	}
	last := &f.recent[len(f.recent)-1]
	at, _ := f.tokensOf(last.target.Mention)
	if at >= i || f.tok(at).Sentence < f.tok(i).Sentence-f.shortBefore(i) {
		return t, 0, false
	}
	return last.target, last.sign, true
}

// shortBefore returns how many sentences before that of token i an issue may stand
// that a pronoun goes back to: one, and more where what is between is hardly a
// sentence ("Yes, Senator.").
func (f *finder) shortBefore(i int) int {
	s := f.tok(i).Sentence
	n := 1
	for n < 3 && s-n > 0 && f.doc.Sentences[s-n].Last-f.doc.Sentences[s-n].First <= 5 {
		n++
	}
	return n
}

// noteMotion remembers what is up for decision when it is a subject or an object: "a
// motion to suspend them failed".
func (f *finder) noteMotion(i int) {
	switch f.lemma(i) {
	case "motion", "bill", "proposal", "measure", "resolution", "amendment", "referendum", "levy", "tax":
	default:
		return
	}
	switch f.tok(i).Rel {
	case models.RelNsubj, models.RelNsubjPass, models.RelObj:
		if t, ok := f.openTarget(i); ok && f.topicAt(i) == nil {
			f.remember(t, 1)
		}
	}
}

// remember keeps an issue that the text has come to, for "it" to go back to.
func (f *finder) remember(t models.Target, sign float64) {
	switch t.Kind {
	case models.TargetIssue, models.TargetDocument:
		f.recent = append(f.recent, issueSeen{t, sign})
	}
}
