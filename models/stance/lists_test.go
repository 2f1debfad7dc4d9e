package stance

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/lexicon"
)

func TestListsAreSortedAndOnce(t *testing.T) {
	for name, text := range map[string]string{
		"predicates.txt": predicateData, "carriers.txt": carrierData, "topics.txt": topicData,
		"nouns.txt": nounData, "target.txt": targetData, "pair.txt": pairData,
	} {
		for _, fault := range lexicon.Lint(text) {
			t.Errorf("%s: %v", name, fault)
		}
	}
}

// TestPredicates holds that there are many, and none twice.
func TestPredicates(t *testing.T) {
	seen := map[string]bool{}
	err := lexicon.Rows(predicateData, func(fields []string) error {
		key := strings.Join(fields[:4], "\t")
		if seen[key] {
			t.Errorf("%q twice", key)
		}
		seen[key] = true
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if len(seen) < 500 {
		t.Errorf("%d predicates, want at least 500", len(seen))
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
		case "is", "con":
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
	if len(name) < 60 {
		t.Errorf("%d topics, want at least 60", len(name))
	}
}

func TestBadLists(t *testing.T) {
	for _, text := range []string{"a\tv\ts\to\t1\n", "a\tx\ts\to\t1\t-\n", "a\tv\tq\to\t1\t-\n", "a\tv\ts\to\t2\t-\n", "a\tv\ts\to\t0\t-\n", "a\tv\ts\to\t1\tloud\n", " \tv\ts\to\t1\t-\n"} {
		if _, err := loadPredicates(text); err == nil {
			t.Errorf("predicates %q read without an error", text)
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
