package stance

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/lexicon"
)

func TestListsAreSortedAndOnce(t *testing.T) {
	for name, text := range map[string]string{
		"predicate_verbs.txt": verbData, "predicate_phrases.txt": phraseData, "predicate_nouns.txt": attitudeData,
		"predicate_adjectives.txt": adjectiveData, "predicate_effects.txt": effectData, "carriers.txt": carrierData, "judgements.txt": judgementData, "topics.txt": topicData,
		"nouns.txt": nounData, "pair.txt": pairData,
	} {
		for _, fault := range lexicon.Lint(text) {
			t.Errorf("%s: %v", name, fault)
		}
	}
}

// TestPredicates holds that there are many of each kind, each in its list, none
// twice, and no two that contradict each other.
func TestPredicates(t *testing.T) {
	seen, sign := map[string]bool{}, map[string]bool{}
	lists := []struct {
		text, classes string
		phrases       bool
		least         int
	}{
		{verbData, "v", false, 800}, {phraseData, "vna", true, 700}, {attitudeData, "n", false, 500},
		{adjectiveData, "a", false, 400}, {effectData, "f", false, 300},
	}
	for _, list := range lists {
		n := 0
		err := lexicon.Rows(list.text, func(fields []string) error {
			n++
			key := strings.Join(fields[:4], "\t")
			if seen[key] {
				t.Errorf("%q twice", key)
			}
			seen[key] = true
			if !strings.Contains(list.classes, fields[1]) || strings.Contains(fields[0], " ") != list.phrases {
				t.Errorf("%q in the wrong list", key)
			}
			role := strings.Join([]string{fields[0], fields[1], fields[3]}, "\t")
			if negative, ok := sign[role]; ok && negative != (fields[4][0] == '-') {
				t.Errorf("%q is both for and against", role)
			}
			sign[role] = fields[4][0] == '-'
			if (fields[1] == "f") != (fields[2] == "-") || fields[1] == "f" && fields[5] != "-" && fields[5] != "owner" {
				t.Errorf("%q: holder %s and flags %s", key, fields[2], fields[5])
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if n < list.least {
			t.Errorf("%d predicates of class %s, want at least %d", n, list.classes, list.least)
		}
	}
}

// TestTopics holds that every topic has a name and a phrase, and no phrase is two
// topics'.
func TestTopics(t *testing.T) {
	name, phrase, owner := map[string]bool{}, map[string]bool{}, map[string]string{}
	err := lexicon.Rows(topicData, func(fields []string) error {
		switch fields[1] {
		case "name":
			name[fields[0]] = true
		case "is", "con", "pro":
			phrase[fields[0]] = true
			if o, ok := owner[fields[2]]; ok {
				t.Errorf("%q belongs to %s and %s", fields[2], o, fields[0])
			}
			owner[fields[2]] = fields[0]
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	for id := range phrase {
		if !name[id] {
			t.Errorf("topic %s has no name", id)
		}
	}
	if len(name) < 500 {
		t.Errorf("%d topics, want at least 500", len(name))
	}
}

func TestBadLists(t *testing.T) {
	for _, text := range []string{"a\tv\ts\to\t1\n", "a\tx\ts\to\t1\t-\n", "a\tv\tq\to\t1\t-\n", "a\tv\ts\to\t2\t-\n", "a\tv\ts\to\t0\t-\n", "a\tv\ts\to\t1\tloud\n", " \tv\ts\to\t1\t-\n", "a\tv\ts\tw\t1\t-\n"} {
		if _, err := loadPredicates(text); err == nil {
			t.Errorf("predicates %q read without an error", text)
		}
	}
	for _, text := range []string{"a\tis\n", "a\twas\t1\n", "a\tis\t0\n", "a\tis\t2\n", "a\tis\t1\na\tis\t-1\n"} {
		if _, err := loadJudgements(text); err == nil {
			t.Errorf("judgements %q read without an error", text)
		}
	}
	for _, text := range []string{"a\ts\n", "a\tq\t1\n", "a\ts\tx\n"} {
		if _, err := loadCarriers(text); err == nil {
			t.Errorf("carriers %q read without an error", text)
		}
	}
	for _, text := range []string{"a\tis\n", "a\tkind\tthing\n", "a\twas\tb\n"} {
		if _, err := Load(Options{Topics: text}); err == nil {
			t.Errorf("topics %q read without an error", text)
		}
	}
	for _, text := range []string{"a\n", "a\tnope\n", "a\tvague\na\tvague\n"} {
		if _, err := loadNouns(text); err == nil {
			t.Errorf("nouns %q read without an error", text)
		}
	}
	for _, text := range []string{"for\tframe+\n", "for\tnope\t1\n", "nope\tframe+\t1\n", "for\tframe+\tNaN\n"} {
		if _, err := loadWeights(text, pairClasses[:], pairFeatures[:]); err == nil {
			t.Errorf("weights %q read without an error", text)
		}
	}
}
