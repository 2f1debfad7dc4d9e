package stance

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// topic is an issue as stances refer to it.
type topic struct {
	id, name  string
	kind      models.TargetKind
	opposites []int32 // topics that who is for this one is against
}

// target makes a target of the topic mentioned at span.
func (t *topic) target(span models.Span) models.Target {
	return models.Target{ID: t.id, Name: t.name, Kind: t.kind, Mention: span}
}

// speaker makes a speaker of a topic that is a group, an institution or a text.
func (t *topic) speaker() (s models.Speaker, ok bool) {
	switch t.kind {
	case models.TargetGroup:
		s.Kind = models.Group
	case models.TargetOrganisation:
		s.Kind = models.Organisation
	default:
		return s, false
	}
	s.ID, s.Name = models.SpeakerID(s.Kind, t.name), t.name
	return s, true
}

// side is what a phrase is to its topic.
type side int32

const (
	namesIt side = iota
	conPhrase
	proPhrase
	sideBits = 2
)

// topics finds the phrases of issues in a document.
type topics struct {
	phrases *lexicon.Phrases // value: topic << sideBits, plus the side
	list    []topic
	opposed map[string]int32 // the topics with opposites, by id
}

// topicMatch is a phrase of a topic in tokens first to end. sign is -1 for a
// phrase that names the position against it.
type topicMatch struct {
	topic      *topic
	side       side
	sign       float64
	first, end int
	span       models.Span
}

// newTopics makes what finds the phrases of the list; of two topics with one phrase
// the first has it.
func newTopics(list []Topic) *topics {
	t := &topics{phrases: lexicon.NewPhrases(1024), opposed: map[string]int32{}}
	at := map[string]int32{}
	for k := range list {
		l := &list[k]
		one := topic{id: l.ID, name: l.Name, kind: l.Kind}
		at[l.ID] = int32(k)
		if s, ok := one.speaker(); ok {
			one.id = s.ID // one id, whether it holds or receives a stance
		}
		t.list = append(t.list, one)
		for side, phrases := range [...][]string{namesIt: l.Phrases, conPhrase: l.Con, proPhrase: l.Pro} {
			for _, p := range phrases {
				for _, form := range forms(p) {
					t.phrases.Add(form, int32(k)<<sideBits|int32(side))
				}
			}
		}
	}
	for k := range list {
		for _, id := range list[k].OppositeOf {
			if o, ok := at[id]; ok {
				t.oppose(int32(k), o)
				t.oppose(o, int32(k))
			}
		}
	}
	return t
}

func (t *topics) oppose(a, b int32) {
	if !slices.Contains(t.list[a].opposites, b) {
		t.list[a].opposites = append(t.list[a].opposites, b)
		t.opposed[t.list[a].id] = a
	}
}

// forms are the ways a phrase may be cut into words.
func forms(phrase string) [2]string {
	lower := strings.ToLower(phrase)
	return [2]string{lower, strings.ReplaceAll(lower, "-", " - ")}
}

// find returns the phrases of topics in the document, longest first at each token
// and not overlapping.
func (t *topics) find(doc *models.Document) []topicMatch {
	var out []topicMatch
	for s := range doc.Sentences {
		sent := &doc.Sentences[s]
		for i := sent.First; i < sent.Last; {
			v, n := t.phrases.Match(doc.Tokens[i:sent.Last])
			if n == 0 {
				i++
				continue
			}
			m := topicMatch{topic: &t.list[v>>sideBits], side: side(v & (1<<sideBits - 1)), sign: 1, first: i, end: i + n}
			if m.side == conPhrase {
				m.sign = -1
			}
			m.span = models.Span{Start: doc.Tokens[i].Start, End: doc.Tokens[i+n-1].End}
			out = append(out, m)
			i += n
		}
	}
	return out
}

// topicAt returns the topic whose phrase holds token i, or nil.
func (f *finder) topicAt(i int) *topicMatch {
	lo, hi := 0, len(f.topics)
	for lo < hi {
		if mid := (lo + hi) / 2; f.topics[mid].end <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(f.topics) && f.topics[lo].first <= i {
		return &f.topics[lo]
	}
	return nil
}
