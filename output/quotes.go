package output

import (
	"cmp"
	"slices"
	"sort"

	"github.com/saysonews/sayso/models"
)

// unknownSpeaker stands for the source of an attribution without speakers.
var unknownSpeaker = models.Speaker{ID: models.SpeakerID(models.Unknown, ""), Name: "unknown"}

// nameOf returns a name to show: that of a speaker without one is the id.
func nameOf(s *models.Speaker) string {
	if s.Name == "" {
		return s.ID
	}
	return s.Name
}

// part is the content of one attribution that stands in one sentence.
type part struct {
	attribution, sentence int
	content               []models.Span
}

// quote is a part as said by one of its speakers; a run of quotes with the same
// speaker and sentence is a row.
type quote struct {
	speaker int // into Document.Speakers, the first with its id; -1 for unknownSpeaker
	part    int
	reason  models.Reason
	mention models.Span // that the reason rests on, empty for none
}

// quotes is who said what in which sentence of a document.
type quotes struct {
	doc       *models.Document
	canonical []int // of each speaker the first with the same id
	unknown   int   // the speaker for attributions without one
	parts     []part
	quotes    []quote // by speaker, sentence, attribution
}

// findQuotes cuts the attributions of doc at its sentences.
func findQuotes(doc *models.Document) *quotes {
	q := &quotes{doc: doc, unknown: -1, canonical: make([]int, len(doc.Speakers))}
	first := make(map[string]int, len(doc.Speakers))
	for i := range doc.Speakers {
		id := doc.Speakers[i].ID
		if _, ok := first[id]; !ok {
			first[id] = i
		}
		q.canonical[i] = first[id]
	}
	if i, ok := first[unknownSpeaker.ID]; ok {
		q.unknown = i
	}
	for i := range doc.Attributions {
		q.add(i)
	}
	slices.SortStableFunc(q.quotes, func(a, b quote) int {
		return cmp.Or(a.speaker-b.speaker, q.parts[a.part].sentence-q.parts[b.part].sentence)
	})
	return q
}

// add finds the parts of attribution i and gives each to every speaker once.
func (q *quotes) add(i int) {
	a := &q.doc.Attributions[i]
	from := len(q.parts)
	for _, s := range a.Content {
		q.cut(i, s, from)
	}
	for p := from; p < len(q.parts); p++ {
		q.parts[p].content = union(q.parts[p].content)
		if len(a.Speakers) == 0 {
			q.quotes = append(q.quotes, quote{speaker: q.unknown, part: p})
			continue
		}
		before := len(q.quotes)
		for _, r := range a.Speakers {
			who := q.canonical[r.Speaker]
			if !slices.ContainsFunc(q.quotes[before:], func(k quote) bool { return k.speaker == who }) {
				q.quotes = append(q.quotes, quote{speaker: who, part: p, reason: r.Reason, mention: r.Mention})
			}
		}
	}
}

// cut adds what span s of attribution i covers of each sentence to the parts from
// index from on.
func (q *quotes) cut(i int, s models.Span, from int) {
	list := q.doc.Sentences
	for k := firstAfter(list, s.Start); k < len(list) && list[k].Start < s.End; k++ {
		if !list[k].Kind.Speech() {
			continue
		}
		in := clip(q.doc.Article.Text, s, list[k].Span)
		if in.Empty() {
			continue
		}
		p := from + slices.IndexFunc(q.parts[from:], func(p part) bool { return p.sentence == k })
		if p < from {
			p = len(q.parts)
			q.parts = append(q.parts, part{attribution: i, sentence: k})
		}
		q.parts[p].content = append(q.parts[p].content, in)
	}
}

// firstAfter returns the first sentence that ends after byte at.
func firstAfter(list []models.Sentence, at int) int {
	return sort.Search(len(list), func(i int) bool { return list[i].End > at })
}

// speaker returns speaker i, as in quote.
func (q *quotes) speaker(i int) *models.Speaker {
	if i < 0 {
		return &unknownSpeaker
	}
	return &q.doc.Speakers[i]
}

// next splits the quotes of the first row off list.
func (q *quotes) next(list []quote) (row, rest []quote) {
	n := 1
	for n < len(list) && list[n].speaker == list[0].speaker && q.parts[list[n].part].sentence == q.parts[list[0].part].sentence {
		n++
	}
	return list[:n], list[n:]
}

// placedStance is a stance in the row that shows it.
type placedStance struct{ speaker, sentence, stance int }

// stances puts each stance that its holder expresses in an attribution into one of
// the rows of that attribution. The result is sorted as the quotes are.
func (q *quotes) stances() []placedStance {
	var list []placedStance
	for i := range q.doc.Stances {
		s := &q.doc.Stances[i]
		if s.Attribution < 0 {
			continue
		}
		holder := q.canonical[s.Holder]
		if at := q.home(holder, s); at >= 0 {
			list = append(list, placedStance{holder, at, i})
		}
	}
	slices.SortStableFunc(list, func(a, b placedStance) int { return cmp.Or(a.speaker-b.speaker, a.sentence-b.sentence) })
	return list
}

// home returns the sentence whose row shows stance s: where its evidence begins, or
// the first of the attribution; -1 when the attribution is not the holder's.
func (q *quotes) home(holder int, s *models.Stance) int {
	first := -1
	k, _ := slices.BinarySearchFunc(q.quotes, holder, func(k quote, who int) int { return cmp.Or(k.speaker-who, 1) })
	for ; k < len(q.quotes) && q.quotes[k].speaker == holder; k++ {
		p := &q.parts[q.quotes[k].part]
		if p.attribution != s.Attribution {
			continue
		}
		if q.doc.Sentences[p.sentence].Span.Overlaps(s.Evidence) {
			return p.sentence
		}
		if first < 0 {
			first = p.sentence
		}
	}
	return first
}
