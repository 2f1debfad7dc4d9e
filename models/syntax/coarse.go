package syntax

import "github.com/saysonews/sayso/models"

// coarse is the universal part of speech of a token: what its tag says, but for
// auxiliaries, conjunctions and determiners, which its relation tells.
func coarse(t *models.Token) string {
	switch t.Tag {
	case models.TagNN, models.TagNNS:
		return "NOUN"
	case models.TagNNP, models.TagNNPS:
		return "PROPN"
	case models.TagMD:
		return "AUX"
	case models.TagVB, models.TagVBD, models.TagVBG, models.TagVBN, models.TagVBP, models.TagVBZ:
		if t.Rel == models.RelAux || t.Rel == models.RelAuxPass || t.Rel == models.RelCop {
			return "AUX"
		}
		return "VERB"
	case models.TagIN:
		if t.Rel == models.RelMark {
			return "SCONJ"
		}
		return "ADP"
	case models.TagRP:
		return "ADP"
	case models.TagRB, models.TagRBR, models.TagRBS, models.TagWRB:
		if t.Lemma == "not" {
			return "PART"
		}
		return "ADV"
	case models.TagDT, models.TagPDT, models.TagWDT:
		if t.Rel == models.RelDet || t.Rel == models.RelDetPredet {
			return "DET"
		}
		return "PRON"
	}
	return coarser(t.Tag)
}

func coarser(t models.Tag) string {
	switch t {
	case models.TagJJ, models.TagJJR, models.TagJJS, models.TagAFX:
		return "ADJ"
	case models.TagPRP, models.TagPRPS, models.TagWP, models.TagWPS, models.TagEX:
		return "PRON"
	case models.TagCC:
		return "CCONJ"
	case models.TagCD:
		return "NUM"
	case models.TagTO, models.TagPOS:
		return "PART"
	case models.TagUH:
		return "INTJ"
	case models.TagCurrency, models.TagPound, models.TagSYM:
		return "SYM"
	case models.TagOpenQuote, models.TagCloseQuote, models.TagComma, models.TagStop, models.TagColon,
		models.TagLRB, models.TagRRB, models.TagHYPH, models.TagNFP:
		return "PUNCT"
	}
	return "X"
}
