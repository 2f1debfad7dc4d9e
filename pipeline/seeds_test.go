package pipeline_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

// seeds is the folder of two real articles, which stand beside the repository for
// their publishers' sake. The expectations here were worked out by reading them.
const seeds = "../../shared/seeds"

// seed analyses one of the real articles, or skips the test where there are none.
func seed(t *testing.T, name string) finding {
	t.Helper()
	path := seeds + "/" + name
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real articles are not there: %v", err)
	}
	return finding{analyse(t, path)[0]}
}

// finding asks a document questions.
type finding struct{ *models.Document }

// said returns the attributions whose content holds the words.
func (f finding) said(content string) (out []*models.Attribution) {
	for i := range f.Attributions {
		if strings.Contains(words(f.Document, f.Attributions[i].Content), content) {
			out = append(out, &f.Attributions[i])
		}
	}
	return out
}

// by checks that one attribution alone holds the words, and who said them.
func (f finding) by(t *testing.T, content, speakers string) *models.Attribution {
	t.Helper()
	found := f.said(content)
	if len(found) != 1 {
		t.Fatalf("%d attributions say %q, want 1", len(found), content)
	}
	if got := names(f.Document, found[0]); got != speakers {
		t.Errorf("%q is said by %s, want %s", content, got, speakers)
	}
	return found[0]
}

// kinds checks that every block that begins with one of the words is of a kind.
func (f finding) kinds(t *testing.T, want models.BlockKind, begins ...string) {
	t.Helper()
	for _, words := range begins {
		i := slices.IndexFunc(f.Blocks, func(b models.Block) bool { return strings.HasPrefix(b.In(f.Article.Text), words) })
		if i < 0 {
			t.Errorf("no block begins with %q", words)
		} else if f.Blocks[i].Kind != want {
			t.Errorf("block %q is a %s, want a %s", words, f.Blocks[i].Kind, want)
		}
	}
}

// silent checks that no part of an attribution or stance stands in a block of a kind.
func (f finding) silent(t *testing.T, kind models.BlockKind) {
	t.Helper()
	for _, b := range f.Blocks {
		if b.Kind != kind {
			continue
		}
		for _, a := range f.Attributions {
			for _, s := range slices.Concat(a.Source, a.Cue, a.Content) {
				if s.Overlaps(b.Span) {
					t.Errorf("attribution %s has a part in the %s %q", a.ID, kind, b.In(f.Article.Text))
				}
			}
		}
		for _, s := range f.Stances {
			if s.Evidence.Overlaps(b.Span) {
				t.Errorf("a stance of %s rests on the %s %q", f.Speakers[s.Holder].Name, kind, b.In(f.Article.Text))
			}
		}
	}
}

// speaking returns the names of all known speakers of attributions, sorted. "Is
// expected" has nobody who speaks.
func (f finding) speaking() []string {
	var list []string
	for _, a := range f.Attributions {
		for _, ref := range a.Speakers {
			if s := &f.Speakers[ref.Speaker]; s.Kind != models.Unknown {
				list = append(list, s.Name)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// holds checks that one of the holders has the stance on a target with the word in
// its name, according to somebody unless that is empty.
func (f finding) holds(t *testing.T, holders []string, label models.StanceLabel, target, according string) {
	t.Helper()
	for _, s := range f.Stances {
		if !slices.Contains(holders, f.Speakers[s.Holder].Name) || !strings.Contains(strings.ToLower(s.Target.Name), target) {
			continue
		}
		if s.Label != label {
			t.Errorf("%s: %s %s, want %s", f.Speakers[s.Holder].Name, s.Label, s.Target.Name, label)
		}
		if by := f.according(s); by != according {
			t.Errorf("stance on %s according to %q, want %q", s.Target.Name, by, according)
		}
		return
	}
	t.Errorf("no stance of %v on a target with %q", holders, target)
}

func (f finding) according(s models.Stance) string {
	if s.AccordingTo < 0 {
		return ""
	}
	return f.Speakers[s.AccordingTo].Name
}

const (
	blinken  = "Antony Blinken (person)"
	ministry = "Foreign Ministry (organisation)"
)

func TestFirstCall(t *testing.T) {
	f := seed(t, "000_62e73108926e57f5.txt")
	t.Run("a ministry speaks", func(t *testing.T) {
		f.by(t, "discussed Iran, “widening", ministry)
		f.by(t, "agreed to meet", ministry)
	})
	t.Run("Ashkenazi is Gabi Ashkenazi", func(t *testing.T) {
		f.by(t, "peace agreements", "Gabi Ashkenazi (person)")
	})
	t.Run("Blinken is Antony Blinken", func(t *testing.T) {
		f.by(t, "does not plan to reverse", blinken)
		f.by(t, "“The only way to ensure", blinken)
	})
	t.Run("said in a hearing that has no full stop", func(t *testing.T) {
		f.by(t, `that it's "vitally important"`, blinken)
	})
	t.Run("he after the links is Antony Blinken", func(t *testing.T) {
		a := f.by(t, "strongly opposed", blinken)
		if got := words(f.Document, a.Content); !strings.HasPrefix(got, "he is") || !strings.HasSuffix(got, "free speech") {
			t.Errorf("content %q", got)
		}
	})
	t.Run("a quotation that the cue splits is one attribution of two spans", func(t *testing.T) {
		a := f.by(t, "“Realistically,”", blinken)
		if got := words(f.Document, a.Content); len(a.Content) != 2 || !strings.HasPrefix(got, "“Realistically,” … “it’s") || !strings.HasSuffix(got, "on that.”") {
			t.Errorf("content %q of %d spans", got, len(a.Content))
		}
		if a.Type != models.Direct {
			t.Errorf("it is %s, want direct", a.Type)
		}
	})
	t.Run("a missing space between sentences", func(t *testing.T) {
		a := f.by(t, "“The only way to ensure", blinken)
		if got := words(f.Document, a.Content); strings.Contains(got, "Realistically") || !strings.HasSuffix(got, "two-state solution,”") {
			t.Errorf("content %q", got)
		}
	})
	t.Run("types", func(t *testing.T) {
		for content, want := range map[string]models.QuoteType{
			"discussed Iran": models.Mixed, "peace agreements": models.Mixed, "agreed to meet": models.Indirect,
			"vitally important": models.Mixed, "does not plan": models.Indirect, "The only way": models.Direct, "strongly opposed": models.Indirect,
		} {
			for _, a := range f.said(content) {
				if a.Type != want {
					t.Errorf("%q is %s, want %s", content, a.Type, want)
				}
			}
		}
	})
	t.Run("headline and standfirst", func(t *testing.T) {
		f.kinds(t, models.Headline, "Blinken Holds First Call")
		f.kinds(t, models.Standfirst, "Call between Blinken and Ashkenazi")
	})
	t.Run("links do not speak", func(t *testing.T) {
		f.kinds(t, models.Link, "- The three issues", "- Backing Netanyahu", "- Biden to restore")
		f.silent(t, models.Link)
	})
	t.Run("nobody else speaks", func(t *testing.T) {
		if diff := cmp.Diff([]string{"Antony Blinken", "Foreign Ministry", "Gabi Ashkenazi"}, f.speaking()); diff != "" {
			t.Errorf("speakers (-want +got):\n%s", diff)
		}
	})
	t.Run("holding a call says nothing", func(t *testing.T) {
		for _, a := range f.Attributions {
			if cue := words(f.Document, a.Cue); strings.Contains(strings.ToLower(cue), "call") {
				t.Errorf("cue %q of %q", cue, words(f.Document, a.Content))
			}
		}
	})
	t.Run("Blinken is for a two-state solution", func(t *testing.T) {
		f.holds(t, []string{"Antony Blinken"}, models.Support, "two-state solution", "")
	})
	t.Run("Blinken is against the movement", func(t *testing.T) {
		f.holds(t, []string{"Antony Blinken"}, models.Oppose, "boycott, divestment and sanctions", "")
	})
	t.Run("the administration keeps the recognition, according to Blinken", func(t *testing.T) {
		f.holds(t, []string{"Biden administration"}, models.Support, "recognition of jerusalem", "Antony Blinken")
	})
}

func TestVisit(t *testing.T) {
	f := seed(t, "003_310e8c620f15e9ef.txt")
	t.Run("what stands before the cue", func(t *testing.T) {
		a := f.by(t, "share a “common commitment” to", blinken)
		if got := words(f.Document, a.Cue); got != "said" {
			t.Errorf("cue %q, want said", got)
		}
	})
	t.Run("adding shares the speaker and is an attribution of its own", func(t *testing.T) {
		a := f.by(t, "is “detrimental to", blinken)
		if got := words(f.Document, a.Content); strings.Contains(got, "common commitment") || !strings.HasPrefix(got, "that anything") {
			t.Errorf("content %q", got)
		}
		if got := words(f.Document, a.Cue); got != "adding" {
			t.Errorf("cue %q, want adding", got)
		}
	})
	t.Run("he stressed and urged", func(t *testing.T) {
		stressed := f.by(t, "building consensus", blinken)
		urged := f.by(t, "take “urgent steps", blinken)
		if stressed == urged {
			t.Error("both are one attribution")
		}
	})
	t.Run("two speakers welcomed", func(t *testing.T) {
		for _, a := range f.Attributions {
			if strings.Contains(words(f.Document, a.Cue), "welcomed") {
				if got := names(f.Document, &a); got != "Benjamin Netanyahu (person), Isaac Herzog (person)" {
					t.Errorf("welcomed by %s", got)
				}
				return
			}
		}
		t.Error("no attribution with welcomed")
	})
	t.Run("both welcomers favour the guest", func(t *testing.T) {
		for _, name := range []string{"Benjamin Netanyahu", "Isaac Herzog"} {
			f.holds(t, []string{name}, models.Support, "blinken", "")
		}
	})
	t.Run("both welcomers reiterate", func(t *testing.T) {
		f.by(t, "“ ironclad” commitment", "Benjamin Netanyahu (person), Isaac Herzog (person)")
	})
	t.Run("Gabi Cohen reaffirmed", func(t *testing.T) { f.by(t, "the significance of the visit", "Gabi Cohen (person)") })
	t.Run("Gabi Cohen says", func(t *testing.T) {
		a := f.by(t, "“every visit of", "Gabi Cohen (person)")
		if got := words(f.Document, a.Content); !strings.HasPrefix(got, "that “every") || !strings.HasSuffix(got, "our countries.”") {
			t.Errorf("content %q", got)
		}
	})
	t.Run("Cohen is not Ashkenazi", func(t *testing.T) {
		for _, s := range f.Speakers {
			if all := strings.Join(append(s.Aliases, s.Name, s.ID), " "); strings.Contains(all, "Ashkenazi") {
				t.Errorf("speaker %s is called %s", s.ID, all)
			}
		}
		if i := slices.IndexFunc(f.Speakers, func(s models.Speaker) bool { return s.ID == "gabi-cohen" }); i < 0 {
			t.Error("no speaker gabi-cohen")
		}
	})
	t.Run("after talk of his trip he is Blinken", func(t *testing.T) {
		for _, a := range f.said("meet with both") {
			if got := names(f.Document, a); got != blinken {
				t.Errorf("he is %s", got)
			}
		}
	})
	t.Run("headline", func(t *testing.T) { f.kinds(t, models.Headline, "US Secretary of State Blinken Visits Israel") })
	t.Run("the reference list does not speak", func(t *testing.T) {
		f.kinds(t, models.Reference, "0. “", "1. “", "2. “", "3. “", "4. “")
		f.silent(t, models.Reference)
	})
	t.Run("nobody else speaks", func(t *testing.T) {
		if diff := cmp.Diff([]string{"Antony Blinken", "Benjamin Netanyahu", "Gabi Cohen", "Isaac Herzog"}, f.speaking()); diff != "" {
			t.Errorf("speakers (-want +got):\n%s", diff)
		}
	})
	t.Run("marks become citations", func(t *testing.T) { f.citations(t) })
	t.Run("a two-state solution is supported", func(t *testing.T) {
		f.holds(t, []string{"Antony Blinken", "United States"}, models.Support, "two-state solution", "Antony Blinken")
	})
}

// citations checks the sentence that each mark belongs to and its entry: the first
// and the last words of the title.
func (f finding) citations(t *testing.T) {
	t.Helper()
	type cited struct{ Begins, Marker, Title, Outlet string }
	var got []cited
	for _, s := range f.Sentences {
		for _, c := range s.Citations {
			got = append(got, cited{ends(s.In(f.Article.Text)), c.Marker, ends(c.Title), c.Outlet})
			if c.Date != "30 Jan. 2023" {
				t.Errorf("mark %s has the date %q", c.Marker, c.Date)
			}
		}
	}
	want := []cited{
		{"US … region.", "0", "Blinken … overhaul", "The Jerusalem Post"},
		{"Prime … Jerusalem.", "1", "Secretary … State", "Department of State"},
		{"The … state.”", "2", "US … Experts", "Al Jazeera English"},
		{"He … calm.”", "3", "Blinken … Israel", "Al Jazeera English"},
		{"Blinken’s … president.", "4", "Blinken … violence", "The Guardian"},
		{"Blinken’s … solidarity.", "4", "Blinken … violence", "The Guardian"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// ends returns the first and the last word of s.
func ends(s string) string {
	list := strings.Fields(s)
	if len(list) == 0 {
		return ""
	}
	return list[0] + " … " + list[len(list)-1]
}
