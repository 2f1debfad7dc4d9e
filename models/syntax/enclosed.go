package syntax

import "github.com/saysonews/sayso/models"

// enclose hangs quotation marks and brackets from what they enclose, when that
// is one subtree, and with them the punctuation inside that hung from without:
// so the subtree of a quoted clause is the quotation with its marks. The
// transition system cannot see both marks at once and often parts them.
func (a *Analyzer) enclose() {
	a.count()
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

// count notes which words have dependents. What has some, which marks have in
// odd text only, is never moved: so no cycle can come about.
func (a *Analyzer) count() {
	a.governs = a.governs[:0]
	for range len(a.words) + 1 {
		a.governs = append(a.governs, false)
	}
	for _, h := range a.heads {
		a.governs[h] = true
	}
}

// pair treats the words between the marks at first and last.
func (a *Analyzer) pair(first, last int) {
	head := -1
	outside := func(i int) bool {
		h := int(a.heads[i])
		return h <= first || h >= last
	}
	for i := first + 1; i < last; i++ {
		if !outside(i) || a.rels[i] == models.RelPunct {
			continue
		}
		if head >= 0 {
			return // two subtrees
		}
		head = i
	}
	if head < 0 || a.governs[first] || a.governs[last] {
		return
	}
	for i := first; i <= last; i++ {
		if i != head && !a.governs[i] && (i == first || i == last || outside(i)) {
			a.heads[i], a.rels[i] = int32(head), models.RelPunct
		}
	}
}
