package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
)

const corpora = "../../../shared/corpora"

// given makes a document of the sentences and tokens of a corpus, so that what
// is measured is tagger and parser alone.
func given(d *corpus.Document) *models.Document {
	doc := &models.Document{Article: d.Raw()}
	for i := range d.Sentences {
		ws := d.Sentences[i].Words
		s := models.Sentence{First: len(doc.Tokens), Last: len(doc.Tokens) + len(ws)}
		for _, w := range ws {
			doc.Tokens = append(doc.Tokens, models.Token{Span: w.Span, Sentence: i, Lower: strings.ToLower(w.Form)})
		}
		s.Span = models.Span{Start: ws[0].Span.Start, End: ws[len(ws)-1].Span.End}
		doc.Sentences = append(doc.Sentences, s)
	}
	return doc
}

// tally counts what is right, as ../shared/eval/conll.py does but on given
// tokens: tags of all words, heads and labels without punctuation.
type tally struct{ words, tags, arcs, heads, labels, verbs, lemmas int }

func (n *tally) add(d *corpus.Document, doc *models.Document) {
	i := 0
	for _, s := range d.Sentences {
		first := i
		for _, w := range s.Words {
			t := &doc.Tokens[i]
			i++
			n.words++
			if t.Tag == w.Tag {
				n.tags++
			}
			if w.Tag >= models.TagVB && w.Tag <= models.TagVBZ && w.Tag == t.Tag {
				n.verbs++
				if t.Lemma == strings.ToLower(w.Lemma) {
					n.lemmas++
				}
			}
			if w.Rel == models.RelPunct {
				continue
			}
			n.arcs++
			if w.Head < 0 && t.Head < 0 || w.Head >= 0 && t.Head == first+w.Head {
				n.heads++
				if plain(t.Rel) == plain(w.Rel) {
					n.labels++
				}
			}
		}
	}
}

func plain(r models.Rel) string {
	s, _, _ := strings.Cut(r.String(), ":")
	return s
}

func (n *tally) String() string {
	share := func(k, of int) float64 { return 100 * float64(k) / float64(max(of, 1)) }
	return fmt.Sprintf("words %d tags %.1f uas %.1f las %.1f verb lemmas %.1f\n",
		n.words, share(n.tags, n.words), share(n.heads, n.arcs), share(n.labels, n.arcs), share(n.lemmas, n.verbs))
}

// The figures on the development sets are committed, so that a change shows:
// run with -rewrite after training anew, and read the difference.
func TestFigures(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no corpora beside the repository: ", err)
	}
	a := loaded(t)
	datadriven.RunTest(t, "testdata/figures.txt", func(t *testing.T, d *datadriven.TestData) string {
		a.Follow(Gold)
		if d.HasArg("silver") {
			a.Follow(Silver)
		}
		var n tally
		for _, c := range development(t, d.Cmd) {
			doc := given(&c)
			a.Annotate(doc)
			n.add(&c, doc)
		}
		return n.String()
	})
}

func development(t *testing.T, name string) []corpus.Document {
	t.Helper()
	if name != "polnear" {
		docs, err := corpus.ReadCoNLLU(filepath.Join(corpora, name, "dev.conllu.gz"))
		if err != nil {
			t.Fatal(err)
		}
		return docs
	}
	var docs []corpus.Document
	err := corpus.EachSilver(filepath.Join(corpora, "polnear/dev.ud2.conll.gz"), func(d *corpus.Document) error {
		docs = append(docs, *d)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}
