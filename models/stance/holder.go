package stance

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// holders resolves the token that holds an attitude to speakers of the document.
func (f *finder) holders(i, att int, cue, speaker bool) []int {
	if att >= 0 && (speaker || cue && f.inSource(i, att) && !f.another(i, att)) {
		out := f.speakers(att)
		if b := f.joinedAfter(i); b >= 0 && len(out) == 1 && out[0] != b && !speaker {
			out = append(out, b)
		}
		return out
	}
	if speaker || i < 0 {
		return nil
	}
	i = f.shareOf(i)
	var out []int
	for _, b := range [...]int{f.joinedBefore(i), f.joinedAfter(i)} {
		if b >= 0 {
			out = append(out, b)
		}
	}
	for c := i; c >= 0; c = f.nextConjunct(i, c) {
		out = f.holder(c, att, cue, out)
	}
	return out
}

// shareOf looks from "61 percent" or "a majority" to those of whom it is a share.
func (f *finder) shareOf(i int) int {
	switch f.lemma(i) {
	case "percent", "cent", "%", "majority", "most", "many", "half", "third", "two-thirds":
		if c := f.oblique(i, "of"); c >= 0 && (f.tok(c).Tag == models.TagNNS || f.tok(c).Tag == models.TagNNPS || f.figure(c) >= 0) {
			return c
		}
	}
	return i
}

// another reports whether token i names somebody who is not among the speakers of
// the attribution whose source it stands in: "According to Bell, Cole opposes it".
func (f *finder) another(i, att int) bool {
	k := f.figure(i)
	if k < 0 || f.tok(i).Tag != models.TagNNP || f.cast.Figures[k].Kind != models.Person {
		return false
	}
	for _, s := range f.doc.Attributions[att].Speakers {
		if s.Speaker >= 0 && f.doc.Speakers[s.Speaker].ID == f.cast.Figures[k].ID {
			return false
		}
	}
	return len(f.doc.Attributions[att].Speakers) == 1 && f.tok(f.doc.Attributions[att].SourceHead).Tag == models.TagNNP &&
		f.doc.Attributions[att].SourceHead != i
}

// holder appends the speakers that the token i alone stands for.
func (f *finder) holder(i, att int, cue bool, out []int) []int {
	inside := att >= 0 && !cue
	if f.firstPerson(i) {
		if inside {
			out = append(out, f.speakers(att)...)
		}
		return out
	}
	if m := f.topicAt(i); m != nil {
		if s, ok := m.topic.speaker(); ok {
			return append(out, f.list(s))
		}
	}
	k := f.figure(i)
	switch {
	case k < 0 && inside && f.saidOfSelf(i, att):
		return append(out, f.speakers(att)...)
	case k >= 0 && f.model.named(&f.cast.Figures[k].Speaker):
		if s := f.cast.Speaker(f.doc, k); s >= 0 {
			return append(out, s)
		}
	}
	return out
}

// speakers lists the known speakers of an attribution.
func (f *finder) speakers(att int) []int {
	var out []int
	for _, s := range f.doc.Attributions[att].Speakers {
		if s.Speaker >= 0 && f.whose(s.Speaker) && f.doc.Speakers[s.Speaker].Kind != models.Unknown && !f.model.vague(f.doc.Speakers[s.Speaker].Name) {
			out = append(out, s.Speaker)
		}
	}
	return out
}

// whose reports whether the name of a speaker says who he is, as "44 percent" and
// "whose council" do not.
func (f *finder) whose(speaker int) bool {
	name := f.doc.Speakers[speaker].Name
	return !strings.HasPrefix(name, "whose ") && !strings.HasSuffix(name, " percent") && !strings.HasSuffix(name, " per cent")
}

// inSource reports whether token i stands in the source of the attribution, or is
// not known.
func (f *finder) inSource(i, att int) bool {
	if i < 0 {
		return false
	}
	for _, s := range f.doc.Attributions[att].Source {
		if s.Contains(f.tok(i).Span) {
			return true
		}
	}
	return false
}

func (f *finder) firstPerson(i int) bool {
	switch f.tok(i).Lower {
	case "i", "we", "me", "us", "my", "our", "myself", "ourselves":
		return f.tok(i).Tag == models.TagPRP || f.tok(i).Tag == models.TagPRPS
	}
	return false
}

// saidOfSelf reports whether the pronoun at i, which nobody resolved, stands for the
// speaker: "He said he opposed it".
func (f *finder) saidOfSelf(i, att int) bool {
	a := &f.doc.Attributions[att]
	if a.Type == models.Direct || a.SourceHead < 0 || len(a.Speakers) != 1 {
		return false
	}
	kind := f.doc.Speakers[a.Speakers[0].Speaker].Kind
	switch f.tok(i).Lower {
	case "he", "she":
		return kind == models.Person && (f.tok(a.SourceHead).Tag != models.TagPRP || f.tok(a.SourceHead).Lower == f.tok(i).Lower)
	case "it":
		return kind == models.Organisation && f.tok(i).Rel == models.RelNsubj
	}
	return false
}

// list returns the index of s in doc.Speakers, appending it when its ID is new.
func (f *finder) list(s models.Speaker) int {
	for i := range f.doc.Speakers {
		if f.doc.Speakers[i].ID == s.ID {
			return i
		}
	}
	f.doc.Speakers = append(f.doc.Speakers, s)
	return len(f.doc.Speakers) - 1
}

// joinedBefore returns the speaker of the name before that at i in "Ann and Bo
// both", where a parser is apt to lose the first of the two; -1 for none.
func (f *finder) joinedBefore(i int) int {
	k := f.mention[i]
	if k < 0 || f.cast.Mentions[k].Figure < 0 {
		return -1
	}
	m := &f.cast.Mentions[k]
	first, last := f.tokensOf(m.Span)
	if first < 1 || last+1 >= len(f.doc.Tokens) || f.tok(last+1).Lower != "both" || f.tok(first-1).Lower != "and" || first < 2 {
		return -1
	}
	for j := range f.cast.Mentions {
		b := &f.cast.Mentions[j]
		if b.Figure >= 0 && b.Figure != m.Figure && b.End <= f.tok(first-1).Start && f.tok(first-2).End == b.End && f.model.named(&f.cast.Figures[b.Figure].Speaker) {
			return f.cast.Speaker(f.doc, b.Figure)
		}
	}
	return -1
}

// joinedAfter returns the speaker of the second name in "Ann and Bo both", which a
// parser is apt to take for part of the first; -1 for none.
func (f *finder) joinedAfter(i int) int {
	if i < 0 || f.mention[i] < 0 {
		return -1
	}
	m := &f.cast.Mentions[f.mention[i]]
	_, last := f.tokensOf(m.Span)
	if last+2 >= len(f.doc.Tokens) || f.tok(last+1).Lower != "and" {
		return -1
	}
	for j := range f.cast.Mentions {
		b := &f.cast.Mentions[j]
		if b.Start != f.tok(last+2).Start || b.Figure < 0 || b.Figure == m.Figure || !f.model.named(&f.cast.Figures[b.Figure].Speaker) {
			continue
		}
		_, end := f.tokensOf(b.Span)
		if end+1 < len(f.doc.Tokens) && (f.tok(end+1).Lower == "both" || isVerb(f.tok(end+1).Tag) && f.tok(end+1).Tag != models.TagVBG) && f.nextConjunct(i, i) < 0 {
			return f.cast.Speaker(f.doc, b.Figure)
		}
	}
	return -1
}

// tokensOf returns the first and last token in span.
func (f *finder) tokensOf(span models.Span) (first, last int) {
	first = startingAt(f.doc.Tokens, span.Start)
	for last = first; last+1 < len(f.doc.Tokens) && f.doc.Tokens[last+1].End <= span.End; last++ {
	}
	return first, last
}

// ownerOf returns the figure that owns the noun at i, or -1.
func (f *finder) ownerOf(i int) int {
	if c := f.tree.Child(i, models.RelNmodPoss); c >= 0 {
		return f.figure(c)
	}
	return -1
}

// nextConjunct goes through the nouns joined to the first: "Bell and Cole".
func (f *finder) nextConjunct(first, last int) int {
	for c := f.tree.First(first); c >= 0; c = f.tree.Next(c) {
		if c > last && f.tok(c).Rel == models.RelConj && f.tree.Child(c, models.RelNsubj, models.RelCop) < 0 {
			return c
		}
	}
	return -1
}
