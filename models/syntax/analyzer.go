package syntax

import (
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// Convention is a scheme of annotation to follow where treebanks differ.
type Convention uint8

// The conventions. Gold is that of the current English treebanks of Universal
// Dependencies: the first word heads a name (flat). Silver is that of CoreNLP:
// the last word heads a name (compound).
const (
	Gold Convention = iota
	Silver
)

// ParseConvention reads "gold" or "silver".
func ParseConvention(s string) (Convention, error) {
	switch s {
	case "gold":
		return Gold, nil
	case "silver":
		return Silver, nil
	}
	return Gold, fmt.Errorf("convention %q: want gold or silver", s)
}

// Analyzer is the scratch of one goroutine.
type Analyzer struct {
	model    *Model
	source   core.Source
	words    []core.Word
	tags     []models.Tag
	features []int32
	clear    core.Clear
	state    core.State
	heads    []int32 // of the sentence, its length for the root
	rels     []models.Rel
	governs  []bool // which words of the sentence have dependents
	sum      linear.Sum
	ahead    linear.Sum // of the words to come, the next of which is at
	at       int
	active   linear.Units
	lemmas   lemmatiser
}

// NewAnalyzer returns an Analyzer that follows the Gold convention.
func (m *Model) NewAnalyzer() *Analyzer {
	return &Analyzer{model: m, lemmas: lemmatiser{lemmas: m.lemmas}}
}

// Follow sets the convention of the trees to come; it is there to compare with
// texts annotated otherwise.
func (a *Analyzer) Follow(c Convention) {
	a.source = core.SourceGUM
	if c == Silver {
		a.source = core.SourceSilver
	}
}

// Annotate fills Tag, Lemma, Head and Rel of every token of doc.
func (a *Analyzer) Annotate(doc *models.Document) {
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		if s.First < s.Last {
			a.sentence(doc, s)
		}
	}
}

func (a *Analyzer) sentence(doc *models.Document, s *models.Sentence) {
	a.view(doc, s)
	a.tag()
	a.parse()
	a.spread()
	a.mend(doc, s.First)
	a.enclose()
	for i := range a.words {
		t := &doc.Tokens[s.First+i]
		t.Tag, t.Rel, t.Head, t.Class = a.tags[i], a.rels[i], -1, a.words[i].Cluster
		t.Lemma = a.lemmas.lemma(t.Lower, t.Tag)
		if h := int(a.heads[i]); h < len(a.words) {
			t.Head = s.First + h
			if t.Rel == models.RelAux && a.tags[h] == models.TagVBN && contraction(t.Lower) {
				t.Lemma = "have" // "she's gone"
			}
		}
	}
}

func contraction(lower string) bool { return lower == "'s" || lower == "’s" }

// view encodes the words of a sentence.
func (a *Analyzer) view(doc *models.Document, s *models.Sentence) {
	text := doc.Article.Text
	tokens := doc.Tokens[s.First:s.Last]
	a.words = a.words[:0]
	for i := range tokens {
		t := &tokens[i]
		a.words = append(a.words, core.Word{})
		w := &a.words[i]
		a.model.lexicon.Encode(w, text[t.Start:t.End], t.Lower)
		if i > 0 && tokens[i-1].End == t.Start {
			w.Glue |= core.GluedLeft
		}
		if i+1 < len(tokens) && tokens[i+1].Start == t.End {
			w.Glue |= core.GluedRight
		}
	}
	core.Context(a.words)
}

func (a *Analyzer) tag() {
	n, m := a.model.tagger, a.model
	a.tags = a.tags[:0]
	for i := range a.words {
		w := &a.words[i]
		t := w.Sure
		if t == models.NoTag {
			a.features = m.tagging.Features(a.features[:0], a.words, a.tags, i, a.source)
			a.units(n)
			t = models.Tag(n.Best(0, &a.active, m.choices.Tags(w)))
		}
		a.tags = append(a.tags, t)
	}
}

// units computes the hidden units of a.features.
func (a *Analyzer) units(n *linear.Net) {
	n.Reset(&a.sum)
	n.Add(&a.sum, a.features)
	n.Hidden(&a.sum, &a.active)
}

// parse builds the tree of the sentence without its quotation marks.
func (a *Analyzer) parse() {
	n, c, st := a.model.parser, &a.clear, &a.state
	c.Fill(a.words, a.tags)
	st.Reset(len(c.Words))
	a.at = -1
	for !st.Done() {
		allowed := st.Legal()
		if allowed == 1<<core.Shift {
			st.Apply(core.Shift, models.NoRel)
			continue
		}
		a.look(n)
		action := core.Action(n.Best(0, &a.active, allowed))
		rel := models.NoRel
		if action != core.Shift {
			head, dep := st.Arc(action)
			labels := a.model.choices.Labels(action, a.tagAt(head), a.tagAt(dep))
			rel = models.Rel(n.Best(int(action), &a.active, labels))
		}
		st.Apply(action, rel)
	}
}

// look computes the hidden units of the state. What hangs on the words to come
// alone is summed once for each of them.
func (a *Analyzer) look(n *linear.Net) {
	p, c, st := a.model.parsing, &a.clear, &a.state
	if a.at != st.Next() {
		a.at = st.Next()
		a.features = p.Ahead(a.features[:0], st, c.Words, c.Tags, a.source)
		n.Reset(&a.ahead)
		n.Add(&a.ahead, a.features)
	}
	a.features = p.Around(a.features[:0], st, c.Words, c.Tags, a.source)
	n.Copy(&a.sum, &a.ahead)
	n.Add(&a.sum, a.features)
	n.Hidden(&a.sum, &a.active)
}

func (a *Analyzer) tagAt(i int32) int {
	if int(i) == len(a.clear.Tags) {
		return core.RootTag
	}
	return int(a.clear.Tags[i])
}

// spread copies the tree on to the whole sentence. Marks hang from the word
// beside them that they belong to: the next for one that opens.
func (a *Analyzer) spread() {
	n, kept := int32(len(a.words)), a.clear.Kept
	a.heads, a.rels = a.heads[:0], a.rels[:0]
	k := 0
	for i := range n {
		if k < len(kept) && kept[k] == i {
			a.heads, a.rels = append(a.heads, a.whole(a.state.Heads[k])), append(a.rels, a.label(k))
			k++
			continue
		}
		beside := k
		if k > 0 && (k == len(kept) || a.tags[i] == models.TagCloseQuote) {
			beside--
		}
		a.heads, a.rels = append(a.heads, kept[beside]), append(a.rels, models.RelPunct)
	}
	a.lift()
}

// maxLift bounds how far lift climbs, and with it the time a sentence takes.
const maxLift = 4

// lift hangs what hangs from punctuation from the punctuation's head.
func (a *Analyzer) lift() {
	n := int32(len(a.words))
	for i := range a.heads {
		for range maxLift {
			h := a.heads[i]
			if h == n || a.heads[h] == n || !punctuation(a.tags[h]) {
				break
			}
			a.heads[i] = a.heads[h]
		}
	}
}

func punctuation(t models.Tag) bool {
	return t >= models.TagOpenQuote && t <= models.TagRRB || t == models.TagHYPH || t == models.TagNFP
}

// whole is the place in the sentence of a word that was parsed, its length for
// the root.
func (a *Analyzer) whole(i int32) int32 {
	if int(i) < len(a.clear.Kept) {
		return a.clear.Kept[i]
	}
	return int32(len(a.words))
}

// label sees to it that the root alone is labelled root.
func (a *Analyzer) label(k int) models.Rel {
	rel := a.state.Rels[k]
	switch {
	case int(a.state.Heads[k]) == len(a.clear.Kept):
		return models.RelRoot
	case rel == models.RelRoot || rel == models.NoRel:
		return models.RelDep
	}
	return rel
}
