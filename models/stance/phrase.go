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
		if f.tok(c).Rel == models.RelNmod && c > i && (f.hasCase(c, "of") || f.hasCase(c, "to") || f.hasCase(c, "for")) {
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
	return first, end
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
		if t := f.tok(i).Tag; isVerb(t) || t == models.TagComma || t == models.TagOpenQuote || t == models.TagCloseQuote || t == models.TagWDT || t == models.TagWP {
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

// fullName returns what "the tax" stands for: the only longer name with the same
// head that the article gave before.
func (f *finder) fullName(i int) string {
	if d := f.tree.Child(i, models.RelDet); d < 0 || f.tok(d).Lower != "the" && f.tok(d).Lower != "this" && f.tok(d).Lower != "that" {
		return ""
	}
	found := ""
	for k := range i {
		if f.lemma(k) != f.lemma(i) || !isNoun(f.tok(k).Tag) || f.tree.Child(k, models.RelCompound) < 0 {
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
			return ""
		}
		found = name
	}
	return found
}

// law returns the only law among the figures, which "the bill" stands for; -1 when
// there is none or several.
func (f *finder) law(first, end, i int) int {
	if end-first > 1 || f.tree.Child(i, models.RelDet) < 0 {
		return -1
	}
	found := -1
	for k := range f.cast.Figures {
		switch name := f.cast.Figures[k].Name; {
		case strings.HasSuffix(name, " Act"), strings.HasSuffix(name, " Bill"), strings.HasSuffix(name, " Law"):
			if found >= 0 {
				return -1
			}
			found = k
		}
	}
	return found
}

// attitudeNoun reports whether i names an attitude itself, which has a target of its
// own: one who reiterates a commitment to peace is for peace.
func (f *finder) attitudeNoun(i int) bool {
	for _, p := range f.model.predicates.rowsOf(f.lemma(i)) {
		if p.class == nounClass && (p.holder == ownerHolder || p.holder == selfHolder) {
			return true
		}
	}
	return false
}

// figureInside reports whether i is part of a name that is no figure: a missing
// target is better than half a name.
func (f *finder) figureInside(i int) bool {
	return f.mention[i] >= 0 && f.tok(i).Entity != models.NoEntity
}
