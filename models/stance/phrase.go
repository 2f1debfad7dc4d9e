package stance

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// nounPhrase returns the tokens that name the noun i: its modifiers from the left,
// and a complement with "of" or "to" when it is short.
func (f *finder) nounPhrase(i int) (first, end int) {
	first, end = i, i+1
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		switch f.tok(c).Rel {
		case models.RelCompound, models.RelAmod, models.RelFlat, models.RelNmodDesc:
			lo, hi := f.tree.Range(c)
			if c < i && hi <= i {
				first = min(first, lo)
			} else if c > i && f.tok(c).Rel == models.RelFlat {
				end = max(end, hi)
			}
		}
	}
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if f.tok(c).Rel == models.RelNmod && c > i && f.complements(c) {
			if lo, _ := f.tree.Range(c); lo == end {
				if hi := f.coreEnd(c); hi-first <= maxName && f.plain(lo, hi) {
					end = hi
				}
			}
			break
		}
	}
	for first < i && f.skips(first) {
		first++
	}
	if end == i+1 && f.intends(i) {
		end = f.aimEnd(i, first)
	}
	return first, end
}

// leadsTo reports whether "to" and a verb follow token i, whatever they hang on.
func (f *finder) leadsTo(i int) bool {
	return i+2 < f.doc.Sentences[f.tok(i).Sentence].Last && f.tok(i+1).Lower == "to" && f.tok(i+2).Tag == models.TagVB
}

// aimEnd returns the end of what the noun at i is to do, when it follows at once and
// is short: "plan to close the harbor".
func (f *finder) aimEnd(i, first int) int {
	if !f.leadsTo(i) || f.tok(i).Tag != models.TagNN {
		return i + 1
	}
	c := i + 2
	o := f.tree.Child(c, models.RelObj)
	if o < 0 {
		return i + 1
	}
	if end := f.coreEnd(o); end-first <= maxName && f.plain(c+1, end) {
		return end
	}
	return i + 1
}

// opensQuote reports whether the phrase of noun i opens a quotation that its predicate
// stands before.
func (f *finder) opensQuote(i int) bool {
	lo, _ := f.tree.Range(i)
	if f.from >= lo {
		return false
	}
	for k := max(lo-1, f.doc.Sentences[f.tok(i).Sentence].First); k <= lo; k++ {
		switch f.tok(k).Lower {
		case "“", "‘", "\"", "'", "``", "`":
			return true
		}
	}
	return false
}

// complements reports whether noun c is part of the name of the noun before it: "toll
// on the bridge", but not "talks on Monday".
func (f *finder) complements(c int) bool {
	if f.hasCase(c, "of") || f.hasCase(c, "to") || f.hasCase(c, "for") || f.hasCase(c, "against") {
		return true
	}
	return f.hasCase(c, "on") && !f.model.vague(f.tok(c).Lower) && f.tok(c).Entity != models.EntityPerson
}

// coreEnd returns the token after noun i and the parts of its name.
func (f *finder) coreEnd(i int) int {
	end := i + 1
	for c := f.tree.First(i); c >= 0; c = f.tree.Next(c) {
		if f.tok(c).Rel == models.RelFlat && c > i {
			_, end = f.tree.Range(c)
		}
	}
	return end
}

// plain reports whether tokens first to end hold neither marks nor verbs.
func (f *finder) plain(first, end int) bool {
	for i := first; i < end; i++ {
		if t := f.tok(i).Tag; isVerb(t) || t == models.TagComma || t == models.TagOpenQuote || t == models.TagCloseQuote || t == models.TagSYM || t == models.TagCurrency || t == models.TagCD || t == models.TagWDT || t == models.TagWP {
			return false
		}
	}
	return true
}

// skips reports whether a noun phrase does not open with token i.
func (f *finder) skips(i int) bool {
	switch f.tok(i).Tag {
	case models.TagDT, models.TagPRPS, models.TagOpenQuote, models.TagPDT, models.TagCD, models.TagPOS, models.TagComma:
		return true
	}
	return f.tok(i).Rel == models.RelAmod && f.model.vague(f.tok(i).Lower)
}

// nameOf writes tokens as a name: as in the text, in lower case unless they are
// names themselves.
func (f *finder) nameOf(first, end int) string {
	text := f.doc.Article.Text[f.tok(first).Start:f.tok(end-1).End]
	text = strings.Join(strings.Fields(text), " ")
	if f.tok(first).Tag != models.TagNNP && f.tok(first).Tag != models.TagNNPS {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// plainName writes the phrase of noun i in tokens first to end so that an issue has one
// id: nouns in the singular, without articles and quotation marks, and what a tax or
// a toll is on before it, so that "the tax on flights" is "a flight tax".
func (f *finder) plainName(i, first, end int) string {
	var words [2 * maxName]string
	out := words[:0]
	on := i + 1
	if on < end && f.charges(i) && (f.tok(on).Lower == "on" || f.tok(on).Lower == "for") {
		out = f.plainWords(out, on+1, end)
		end = i + 1
	}
	return strings.Join(f.plainWords(out, first, end), " ")
}

func (f *finder) plainWords(out []string, first, end int) []string {
	for i := first; i < end; i++ {
		switch t := f.tok(i); t.Tag {
		case models.TagDT, models.TagOpenQuote, models.TagCloseQuote:
		case models.TagNNS:
			out = append(out, f.lemma(i))
		default:
			out = append(out, t.Lower)
		}
	}
	return out
}

// charges reports whether noun i is something that is put on what its "on" names.
func (f *finder) charges(i int) bool {
	switch f.lemma(i) {
	case "cap", "charge", "curb", "duty", "fee", "levy", "surcharge", "tariff", "tax", "toll":
		return true
	}
	return false
}

// fullName returns what "the tax" stands for: the only longer name with the same
// head in the article; "" where there is none or several.
func (f *finder) fullName(i int) string {
	d := f.tree.Child(i, models.RelDet)
	headline := f.doc.Sentences[f.tok(i).Sentence].Kind == models.Headline
	if !headline && (d < 0 || f.tok(d).Lower != "the" && f.tok(d).Lower != "this" && f.tok(d).Lower != "that") {
		return ""
	}
	found, lemma := "", f.lemma(i)
	for k := range f.doc.Tokens {
		if k == i || f.lemma(k) != lemma || !isNoun(f.tok(k).Tag) || f.tree.Child(k, models.RelCompound) < 0 {
			continue
		}
		first := k
		for c := f.tree.First(k); c >= 0 && c < k; c = f.tree.Next(c) {
			if f.tok(c).Rel == models.RelCompound {
				first = min(first, c)
			}
		}
		name := f.nameOf(first, k+1)
		if found != "" && !strings.EqualFold(found, name) {
			if k > i {
				break // what comes before counts alone
			}
			return ""
		}
		found = name
	}
	return found
}

// possessive reports whether a word says whose, as no name does.
func possessive(word string) bool {
	switch strings.ToLower(word) {
	case "whose", "my", "your", "his", "her", "its", "our", "their":
		return true
	}
	return false
}

// bare reports whether the name of a document is but the noun it is: "bill".
func bare(name string) bool {
	return name != "" && name[0] >= 'a' && name[0] <= 'z' && !strings.Contains(name, " ")
}

// law returns the only law among the figures, which "the bill" stands for; -1 when
// there is none or several.
func (f *finder) law(first, end, i int) int {
	switch f.lemma(i) {
	case "act", "bill", "law", "legislation", "measure", "statute":
	default:
		return -1
	}
	if end-first > 1 || f.tree.Child(i, models.RelDet) < 0 {
		return -1
	}
	found := -1
	for k := range f.cast.Figures {
		switch name := f.cast.Figures[k].Name; {
		case strings.HasSuffix(name, " Act"), strings.HasSuffix(name, " Bill"), strings.HasSuffix(name, " Law"):
			if found >= 0 && !strings.HasSuffix(name, f.cast.Figures[found].Name) {
				if !strings.HasSuffix(f.cast.Figures[found].Name, name) {
					return -1
				}
			} else if found >= 0 {
				continue
			}
			found = k
		}
	}
	return found
}

// attitudeNoun reports whether i names an attitude itself, which has a target of its
// own: one who reiterates a commitment to peace is for peace.
func (f *finder) attitudeNoun(i int) bool {
	deed := f.model.deed(f.lemma(i))
	for _, p := range f.model.predicates.rowsOf(f.lemma(i)) {
		if p.class == nounClass && len(p.extra) == 0 && (p.holder == ownerHolder || p.holder == selfHolder) {
			if !deed || f.oblique(i, p.target) >= 0 {
				return true
			}
		}
	}
	return false
}

// figureInside reports whether i is part of a name that is no figure: a missing
// target is better than half a name.
func (f *finder) figureInside(i int) bool {
	return f.mention[i] >= 0 && f.tok(i).Entity != models.NoEntity
}
