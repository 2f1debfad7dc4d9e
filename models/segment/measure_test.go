package segment

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/neurosnap/sentences/english"
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
)

const corpora = "../../../shared/corpora"

// rate counts what a system found of what there is.
type rate struct{ gold, found, right int }

func (r *rate) add(gold, found map[models.Span]bool) {
	r.gold += len(gold)
	r.found += len(found)
	for s := range gold {
		if found[s] {
			r.right++
		}
	}
}

func (r *rate) f1() float64 { return 200 * float64(r.right) / float64(max(1, r.gold+r.found)) }

// wordy reports whether s holds a letter or digit.
func wordy(text string, s models.Span) bool {
	for _, r := range s.In(text) {
		if wordRune(r) {
			return true
		}
	}
	return false
}

// goldSpans returns where the sentences of d start, white space aside, and its words.
func goldSpans(d *corpus.Document, text string) (starts, words map[models.Span]bool) {
	starts, words = map[models.Span]bool{}, map[models.Span]bool{}
	for _, s := range d.Sentences {
		first := true
		for _, w := range s.Words {
			if w.Span.Start < 0 || !wordy(text, w.Span) {
				continue
			}
			if first {
				starts[models.Span{Start: w.Span.Start}] = true
			}
			first = false
			words[w.Span] = true
		}
	}
	return starts, words
}

// ourSpans returns the same of a segmented document. Citation marks count as the
// words they are in the treebanks.
func ourSpans(doc *models.Document) (starts, words map[models.Span]bool) {
	starts, words = map[models.Span]bool{}, map[models.Span]bool{}
	for _, s := range doc.Sentences {
		first := true
		for _, k := range doc.Tokens[s.First:s.Last] {
			if !wordy(doc.Article.Text, k.Span) {
				continue
			}
			if first {
				starts[models.Span{Start: k.Start}] = true
			}
			first = false
			words[k.Span] = true
		}
		for _, c := range s.Citations {
			words[models.Span{Start: c.Start + 1, End: c.End - 1}] = true
		}
	}
	return starts, words
}

// firstWords moves each offset to the next word character of text.
func firstWords(text string, offsets []int) map[models.Span]bool {
	out := map[models.Span]bool{}
	for _, i := range offsets {
		for i < len(text) && !wordAt(text, i) {
			_, size := runeAt(text, i)
			i += size
		}
		if i < len(text) {
			out[models.Span{Start: i}] = true
		}
	}
	return out
}

// TestFigures measures sentence starts and words, F1, against gold treebanks from
// raw text and against CoreNLP's output on news, beside two other splitters that
// get the paragraphs one by one.
func TestFigures(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no corpora beside the repository")
	}
	punkt, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		t.Fatal(err)
	}
	splitPunkt := func(text string) (at []int) {
		for _, s := range punkt.Tokenize(text) {
			at = append(at, s.Start)
		}
		return at
	}
	splitUAX := func(text string) (at []int) {
		for it := sentences.FromString(text); it.Next(); {
			at = append(at, it.Start())
		}
		return at
	}
	for _, c := range []struct {
		name                  string
		sentenceMin, wordsMin float64
		read                  func(t *testing.T) map[*models.Article]*corpus.Document
	}{
		{"gum/dev", 99.0, 99.85, treebank("gum/dev.conllu.gz")},
		{"gum/train", 97.9, 99.7, treebank("gum/train.conllu.gz")},
		{"ewt/dev", 93.5, 99.15, treebank("ewt/dev.conllu.gz")},
		{"ewt/train", 93.7, 99.4, treebank("ewt/train.conllu.gz")},
		{"polnear/dev", 98.6, 99.8, silver("dev")},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ours, words, other, third rate
			for a, d := range c.read(t) {
				starts, tokens := goldSpans(d, a.Text)
				doc := Segment(a)
				s, w := ourSpans(doc)
				ours.add(starts, s)
				words.add(tokens, w)
				other.add(starts, firstWords(a.Text, split(doc, splitPunkt)))
				third.add(starts, firstWords(a.Text, split(doc, splitUAX)))
			}
			t.Logf("sentences %.2f, words %.2f; neurosnap/sentences %.2f, uax29 %.2f", ours.f1(), words.f1(), other.f1(), third.f1())
			if ours.f1() < c.sentenceMin || words.f1() < c.wordsMin {
				t.Errorf("want at least %.2f and %.2f", c.sentenceMin, c.wordsMin)
			}
			if ours.f1() <= other.f1() || ours.f1() <= third.f1() {
				t.Error("another splitter does better")
			}
		})
	}
}

// split returns the sentence starts that f finds in each block of doc.
func split(doc *models.Document, f func(text string) []int) []int {
	var at []int
	for _, b := range doc.Blocks {
		for _, i := range f(b.In(doc.Article.Text)) {
			at = append(at, b.Start+i)
		}
	}
	return at
}

func treebank(name string) func(t *testing.T) map[*models.Article]*corpus.Document {
	return func(t *testing.T) map[*models.Article]*corpus.Document {
		docs, err := corpus.ReadCoNLLU(filepath.Join(corpora, name))
		if err != nil {
			t.Fatal(err)
		}
		out := map[*models.Article]*corpus.Document{}
		for i := range docs {
			out[docs[i].Raw()] = &docs[i]
		}
		return out
	}
}

func silver(part string) func(t *testing.T) map[*models.Article]*corpus.Document {
	return func(t *testing.T) map[*models.Article]*corpus.Document {
		articles, err := corpus.ReadPolNeAR(filepath.Join(corpora, "polnear", part+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		parses, err := corpus.ReadSilver(filepath.Join(corpora, "polnear", part+".ud2.conll.gz"))
		if err != nil {
			t.Fatal(err)
		}
		out := map[*models.Article]*corpus.Document{}
		for _, a := range articles {
			if d := parses[a.Article.ID]; d != nil {
				d.Locate(a.Article.Text)
				out[a.Article] = d
			}
		}
		return out
	}
}

// TestSpeechIsKept checks that no content of an attribution lies in a block that
// is taken for page furniture.
func TestSpeechIsKept(t *testing.T) {
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no corpora beside the repository")
	}
	for _, part := range []string{"dev", "train"} {
		articles, err := corpus.ReadPolNeAR(filepath.Join(corpora, "polnear", part+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		contents, furniture := 0, 0
		for _, a := range articles {
			doc := Segment(a.Article)
			for _, b := range doc.Blocks {
				if !b.Kind.Speech() {
					furniture++
				}
			}
			for _, at := range a.Attributions {
				for _, span := range at.Content {
					contents++
					for _, b := range doc.Blocks {
						if !b.Kind.Speech() && b.Overlaps(span) {
							t.Errorf("%s: %s holds the content %q", a.Article.ID, b.Kind, span.In(a.Article.Text))
						}
					}
				}
			}
		}
		t.Logf("%s: %d contents, %d blocks of furniture", part, contents, furniture)
	}
}
