package sentiment

import (
	"strconv"
	"testing"

	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/wordfile"
)

func readWords(t testing.TB, text string) *wordfile.File {
	t.Helper()
	f, err := wordfile.Read("w.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestWith holds that a user's words go before the built-in ones in any inflection and
// case, that class tells them apart, and that the model they came from stays as it is.
func TestWith(t *testing.T) {
	m := load(t)
	own := m.With(readWords(t, `
- {word: blorptik, valence: -4}
- {word: attack, valence: 0}
- {word: Anti-Zorb Wave, valence: 3.5}
- {word: praise, class: noun, valence: -3}
`))
	if m.With(nil) != m {
		t.Error("no file makes another model")
	}
	for _, c := range []struct {
		text string
		want int // how the score of the lexicon changes
	}{
		{"The panel found the plan blorptik.", -1},
		{"The Blorptik plan is here.", 0}, // a name
		{"They attack the town.", 1},
		{"An anti-zorb wave swept the town.", 1},
		{"The meeting is on Tuesday.", 0},
		{"They won praise.", 0}, // without tags there is no class
	} {
		before, after := m.text(c.text), own.text(c.text)
		if got := sign(after.Lexicon - before.Lexicon); int(got) != c.want {
			t.Errorf("%q: lexicon %.3f, then %.3f", c.text, before.Lexicon, after.Lexicon)
		}
		if again := m.text(c.text); again != before {
			t.Errorf("%q: the model changed under With", c.text)
		}
	}
}

// TestListsAgree holds the shipped ratings to their range, and lets no word be praise as
// one part of speech and blame as any.
func TestListsAgree(t *testing.T) {
	for name, text := range map[string]string{"news.txt": newsData, "vader.txt": vaderData} {
		anywhere := map[string]float64{}
		classes := map[string][]float64{}
		err := lexicon.Rows(text, func(fields []string) error {
			v, err := strconv.ParseFloat(fields[1], 64)
			if err != nil || v < -4 || v > 4 {
				t.Errorf("%s: %q: valence not in [-4, 4]", name, fields)
			}
			if len(fields) == 2 || fields[2] == "-" {
				if _, twice := anywhere[fields[0]]; twice {
					t.Errorf("%s: %q rated twice", name, fields[0])
				}
				anywhere[fields[0]] = v
			} else {
				classes[fields[0]] = append(classes[fields[0]], v)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		for word, list := range classes {
			for _, v := range list {
				if v*anywhere[word] < 0 {
					t.Errorf("%s: %q is %g by class and %g by itself", name, word, v, anywhere[word])
				}
			}
		}
	}
}
