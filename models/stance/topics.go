package stance

import (
	"fmt"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// topic is an issue of the topics file.
type topic struct {
	id, name string
	kind     models.TargetKind
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

// topics finds the phrases of issues in a document.
type topics struct {
	phrases *lexicon.Phrases // value: topic << 1, plus 1 for a position against it
	list    []topic
}

// topicMatch is a phrase of a topic in tokens first to end. sign is -1 for a
// phrase that names the position against it.
type topicMatch struct {
	topic      *topic
	sign       float64
	first, end int
	span       models.Span
}

// loadTopics reads a topics file: rows of id, side and text. Side "name" gives the
// name and comes with every topic, "kind" the kind of target where it is no issue,
// "is" a phrase for it, "con" a phrase for the position against it.
func loadTopics(text string) (*topics, error) {
	t := &topics{phrases: lexicon.NewPhrases(1024)}
	at := map[string]int{}
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want id, side and text", len(fields))
		}
		id := fields[0]
		if _, ok := at[id]; !ok {
			at[id] = len(t.list)
			t.list = append(t.list, topic{id: id, name: id, kind: models.TargetIssue})
		}
		return t.row(at[id], fields[1], fields[2])
	})
	for k := range t.list {
		if s, ok := t.list[k].speaker(); ok {
			t.list[k].id = s.ID // one id, whether it holds or receives a stance
		}
	}
	return t, err
}

func (t *topics) row(k int, side, text string) error {
	switch side {
	case "name":
		t.list[k].name = text
	case "kind":
		for kind := models.TargetPerson; kind <= models.TargetIssue; kind++ {
			if kind.String() == text {
				t.list[k].kind = kind
				return nil
			}
		}
		return fmt.Errorf("unknown kind %q", text)
	case "is", "con":
		value := int32(k) << 1
		if side == "con" {
			value |= 1
		}
		for _, form := range [...]string{text, strings.ReplaceAll(text, "-", " - ")} {
			t.phrases.Add(strings.ToLower(form), value)
		}
	default:
		return fmt.Errorf("unknown side %q", side)
	}
	return nil
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
			m := topicMatch{topic: &t.list[v>>1], sign: 1, first: i, end: i + n}
			if v&1 == 1 {
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
