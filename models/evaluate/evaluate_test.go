package evaluate

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
)

// TestFigures runs testdata/figures, whose input is a text, then lines
//
//	gold SOURCE | CUE | CONTENT [| NAME, KIND; NAME, KIND]
//	found ...
//
// Each part is looked up in the text; parts of a split role are joined with " … ".
// The figures were worked out by hand.
func TestFigures(t *testing.T) {
	datadriven.RunTest(t, "testdata/figures", func(t *testing.T, d *datadriven.TestData) string {
		a := parseArticle(t, d)
		switch d.Cmd {
		case "attributions":
			var s Attributions
			s.Add(a)
			return s.String()
		case "speakers":
			var s Speakers
			s.Add(a)
			return s.String()
		case "worst":
			return Compare(a).String()
		}
		t.Fatalf("unknown command %q", d.Cmd)
		return ""
	})
}

func parseArticle(t *testing.T, d *datadriven.TestData) *Article {
	lines := strings.Split(strings.TrimSpace(d.Input), "\n")
	a := &Article{ID: "art", Text: lines[0]}
	for _, l := range lines[1:] {
		side, rest, _ := strings.Cut(l, " ")
		got := parseAttribution(t, d, a.Text, rest)
		switch side {
		case "gold":
			a.Gold = append(a.Gold, got)
		case "found":
			a.Predicted = append(a.Predicted, got)
		default:
			d.Fatalf(t, "line %q", l)
		}
	}
	return a
}

func parseAttribution(t *testing.T, d *datadriven.TestData, text, line string) Attribution {
	parts := strings.Split(line, "|")
	if len(parts) < 3 {
		d.Fatalf(t, "line %q", line)
	}
	role := func(s string) (out []models.Span) {
		for _, p := range strings.Split(s, "…") {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, locate(t, d, text, p))
			}
		}
		return out
	}
	a := Attribution{Source: role(parts[0]), Cue: role(parts[1]), Content: role(parts[2])}
	if len(parts) > 3 {
		for _, s := range strings.Split(parts[3], ";") {
			name, kind, _ := strings.Cut(s, ",")
			a.Speakers = append(a.Speakers, Speaker{strings.TrimSpace(name), strings.TrimSpace(kind)})
		}
	}
	return a
}

func locate(t *testing.T, d *datadriven.TestData, text, part string) models.Span {
	i := strings.Index(text, part)
	if i < 0 {
		d.Fatalf(t, "%q is not in the text", part)
	}
	return models.Span{Start: i, End: i + len(part)}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Don't go.", "Don't/go"},
		{"the U.S.-led vice-president’s", "the/U.S/led/vice-president’s"},
		{"it's 3.5 -- or 4-", "it's/3.5/or/4"},
		{"snake_case x'' 'quoted' a'.b", "snake_case/x/quoted/a/b"},
		{"Zoë über 東京 x² ½", "Zoë/über/東京/x²/½"},
		{"e\u0301t", "e/t"}, // a combining mark is no letter
		{"bad\xffbyte", "bad/byte"},
	} {
		var got []string
		for _, w := range Words(c.text) {
			got = append(got, w.In(c.text))
		}
		if s := strings.Join(got, "/"); s != c.want {
			t.Errorf("Words(%q) = %s, want %s", c.text, s, c.want)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		person bool
		want   bool
	}{
		{"Ann Cole", "cole", true, true},
		{"Ann Cole", "Ann", true, false},
		{"Ann Cole", "Ann", false, true},
		{"Ann B. Cole", "Ann Cole", true, true},
		{"Ann Cole", "Bo Cole", true, false},
		{"the Foreign Ministry", "Foreign Ministry", false, true},
		{"Ministry of Works", "Works Ministry", false, true},
		{"", "Ann", false, false},
		{"...", "...", true, false},
	} {
		if got := SameName(c.a, c.b, c.person); got != c.want {
			t.Errorf("SameName(%q, %q, %v) = %v, want %v", c.a, c.b, c.person, got, c.want)
		}
	}
}

func TestSentiment(t *testing.T) {
	s := NewSentiment()
	// Ranks of the scores .5 .5 2, of the ratings 0 1 2: 1.5 / sqrt(1.5 * 2).
	s.Add(-0.6, 1, "negative")
	s.Add(0.5, 1, "negative")
	s.Add(3, 4, "positive")
	if got, want := s.Spearman(), 1.5/math.Sqrt(3); math.Abs(got-want) > 1e-12 {
		t.Errorf("Spearman = %v, want %v", got, want)
	}
	// Deviations of scores -1 -1 2, of ratings -4.7/3 -1.4/3 6.1/3.
	if got, want := s.Pearson(), (18.3/3)/math.Sqrt(6*(4.7*4.7+1.4*1.4+6.1*6.1)/9); math.Abs(got-want) > 1e-12 {
		t.Errorf("Pearson = %v, want %v", got, want)
	}
	// Negative: 1 right of 2 called and 1 gold, 2/3. Neutral 0, positive 1. Mean 5/9.
	want := "macro-F1 55.6 (neg 66.7 neu 0.0 pos 100.0) on 3\n"
	if got := s.String(); !strings.HasSuffix(got, want) {
		t.Errorf("String = %q, want suffix %q", got, want)
	}
}

func TestConstantScoresCorrelateWithNothing(t *testing.T) {
	s := NewSentiment()
	s.Add(1, 0, "neutral")
	s.Add(-1, 0, "neutral")
	if s.Pearson() != 0 || s.Spearman() != 0 {
		t.Errorf("Pearson %v, Spearman %v, want 0", s.Pearson(), s.Spearman())
	}
}

func TestTargets(t *testing.T) {
	s := NewTargets()
	for _, c := range [][2]string{{"negative", "negative"}, {"negative", "neutral"}, {"neutral", "neutral"}, {"positive", "mixed"}} {
		s.Add(c[0], c[1])
	}
	// Negative 2/(2+1), neutral 2/(1+2), positive 0/(1+0); 2 of 4 right.
	want := "macro-F1 44.4 (neg 66.7 neu 66.7 pos 0.0) accuracy 50.0 on 4 targets\n"
	if got := s.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDirected(t *testing.T) {
	s := NewDirected()
	for _, c := range [][2]string{{"neutral", "neutral"}, {"neutral", "a+b"}, {"a+b", "a+b"}, {"a-b", "b-a"}, {"b-a", "neutral"}} {
		s.Add(c[0], c[1])
	}
	// Neutral 2/(2+2), a+b 2/(1+2), the others 0; 2 of 5 right; 1 of 3 calls of a
	// stance, and of 3 stances, is right.
	want := "macro-F1 23.3 (neutral 50.0 a+b 66.7 b+a 0.0 a-b 0.0 b-a 0.0) micro 40.0 stance precision 33.3 recall 33.3 on 5\n"
	if got := s.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBlocks(t *testing.T) {
	text := "Big day. One two three. Four five"
	at := func(s string) models.Span {
		i := strings.Index(text, s)
		return models.Span{Start: i, End: i + len(s)}
	}
	b := NewBlocks("headline", "link")
	b.Add(text,
		[]Block{{at("Big day."), "headline"}, {at("Four five"), "link"}},
		[]Block{{at("Big day. One two"), "headline"}, {at("Four"), "link"}, {at("three"), "caption"}})
	// Headline: 2 of 4 words, all of 2. Link: 1 of 1, of 2.
	want := "headline       P  50.0  R 100.0  F1  66.7\nlink           P 100.0  R  50.0  F1  66.7\n"
	if got := b.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStances(t *testing.T) {
	var s Stances
	s.Add(
		[]Stance{{"Ann Cole", "levy", "support"}, {"Ann Cole", "tax", "oppose"}, {"Bo", "tax", "oppose"}},
		[]Stance{{"Cole", "the levy", "oppose"}, {"Ann Cole", "tax", "oppose"}, {"Ann Cole", "tax", "support"}, {"Bo", "tax", "neutral"}})
	want := "holder+target  P  66.7  R  66.7  F1  66.7\nand label      P  33.3  R  33.3  F1  33.3\ngold 3 predicted 3\n"
	if got := s.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWorst(t *testing.T) {
	make := func(id string, right, gold int) *Comparison {
		return &Comparison{Article: &Article{ID: id}, Relation: Count{right, gold, gold}}
	}
	all := []*Comparison{make("good", 4, 4), make("empty", 0, 0), make("bad", 1, 4), make("half", 1, 2), make("long", 1, 4)}
	var got []string
	for _, c := range Worst(all, 3) {
		got = append(got, c.Article.ID)
	}
	if s := fmt.Sprint(got); s != "[bad long half]" {
		t.Errorf("Worst = %s", s)
	}
	if n := len(Worst(all, 9)); n != 4 {
		t.Errorf("%d articles, want 4", n)
	}
}

func TestJSON(t *testing.T) {
	var s Attributions
	s.Add(&Article{Text: "Bo left", Gold: []Attribution{{Content: []models.Span{{Start: 0, End: 2}}}}})
	text, err := json.Marshal(&s)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"content@0.5":{"precision":0,"recall":0,"f1":0,"right":0,"predicted":0,"gold":1},`
	if !strings.HasPrefix(string(text), want) {
		t.Errorf("got %s, want prefix %s", text, want)
	}
}
