package stance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models/wordfile"
)

// TestTopicFile reads cases of three commands: topics prints what a file holds or what
// is wrong with it, use and words load the model with a file of issues or words, and stance then prints what is
// found in a text. They lie apart from those of TestFind, which has the built-in list.
func TestTopicFile(t *testing.T) {
	c := newChain(t)
	datadriven.RunTest(t, "topics.testdata", func(t *testing.T, d *datadriven.TestData) string {
		switch d.Cmd {
		case "topics":
			f, err := ReadTopics("t.yaml", []byte(d.Input))
			if err != nil {
				return err.Error() + "\n"
			}
			var b strings.Builder
			for _, e := range f.Topics() {
				fmt.Fprintf(&b, "%d %s %q %s %q pro %q con %q opposite %q\n", e.Line, e.ID, e.Name, e.Kind, e.Phrases, e.Pro, e.Con, e.OppositeOf)
			}
			return b.String()
		case "use":
			f, err := ReadTopics("t.yaml", []byte(d.Input))
			if err != nil {
				return err.Error() + "\n"
			}
			if c.stance, err = Load(Options{File: f}); err != nil {
				return err.Error() + "\n"
			}
			return fmt.Sprintf("%d topics\n", len(f.Topics()))
		case "words":
			f, err := wordfile.Read("w.yaml", []byte(d.Input))
			if err != nil {
				return err.Error() + "\n"
			}
			if c.stance, err = Load(Options{Words: f}); err != nil {
				return err.Error() + "\n"
			}
			return fmt.Sprintf("%d words\n", len(f.Entries))
		case "stance":
			return c.stances(d.Input)
		}
		return "unknown command " + d.Cmd
	})
}

// TestBuiltInTopicsAreAFile holds the built-in list to the rules of a user's file: what
// WriteTopics prints of it reads back the same.
func TestBuiltInTopicsAreAFile(t *testing.T) {
	list, err := Topics()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteTopics(&b, list); err != nil {
		t.Fatal(err)
	}
	f, err := ReadTopics("built-in", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Topics()) != len(list) {
		t.Fatalf("%d topics read back of %d", len(f.Topics()), len(list))
	}
	for i, got := range f.Topics() {
		want := list[i]
		if got.ID != want.ID || got.Name != want.Name || got.Kind != want.Kind || !slices.Equal(got.OppositeOf, want.OppositeOf) {
			t.Errorf("%+v read back as %+v", want, got)
		}
		for _, p := range [][2][]string{{want.Phrases, got.Phrases}, {want.Pro, got.Pro}, {want.Con, got.Con}} {
			words := map[string]bool{}
			for _, phrase := range p[0] {
				words[strings.Join(cutWords(phrase), " ")] = true
			}
			if len(words) != len(p[1]) {
				t.Errorf("%s: %q read back as %q", want.ID, p[0], p[1])
			}
		}
	}
}

func FuzzReadTopics(f *testing.F) {
	f.Add("- {id: carbon-tax, name: Carbon tax, phrases: [carbon tax], con: axe the tax, opposite_of: fracking}\n")
	f.Add("- id: a\n  name: b\n  kind: group\n  phrases:\n  - \"c's d\"\n---\n[]")
	f.Add("- &a {id: a}\n- *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		one, err := ReadTopics("f.yaml", []byte(text))
		two, again := ReadTopics("f.yaml", []byte(text))
		if (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Fatalf("%v, then %v", err, again)
		}
		if err != nil {
			if !strings.Contains(err.Error(), "f.yaml:") {
				t.Fatalf("error without file and line: %v", err)
			}
			return
		}
		if one.Digest() != two.Digest() {
			t.Fatal("two digests of one file")
		}
		if _, err := loadTopics(topicData, one); err != nil {
			t.Fatalf("a file that reads does not load: %v", err)
		}
	})
}
