package corpus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

const corpora = "../../../shared/corpora"

// corpusFile returns the path of a corpus file, and skips the test without it.
func corpusFile(t *testing.T, name string) string {
	path := filepath.Join(corpora, name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no corpora beside the repository: ", err)
	}
	return path
}

func write(t *testing.T, name, text string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const gold = `# newdoc id = one
# newpar
# text = Ann can't wait.
1	Ann	Ann	PROPN	NNP	_	4	nsubj	_	Entity=(1-person)
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	wait	wait	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
1	Bo	Bo	PROPN	NNP	_	0	root	_	_
1.1	left	leave	VERB	VBD	_	_	_	_	_
`

func TestReadCoNLLU(t *testing.T) {
	docs, err := ReadCoNLLU(write(t, "gold.conllu", gold))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || len(docs[0].Sentences) != 2 || docs[0].Len() != 6 {
		t.Fatalf("read %+v", docs)
	}
	a := docs[0].Raw()
	if want := "Ann can't wait.\n\nBo"; a.Text != want {
		t.Errorf("text %q, want %q", a.Text, want)
	}
	want := Word{Form: "n't", Lemma: "not", Tag: models.TagRB, Rel: models.RelAdvmod, Head: 3, Span: models.Span{Start: 6, End: 9}, Misc: "_"}
	if diff := cmp.Diff(want, docs[0].Sentences[0].Words[2]); diff != "" {
		t.Error(diff)
	}
}

func TestReadSilverLocatesInBytes(t *testing.T) {
	path := write(t, "silver.conll", "# doc = é\n1\tÉlan\tÉlan\tNNP\tPERSON\t0\t4\t2\tnsubj\n2\twon\twin\tVBD\tO\t5\t8\t0\troot\n")
	docs, err := ReadSilver(path)
	if err != nil {
		t.Fatal(err)
	}
	d := docs["é"]
	d.Locate("Élan won")
	for _, w := range d.Sentences[0].Words {
		if got := w.Span.In("Élan won"); got != w.Form {
			t.Errorf("span of %q covers %q", w.Form, got)
		}
	}
	if d.Sentences[0].Words[0].Entity != models.EntityPerson {
		t.Error("entity lost")
	}
}

func TestReadersReportBadRows(t *testing.T) {
	for name, read := range map[string]func(string) error{
		"a.conllu": func(p string) error { _, err := ReadCoNLLU(p); return err },
		"a.conll":  func(p string) error { _, err := ReadSilver(p); return err },
		"a.jsonl":  func(p string) error { _, err := ReadPolNeAR(p); return err },
	} {
		if err := read(write(t, name, "1\tx\ty\n")); err == nil {
			t.Errorf("%s: no error for a bad row", name)
		}
	}
}

// tokens makes a document of one sentence with tokens at the given spans.
func tokens(text string, spans ...models.Span) *models.Document {
	d := &models.Document{Article: &models.Article{Text: text}}
	for _, s := range spans {
		d.Tokens = append(d.Tokens, models.Token{Span: s, Lower: s.In(text)})
	}
	d.Sentences = []models.Sentence{{Span: models.Span{End: len(text)}, Last: len(spans)}}
	return d
}

func TestProject(t *testing.T) {
	docs, err := ReadCoNLLU(write(t, "gold.conllu", gold))
	if err != nil {
		t.Fatal(err)
	}
	text := docs[0].Raw().Text
	// "wait" is cut in two, the final stop is one token, Bo is not there.
	d := tokens(text, models.Span{Start: 0, End: 3}, models.Span{Start: 4, End: 6}, models.Span{Start: 6, End: 9},
		models.Span{Start: 10, End: 12}, models.Span{Start: 12, End: 14}, models.Span{Start: 14, End: 15})
	if share := Project(d, &docs[0]); share != 1 {
		t.Errorf("matched %v", share)
	}
	var heads []int
	var rels []string
	for _, tok := range d.Tokens {
		heads = append(heads, tok.Head)
		rels = append(rels, tok.Rel.String())
	}
	if diff := cmp.Diff([]int{4, 4, 4, 4, -1, 4}, heads); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"nsubj", "aux", "advmod", "dep", "root", "punct"}, rels); diff != "" {
		t.Error(diff)
	}
}

// The words of silver files and the spans of attributions must cover what they
// say they cover.
func TestPolNeARCoversItsText(t *testing.T) {
	articles, err := ReadPolNeAR(corpusFile(t, "polnear/dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	docs, err := ReadSilver(corpusFile(t, "polnear/dev.ud2.conll.gz"))
	if err != nil {
		t.Fatal(err)
	}
	words, same, attributions := 0, 0, 0
	for _, a := range articles {
		attributions += len(a.Attributions)
		d := docs[a.Article.ID]
		if d == nil {
			t.Errorf("%s has no parse", a.Article.ID)
			continue
		}
		d.Locate(a.Article.Text)
		for _, s := range d.Sentences {
			for _, w := range s.Words {
				words++
				if w.Span.Start >= 0 && w.Span.In(a.Article.Text) == w.Form {
					same++
				}
			}
		}
	}
	if len(articles) != 84 || attributions != 2192 {
		t.Errorf("%d articles, %d attributions", len(articles), attributions)
	}
	if float64(same) < 0.995*float64(words) {
		t.Errorf("%d of %d words lie where their form is", same, words)
	}
}
