package syntax

import "github.com/saysonews/sayso/models"

// maxBack bounds how far mend looks around a word, in words.
const maxBack = 60

// mend puts right what the parser has learned wrongly from silver trees: a
// conjunction that governs its clause, and a floating quantifier that is made a
// second subject. No step hangs a word from one that is below it.
func (a *Analyzer) mend(doc *models.Document, first int) {
	n := int32(len(a.words))
	for i := range n {
		if h := a.heads[i]; h < i && a.tags[h] == models.TagCC && a.rels[i] != models.RelPunct {
			a.conjoin(i, h)
			if that(doc, first+int(h)+1) {
				a.resume(i, h)
			}
		}
	}
	for i := range n {
		switch a.rels[i] {
		case models.RelNsubj, models.RelNsubjPass, models.RelCcPreconj:
			a.aside(i)
			a.float(doc, first, i)
		}
	}
}

// conjoin makes clause v the conjunct and its conjunction c the dependent.
func (a *Analyzer) conjoin(v, c int32) {
	a.heads[v], a.rels[v] = a.heads[c], models.RelConj
	if int(a.heads[v]) == len(a.words) {
		a.rels[v] = models.RelRoot
	}
	a.heads[c], a.rels[c] = v, models.RelCc
}

func that(doc *models.Document, token int) bool {
	return token < len(doc.Tokens) && doc.Tokens[token].Lower == "that"
}

// resume joins "but that ..." to the clause of the verb, not to the verb: v is
// its head, c the conjunction.
func (a *Analyzer) resume(v, c int32) {
	for i := c - 1; i >= 0 && i >= c-maxBack; i-- {
		if a.heads[i] == a.heads[v] && a.rels[i] == models.RelCcomp {
			a.heads[v] = i
			return
		}
	}
}

// float makes "both" in "Ann and Bo both left" an adverbial of the verb that has
// its subject already: so it is neither a subject nor part of one.
func (a *Analyzer) float(doc *models.Document, first int, i int32) {
	switch doc.Tokens[first+int(i)].Lower {
	case "both", "all", "each":
	default:
		return
	}
	for j := i - 1; j >= 0 && j >= i-maxBack; j-- {
		if a.heads[j] == a.heads[i] && (a.rels[j] == models.RelNsubj || a.rels[j] == models.RelNsubjPass) {
			a.tags[i], a.rels[i] = models.TagDT, models.RelAdvmod
			return
		}
	}
}
