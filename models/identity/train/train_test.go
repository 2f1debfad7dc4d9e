package train

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/identity/names"
	"github.com/saysonews/sayso/models/syntax"
)

const corpora = "../../../../shared/corpora"

// gold has a title before a name, a place in an institution, and two names that
// are one entity.
const gold = `# newdoc id = one
1	Mayor	mayor	PROPN	NNP	_	2	nmod:desc	_	Entity=(1-person-new
2	Ann	Ann	PROPN	NNP	_	4	nsubj	_	_
3	Lee	Lee	PROPN	NNP	_	2	flat	_	Entity=1)
4	left	leave	VERB	VBD	_	0	root	_	_
5	the	the	DET	DT	_	6	det	_	Entity=(2-organization-new
6	Bank	Bank	PROPN	NNP	_	4	obj	_	_
7	of	of	ADP	IN	_	8	case	_	_
8	Orr	Orr	PROPN	NNP	_	6	nmod	_	Entity=(3-place-new)2)
9	with	with	ADP	IN	_	10	case	_	_
10	clerk	clerk	NOUN	NN	_	4	obl	_	Entity=(4-person-new
11	Bo	Bo	PROPN	NNP	_	10	flat	_	Entity=4)
12	and	and	CCONJ	CC	_	14	cc	_	_
13	two	two	NUM	CD	_	14	nummod	_	Entity=(5-person-new
14	friends	friend	NOUN	NNS	_	10	conj	_	Entity=5)
`

func TestMarkNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gold.conllu")
	if err := os.WriteFile(path, []byte(gold), 0o644); err != nil {
		t.Fatal(err)
	}
	docs, err := corpus.ReadCoNLLU(path)
	if err != nil {
		t.Fatal(err)
	}
	MarkNames(&docs[0])
	for i, want := range []models.Entity{0, 1, 1, 0, 0, 2, 2, 2, 0, 0, 1, 0, 0, 0} {
		if e := docs[0].Sentences[0].Words[i].Entity; e != want {
			t.Errorf("word %d is %v, want %v", i+1, e, want)
		}
	}
}

func TestMendTakesTheArticlesWord(t *testing.T) {
	word := func(form string, e models.Entity) corpus.Word {
		return corpus.Word{Form: form, Tag: models.TagNNP, Entity: e}
	}
	o := corpus.Word{Form: "and", Tag: models.TagCC}
	d := &corpus.Document{Sentences: []corpus.Sentence{{Words: []corpus.Word{
		word("Ann", 1), word("Orr", 1), o, word("Orr", 2), o, word("Orr", 1), o, word("Orr", 1), o, word("Orr", 1), o, word("Rome", 3),
	}}}}
	mend(d)
	ws := d.Sentences[0].Words
	if ws[3].Entity != models.EntityPerson {
		t.Error("Orr, a person's name elsewhere, stays an organisation")
	}
	if ws[11].Entity != models.EntityPlace {
		t.Error("Rome is no longer a place")
	}
}

func TestScores(t *testing.T) {
	var s Scores
	p, o := models.EntityPerson, models.EntityOrganisation
	s.Compare([]models.Entity{p, p, 0, o, 0, p}, []models.Entity{p, p, 0, o, o, 0})
	if s[p] != (Score{1, 2, 1}) || s[o] != (Score{0, 1, 1}) || s[0] != (Score{1, 3, 2}) {
		t.Errorf("scores %+v", s)
	}
	if f := s[0].F1(); f != 40 {
		t.Errorf("F1 %v", f)
	}
}

// Two trainings on the same runs give the same bytes, and learn them.
func TestFitLearnsAndRepeats(t *testing.T) {
	var runs []run
	for i := range 200 {
		runs = append(runs, run{features: [][]int32{{int32(i % 2), 2}, {3, 4}}, classes: []uint8{uint8(i % 2), uint8(i % 2)}})
	}
	o := Options{Rows: 8, Hidden: 16, Epochs: 8, Rate: 0.05, Seed: 1, Log: func(string, ...any) {}}
	weights := func() []byte {
		net, chain := Fit(runs, o)
		return names.Encode(net.Sections(names.NetName), chain, net.Scale(0))
	}
	a := weights()
	if !bytes.Equal(a, weights()) {
		t.Error("two trainings differ")
	}
	if _, err := names.Open(string(a)); err != nil {
		t.Error(err)
	}
	net, chain := Fit(runs, o)
	for class := range 2 {
		net.Hidden([]int32{int32(class), 2})
		var scores [names.Classes]float32
		net.Scores(0, scores[:])
		own, other := scores[class]+chain.Transition[0][class], scores[1-class]+chain.Transition[0][1-class]
		if own <= other {
			t.Errorf("class %d scores %v, the other %v", class, own, other)
		}
	}
}

// The figures on the development sets are committed, so that a change shows:
// go test ./models/identity/train -run Figures -rewrite.
func TestFigures(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no corpora beside the repository: ", err)
	}
	m, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	annotate := m.NewAnalyzer().Annotate
	id, err := identity.Load()
	if err != nil {
		t.Fatal(err)
	}
	datadriven.RunTest(t, "testdata/figures.txt", func(t *testing.T, d *datadriven.TestData) string {
		var s Scores
		err := Each(corpora, strings.TrimSpace(d.Input), annotate, func(doc *models.Document, gold []models.Entity) {
			id.Resolve(doc)
			found := make([]models.Entity, len(gold))
			for i := range doc.Tokens {
				found[i] = doc.Tokens[i].Entity
			}
			s.Compare(found, gold)
		})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for c, x := range s {
			name := models.Entity(c).String()
			if c == 0 {
				name = "PERSON, ORGANIZATION, LOCATION"
			}
			fmt.Fprintf(&b, "%-31s %5d names F1 %.1f\n", name, x.Gold, x.F1())
		}
		return b.String()
	})
}
