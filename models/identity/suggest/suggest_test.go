package suggest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/identity/alias"
	"github.com/saysonews/sayso/models/identity/suggest"
)

// TestFind reads a table by hand, one row a line: article, its day, kind and name of
// a speaker, the words of the source; "=" before a name adds it to the aliases of
// the speaker on the line before. It shows the merges with what speaks for them.
func TestFind(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			lines := strings.Split(strings.TrimSpace(d.Input), "\n")
			merges := collect(t, lines).Find(0.5, 0)
			switch d.Cmd {
			case "find":
				var b strings.Builder
				for _, m := range merges {
					fmt.Fprintf(&b, "%.2f %s <- %s: %s\n", m.Score, m.Speaker.ID, m.Other.ID, strings.Join(m.Why, "; "))
				}
				if len(merges) == 0 {
					return "none\n"
				}
				return b.String()
			case "write":
				return written(t, merges)
			case "json":
				var b bytes.Buffer
				if err := suggest.WriteJSON(&b, merges); err != nil {
					t.Fatal(err)
				}
				return b.String()
			}
			t.Fatalf("unknown command %s", d.Cmd)
			return ""
		})
	})
}

// written is the YAML of merges, which alias.Read must take.
func written(t *testing.T, merges []suggest.Merge) string {
	t.Helper()
	var b bytes.Buffer
	if err := suggest.Write(&b, merges); err != nil {
		t.Fatal(err)
	}
	if _, err := alias.Read("suggested.yaml", b.Bytes()); err != nil && len(merges) > 0 {
		t.Errorf("%v\n%s", err, b.String())
	}
	return b.String()
}

func collect(t *testing.T, lines []string) *suggest.Collection {
	t.Helper()
	given, err := identity.ReadGivenNames()
	if err != nil {
		t.Fatal(err)
	}
	c := suggest.New(given)
	speakers := map[string]*suggest.Speaker{}
	var order []string
	var rows []suggest.Row
	for i, line := range lines {
		if also, ok := strings.CutPrefix(line, "="); ok {
			s := speakers[order[len(order)-1]]
			s.Aliases = append(s.Aliases, also)
			continue
		}
		f := append(strings.Split(line, "|"), "", "")
		kind := models.ParseSpeakerKind(f[2])
		id := models.SpeakerID(kind, f[3])
		if speakers[id] == nil {
			speakers[id] = &suggest.Speaker{ID: id, Name: f[3], Kind: kind}
		}
		order = append(order, id)
		speakers[id].Articles++
		speakers[id].Sentences++
		row := suggest.Row{ID: id, Name: f[3], Article: f[0], Attribution: fmt.Sprint("a", i+1), Source: f[4], Outlet: "Example Post"}
		if f[1] != "" {
			if row.Published, err = time.Parse(time.DateOnly, f[1]); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
	}
	for _, s := range speakers {
		c.AddSpeaker(*s)
	}
	for i := range rows {
		c.AddRow(&rows[i])
	}
	return c
}

// TestNeverTogether makes runs at random and holds every merge, with all those of
// the same speaker, to articles in which no two of them speak.
func TestNeverTogether(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	given := []string{"Robert ", "Bob ", "Rob ", "Ann ", "Annie ", "R. ", "", "Robert Lee "}
	surnames := []string{"Menard", "Menart", "Cole", "Dahl"}
	joined := 0
	for range 300 {
		var lines []string
		at := map[string]map[int]bool{}
		for range 25 {
			article := rng.IntN(12)
			name := given[rng.IntN(len(given))] + surnames[rng.IntN(len(surnames))]
			id := models.SpeakerID(models.Person, name)
			if at[id] == nil {
				at[id] = map[int]bool{}
			}
			at[id][article] = true
			lines = append(lines, fmt.Sprintf("%d|2020-01-%02d|person|%s", article, 1+article, name))
		}
		merges := collect(t, lines).Find(0.3, 0)
		written(t, merges)
		var all []string
		for _, m := range merges {
			all = append(all, fmt.Sprint(m.Speaker.ID, m.Other.ID, m.Score))
		}
		rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		var again []string
		for _, m := range collect(t, lines).Find(0.3, 0) {
			again = append(again, fmt.Sprint(m.Speaker.ID, m.Other.ID, m.Score))
		}
		if strings.Join(all, " ") != strings.Join(again, " ") {
			t.Fatalf("rows in another order give %v, want %v", again, all)
		}
		for _, m := range merges {
			joined++
			for article := range at[m.Other.ID] {
				if at[m.Speaker.ID][article] {
					t.Fatalf("%s and %s both speak in article %d", m.Speaker.ID, m.Other.ID, article)
				}
				at[m.Speaker.ID][article] = true
			}
			delete(at, m.Other.ID) // nobody's other twice
		}
	}
	if joined < 100 {
		t.Errorf("only %d merges: the test tests little", joined)
	}
}

// TestNamesThatYAMLWouldMisread are written so that they are read back.
func TestNamesThatYAMLWouldMisread(t *testing.T) {
	for _, name := range []string{"No Way", "Yes", "Ann: Cole", "Ann #1 Cole", "[Ann] Cole", "\"Ann\" Cole", "Ann, Cole", "- Ann", "Ann\nCole", "Ann\u0085Cole", "Ann\x01Cole", "Änn Cölé", "&c Cole", "*Cole x"} {
		merges := collect(t, []string{"1||person|Robert Menard", "2||person|Bob Menard"}).Find(0.5, 0)
		if len(merges) != 1 {
			t.Fatalf("%d merges, want 1", len(merges))
		}
		m := merges[0]
		m.Speaker.Name = name
		m.Speaker.ID = models.SpeakerID(models.Person, name)
		m.Speaker.Samples[0].Source = name + "\n- speaker: injected"
		var b bytes.Buffer
		if err := suggest.Write(&b, []suggest.Merge{m}); err != nil {
			t.Fatal(err)
		}
		file, err := alias.Read("suggested.yaml", b.Bytes())
		if err != nil {
			t.Errorf("%q: %v\n%s", name, err, b.String())
			continue
		}
		if e := file.Entries(); len(e) != 1 || e[0].Speaker != strings.Join(strings.Fields(name), " ") {
			t.Errorf("%q was read back as %+v", name, e)
		}
	}
}
