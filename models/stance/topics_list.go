package stance

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// Topic is an issue that stances may be about, as the built-in list and a user's
// file give it.
type Topic struct {
	// ID is what rows are joined by, Name how the issue is shown.
	ID, Name string
	// Kind is models.TargetIssue unless the list says otherwise.
	Kind models.TargetKind
	// Phrases name the issue. Pro and Con are phrases for and against it: to be for a
	// con phrase that is a noun ("abortion ban") is to be against the issue, and who
	// asserts one that has a verb ("we must end the occupation") takes that side.
	Phrases, Pro, Con []string
	// OppositeOf are the IDs of topics that who is for this one is against, and the
	// other way round.
	OppositeOf []string
	// Line is where a user's file begins the topic, from 1; 0 for a built-in one.
	Line int
}

// Topics returns the built-in list of issues, in its order. The slice is the
// caller's.
func Topics() ([]Topic, error) { return parseTopics(topicData) }

// parseTopics reads a list of topics: rows of id, side and text. Side "name" gives
// the name and comes with every topic, "kind" the kind of target where it is no
// issue, "is" a phrase for it, "pro" and "con" phrases for and against it, and
// "opposite" the id of a topic that it is the opposite of.
func parseTopics(text string) ([]Topic, error) {
	var list []Topic
	at := map[string]int{}
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want id, side and text", len(fields))
		}
		id := fields[0]
		if _, ok := at[id]; !ok {
			at[id] = len(list)
			list = append(list, Topic{ID: id, Name: id, Kind: models.TargetIssue})
		}
		return list[at[id]].row(fields[1], fields[2])
	})
	return list, err
}

func (t *Topic) row(side, text string) error {
	switch side {
	case "name":
		t.Name = text
	case "kind":
		kind, ok := targetKind(text)
		if !ok {
			return fmt.Errorf("unknown kind %q", text)
		}
		t.Kind = kind
	case "is":
		t.Phrases = append(t.Phrases, text)
	case "pro":
		t.Pro = append(t.Pro, text)
	case "con":
		t.Con = append(t.Con, text)
	case "opposite":
		t.OppositeOf = append(t.OppositeOf, text)
	default:
		return fmt.Errorf("unknown side %q", side)
	}
	return nil
}

// targetKind returns the kind with a name.
func targetKind(name string) (models.TargetKind, bool) {
	for kind := models.TargetPerson; kind <= models.TargetIssue; kind++ {
		if kind.String() == name {
			return kind, true
		}
	}
	return 0, false
}

// loadTopics joins the built-in list with a user's file, which may be nil.
func loadTopics(text string, file *TopicFile) (*topics, error) {
	list, err := parseTopics(text)
	if err != nil {
		return nil, err
	}
	return newTopics(file.over(list)), nil
}
