package syntax

import "github.com/saysonews/sayso/models"

// enclose hangs quotation marks and brackets from what they enclose, when that
// is one subtree, and with them the punctuation inside that hung from without:
// so the subtree of a quoted clause is the quotation with its marks. The
// transition system cannot see both marks at once and often parts them.
func (a *Analyzer) enclose() {
	quote, bracket := -1, -1
	for i, t := range a.tags {
		switch t {
		case models.TagOpenQuote:
			quote = i
		case models.TagLRB:
			bracket = i
		case models.TagCloseQuote:
			if quote >= 0 {
				a.pair(quote, i)
			}
			quote = -1
		case models.TagRRB:
			if bracket >= 0 {
				a.pair(bracket, i)
			}
			bracket = -1
		}
	}
}

// pair treats the words between the marks at first and last.
func (a *Analyzer) pair(first, last int) {
	head := -1
	outside := func(i int) bool {
		h := int(a.state.Heads[i])
		return h <= first || h >= last
	}
	for i := first + 1; i < last; i++ {
		if !outside(i) || a.state.Rels[i] == models.RelPunct {
			continue
		}
		if head >= 0 {
			return // two subtrees
		}
		head = i
	}
	if head < 0 || a.state.Governs(first) || a.state.Governs(last) {
		return
	}
	for i := first; i <= last; i++ {
		if i != head && (i == first || i == last || outside(i)) {
			a.state.Heads[i], a.state.Rels[i] = int32(head), models.RelPunct
		}
	}
}
