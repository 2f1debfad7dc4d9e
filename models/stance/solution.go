package stance

import "github.com/saysonews/sayso/models"

// reach is how many tokens may stand between the verb and the issue of a phrase
// such as "the only way forward is through a two-state solution".
const reach = 8

// solutions reads what a speaker calls the only way, by tokens alone, since such
// sentences are long: "the only way to ... is through X", "X is the only way".
func (f *finder) solutions() {
	for k := range f.topics {
		m := &f.topics[k]
		s := f.doc.Sentences[f.tok(m.first).Sentence]
		if f.said[m.first] < 0 || m.sign < 0 || !s.Kind.Speech() || f.question(&s) {
			continue
		}
		at, ok := f.onlyBefore(m, s.First)
		if !ok {
			at, ok = f.onlyAfter(m, s.Last)
		}
		if !ok {
			continue
		}
		lo, hi := min(at, m.first), max(at+1, m.end)
		span := models.Span{Start: f.tok(lo).Start, End: f.tok(hi - 1).End}
		att := int(f.said[m.first])
		for _, h := range f.speakers(att) {
			f.add(h, m.topic.target(m.span), 0.7, span, att, false)
		}
	}
}

// onlyBefore looks left from the issue for a form of "be" and, before it, for the
// only way; it returns where that begins.
func (f *finder) onlyBefore(m *topicMatch, first int) (at int, ok bool) {
	verb := -1
	for i := m.first - 1; i >= first && i >= m.first-reach; i-- {
		if f.negator(i) {
			return 0, false
		}
		if f.lemma(i) == "be" || f.lemma(i) == "lie" || f.lemma(i) == "remain" {
			verb = i
			break
		}
	}
	for i := verb - 1; i > first; i-- {
		if f.way(i) && f.only(i-1) {
			return i - 1, true
		}
	}
	return 0, false
}

// onlyAfter looks right from the issue for "is the only way".
func (f *finder) onlyAfter(m *topicMatch, end int) (at int, ok bool) {
	if m.end >= end || f.lemma(m.end) != "be" && f.lemma(m.end) != "remain" && f.lemma(m.end) != "offer" {
		return 0, false
	}
	for i := m.end + 1; i+1 < end && i < m.end+reach; i++ {
		if f.negator(i) {
			return 0, false
		}
		if f.only(i) && (f.way(i+1) || i+2 < end && f.way(i+2)) {
			return i, true
		}
	}
	return 0, false
}

func (f *finder) negator(i int) bool {
	switch f.tok(i).Lower {
	case "not", "n't", "n’t", "no", "never", "longer":
		return true
	}
	return false
}

func (f *finder) only(i int) bool {
	switch f.tok(i).Lower {
	case "only", "best", "sole", "surest", "right", "single", "viable", "realistic", "fairest", "safest":
		return true
	}
	return false
}

func (f *finder) way(i int) bool {
	switch f.lemma(i) {
	case "way", "path", "route", "solution", "option", "answer", "hope", "means", "road", "outcome", "map", "course", "chance", "choice", "tool":
		return true
	}
	return false
}
