package syntax

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

// noted is a sentence with a footnote mark and a character of two bytes.
func noted() *models.Document {
	text := "Élan won[2] it."
	span := func(s string) models.Span {
		at := strings.Index(text, s)
		return models.Span{Start: at, End: at + len(s)}
	}
	return &models.Document{
		Article: &models.Article{ID: "a 1", Text: text},
		Tokens: []models.Token{
			{Span: span("Élan"), Lemma: "élan", Tag: models.TagNNP, Head: 1, Rel: models.RelNsubj},
			{Span: span("won"), Lemma: "win", Tag: models.TagVBD, Head: -1, Rel: models.RelRoot},
			{Span: span("it"), Lemma: "it", Tag: models.TagPRP, Head: 1, Rel: models.RelObj},
			{Span: span("."), Lemma: ".", Tag: models.TagStop, Head: 1, Rel: models.RelPunct},
		},
		Sentences: []models.Sentence{{Span: models.Span{End: len(text)}, Last: 4, Citations: []models.Citation{{Span: span("[2]"), Marker: "2"}}}},
	}
}

func TestWriteCoNLLU(t *testing.T) {
	var b strings.Builder
	if err := WriteCoNLLU(&b, noted()); err != nil {
		t.Fatal(err)
	}
	want := `# newdoc id = a 1
# sent_id = a 1-1
# text = Élan won[2] it.
1	Élan	élan	PROPN	NNP	_	2	nsubj	_	TokenRange=0:4
2	won	win	VERB	VBD	_	0	root	_	SpaceAfter=No|TokenRange=5:8
3	[	_	X	-LRB-	_	4	punct	_	SpaceAfter=No|TokenRange=8:9
4	2	_	X	CD	_	2	dep	_	SpaceAfter=No|TokenRange=9:10
5	]	_	X	-RRB-	_	4	punct	_	TokenRange=10:11
6	it	it	PRON	PRP	_	2	obj	_	SpaceAfter=No|TokenRange=12:14
7	.	.	PUNCT	.	_	2	punct	_	TokenRange=14:15

`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteCoNLLUReportsTheWritersError(t *testing.T) {
	if err := WriteCoNLLU(full{}, noted()); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}
