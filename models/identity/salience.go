package identity

import "github.com/saysonews/sayso/models"

// weigh scores the mention with head j as antecedent of the pronoun at i: how
// near it is, how prominent its place in its clause (Lappin and Leass 1994), and
// whether it speaks.
func (r *resolver) weigh(i, j int, m *mention) float64 {
	t := r.doc.Tokens
	a, b := &r.doc.Sentences[t[j].Sentence], &r.doc.Sentences[t[i].Sentence]
	score := -0.9*float64(t[i].Sentence-t[j].Sentence) - 0.5*float64(b.Block-a.Block)
	score += r.prominence(j)
	if r.sources[j] >= 0 {
		score += 0.5
	}
	if (r.words[i].quote > 0) != (r.words[j].quote > 0) {
		score -= 1.2
	}
	if a.Kind != models.Paragraph && b.Kind == models.Paragraph {
		score -= 0.5
	}
	if m.form == byPronoun {
		score += 0.2
	}
	if r.lower(j) == "another" && b.Block == a.Block && t[i].Sentence-t[j].Sentence <= 1 {
		score += 2 // somebody new, of whom the next words are; make up for having no name
	}
	if r.rel(i) == models.RelNsubj && r.rel(j) == models.RelNsubj {
		score += 0.4
	}
	return score
}

// prominence is how much the grammatical role of token j makes it a topic.
func (r *resolver) prominence(j int) float64 {
	switch r.rel(j) {
	case models.RelNsubj, models.RelNsubjPass:
		if h := r.tree.Head(j); h >= 0 {
			switch r.rel(h) {
			case models.RelRoot, models.RelConj, models.RelParataxis:
				return 1.4
			case models.RelAclRelcl, models.RelAcl:
				return 0.4
			}
		}
		return 0.9
	case models.RelAppos: // "one of them, Jo Beck, said": what its noun does
		if h := r.tree.Head(j); h >= 0 && h < j && (r.rel(h) == models.RelNsubj || r.rel(h) == models.RelNsubjPass) {
			return r.prominence(h) - 0.1
		}
	case models.RelRoot, models.RelConj:
		return 0.5
	case models.RelNmodPoss:
		if h := r.tree.Head(j); h >= 0 && (r.rel(h) == models.RelNsubj || r.rel(h) == models.RelNsubjPass) {
			return 0.8 // "Bell's trip ended": Bell is the topic
		}
		return 0.1
	case models.RelNmod, models.RelOblAgent:
		return -0.2
	case models.RelCompound, models.RelFlat:
		return -0.9
	}
	return 0.2
}

// standing scores what speaks for a figure apart from single mentions: that it
// spoke last, that the article names it often, that its sex is known.
func (r *resolver) standing(i int, figure int32, s sex) float64 {
	f := &r.figures[figure]
	score := min(float64(f.count), 12) * 0.04
	if n := len(r.speech); n > 0 && r.speech[n-1].figure == figure {
		if r.sources[i] >= 0 {
			score += 0.4
		}
		score += 0.1
	}
	if s != noSex && f.sex == noSex {
		score -= 0.6
	}
	if f.best < 0 && s != noSex {
		score -= 1.2
	}
	return score
}

// number scores how well "they" and "it" go with the number and kind of f.
func (r *resolver) number(f *figure, plural bool, k pronounKind) float64 {
	switch {
	case k == heShe:
		return 0
	case plural && !f.plural:
		return -1.5
	case f.entity == models.EntityOther && f.kind != models.Group:
		return -0.8
	case f.best < 0 && !plural:
		return -0.4
	case f.entity == models.EntityPlace:
		return -0.2
	}
	return 0
}
