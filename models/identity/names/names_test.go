package names

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/linear/learn"
)

// document makes a document of sentences of words parted by spaces.
func document(sentences ...string) (*models.Document, []Word) {
	text := strings.Join(sentences, " ")
	d := &models.Document{Article: &models.Article{Text: text}}
	var words []Word
	at := 0
	for s, line := range sentences {
		sent := models.Sentence{First: len(d.Tokens)}
		for i, f := range strings.Fields(line) {
			d.Tokens = append(d.Tokens, models.Token{Span: models.Span{Start: at, End: at + len(f)}, Sentence: s, Lower: strings.ToLower(f), Head: -1})
			words = append(words, Word{Capital: unicode.IsUpper(rune(f[0])), Opener: i == 0})
			at += len(f) + 1
		}
		sent.Last = len(d.Tokens)
		d.Sentences = append(d.Sentences, sent)
	}
	return d, words
}

func read(rows int, sentences ...string) *Recogniser {
	d, words := document(sentences...)
	r := NewRecogniser(nil, Lists{Given: 1, Title: 2}, rows)
	r.Read(d, words)
	return r
}

func TestRunsHoldCapitalsAndWhatJoinsThem(t *testing.T) {
	for text, want := range map[string]string{
		"he met Ann of the North in town":  "Ann of the North",
		"Johnson & Sons sold it for Cash":  "Johnson & Sons|Cash",
		"they saw van der Berg and left":   "van der Berg",
		"nobody came":                      "",
		"Channel 4 told Ann":               "Channel 4|Ann",
		"from Ann and then to Bo":          "Ann|Bo",
		"the end of January":               "January",
		"Ann , of the club , and Cy spoke": "Ann|Cy",
	} {
		r := read(1, text)
		var got []string
		for _, run := range r.Runs() {
			got = append(got, r.doc.Article.Text[r.doc.Tokens[run[0]].Start:r.doc.Tokens[run[1]-1].End])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: runs %q, want %q", text, s, want)
		}
	}
}

func TestEvidence(t *testing.T) {
	r := read(1, "The Brook said so", "in Brook they fish", "a brook ran by")
	e := r.seen.find(r.hash[1])
	if e == nil {
		t.Fatal("nothing is known of Brook")
	}
	for name, bit := range map[string]evidence{"lower": seenLower, "in": seenIn, "inside": seenInside, "alone": seenAlone, "after": seenAfter} {
		if *e&bit == 0 {
			t.Errorf("Brook is not seen %s", name)
		}
	}
	if *e&(seenTitled|seenAged|seenOwner) != 0 {
		t.Errorf("evidence %b", *e)
	}
	if !r.Lowered(1) || r.Lowered(0) {
		t.Error("Lowered: want Brook and not The")
	}
}

func TestFeaturesDependOnTheWordAndStayInRange(t *testing.T) {
	r := read(1000, "he met Ann Lee in Rome")
	a, b := slices.Clone(r.Features(2, nil)), r.Features(5, nil)
	if slices.Equal(a, b) {
		t.Error("the features of Ann and Rome are the same")
	}
	for _, f := range append(a, b...) {
		if f < 0 || f >= 1000 {
			t.Fatalf("feature %d", f)
		}
	}
	if len(a) < 40 || len(a) > MaxFeatures || MaxFeatures > linear.MaxFeatures {
		t.Errorf("%d features", len(a))
	}
}

// model encodes and opens a network that has learned nothing.
func model(t *testing.T) (*Model, []byte) {
	t.Helper()
	n := learn.New(64, 16, 1, Classes)
	data := Encode(n.Sections(NetName), &Chain{Transition: [Classes]Row{{0, 5}}}, n.Scale(0))
	m, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return m, data
}

func TestRecogniseFollowsTheChainAndDoesNotAllocate(t *testing.T) {
	m, _ := model(t)
	r := NewRecogniser(m, Lists{}, 0)
	d, words := document("he met Ann in town", "Bo left")
	r.Read(d, words)
	for i, k := range r.Recognise() {
		sum := float32(0)
		for _, p := range k.P {
			sum += p
		}
		if sum < 0.999 || sum > 1.001 {
			t.Errorf("token %d: probabilities add up to %v", i, sum)
		}
		if want := words[i].Capital; (k.Best == models.EntityPerson) != want {
			t.Errorf("token %d: class %v", i, k.Best)
		}
	}
	if n := testing.AllocsPerRun(20, func() { r.Read(d, words); r.Recognise() }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestOpenRefusesOtherWeights(t *testing.T) {
	_, data := model(t)
	n := learn.New(16, 16, 1, 12)
	for name, bad := range map[string][]byte{
		"nothing":  nil,
		"cut":      data[:len(data)-1],
		"no chain": linear.Encode(Version, n.Sections(NetName)),
		"classes":  Encode(n.Sections(NetName), &Chain{}, 1),
		"features": linear.Encode(Version+1, nil),
	} {
		if _, err := Open(string(bad)); !errors.Is(err, linear.ErrFormat) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
