package core

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/saysonews/sayso/models"
)

// projective draws a random projective tree over words first .. last-1 and
// returns its root.
func projective(r *rand.Rand, heads []int32, first, last int) int32 {
	root := first + r.IntN(last-first)
	for at := first; at < root; {
		end := at + 1 + r.IntN(root-at)
		heads[projective(r, heads, at, end)] = int32(root)
		at = end
	}
	for at := root + 1; at < last; {
		end := at + 1 + r.IntN(last-at)
		heads[projective(r, heads, at, end)] = int32(root)
		at = end
	}
	return int32(root)
}

// follow parses with the given choice among the legal actions.
func follow(s *State, n int, choose func(*State) Action) {
	s.Reset(n)
	for !s.Done() {
		s.Apply(choose(s), models.RelDep)
	}
}

func first(set uint64) Action {
	for a := range NumActions {
		if set>>a&1 != 0 {
			return a
		}
	}
	return NumActions
}

func TestOracleFindsEveryProjectiveTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var s State
	var g Gold
	for range 500 {
		n := 1 + r.IntN(12)
		heads := make([]int32, n)
		heads[projective(r, heads, 0, n)] = int32(n)
		g.Reset(heads)
		follow(&s, n, func(s *State) Action { return first(g.Best(s)) })
		if !slices.Equal(s.Heads[:n], heads) {
			t.Fatalf("found %v, want %v", s.Heads[:n], heads)
		}
	}
}

// Whatever is chosen, the outcome is one tree with one root, and the oracle
// always has an answer.
func TestAnyActionsMakeATree(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	var s State
	var g Gold
	for range 500 {
		n := 1 + r.IntN(12)
		heads := make([]int32, n)
		heads[projective(r, heads, 0, n)] = int32(n)
		g.Reset(heads)
		follow(&s, n, func(s *State) Action {
			legal := s.Legal()
			if best := g.Best(s); best == 0 || best&^legal != 0 {
				t.Fatalf("best %b of legal %b", best, legal)
			}
			for {
				if a := Action(r.IntN(int(NumActions))); legal>>a&1 != 0 {
					return a
				}
			}
		})
		roots := 0
		for i := range n {
			j, steps := int32(i), 0
			for ; j != int32(n); steps++ {
				if j = s.Heads[j]; steps > n {
					t.Fatalf("cycle in %v", s.Heads[:n])
				}
			}
			if s.Heads[i] == int32(n) {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots in %v", roots, s.Heads[:n])
		}
	}
}

func TestFeaturesStayInTheirRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	tagging, parsing := NewTagging(), NewParsing()
	var s State
	for range 300 {
		n := 1 + r.IntN(9)
		ws, tags := make([]Word, n), make([]models.Tag, n)
		for i := range ws {
			ws[i] = Word{
				Entry:   Entry{ID: uint16(r.IntN(NumWords)), Cluster: uint16(r.IntN(NumClusters)), Class: uint16(r.IntN(NumClasses))},
				Suffix2: NumSuffix2 - 1, Suffix3: NumSuffix3 - 1, Suffix4: NumSuffix4 - 1, Pre: NumPrefix - 1,
				Shape: uint8(r.IntN(NumShapes)), Glue: Glue(r.IntN(NumGlues)), Mark: Mark(r.IntN(4)), Long: true,
			}
			tags[i] = models.Tag(r.IntN(int(models.NumTags)))
		}
		Context(ws)
		for i := range ws {
			check(t, tagging.Features(nil, ws, tags, i, NumSources-1), tagging.Rows())
		}
		follow(&s, n, func(s *State) Action {
			check(t, parsing.Features(nil, s, ws, tags, NumSources-1), parsing.Rows())
			for {
				if a := Action(r.IntN(int(NumActions))); s.Legal()>>a&1 != 0 {
					return a
				}
			}
		})
	}
}

func check(t *testing.T, features []int32, rows int) {
	t.Helper()
	if len(features) > 255 {
		t.Fatalf("%d features", len(features))
	}
	for _, f := range features {
		if f < 0 || int(f) >= rows {
			t.Fatalf("row %d of %d", f, rows)
		}
	}
}

func TestLexiconFindsWhatWasStored(t *testing.T) {
	words := strings.Fields("the mayor said that nothing had changed in larkfield")
	var keys []uint64
	var entries []Entry
	for i, w := range words {
		keys = append(keys, Key(w))
		entries = append(entries, Entry{ID: uint16(i + 2), Cluster: uint16(i), Class: uint16(2 * i), Sure: models.Tag(i)})
	}
	l, err := NewLexicon(string(EncodeLexicon(keys, entries)))
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range keys {
		if got := l.Find(k); got != entries[i] {
			t.Errorf("%q: %+v, want %+v", words[i], got, entries[i])
		}
	}
	if got := l.Find(Key("unheard")); got != (Entry{}) {
		t.Errorf("unknown word: %+v", got)
	}
	if _, err := NewLexicon("too short"); err == nil {
		t.Error("no error for a table of nine bytes")
	}
}

func TestWordsAreFolded(t *testing.T) {
	l, err := NewLexicon(string(make([]byte, entryBytes)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ a, b string }{
		{"it’s", "it's"}, {"1987", "2016"}, {"—", "--"}, {"“", "``"}, {"”", "''"}, {"4–5", "6—7"},
	} {
		if Key(c.a) != Key(c.b) {
			t.Errorf("%q and %q differ", c.a, c.b)
		}
	}
	shapes := map[uint8]string{}
	for _, form := range []string{"word", "Word", "WORD", "W", "McCain", "2016", "4th", "U.S.", "e.g.", ",", "12:30", "p3.5"} {
		var w Word
		l.Encode(&w, form, strings.ToLower(form))
		if other := shapes[w.Shape]; other != "" {
			t.Errorf("%q looks like %q", form, other)
		}
		shapes[w.Shape] = form
	}
	var w Word
	l.Encode(&w, strings.Repeat("é", 5000), strings.Repeat("é", 5000))
	l.Encode(&w, "", "")
	l.Encode(&w, "\xff\xfe", "\xff\xfe")
}

func TestQuotationStates(t *testing.T) {
	l, err := NewLexicon(string(make([]byte, entryBytes)))
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	var ws []Word
	for _, form := range strings.Fields(`He said " we wait " and “ no ” again`) {
		ws = append(ws, Word{})
		l.Encode(&ws[len(ws)-1], form, strings.ToLower(form))
	}
	Context(ws)
	for _, w := range ws {
		got = append(got, '0'+byte(w.Quote))
	}
	if want := "00011100110"; string(got) != want {
		t.Errorf("inside %s, want %s", got, want)
	}
}

// Words are copied for every sentence: they should stay small.
func TestWordIsSmall(t *testing.T) {
	if n := unsafe.Sizeof(Word{}); n > 40 {
		t.Errorf("a word takes %d bytes", n)
	}
}
