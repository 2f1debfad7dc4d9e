package alias_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/identity/alias"
)

// TestAliases holds a file ("file") against the speakers of articles ("apply"): one
// a line, as kind, name, other forms, titles, separated by "|".
func TestAliases(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		var file *alias.File
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "file":
				var err error
				if file, err = alias.Read("a.yaml", []byte(d.Input+"\n")); err != nil {
					return err.Error() + "\n"
				}
				return fmt.Sprintf("%d entries\n", len(file.Entries()))
			case "apply":
				doc, cast := article(t, d)
				file.Apply(doc, cast)
				return show(doc)
			}
			t.Fatalf("unknown command %s", d.Cmd)
			return ""
		})
	})
}

// article makes a document in which each speaker of the input says one thing.
func article(t *testing.T, d *datadriven.TestData) (*models.Document, *identity.Cast) {
	a := &models.Article{Text: "Nothing was said."}
	d.MaybeScanArgs(t, "outlet", &a.Outlet)
	var on string
	if d.MaybeScanArgs(t, "text", &a.Text); d.MaybeScanArgs(t, "on", &on) {
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			t.Fatal(err)
		}
		a.PublishedAt = day.Add(23 * time.Hour)
	}
	doc, cast := &models.Document{Article: a}, &identity.Cast{}
	for _, line := range strings.Split(strings.TrimSpace(d.Input), "\n") {
		say(doc, cast, strings.Split(line, "|"))
	}
	return doc, cast
}

// say adds a figure with the fields of one line, and an attribution to it.
func say(doc *models.Document, cast *identity.Cast, f []string) {
	s := models.Speaker{Name: f[1]}
	for k := models.Unknown; k <= models.Author; k++ {
		if k.String() == f[0] {
			s.Kind = k
		}
	}
	s.ID = models.SpeakerID(s.Kind, s.Name)
	if len(f) > 2 && f[2] != "" {
		s.Aliases = strings.Split(f[2], ",")
	}
	if len(f) > 3 {
		s.Titles = strings.Split(f[3], ",")
	}
	cast.Figures = append(cast.Figures, identity.Figure{Speaker: s})
	ref := models.SpeakerRef{Speaker: cast.Speaker(doc, len(cast.Figures)-1), Reason: models.ReasonName}
	doc.Attributions = append(doc.Attributions, models.Attribution{Speakers: []models.SpeakerRef{ref}})
}

func show(doc *models.Document) string {
	var b strings.Builder
	for _, a := range doc.Attributions {
		s := &doc.Speakers[a.Speakers[0].Speaker]
		fmt.Fprintf(&b, "%s: %s, %s", s.ID, s.Name, a.Speakers[0].Reason)
		if s.Affiliation != "" {
			fmt.Fprintf(&b, ", of %s", s.Affiliation)
		}
		if len(s.Aliases) > 0 {
			fmt.Fprintf(&b, ", also %s", strings.Join(s.Aliases, "/"))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%d speakers\n", len(doc.Speakers))
	return b.String()
}

// TestOrderOfEntries shuffles a file and expects the same speakers of it.
func TestOrderOfEntries(t *testing.T) {
	entries := []string{
		"- {speaker: Ann Cole, aliases: [A. Cole, Annie Cole]}",
		"- {speaker: Ann Cole, id: ann-cole-rower, only: {mentions: [regatta]}}",
		"- {speaker: Ann Cole, id: ann-cole-mayor, only: {office: mayor}}",
		"- {speaker: Foreign Ministry, kind: organisation, aliases: [MFA]}",
		"- {speaker: Cole, id: raj-cole, only: {outlet: Example Post}}",
	}
	results := map[string]bool{}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		rng.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		file, err := alias.Read("a.yaml", []byte(strings.Join(entries, "\n")))
		if err != nil {
			t.Fatal(err)
		}
		doc, cast := &models.Document{Article: &models.Article{Text: "At the regatta.", Outlet: "example post"}}, &identity.Cast{}
		for _, line := range []string{"person|Annie Cole", "person|Ann Cole", "person|Ann Cole||Mayor", "organisation|MFA", "person|Cole", "unknown|"} {
			say(doc, cast, strings.Split(line, "|"))
		}
		file.Apply(doc, cast)
		results[show(doc)] = true
	}
	if len(results) != 1 {
		t.Errorf("%d different results, want 1: %v", len(results), results)
	}
}

func TestDigestTellsContentsApart(t *testing.T) {
	read := func(s string) string {
		f, err := alias.Read("a.yaml", []byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return f.Digest()
	}
	a, b := read("- speaker: Ann Cole\n"), read("- speaker: Ann Bell\n")
	if a == b || a != read("- speaker: Ann Cole\n") || len(a) != 12 {
		t.Errorf("digests %q and %q", a, b)
	}
}

func TestOpenNamesThePath(t *testing.T) {
	if _, err := alias.Open("nowhere.yaml"); err == nil || !strings.Contains(err.Error(), "read aliases: open nowhere.yaml") {
		t.Errorf("Open: %v", err)
	}
}

// FuzzRead expects that a file is refused with its name and a line, or holds
// entries that could name folders and apply without harm.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"- speaker: Ann Cole\n", "- {speaker: A, aliases: [B, C], only: {from: 2015-01-01, outlet: X}}", "- &a {speaker: A}\n- *a", "a: b", "[[[[", "- speaker: !!binary aGk=",
		"---\n- speaker: A\n---\n- speaker: B", "- {speaker: A, id: ../x}", "\xff", "- speaker: \"\\0\"", "- {<<: {speaker: A}}", "? [a]\n: b",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := alias.Read("a.yaml", b)
		if err != nil {
			if !strings.Contains(err.Error(), "a.yaml") {
				t.Errorf("error without the file's name: %v", err)
			}
			return
		}
		doc, cast := &models.Document{Article: &models.Article{Text: string(b)}}, &identity.Cast{}
		for _, e := range file.Entries() {
			if !models.ValidID(e.ID) || e.Speaker == "" {
				t.Errorf("entry %+v", e)
			}
			say(doc, cast, []string{"person", e.Speaker})
		}
		file.Apply(doc, cast)
		before := show(doc)
		if file.Apply(doc, cast); !sameSpeakers(before, show(doc)) {
			t.Errorf("applied again:\n%s\nafter\n%s", show(doc), before)
		}
		var again any
		if err := yaml.Unmarshal(b, &again); err != nil {
			t.Errorf("read what is no YAML: %v", err)
		}
	})
}

// sameSpeakers compares the number of speakers.
func sameSpeakers(a, b string) bool {
	tail := func(s string) string { return s[strings.LastIndexByte(s[:len(s)-1], '\n')+1:] }
	return tail(a) == tail(b)
}
